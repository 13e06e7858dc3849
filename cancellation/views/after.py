"""ご利用終了後の確認: how far a line has left, and what is still to be seen to (F-CAN-16)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cancellation.views.departing import Item, steps_of
from cancellation.views.pages import own_line
from contracts import queries as contracts
from contracts import services
from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.support import desk_at


@require_safe
def after(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one departure, from its acceptance to the look a month later."""
    line, now = _leaving(request, code), clock.now()
    today = clock.today()
    steps = list(steps_of(line, now))
    context = {
        "line": contracts.line_row(line, today),
        "ends_on": line.ends_on,
        "is_over": line.status(today) == Line.Status.ENDED,
        "is_held": line.is_held(today),
        "has_card": line.has_card,
        "has_voice": line.function == Line.Function.VOICE,
        "steps": steps,
        "left": sum(step.tag.kind == "warning" for step in steps),
        "desk": desk_at(now),
    }
    return render(request, "cancellation/after.html", context)


@require_POST
def tick(request: HttpRequest, code: str) -> HttpResponse:
    """The member says that something is done; said twice, it is done once."""
    line = _leaving(request, code)
    item = request.POST.get("item", "")
    if item not in Item.values:
        raise Http404
    try:
        services.tick_leaving(line=line, item=Item(item), at=clock.now(), by=actor_of(request))
    except services.NothingToTick:
        messages.info(request, _("この確認は、まだ記録できません"))
    else:
        messages.success(request, _("確認を記録しました"))
    return redirect("cancellation:after", code=line.code)


def _leaving(request: HttpRequest, code: str) -> Line:
    line = own_line(request, code)
    if line.ends_on is None:
        raise Http404
    return line
