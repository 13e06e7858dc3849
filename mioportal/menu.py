"""The menu. An entry stands here once its page works; a closed member has a shorter one."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import queries
from contracts.queries import draft_of, waits_for_opening
from mioportal.demo import listing
from mioportal.plumbing import clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A page in the menu. `also` are views that light the same entry.

    `closed_label` is what it is called once every service has ended, where that differs.
    """

    view: str
    label: str | Promise
    also: tuple[str, ...] = ()
    when_closed: bool = True
    closed_label: str | Promise = ""


MENU: tuple[tuple[str | Promise, tuple[Place, ...]], ...] = (
    (
        _("ご利用"),
        (
            Place(view="top", label=_("トップ")),
            Place(
                view="accounts:messages",
                label=_("お知らせ"),
                also=("accounts:message", "accounts:mail_help"),
            ),
            Place(
                view="contracts:data",
                label=_("データ利用量"),
                also=("contracts:line_data", "contracts:buy_data", "contracts:data_receipt"),
                when_closed=False,
            ),
        ),
    ),
    (
        _("ご契約"),
        (
            Place(
                view="contracts:services",
                label=_("サービスのご利用状況"),
                when_closed=False,
            ),
            Place(
                view="contracts:lines",
                label=_("ご契約内容の確認"),
                also=(
                    "contracts:line",
                    "contracts:sim_return",
                    "contracts:return_label",
                    "contracts:sim_posted",
                    "contracts:sim_lost",
                    "contracts:plan_change",
                    "contracts:book_plan",
                    "contracts:plan_change_receipt",
                    "contracts:withdraw_plan",
                    "contracts:contract_notice",
                ),
            ),
            Place(
                view="contracts:groups",
                label=_("シェアグループ"),
                also=(
                    "contracts:group",
                    "contracts:make_group",
                    "contracts:join_group",
                    "contracts:part_from_group",
                    "contracts:call_off_group_change",
                    "contracts:ask_primary_change",
                ),
                when_closed=False,
            ),
            Place(
                view="contracts:devices",
                label=_("端末分割払い"),
                closed_label=_("端末分割払い残債"),
                also=(
                    "contracts:device",
                    "contracts:repay_early",
                    "contracts:certificate",
                ),
            ),
            Place(
                view="contracts:related",
                label=_("関連サービス"),
                also=(
                    "contracts:related_service",
                    "contracts:end_related",
                    "contracts:related_receipt",
                ),
            ),
            Place(
                view="contracts:options",
                label=_("オプションサービスの確認・変更"),
                also=(
                    "contracts:add_option",
                    "contracts:option_added",
                    "contracts:end_option",
                    "contracts:option_ended",
                    "contracts:audit",
                    "contracts:audit_step",
                ),
            ),
            Place(
                view="contracts:progress",
                label=_("お申し込みの状況"),
                also=(
                    "contracts:application_progress",
                    "contracts:open_applied",
                    "contracts:replace_reservation",
                ),
            ),
            Place(
                view="contracts:apply",
                label=_("回線の追加・お申し込み"),
                closed_label=_("再契約のお申し込み"),
                also=(
                    "contracts:apply_step",
                    "contracts:apply_new_line",
                    "contracts:apply_line",
                    "contracts:apply_give_up",
                    "contracts:application_receipt",
                    "contracts:start",
                    "contracts:start_check",
                    "contracts:start_devices",
                    "contracts:start_ready",
                    "contracts:start_trouble",
                    "contracts:tried_devices",
                    "contracts:setup",
                    "contracts:setup_guide",
                ),
            ),
            Place(
                view="mnp:choose",
                label=_("MNP予約番号の発行・確認"),
                also=(
                    "mnp:costs",
                    "mnp:begin",
                    "mnp:step",
                    "mnp:request",
                    "mnp:again",
                    "mnp:void",
                    "mnp:call_off",
                    "mnp:one_stop",
                ),
            ),
            Place(
                view="cancellation:choose",
                label=_("サービスのご解約"),
                also=(
                    "cancellation:begin",
                    "cancellation:group",
                    "cancellation:by_phone",
                    "cancellation:abroad",
                    "cancellation:company",
                    "cancellation:company_request",
                    "cancellation:step",
                    "cancellation:receipt",
                    "cancellation:withdraw",
                    "cancellation:after",
                    "cancellation:undo",
                    "cancellation:undone",
                ),
                when_closed=False,
            ),
        ),
    ),
    (
        _("料金・ポイント"),
        (
            Place(view="billing:bills", label=_("ご請求明細"), also=("billing:bill",)),
            Place(
                view="accounts:payment",
                label=_("お支払い方法"),
                also=("accounts:card_visit", "accounts:remove_card"),
            ),
            Place(view="contracts:plan_list", label=_("プランと料金")),
            Place(
                view="billing:unpaid",
                label=_("お支払いが済んでいない料金"),
                also=("billing:slip",),
            ),
        ),
    ),
    (
        _("お客様情報"),
        (
            Place(
                view="accounts:profile",
                label=_("お客様情報の確認・変更"),
                also=(
                    "accounts:change_name",
                    "accounts:change_address",
                    "accounts:change_phones",
                    "accounts:change_mail",
                    "accounts:change_password",
                ),
            ),
            Place(
                view="accounts:papers",
                label=_("本人確認書類のアップロード"),
                also=(
                    "accounts:papers_choose",
                    "accounts:papers_sides",
                    "accounts:papers_check",
                    "accounts:papers_receipt",
                ),
                when_closed=False,
            ),
            Place(view="accounts:news", label=_("メールの受け取り")),
            Place(view="accounts:mio_id", label=_("mioIDについて")),
            Place(view="accounts:sign_ins", label=_("ログインの履歴")),
        ),
    ),
    (
        _("サポート"),
        (
            Place(
                view="accounts:contact",
                label=_("お問い合わせ"),
                also=("accounts:ask", "accounts:inquiries", "accounts:inquiry"),
            ),
            Place(view="manuals", label=_("各種マニュアル"), also=("manual",)),
            Place(view="rules", label=_("料金と手続きのルール"), also=("rules_decisions",)),
        ),
    ),
)


