"""初期契約解除: what it means and costs, the request that takes effect at once, the receipt."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cancellation import queries, services
from cancellation.forms import UndoForm
from cancellation.models import InitialCancellation
from cancellation.views.pages import own_line
from contracts.models import Line
from contracts.queries import line_row, notice_of
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import billing, sim_return
from mioportal.rules.charges import ChargeKind
from mioportal.rules.initial_cancel import InitialCancelReason
from mioportal.words import basis, catalogue, charges

_BY_DAYS = (ChargeKind.PLAN, ChargeKind.ADDED_SIM, ChargeKind.OPTION)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """What is still charged comes first; the request is in force when it is sent (C-106)."""
    line = own_line(request, code)
    made = queries.undoings_of(member_of(request)).filter(line=line).first()
    if made is not None:
        return redirect("cancellation:undone", number=made.receipt_number)
    now = queries.undoing(line, clock.now())
    if not now.verdict.allowed:
        return _refused(request, line, now)
    form = UndoForm(request.POST or None, initial={"shown": now.digest()})
    has_changed = False
    if request.method == "POST" and form.is_valid():
        try:
            made = services.undo(
                line=line,
                shown=form.cleaned_data["shown"],
                at=clock.now(),
                by=actor_of(request),
            )
        except services.NotUndone as refused:
            return _refused(request, line, now, refused)
        except services.ShownHasChanged:
            has_changed = True
            now = queries.undoing(line, clock.now())
            form = UndoForm(initial={"shown": now.digest()})
        else:
            return redirect("cancellation:undone", number=made.receipt_number)
    elif form.is_bound:
        # The errors stay; the tick is never set for anybody.
        form.data = {"shown": now.digest()}
    notice = notice_of(line)
    context = {
        "line": line_row(line, clock.today()),
        "form": form,
        "has_changed": has_changed,
        "through": notice.undo_through if notice else None,
        "months": _months(now),
        "total": now.total,
        "devices": now.devices,
        "others": _others(now.as_dict()),
        "cautions": _cautions(line),
        "desk": desk_at(clock.now()),
    }
    return render(request, "cancellation/undo.html", context)


def _refused(
    request: HttpRequest,
    line: Line,
    now: queries.Undoing,
    refused: services.NotUndone | None = None,
) -> HttpResponse:
    verdict = refused.verdict if refused else now.verdict
    notice = notice_of(line)
    is_late = InitialCancelReason.TOO_LATE in verdict.reasons
    context = {
        "through": notice.undo_through if notice and is_late else None,
        "line": line_row(line, clock.today()),
        "reasons": [catalogue.refusal(reason) for reason in verdict.reasons],
        "desk": desk_at(clock.now()),
    }
    return render(request, "cancellation/undo_refused.html", context)


def _months(now: queries.Undoing) -> list[dict[str, Any]]:
    return [
        {
            "month": each.month,
            "rows": [_row(row, each.month, now) for row in each.rows],
            "total": each.total,
        }
        for each in now.months
    ]


def _row(row: billing.BillLine, month: date, now: queries.Undoing) -> dict[str, Any]:
    is_last = month == now.ends_on.replace(day=1)
    by_days = row.kind in _BY_DAYS and row.amount
    return {
        "label": charges.item(row.kind, row.code),
        "sub": _("解除する日までの日割り") if by_days and is_last else "",
        "amount": row.amount,
        "rule": "undone_month_by_days" if by_days and is_last else basis.OF_CHARGE[row.kind],
    }


def _cautions(line: Line) -> list[dict[str, str]]:
    told = [
        {
            "title": _("送ったその時に、回線が使えなくなります"),
            "text": _("残っているデータ量も、その時に無くなります。"),
            "rule": "initial_cancel_sending",
        }
    ]
    if line.phone_number:
        told.append(
            {
                "title": _("電話番号は、元に戻せません"),
                "text": _("番号を残したいときは、解除せずに、先にMNP転出の手続きが必要です。"),
                "rule": "cancellation_no_self_undo",
            }
        )
    if line.has_card:
        told.append(
            {
                "title": _("SIMカードの返却が必要です"),
                "text": _("送料はお客様のご負担です。返却がないと、損害金がかかることがあります。"),
                "rule": "sim_return_own_postage",
            }
        )
    return told


@require_safe
def undone(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt; reload and bookmark are safe."""
    rows = queries.undoings_of(member_of(request))
    made = get_object_or_404(rows, receipt_number=number)
    line = own_line(request, made.line.code)
    cards = [sim for sim in line.sims.all() if sim.fee_risk_from]
    context = {
        "made": made,
        "line": line_row(line, clock.today()),
        "months": _shown(made),
        "total": Decimal(made.shown["total"]),
        "others": _others(made.shown),
        "fee_risk_from": cards[0].fee_risk_from if cards else None,
        "address": sim_return.RETURN_ADDRESSES.on(clock.today()) if cards else (),
        "mail_to": line.member.user.email,
    }
    return render(request, "cancellation/undone.html", context)


def _shown(made: InitialCancellation) -> list[dict[str, Any]]:
    """What was shown at consent, as it was."""
    return [
        {
            "month": date.fromisoformat(each["month"]),
            "rows": [
                {
                    "label": charges.item(ChargeKind(row["kind"]), row["code"]),
                    "amount": Decimal(row["amount"]),
                }
                for row in each["rows"]
            ],
            "total": Decimal(each["total"]),
        }
        for each in made.shown["months"]
    ]


def _others(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines that are left without their primary line; what was shown long ago named none."""
    return [
        {
            "label": each["label"],
            "on": date.fromisoformat(each["on"]),
            "before": Decimal(each["before"]),
            "after": Decimal(each["after"]),
        }
        for each in shown.get("others", [])
    ]
