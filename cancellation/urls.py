"""Addresses of cancelling."""

from django.urls import path

from cancellation import views

app_name = "cancellation"

urlpatterns = [
    path("cancel/", views.choose, name="choose"),
    path("cancel/lines/<str:code>/", views.begin, name="begin"),
    path("cancel/lines/<str:code>/receipt/", views.receipt_of_line, name="receipt_of_line"),
    path("cancel/acts/<str:act>/<str:step>/", views.step, name="step"),
    path("cancel/receipts/<str:number>/", views.receipt, name="receipt"),
]