# Pages that say until when the mioID lasts in their own words.
_TELL_IT_THEMSELVES = {"top", "accounts:mio_id"}


def page(request: HttpRequest) -> dict[str, Any]:
    """Add the menu, the member and (on the demonstration's sign-in page) the cast."""
    user = getattr(request, "user", None)
    here = request.resolver_match.view_name if request.resolver_match else ""
    if user is None or not user.is_authenticated:
        return _cast() if settings.DEMO and here == "accounts:sign_in" else {}
    if user.is_staff:
        return {}
    closed = user.member.standing.is_closing
    return {
        "member": user.member,
        "life": queries.life_of(user.member, clock.today()),
        # Of who has applied nothing is asked by a day: what follows is ours to do.
        "tells_the_end": here not in _TELL_IT_THEMSELVES and not waits_for_opening(user.member),
        "is_closed": closed,
        "menu": _menu(here, closed=closed),
        "unread": queries.unread_count(user),
        # Asked for by the few pages that lead back to it.
        "draft_application": lambda: draft_of(user.member),
    }


def _menu(here: str, *, closed: bool) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "entries": [
                {
                    "label": (closed and place.closed_label) or place.label,
                    "url": reverse(place.view),
                    "current": here == place.view or here in place.also,
                }
                for place in places
                if place.when_closed or not closed
            ],
        }
        for title, places in MENU
    ]


def _cast() -> dict[str, Any]:
    return {
        "cast": listing.members(),
        "staff": listing.staff(),
        "demo_password": settings.DEMO_PASSWORD,
    }
