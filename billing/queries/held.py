"""Reads what members held in a month, for a whole range of them by a handful of ordered queries.

One member's quote reads the same way.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Manager, Q, QuerySet, Sum

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
    CallUse,
    DataGrant,
    Device,
    Line,
    OptionPeriod,
    Payment,
    PlanPeriod,
    RelatedService,
    Seat,
)
from mioportal.rules.dates import JST, ONE_DAY, month_end
from mioportal.rules.options import OptionCode, needs_no_line


def holdings(first: int, last: int, month: date) -> dict[int, Holdings]:
    """What each member of a range of primary keys held in a month; who held nothing is left out."""
    found: dict[int, Holdings] = defaultdict(Holdings)
    span = _Span(first=first, last=last, month=month, end=month_end(month))
    for name, rows in (
        ("devices", _devices(span)),
        ("rests", _rests(span)),
        ("services", _services(span)),
        ("posted", _posted(span)),
    ):
        for member, row in rows:
            getattr(found[member], name).append(row)
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
    plans = dict(_plans(span))
    places = dict(_places(span))
    options, loose = _options(span)
    use = _use(span)
    none: tuple[HeldOption, ...] = ()
    for row in _lines(span):
        pk, member, code, function, medium, network, billed, contracted, started, ends, by = row
        held = found[member]
        held.earns_mio_wari |= started <= span.end
        if billed > span.end:
            continue
        terms = Terms(
            # Without a plan no bill can be made: the rules say so, of this member alone.
            plans.get(pk, ""),
            function,
            medium,
            places.get(pk, ""),
            billed if billed >= span.month else None,
        )
        leaves = ends is not None and ends <= span.end
        ending = Ending(contracted, started, ends, by) if leaves else None
        line = HeldLine(
            pk, code, network, terms, options.get(pk, none), use.get(pk, NO_USE), ending
        )
        held.lines.append(line)
    for member, option in loose:
        found[member].loose.append(option)


def _lines(span: _Span) -> Iterator[tuple[Any, ...]]:
    rows = span.of(Line.objects.live(span.month)).order_by("pk")
    return rows.values_list(
        *("pk", "member_id", "code", "function", "medium", "network"),
        *("billing_started_on", "contracted_on", "started_on", "ends_on", "leaving_by"),
    )


def _plans(span: _Span) -> Iterator[tuple[int, str]]:
    # The last of a month holds for the month.
    periods = span.of(PlanPeriod.objects.between(span.month, span.end), "line__member")
    return periods.order_by("starts_on").values_list("line_id", "plan_code")


def _places(span: _Span) -> Iterator[tuple[int, str]]:
    # Who changed places within the month is billed as what they were at its end.
    seats = span.of(Seat.objects.between(span.month, span.end), "line__member")
    return seats.order_by("starts_on").values_list("line_id", "place")


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


def _use(span: _Span) -> dict[int, Use]:
    start = datetime.combine(span.month, time(0), tzinfo=JST)
    until = datetime.combine(span.end + ONE_DAY, time(0), tzinfo=JST)
    bought = span.of(DataGrant.objects, "bought_by__member").filter(
        bought_at__gte=start, bought_at__lt=until
    )
    parcels = dict(bought.values_list("bought_by").annotate(Count("pk")).order_by())
    calls = span.of(CallUse.objects, "line__member").filter(month=span.month)
    use = {
        line: Use(yen, messages, parcels.pop(line, 0))
        for line, yen, messages in calls.values_list("line_id", "calls_yen", "messages")
    }
    return use | {line: Use(parcels=count) for line, count in parcels.items()}


def _devices(span: _Span) -> Iterator[tuple[int, HeldDevice]]:
    """Devices with a payment in the month that was not called in ahead of it."""
    due = Q(payments__month=span.month, payments__way__in=("", Payment.Way.CARD))
    rows = (
        span.of(Device.objects)
        .annotate(
            before=Count("payments", filter=Q(payments__month__lt=span.month)),
            due=Count("payments", filter=due),
        )
        .filter(due__gt=0)
        .order_by("pk")
        .values_list(
            *("member_id", "line_id", "line__code", "code", "kind", "total_yen", "count"),
            *("before", "discount_yen", "choice"),
        )
    )
    return ((row[0], HeldDevice(*row[1:])) for row in rows)


def _rests(span: _Span) -> Iterator[tuple[int, Rest]]:
    rows = (
        span.of(Payment.objects, "device__member")
        .filter(month=span.month, way__in=(Payment.Way.LUMP_SUM, Payment.Way.EARLY))
        .values_list("device__member_id", "device__line_id", "device__line__code", "device__code")
        .annotate(Sum("yen"))
        .order_by("device__code")
    )
    return ((row[0], Rest(*row[1:])) for row in rows)


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
