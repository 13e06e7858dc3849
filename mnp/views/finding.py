"""A member's own lines and requests, or 404; and what every page about them shows."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from contracts.models import Line
from contracts.queries import Tag, line_of
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of
from mnp import queries
from mnp.models import PortRequest

State = PortRequest.State
_KIND = {
    State.QUEUED: "brand",
    State.HELD: "warning",
    State.ISSUED: "ok",
    State.EXPIRED: "",
    State.VOIDED: "",
    State.PORTED: "",
    State.CALLED_OFF: "",
}
# A consent has no number that could be issued or void.
_OF_CONSENT = {State.ISSUED: gettext_lazy("同意済"), State.VOIDED: gettext_lazy("同意終了")}


def own_line(request: HttpRequest, code: str) -> Line:
    """The member's own line."""
    line = line_of(member_of(request), code, clock.today())
    if line is None:
        raise Http404
    return line


def own_request(request: HttpRequest, receipt_number: str) -> PortRequest:
    """The member's own request."""
    found = queries.request_by_receipt(member_of(request), receipt_number)
    if found is None:
        raise Http404
    return found


def tag_of(row: PortRequest, today: date) -> Tag:
    """ST-MNP request in words."""
    state = row.state_on(today)
    label = _OF_CONSENT.get(state, state.label) if row.is_one_stop else state.label
    return Tag(label=str(label), kind=_KIND[state])


def brief(row: PortRequest) -> dict[str, Any]:
    """What names a request on pages about it."""
    return {
        "receipt_number": row.receipt_number,
        "url": reverse("mnp:request", args=[row.receipt_number]),
        "label": row.line.label,
        "state": tag_of(row, clock.today()),
        "good_through": row.good_through,
        "is_one_stop": row.is_one_stop,
    }
