"""What a company has asked its desk for, and what it may still ask for."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Member
from cancellation.models import CLOSED, CompanyRequest
from contracts.models import Line, Seat
from contracts.queries import lines_of, seat_on


def company_requests_of(member: Member) -> QuerySet[CompanyRequest]:
    """A company's requests, newest first."""
    rows = CompanyRequest.objects.filter(member=member).select_related("member__user", "world")
    return rows.order_by("-asked_at", "-pk")


def lines_to_ask_for(member: Member, today: date) -> list[Line]:
    """A company's prefetched lines that go on, and are in no open request."""
    asked = CompanyRequest.objects.filter(member=member).exclude(state__in=CLOSED)
    open_lines = set(asked.values_list("lines", flat=True))
    staying = lines_of(member, today).filter(leaving_by="", started_on__lte=today)
    return [line for line in staying if line.pk not in open_lines]


def in_order(request: CompanyRequest, today: date) -> list[Line]:
    """The lines of a request, prefetched: those that lead a group after those they lead."""
    keys = set(request.lines.values_list("pk", flat=True))
    lines = [line for line in lines_of(request.member, today) if line.pk in keys]
    return sorted(lines, key=lambda line: _leads(line, today))


def _leads(line: Line, today: date) -> bool:
    seat = seat_on(line, today)
    return seat is not None and seat.place == Seat.Where.PRIMARY
