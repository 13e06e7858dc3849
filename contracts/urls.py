"""Addresses of the contract pages."""

from django.urls import path

from contracts import views

app_name = "contracts"

urlpatterns = [
    path("services/", views.services_page, name="services"),
    path("lines/", views.lines, name="lines"),
    path("lines/<slug:code>/", views.line, name="line"),
    path("lines/<slug:code>/sim-return/", views.sim_return, name="sim_return"),
    path("lines/<slug:code>/options/<slug:option>/add/", views.add_option, name="add_option"),
    path("options/", views.options, name="options"),
    path("options/audit/", views.audit, name="audit"),
    path("options/audit/<slug:act>/<slug:step>/", views.audit_step, name="audit_step"),
    path("options/<slug:code>/added/", views.option_added, name="option_added"),
    path("options/<slug:code>/end/", views.end_option, name="end_option"),
    path("options/<slug:code>/tick/", views.tick_option, name="tick_option"),
    path("options/<slug:code>/ended/", views.option_ended, name="option_ended"),
    path("lines/<slug:code>/data/", views.data_of_line, name="line_data"),
    path("lines/<slug:code>/data/speed/", views.switch_data, name="switch_data"),
    path("lines/<slug:code>/data/buy/", views.buy_data, name="buy_data"),
    path("data/", views.data_of_all, name="data"),
    path("data/receipts/<slug:number>/", views.data_receipt, name="data_receipt"),
    path("lines/<slug:code>/plan/", views.plan_change, name="plan_change"),
    path("lines/<slug:code>/plan/<slug:plan>/", views.book_plan, name="book_plan"),
    path(
        "plan-changes/<slug:number>/", views.plan_change_receipt, name="plan_change_receipt"
    ),
    path("plan-changes/<slug:number>/withdraw/", views.withdraw_plan, name="withdraw_plan"),
    path("group/", views.groups, name="groups"),
    path("group/new/", views.make_group, name="make_group"),
    path("group/<slug:code>/", views.group, name="group"),
    path("group/<slug:code>/add/", views.join_group, name="join_group"),
    path("group/<slug:code>/primary/", views.ask_primary_change, name="ask_primary_change"),
    path(
        "group/<slug:code>/lines/<slug:line>/part/",
        views.part_from_group,
        name="part_from_group",
    ),
    path(
        "group/<slug:code>/lines/<slug:line>/call-off/",
        views.call_off_group_change,
        name="call_off_group_change",
    ),
    path("devices/", views.devices, name="devices"),
    path("devices/<slug:code>/", views.device, name="device"),
    path("devices/<slug:code>/repay/", views.repay_early, name="repay_early"),
    path("devices/<slug:code>/certificate/", views.certificate, name="certificate"),
    path("devices/<slug:code>/certificate/pdf/", views.certificate_pdf, name="certificate_pdf"),
    path("related/", views.related, name="related"),
    path("related/<slug:code>/", views.related_service, name="related_service"),
    path("related/<slug:code>/end/", views.end_related, name="end_related"),
    path("related/<slug:code>/receipt/", views.related_receipt, name="related_receipt"),
    path("requests/<slug:number>/", views.desk_request, name="desk_request"),
]
