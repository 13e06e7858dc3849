"""Reads what members held in a month, for a whole range of them by a handful of ordered queries.

One member's quote reads the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Count, FilteredRelation, Manager, Q, QuerySet

from billing.models import PostedCharge
from billing.queries.rows import (
    NO_USE,
    Ending,
    HeldDevice,
    HeldLine,
    HeldOption,
    Holdings,
    Posted,
    Related,
    Rest,
    Terms,
    Use,
)
from contracts.models import (
    DataGrant,
    Line,
    OptionPeriod,
    Payment,
    RelatedService,
)
from mioportal.rules.dates import JST, ONE_DAY, month_end
from mioportal.rules.options import OptionCode, needs_no_line

_CALLED_IN = (Payment.Way.LUMP_SUM, Payment.Way.EARLY)
_NOTHING = Decimal(0)


def holdings(first: int, last: int, month: date) -> dict[int, Holdings]:
    """What each member of a range of primary keys held in a month; who held nothing is left out."""
    found: dict[int, Holdings] = defaultdict(Holdings)
    span = _Span(first=first, last=last, month=month, end=month_end(month))
    for name, rows in (
        ("services", _services(span)),
        ("posted", _posted(span)),
    ):
        for member, row in rows:
            getattr(found[member], name).append(row)
    _put_devices(found, span)
    _put_lines(found, span)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    first: int
    last: int
    month: date
    end: date

    def of(
        self, rows: QuerySet[Any] | Manager[Any], path: str = "member"
    ) -> QuerySet[Any]:
        """Those rows that belong to the range's members."""
        if self.first == self.last:
            return rows.filter(**{path: self.first})
        return rows.filter(**{f"{path}__gte": self.first, f"{path}__lte": self.last})


def _put_lines(found: dict[int, Holdings], span: _Span) -> None:
    options, loose = _options(span)
    bought = _bought(span)
    none: tuple[HeldOption, ...] = ()
    for row in _lines(span):
        pk, member, code, function, medium, network, *rest = row
        billed, contracted, started, ends, by, plan, place, calls, messages = rest
        held = found[member]
        held.earns_mio_wari |= started <= span.end
        if billed > span.end:
            continue
        # Without a plan no bill can be made: the rules say so, of this member alone.
        begins = billed if billed >= span.month else None
        leaves = ends is not None and ends <= span.end
        is_undone = leaves and by == Line.Leaving.UNDONE
        undone = ends if is_undone else None
        terms = Terms(plan or "", function, medium, place or "", begins, undone)
        parcels = bought.get(pk, 0)
        is_used = parcels or calls is not None
        use = Use(calls or _NOTHING, messages or 0, parcels) if is_used else NO_USE
        ending = Ending(contracted, started, ends, by) if leaves and not is_undone else None
        line = HeldLine(pk, code, network, terms, options.get(pk, none), use, ending)
        if held.lines and held.lines[-1].pk == pk:
            # The last plan and place of a month hold for the month.
            held.lines.pop()
        held.lines.append(line)
    for member, option in loose:
        found[member].loose.append(option)


def _lines(span: _Span) -> Iterable[tuple[Any, ...]]:
    """Lines with their use, once for each plan and place of the month, in the order of those."""
    rows = span.of(Line.objects.live(span.month)).annotate(
        plan=_of_month("plan_periods", span),
        seat=_of_month("seats", span),
        used=FilteredRelation("call_use", condition=Q(call_use__month=span.month)),
    )
    return rows.order_by("pk", "plan__starts_on", "seat__starts_on").values_list(
        *("pk", "member_id", "code", "function", "medium", "network"),
        *("billing_started_on", "contracted_on", "started_on", "ends_on", "leaving_by"),
        *("plan__plan_code", "seat__place", "used__calls_yen", "used__messages"),
    )


