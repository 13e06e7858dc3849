"""Requests and numbers as pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing import windows
from mioportal.plumbing.jobs import Phase, first_instant
from mioportal.rules import operators as rules_of_operators
from mioportal.rules import port_out
from mioportal.rules.dates import ONE_DAY
from mioportal.rules.operators import Operator as Code
from mioportal.rules.port_out import IssueReason
from mnp.models import PortOrder, PortRequest, PortRequestQuerySet
from mnp.queries.asking import FUNCTION, issues_at


def requests_of(member: Member) -> PortRequestQuerySet:
    """A member's requests, newest first."""
    rows = PortRequest.objects.of(member).select_related(
        "line__member__user", "line__member__standing", "line__world", "world", "replaced_by"
    )
    return rows.order_by("-requested_at", "-pk")


def request_by_receipt(member: Member, receipt_number: str) -> PortRequest | None:
    """One of a member's requests; None when it is not theirs."""
    return requests_of(member).filter(receipt_number=receipt_number).first()


@dataclass(frozen=True, kw_only=True, slots=True)
class LineNumbers:
    """Where a line stands with its numbers: at night one may be live while its successor waits."""

    live: PortRequest | None
    waiting: PortRequest | None
    latest: PortRequest


def numbers_by_line(member: Member, today: date) -> dict[int, LineNumbers]:
    """By primary key of the line, for those of a member's lines that were asked for a number."""
    rows: dict[int, list[PortRequest]] = {}
    for row in requests_of(member):
        rows.setdefault(row.line_id, []).append(row)
    return {
        line: LineNumbers(
            live=next((row for row in mine if row.is_live(today)), None),
            waiting=next((row for row in mine if row.state in PortRequest.WAITING), None),
            latest=mine[0],
        )
        for line, mine in rows.items()
    }


def live_of(line: Line, today: date) -> PortRequest | None:
    """The request whose number can be used on a day; a line has one at most."""
    return PortRequest.objects.filter(line=line).live(today).select_related("line").first()


def consent_to(line: Line, reference: str, today: date) -> PortRequest | None:
    """The member's word to an operator's order, while it stands; None once it was taken back."""
    orders = PortOrder.objects.filter(line=line, reference=reference).select_related("request")
    order = orders.filter(request__kind=PortRequest.Kind.ONE_STOP).first()
    if order is None:
        return None
    order.request.line = line
    stands = order.request.state == PortRequest.State.PORTED or order.request.is_live(today)
    return order.request if stands else None


def waiting_of(line: Line) -> PortRequest | None:
    """The request that waits for its number; a line has one at most."""
    return PortRequest.objects.filter(line=line).waiting().select_related("line").first()


def after(request: PortRequest) -> PortRequest | None:
    """The newest request that was made for the line after this one; one called off is none."""
    later = Q(requested_at__gt=request.requested_at) | Q(
        requested_at=request.requested_at, pk__gt=request.pk
    )
    rows = PortRequest.objects.filter(later, line=request.line_id)
    rows = rows.exclude(state=PortRequest.State.CALLED_OFF).select_related("line")
    return rows.order_by("-requested_at", "-pk").first()


def on_their_way(member: Member, lines: Iterable[Line], today: date) -> Iterator[PortRequest]:
    """Requests that wait, and numbers that are live: what is under way for these lines."""
    open_states = (*PortRequest.WAITING, PortRequest.State.ISSUED)
    rows = PortRequest.objects.of(member).filter(state__in=open_states, line__in=list(lines))
    for row in rows.select_related("line").order_by("requested_at", "pk"):
        if row.state in PortRequest.WAITING or row.is_live(today):
            yield row


def comes_at(request: PortRequest, at: datetime) -> datetime:
    """In which round of the day a waiting request comes, if nothing stands against it from now."""
    begins = max(request.due_at, issues_at(request.world, at))
    return first_instant(Phase.ISSUE_NUMBERS.times, begins)


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


def operators(expires_on: date, good_through: date, today: date) -> list[Operator]:
    """Every operator of the table, with its last safe day (F-MNO-07, C-068).

    The days they want are counted to the number's own last day, which is all that they see; on a
    line that ends before it the last safe day is the line's at the latest (C-070).
    """
    found = []
    for code in Code:
        last = min(port_out.last_safe_day(expires_on, code), good_through)
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


def calendar(
    first: date, expires_on: date, good_through: date, today: date
) -> list[list[Day | None]]:
    """The days on which the number can be used, in weeks that begin on Sunday; None outside.

    Marks: past, good (whoever wants ten days left still takes it), short, last (the last day).
    """
    before = (first.weekday() + 1) % 7
    days: list[Day | None] = [None] * before
    safe = port_out.last_safe_day(expires_on, Code.OTHER)
    day = first
    while day <= good_through:
        mark = "last" if day == good_through else "good" if day <= safe else "short"
        days.append(
            Day(
                on=day,
                mark="past" if day < today else mark,
                is_today=day == today,
                left=port_out.days_left(good_through, day),
                begins=day in (first, day.replace(day=1)),
            )
        )
        day += ONE_DAY
    days += [None] * (-len(days) % 7)
    return [days[start : start + 7] for start in range(0, len(days), 7)]
