"""Reads what members held in a month, for a whole range of them by a handful of ordered queries.

One member's quote reads the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from sys import intern
from typing import Any

from django.db.models import Count, Manager, QuerySet

from billing.models import PostedCharge
from billing.queries.among import Among, Keys
from billing.queries.rows import (
    NO_USE,
    Contract,
    Ending,
    HeldDevice,
    HeldLine,
    HeldOption,
    Holdings,
    Posted,
    Related,
    Rest,
    Use,
)
from contracts.models import (
    CallUse,
    DataGrant,
    Line,
    OptionPeriod,
    Payment,
    PlanPeriod,
    RelatedService,
    Seat,
)
from mioportal.rules.dates import JST, ONE_DAY, month_end
from mioportal.rules.options import OptionCode, needs_no_line

_CALLED_IN = (Payment.Way.LUMP_SUM, Payment.Way.EARLY)
_LOOSE = [code.value for code in OptionCode if needs_no_line(code)]


def holdings(first: int, last: int, month: date) -> dict[int, Holdings]:
    """What each member of a range of primary keys held in a month; who held nothing is left out."""
    found: dict[int, Holdings] = defaultdict(Holdings)
    span = _Span(first=first, last=last, month=month, end=month_end(month))
    for name, rows in (
        ("services", _services(span)),
        ("posted", _posted(span)),
    ):
        for member, row in rows:
            _add(found[member], name, row)
    _put_devices(found, span)
    _put_lines(found, span)
    return found


def _add(held: Holdings, name: str, row: object) -> None:
    setattr(held, name, [*getattr(held, name), row])


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
    lines = _lines(span)
    keys = Keys(row[0] for row in lines)
    plans, places, options = _plans(keys, span), _places(keys, span), _options(keys, span)
    used, none = _used(keys, span), tuple[HeldOption, ...]()
    month, end = span.month, span.end
    for (
        pk, member, code, function, medium, network,
        billed, contracted, started, ends, by, is_paid,
    ) in lines:
        held = found[member]
        if started <= end:
            held.earns_mio_wari = True
        if billed > end:
            continue
        undone = ending = None
        if ends is not None and ends <= end:
            if by == Line.Leaving.UNDONE:
                undone = ends
            else:
                ending = Ending(contracted, started, ends, by)
        begins = billed if billed >= month else None
        # Without a plan no bill can be made: the rules say so, of this member alone.
        # Words that are said of many lines are kept once, however often the database says them.
        contract = Contract(
            intern(plans.get(pk, "")),
            intern(function),
            intern(medium),
            intern(places.get(pk, "")),
            options.get(pk, none),
            "" if begins is None else network,
            begins,
            undone,
            begins is not None and is_paid,
        )
        held.lines.append(HeldLine(pk, code, contract, used.get(pk, NO_USE), ending))
    for member, option in _loose(span):
        _add(found[member], "loose", option)


def _lines(span: _Span) -> list[tuple[Any, ...]]:
    rows = span.of(Line.objects.live(span.month)).order_by("pk")
    return list(
        rows.values_list(
            *("pk", "member_id", "code", "function", "medium", "network"),
            *("billing_started_on", "contracted_on", "started_on", "ends_on", "leaving_by"),
            "initial_fee_prepaid",
        )
    )


def _plans(keys: Keys, span: _Span) -> dict[int, str]:
    """Plans by line: the last of the month holds for the month."""
    periods = PlanPeriod.objects.between(span.month, span.end).filter(Among("line_id", keys))
    return dict(periods.order_by("line", "starts_on").values_list("line_id", "plan_code"))


def _places(keys: Keys, span: _Span) -> dict[int, str]:
    """Places in a share group by line: the last of the month holds for the month."""
    seats = Seat.objects.between(span.month, span.end).filter(Among("line_id", keys))
    return dict(seats.order_by("line", "starts_on").values_list("line_id", "place"))


def _used(keys: Keys, span: _Span) -> dict[int, Use]:
    """Calls, messages and parcels of data, by line."""
    calls = CallUse.objects.filter(Among("line_id", keys), month=span.month)
    used = {
        line: Use(yen, messages, 0)
        for line, yen, messages in calls.values_list("line_id", "calls_yen", "messages")
    }
    for line, parcels in _bought(keys, span):
        used[line] = used.get(line, NO_USE)._replace(parcels=parcels)
    return used


def _options(keys: Keys, span: _Span) -> dict[int, tuple[HeldOption, ...]]:
    """Options by line. Dropped and taken again in a month, an option is billed once."""
    periods = OptionPeriod.objects.between(span.month, span.end).filter(Among("line_id", keys))
    held: dict[int, tuple[HeldOption, ...]] = {}
    for line, code, ends, agreed, trial in periods.order_by("starts_on", "option_code").values_list(
        "line_id", "option_code", "ends_on", "agreed_yen", "trial_through"
    ):
        is_free = trial is not None and _is_free(trial, ends, span)
        before = held.get(line)
        if before is None:
            held[line] = (HeldOption(intern(code), is_free, agreed),)
        else:
            held[line] = _joined(before, HeldOption(intern(code), is_free, agreed))
    return held


def _joined(before: tuple[HeldOption, ...], one: HeldOption) -> tuple[HeldOption, ...]:
    same = next((each for each in before if each.code == one.code), None)
    if same is None:
        return (*before, one)
    kept = one._replace(is_free=one.is_free or same.is_free)
    return tuple([kept if each is same else each for each in before])


def _is_free(trial: date | None, ends: date | None, span: _Span) -> bool:
    return trial is not None and trial >= min(span.end, ends or span.end)


def _loose(span: _Span) -> Iterator[tuple[int, HeldOption]]:
    """Options that have outlived their line, by member: free ones are nothing to be billed."""
    periods = span.of(OptionPeriod.objects.between(span.month, span.end), "line__member")
    rows = periods.filter(line__ends_on__lt=span.month, option_code__in=_LOOSE)
    for member, code, ends, agreed, trial in rows.order_by("starts_on", "option_code").values_list(
        "line__member_id", "option_code", "ends_on", "agreed_yen", "trial_through"
    ):
        if not _is_free(trial, ends, span):
            yield member, HeldOption(code, False, agreed)


def _bought(keys: Keys, span: _Span) -> Iterable[tuple[int, int]]:
    """Parcels of data, by the line that bought them."""
    start = datetime.combine(span.month, time(0), tzinfo=JST)
    until = datetime.combine(span.end + ONE_DAY, time(0), tzinfo=JST)
    bought = DataGrant.objects.filter(
        Among("bought_by_id", keys), bought_at__gte=start, bought_at__lt=until
    )
    return bought.values_list("bought_by").annotate(Count("pk")).order_by()


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
        _add(found[member], "devices", held)
    for (member, _code), rest in rests.items():
        _add(found[member], "rests", rest)


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
