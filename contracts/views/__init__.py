"""The pages of this app, by subject."""

from contracts.views.apply_lines import applied_line, drop_line, new_line
from contracts.views.apply_steps import step as apply_step
from contracts.views.applying import apply
from contracts.views.applying import give_up as give_up_application
from contracts.views.applying import receipt as application_receipt
from contracts.views.buying import buy_data, data_receipt
from contracts.views.certificates import certificate_pdf
from contracts.views.data import data_of_all, data_of_line, switch_data
from contracts.views.devices import certificate, device, devices, repay_early
from contracts.views.front import (
    about,
    plan_list,
    setup,
    setup_guide,
    start,
    start_ready,
    start_trouble,
)
from contracts.views.front_choosing import start_check, start_devices, tried_devices
from contracts.views.group_changes import (
    ask_primary_change,
    call_off_group_change,
    join_group,
    make_group,
    part_from_group,
)
from contracts.views.groups import group, groups
from contracts.views.lines import line, lines, services_page
from contracts.views.option_audit import audit, audit_step
from contracts.views.options import (
    add_option,
    end_option,
    option_added,
    option_ended,
    options,
    tick_option,
)
from contracts.views.plans import book_plan, plan_change, plan_change_receipt, withdraw_plan
from contracts.views.progress import (
    application_progress,
    contract_notice,
    open_applied,
    progress,
    replace_reservation,
)
from contracts.views.related import end_related, related, related_receipt, related_service
from contracts.views.requests import desk_request
from contracts.views.sim_return import return_label, sim_lost, sim_posted, sim_return

__all__ = [
    "about",
    "replace_reservation",
    "progress",
    "open_applied",
    "contract_notice",
    "application_progress",
    "application_receipt",
    "applied_line",
    "apply",
    "apply_step",
    "drop_line",
    "give_up_application",
    "new_line",
    "add_option",
    "ask_primary_change",
    "audit",
    "audit_step",
    "book_plan",
    "buy_data",
    "call_off_group_change",
    "certificate",
    "certificate_pdf",
    "data_of_all",
    "data_of_line",
    "data_receipt",
    "desk_request",
    "device",
    "devices",
    "end_option",
    "end_related",
    "group",
    "groups",
    "join_group",
    "line",
    "lines",
    "make_group",
    "option_added",
    "option_ended",
    "options",
    "part_from_group",
    "plan_change",
    "plan_change_receipt",
    "plan_list",
    "related",
    "related_receipt",
    "related_service",
    "repay_early",
    "services_page",
    "setup",
    "setup_guide",
    "return_label",
    "sim_lost",
    "sim_posted",
    "sim_return",
    "start",
    "start_check",
    "start_devices",
    "start_ready",
    "start_trouble",
    "switch_data",
    "tick_option",
    "tried_devices",
    "withdraw_plan",
]
