"""What a member has asked the desk for."""

from django.db.models import QuerySet

from accounts.models import Member
from contracts.models import DeskRequest
from contracts.queries.lines import Tag

OPEN = (DeskRequest.State.RECEIVED, DeskRequest.State.WORKING)
_KIND = {
    DeskRequest.State.RECEIVED: "warning",
    DeskRequest.State.WORKING: "warning",
    DeskRequest.State.DONE: "ok",
    DeskRequest.State.WITHDRAWN: "",
    DeskRequest.State.REFUSED: "danger",
}


def requests_of(member: Member) -> QuerySet[DeskRequest]:
    """A member's requests, newest first."""
    rows = DeskRequest.objects.filter(member=member)
    return rows.select_related("member__user", "world", "line").order_by("-asked_at", "-pk")


def requests_about(member: Member, subject: str) -> dict[str, DeskRequest]:
    """The newest request of each kind about one thing of a member."""
    found: dict[str, DeskRequest] = {}
    for request in requests_of(member).filter(subject=subject):
        found.setdefault(request.kind, request)
    return found


def is_open(request: DeskRequest | None) -> bool:
    """Whether a request waits for the desk."""
    return request is not None and request.state in OPEN


def request_tag(request: DeskRequest) -> Tag:
    """How far a request has come."""
    state = DeskRequest.State(request.state)
    return Tag(label=str(state.label), kind=_KIND[state])
