"""mioIDについて: how a mioID stands, until when, and what comes after."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import queries
from accounts.models import Member
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of
from mioportal.rules.mioid import CLOSING_MONTHS, PROVISIONAL_MONTHS, MioIdState
from mioportal.words import catalogue

_KINDS = {
    MioIdState.PROVISIONAL: "brand",
    MioIdState.VALID: "ok",
    MioIdState.CLOSING: "warning",
    MioIdState.INVALID: "",
}


@require_safe
def mio_id(request: HttpRequest) -> HttpResponse:
    """The state of the mioID, its last day, and what it hangs on (F-ACC-04, 06, 16)."""
    member, today = member_of(request), clock.today()
    life = queries.life_of(member, today)
    context = {
        "life": life,
        "state": {"label": catalogue.word(life.state), "kind": _KINDS[life.state]},
        "rows": _hangs_on(member),
        "instalments_yen": member.standing.instalments_yen,
        "months": CLOSING_MONTHS.on(today),
        "months_provisional": PROVISIONAL_MONTHS.on(today),
    }
    return render(request, "accounts/mio_id.html", context)


def _hangs_on(member: Member) -> list[dict[str, Any]]:
    """The days from the latest of which the three months count, as far as there are any."""
    facts = member.standing.closing
    if facts is None:
        return []
    later = (
        (_("最後のお支払い"), facts.has_unpaid, facts.bill_settled_on),
        (_("端末の分割払い"), facts.has_instalments, facts.instalment_paid_on),
        (_("SIM損害金の件"), facts.has_sim_case, facts.sim_case_closed_on),
    )
    rows: list[dict[str, Any]] = [
        {"key": _("最後のサービスの終了"), "value": facts.last_service_ended_on}
    ]
    for key, is_open, day in later:
        if is_open:
            rows.append({"key": key, "value": _("まだ終わっていません")})
        elif day is not None:
            rows.append({"key": key, "value": day})
    if facts.has_application:
        rows.append({"key": _("お申し込み"), "value": _("まだ終わっていません")})
    return rows
