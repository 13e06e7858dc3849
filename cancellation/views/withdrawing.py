"""解約の取り下げ: asked for on the day of the cancellation, and how far it has come (C-031)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cancellation import queries, services
from cancellation.models import Cancellation, Withdrawal
from contracts.models import Line
from contracts.queries import line_of, line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.words import catalogue


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for a cancellation back; asked already, the page says what has become of that."""
    member, at = member_of(request), clock.now()
    made = get_object_or_404(queries.cancellations_of(member), receipt_number=number)
    if request.method == "POST":
        try:
            services.ask_withdrawal(cancellation=made, at=at, by=actor_of(request))
        except services.NotWithdrawn as refused:
            return _page(request, made, [catalogue.refusal(why) for why in refused.verdict.reasons])
        return redirect("cancellation:withdraw", number=number)
    asked = queries.withdrawals_of(member).filter(cancellation=made).first()
    if asked is None:
        verdict = queries.may_ask_back(made, at)
        return _page(request, made, [catalogue.refusal(why) for why in verdict.reasons])
    return _page(request, made, [], asked)


def _page(
    request: HttpRequest,
    made: Cancellation,
    reasons: list[object],
    asked: Withdrawal | None = None,
) -> HttpResponse:
    line = line_of(member_of(request), made.line.code, clock.today())
    assert line is not None
    context = {
        "cancellation": made,
        "line": line_row(line, clock.today()),
        "asked": asked,
        "waits": asked is not None and asked.state == Withdrawal.State.ASKED,
        "decided_by": asked.answer_by if asked else None,
        "left": _left_otherwise(made),
        "alone": queries.goes_on_alone(asked) if asked else None,
        "reasons": reasons,
        "desk": desk_at(clock.now()),
    }
    return render(request, "cancellation/withdraw.html", context)


def _left_otherwise(made: Cancellation) -> str:
    """By what else the line has left, so that there was nothing to decide; empty if by this."""
    if made.line.leaving_by in (Line.Leaving.UNDONE, Line.Leaving.PORT_OUT):
        return str(made.line.get_leaving_by_display())
    return ""
