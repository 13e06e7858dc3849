"""Requests and numbers as pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing import windows
from mioportal.rules import operators as rules_of_operators
from mioportal.rules import port_out
from mioportal.rules.dates import ONE_DAY
from mioportal.rules.operators import Operator as Code
from mioportal.rules.port_out import IssueReason
from mnp.models import PortOrder, PortRequest, PortRequestQuerySet
from mnp.queries.asking import FUNCTION


def requests_of(member: Member) -> PortRequestQuerySet:
    """A member's requests, newest first."""
    rows = PortRequest.objects.of(member).select_related(
        "line__member__user", "line__member__standing", "line__world", "world", "replaced_by"
    )
    return rows.order_by("-requested_at", "-pk")


def request_by_receipt(member: Member, receipt_number: str) -> PortRequest | None:
    """One of a member's requests; None when it is not theirs."""
    return requests_of(member).filter(receipt_number=receipt_number).first()


def latest_requests(member: Member) -> dict[int, PortRequest]:
    """By primary key of the line: the request that was made last for it."""
    found: dict[int, PortRequest] = {}
    for row in requests_of(member):
        found.setdefault(row.line_id, row)
    return found


def latest_of(line: Line) -> PortRequest | None:
    """The request that was made last for a line."""
    rows = PortRequest.objects.filter(line=line).select_related("line", "world")
    return rows.order_by("-requested_at", "-pk").first()


def live_of(line: Line, today: date) -> PortRequest | None:
    """The request whose number can be used on a day; a line has one at most."""
    return PortRequest.objects.filter(line=line).live(today).first()


def on_their_way(member: Member, lines: Iterable[Line], today: date) -> Iterator[PortRequest]:
    """Requests that wait, and numbers that are live: what is under way for these lines."""
    open_states = (*PortRequest.WAITING, PortRequest.State.ISSUED)
    rows = PortRequest.objects.of(member).filter(state__in=open_states, line__in=list(lines))
    for row in rows.select_related("line").order_by("requested_at", "pk"):
        if row.state in PortRequest.WAITING or row.is_live(today):
            yield row


def still_against(request: PortRequest, at: datetime) -> list[IssueReason]:
    """What a waiting request waits for, its turn aside."""
    member = request.line.member
    holds = {
        IssueReason.UNPAID: member.standing.owed_yen > 0,
        IssueReason.IDENTITY: member.identity != Member.Identity.COMPLETE,
        IssueReason.FAULTY_DATA: bool(request.fault_note),
    }
    found = [] if request.released_note else [why for why, stands in holds.items() if stands]
    if windows.closure_at(world=request.world, at=at, function=FUNCTION) is not None:
        found.append(IssueReason.MAINTENANCE)
    return found


def orders_of(request: PortRequest) -> QuerySet[PortOrder]:
    """What other operators did with a number, newest first."""
    return request.orders.order_by("-checked_at", "-pk")


@dataclass(frozen=True, kw_only=True, slots=True)
class Operator:
    """One recipient, and until when it still takes the number."""

    code: Code
    label: str
    needs: int
    last_day: date
    is_late: bool
    rule: str


def operators(expires_on: date, today: date) -> list[Operator]:
    """Every operator of the table, with its last safe day (F-MNO-07, C-068)."""
    found = []
    for code in Code:
        last = port_out.last_safe_day(expires_on, code)
        found.append(
            Operator(
                code=code,
                label=rules_of_operators.label(code),
                needs=port_out.required_days(code, expires_on),
                last_day=last,
                is_late=today > last,
                rule=f"port_required_days.{code}",
            )
        )
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One square of the calendar; `mark` says what it is, in the sheet's own codes."""

    on: date
    mark: str
    is_today: bool
    left: int
    # Where the month is said: on the first day, and on the first of a month.
    begins: bool


def calendar(first: date, expires_on: date, today: date) -> list[list[Day | None]]:
    """The number's days in weeks that begin on Sunday; None outside of them.

    Marks: past, good (ten days or more are left), short (fewer), last (the last day itself).
    """
    before = (first.weekday() + 1) % 7
    days: list[Day | None] = [None] * before
    safe = port_out.last_safe_day(expires_on, Code.OTHER)
    day = first
    while day <= expires_on:
        mark = "last" if day == expires_on else "good" if day <= safe else "short"
        days.append(
            Day(
                on=day,
                mark="past" if day < today else mark,
                is_today=day == today,
                left=port_out.days_left(expires_on, day),
                begins=day in (first, day.replace(day=1)),
            )
        )
        day += ONE_DAY
    days += [None] * (-len(days) % 7)
    return [days[start : start + 7] for start in range(0, len(days), 7)]
