"""Addresses of the pages about bills, and about paying them."""

from datetime import date

from django.urls import path, register_converter

from billing import views
from billing.views import paying


class Month:
    """A month in an address: 2026-10, read as its first day."""

    regex = "[12][0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """The first day."""
        year, month = map(int, value.split("-"))
        return date(year, month, 1)

    def to_url(self, value: date) -> str:
        """2026-10."""
        return f"{value:%Y-%m}"


register_converter(Month, "month")

app_name = "billing"

urlpatterns = [
    path("bills/", views.bills, name="bills"),
    path("bills/<month:month>/", views.bill, name="bill"),
    path("bills/<month:month>/pdf/", views.bill_pdf, name="bill_pdf"),
    path("bills/<month:month>/csv/", views.bill_csv, name="bill_csv"),
    path("bills/unpaid/", paying.unpaid, name="unpaid"),
    path("bills/slips/<slug:number>/", paying.slip, name="slip"),
]