def _of_month(periods: str, span: _Span) -> FilteredRelation:
    starts_on, ends_on = f"{periods}__starts_on", f"{periods}__ends_on"
    touches = Q(**{ends_on: None}) | Q(**{f"{ends_on}__gte": span.month})
    return FilteredRelation(periods, condition=touches & Q(**{f"{starts_on}__lte": span.end}))


def _options(
    span: _Span,
) -> tuple[dict[int, tuple[HeldOption, ...]], list[tuple[int, HeldOption]]]:
    """Options by line; and those that have outlived their line, by member.

    Dropped and taken again in a month, an option is billed once. One that outlived its line costs
    nothing while it is on trial.
    """
    periods = span.of(OptionPeriod.objects.between(span.month, span.end), "line__member")
    rows = periods.order_by("starts_on", "option_code").values_list(
        *("line_id", "line__member_id", "line__ends_on", "option_code", "ends_on"),
        *("agreed_yen", "trial_through"),
    )
    of_lines: dict[int, dict[str, HeldOption]] = defaultdict(dict)
    loose: list[tuple[int, HeldOption]] = []
    for line, member, line_ends, code, ends, agreed, trial in rows:
        free = trial is not None and trial >= min(span.end, ends or span.end)
        if line_ends is None or line_ends >= span.month:
            before = of_lines[line].get(code)
            is_free = free if before is None else free or before.is_free
            of_lines[line][code] = HeldOption(code, is_free, agreed)
        elif not free and needs_no_line(OptionCode(code)):
            loose.append((member, HeldOption(code, False, agreed)))
    return {line: tuple(held.values()) for line, held in of_lines.items()}, loose


def _bought(span: _Span) -> dict[int, int]:
    """Parcels of data, by the line that bought them."""
    start = datetime.combine(span.month, time(0), tzinfo=JST)
    until = datetime.combine(span.end + ONE_DAY, time(0), tzinfo=JST)
    bought = span.of(DataGrant.objects, "bought_by__member").filter(
        bought_at__gte=start, bought_at__lt=until
    )
    return dict(bought.values_list("bought_by").annotate(Count("pk")).order_by())


def _put_devices(found: dict[int, Holdings], span: _Span) -> None:
    """The month's payments: one of a ledger, or all that is left of it and was called in."""
    rests: dict[tuple[int, str], Rest] = {}
    for member, way, yen, number, *device in _payments(span):
        line_pk, line, code, kind, total, count, discount, choice = device
        if way in _CALLED_IN:
            before = rests.get((member, code))
            rest = yen if before is None else before.yen + yen
            rests[member, code] = Rest(line_pk, line, code, rest)
            continue
        # A ledger's payments follow each other month by month.
        held = HeldDevice(line_pk, line, code, kind, total, count, number - 1, discount, choice)
        found[member].devices.append(held)
    for (member, _code), rest in rests.items():
        found[member].rests.append(rest)


def _payments(span: _Span) -> Iterable[tuple[Any, ...]]:
    rows = span.of(Payment.objects, "device__member").filter(month=span.month)
    return rows.order_by("device", "number").values_list(
        *("device__member_id", "way", "yen", "number", "device__line_id", "device__line__code"),
        *("device__code", "device__kind", "device__total_yen", "device__count"),
        *("device__discount_yen", "device__choice"),
    )


def _services(span: _Span) -> Iterator[tuple[int, Related]]:
    rows = span.of(RelatedService.objects.between(span.month, span.end))
    ordered = rows.order_by("starts_on", "pk").values_list(
        *("member_id", "code", "service", "home", "agreed_yen", "starts_on", "ends_on"),
        "early_end_yen",
    )
    return ((row[0], Related(*row[1:])) for row in ordered)


def _posted(span: _Span) -> Iterator[tuple[int, Posted]]:
    rows = span.of(PostedCharge.objects).filter(month=span.month).order_by("pk")
    named = rows.values_list(
        "member_id", "line_id", "line__code", "kind", "code", "percent", "amount_yen"
    )
    return (
        (member, Posted(pk, code or "", *rest)) for member, pk, code, *rest in named
    )
