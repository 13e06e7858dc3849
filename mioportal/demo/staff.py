"""The staff of the demonstration, and what each of them may do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_READ = (
    "accounts.view_member",
    "accounts.view_standing",
    "accounts.view_mailchange",
    "contracts.view_application",
    "contracts.view_line",
    "contracts.view_sim",
    "contracts.view_optionperiod",
    "contracts.view_datagrant",
    "contracts.view_datause",
    "contracts.view_device",
    "contracts.view_payment",
    "contracts.view_relatedservice",
    "contracts.view_planchange",
    "contracts.view_sharegroup",
    "billing.view_bill",
    "billing.view_postedcharge",
    "billing.view_dunning",
    "billing.view_slip",
    "billing.view_simfee",
    "contracts.view_appliedline",
    "contracts.view_contractnotice",
    "cancellation.view_cancellation",
    "cancellation.view_withdrawal",
    "cancellation.view_initialcancellation",
    "cancellation.view_phonedeskline",
    "mnp.view_portrequest",
    "mnp.view_portorder",
    "mnp.view_portdeskline",
    "plumbing.view_outbox",
    "plumbing.view_happening",
    "plumbing.view_world",
)
# Who is asked about bills and payments.
_PAYMENT = (
    "accounts.view_card",
    "accounts.view_cardvisit",
    "billing.view_cardcharge",
    "billing.view_refund",
)
# Who keeps the books.
_BOOKS = (
    "accounts.settle_debt",
    "billing.view_billrun",
    "billing.start_run",
    "billing.confirm_slip",
    "billing.charge_again",
    "billing.refund_bill",
    "billing.charge_damage",
)
_SUPPORT = (
    *_READ,
    *_PAYMENT,
    "accounts.lift_lock",
    "accounts.end_sessions",
    "accounts.view_signin",
    "accounts.view_signup",
    "accounts.change_mail",
    "accounts.change_member",
    "cancellation.accept_by_phone",
    "cancellation.decide_withdrawal",
    "cancellation.undo_by_letter",
    "cancellation.view_companyrequest",
    "cancellation.handle_company",
    "contracts.handle_application",
    "contracts.receive_sim",
    "contracts.waive_sim",
    "contracts.add_planchange",
    "contracts.change_planchange",
    "contracts.add_optionperiod",
    "contracts.end_option",
    "contracts.repay_early",
    "contracts.end_hikari",
    "contracts.view_deskrequest",
    "contracts.complete_request",
    "mnp.handle_portrequest",
    "outside.view_operatororder",
    "outside.play_operator",
    "accounts.view_inquiry",
    "accounts.answer_inquiry",
)
_SUPERVISE = (
    *_SUPPORT,
    "accounts.decide_identity",
    "accounts.ask_for_papers",
    "accounts.view_submission",
    *_BOOKS,
    "accounts.view_watchednetwork",
    "accounts.add_watchednetwork",
    "accounts.change_watchednetwork",
    "accounts.delete_watchednetwork",
    "contracts.view_onestopdonor",
    "contracts.add_onestopdonor",
    "contracts.change_onestopdonor",
    "contracts.delete_onestopdonor",
    "plumbing.view_auditrow",
    "plumbing.view_jobrun",
    "plumbing.view_parkeditem",
    "accounts.view_pickupnews",
    "accounts.add_pickupnews",
    "accounts.change_pickupnews",
    "accounts.delete_pickupnews",
    "plumbing.view_notice",
    "plumbing.add_notice",
    "plumbing.change_notice",
    "plumbing.delete_notice",
    "plumbing.view_extrawindow",
    "plumbing.add_extrawindow",
    "plumbing.change_extrawindow",
    "plumbing.delete_extrawindow",
    "plumbing.view_weeklychange",
    "plumbing.add_weeklychange",
    "plumbing.change_weeklychange",
    "plumbing.delete_weeklychange",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffRole:
    """One member of staff."""

    login: str
    does: str | Promise
    permissions: tuple[str, ...] = ()
    is_superuser: bool = False


STAFF = (
    StaffRole(
        login="support",
        does=_("電話で解約を受け付け、お問い合わせに答える"),
        permissions=_SUPPORT,
    ),
    StaffRole(
        login="reviewer",
        does=_("本人確認を行う"),
        permissions=(
            *_READ,
            "accounts.decide_identity",
            "accounts.ask_for_papers",
            "accounts.view_submission",
        ),
    ),
    StaffRole(
        login="billing",
        does=_("入金と、端末の繰り上げ返済を扱う"),
        permissions=(*_READ, *_PAYMENT, *_BOOKS, "contracts.repay_early"),
    ),
    StaffRole(
        login="supervisor", does=_("すべての窓口とメンテナンス"), permissions=_SUPERVISE
    ),
    StaffRole(login="admin", does=_("管理者"), is_superuser=True),
)
