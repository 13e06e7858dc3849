"""Addresses of cancelling."""

from django.urls import path

from cancellation import views

app_name = "cancellation"

urlpatterns = [
    path("cancel/", views.choose, name="choose"),
    path("cancel/lines/<slug:code>/", views.begin, name="begin"),
    path("cancel/abroad/", views.abroad, name="abroad"),
    path("cancel/company/", views.company, name="company"),
    path("cancel/company/<slug:number>/", views.company_request, name="company_request"),
    path(
        "cancel/company/<slug:number>/papers/<slug:paper>/",
        views.company_paper,
        name="company_paper",
    ),
    path("cancel/lines/<slug:code>/phone/", views.by_phone, name="by_phone"),
    path("cancel/lines/<slug:code>/group/", views.group, name="group"),
    path("cancel/lines/<slug:code>/receipt/", views.receipt_of_line, name="receipt_of_line"),
    path("cancel/lines/<slug:code>/after/", views.after, name="after"),
    path("cancel/lines/<slug:code>/after/tick/", views.tick, name="tick"),
    path("cancel/acts/<slug:act>/<slug:step>/", views.step, name="step"),
    path("cancel/initial/lines/<slug:code>/", views.undo, name="undo"),
    path("cancel/initial/<slug:number>/", views.undone, name="undone"),
    path("cancel/receipts/<slug:number>/", views.receipt, name="receipt"),
    path("cancel/receipts/<slug:number>/withdraw/", views.withdraw, name="withdraw"),
]
