"""Drawing what hangs on a line: options, a device; and a member's related services."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

from mioportal.demo.fleet import shares
from mioportal.demo.fleet.households import DrawnLine, Household, Span, some_day
from mioportal.rules import fees, hikari, instalments, option_changes, options
from mioportal.rules.dates import add_months, month_end, month_start
from mioportal.rules.hikari import HomeType
from mioportal.rules.instalments import Choice, DeviceKind
from mioportal.rules.options import OptionCode
from mioportal.rules.payment import schedule
from mioportal.rules.plans import Function
from mioportal.rules.related import Service

COUNT = 24


class DrawnOption(NamedTuple):
    """An option of a line."""

    code: OptionCode
    starts_on: date
    ends_on: date | None
    agreed: int | None
    trial_through: date | None


class Due(NamedTuple):
    """A row of a ledger."""

    month: date
    yen: Decimal
    way: str
    paid_on: date | None


@dataclass(slots=True)
class DrawnDevice:
    """A device and its ledger."""

    name: str
    kind: DeviceKind
    bought_on: date
    total: int
    choice: str
    ledger: list[Due]

    @property
    def left(self) -> Decimal:
        """What has not been paid."""
        return sum((due.yen for due in self.ledger if due.paid_on is None), Decimal(0))

    @property
    def last_paid_on(self) -> date | None:
        """When something was paid last."""
        return max((due.paid_on for due in self.ledger if due.paid_on), default=None)


class DrawnService(NamedTuple):
    """A related service of a member."""

    service: Service
    home: HomeType | None
    agreed: int | None
    starts_on: date
    ends_on: date | None
    early_end: Decimal | None


def draw_options(
    rng: Random, span: Span, line: DrawnLine, tried: set[str], *, has_left: bool
) -> Iterator[DrawnOption]:
    """The options of a line; `tried` are those that the member has had on trial."""
    codes = [code for code, share in shares.OPTIONS.items() if rng.random() < share]
    if rng.random() < shares.WITH_CALL_OPTION:
        codes.append(shares.CALL_OPTIONS.pick(rng))
    for code in codes:
        if option_changes.may_hold(code, line.function, line.started_on):
            until = min(span.today, line.ends_on or span.today)
            starts_on = some_day(rng, line.started_on, until)
            ends_on = _option_ends(rng, span, line, code, starts_on, has_left=has_left)
            agreed = rng.choice(shares.AGREED[code]) if code in shares.AGREED else None
            trial = option_changes.trial_through(code, starts_on, had_before=code in tried)
            if trial is not None:
                tried.add(code)
            yield DrawnOption(code, starts_on, ends_on, agreed, trial)


def _option_ends(
    rng: Random,
    span: Span,
    line: DrawnLine,
    code: OptionCode,
    starts_on: date,
    *,
    has_left: bool,
) -> date | None:
    if rng.random() < shares.OPTION_ENDED:
        ends_on = some_day(rng, span.first, month_end(span.months[-1]))
        if starts_on <= ends_on and (line.ends_on is None or ends_on <= line.ends_on):
            return ends_on
    outlives = options.goes_on(code) and not has_left and rng.random() < 0.5
    return None if outlives else line.ends_on


def draw_device(
    rng: Random, span: Span, line: DrawnLine, *, has_left: bool
) -> DrawnDevice | None:
    """A device that was bought with a line, or later; who has left still pays for theirs."""
    if not has_left and rng.random() >= shares.WITH_DEVICE:
        return None
    name, total = rng.choice(shares.DEVICES)
    kind = DeviceKind.ORDINARY if has_left else shares.DEVICE_KINDS.pick(rng)
    since = add_months(span.first, -10 if has_left else -COUNT - 6)
    until = min(span.today, line.ends_on or span.today)
    bought_on = some_day(rng, max(since, line.started_on), until)
    choice, called, way = "", None, ""
    is_rest_called = rng.random() < shares.ENDS_IN_LUMP and not has_left
    if line.ends_on is not None and (_must_be_paid(kind, line, line.ends_on) or is_rest_called):
        choice = "" if kind is DeviceKind.CAMPAIGN else Choice.LUMP_SUM.value
        called, way = month_start(line.ends_on), "LUMP_SUM"
    elif rng.random() < shares.REPAID_EARLY and not has_left:
        called, way = span.months[int(rng.random() * len(span.months))], "EARLY"
    if called is not None and called < month_start(bought_on):
        choice, called = "", None
    ledger = list(_ledger(span.today, bought_on, total, called, way))
    return DrawnDevice(name, kind, bought_on, total, choice, ledger)


def _must_be_paid(kind: DeviceKind, line: DrawnLine, ends_on: date) -> bool:
    """The contract, or the minimum term of the old voice lines, leaves no choice."""
    is_voice = line.function is Function.VOICE
    in_term = fees.in_old_voice_term(line.contracted_on, line.started_on, ends_on, is_voice)
    return in_term or instalments.choices(kind) == (Choice.LUMP_SUM,)


def _ledger(
    today: date, bought_on: date, total: int, called: date | None, way: str
) -> Iterator[Due]:
    payments = instalments.schedule(Decimal(total), COUNT)
    for month, yen in zip(instalments.months(bought_on, COUNT), payments, strict=True):
        is_called = called is not None and month > called
        due = called if is_called and called is not None else month
        charged_on = _charged_on(due)
        is_paid = charged_on <= today
        how = way if is_called else "CARD" if is_paid else ""
        yield Due(due, yen, how, charged_on if is_paid else None)


_days: dict[date, date] = {}


def _charged_on(month: date) -> date:
    if month not in _days:
        _days[month] = schedule(month).charged_on
    return _days[month]


def draw_services(rng: Random, span: Span, household: Household) -> Iterator[DrawnService]:
    """The related services of a member."""
    for service, (share, prices) in shares.SERVICES.items():
        if household.has_left or rng.random() >= share:
            continue
        is_hikari = service is Service.HIKARI
        starts_on = some_day(rng, household.lines[0].contracted_on, span.today)
        ends_on = early_end = None
        if rng.random() < shares.SERVICE_ENDED:
            day = some_day(rng, span.first, month_end(span.months[-1]))
            ends_on = day if is_hikari else month_end(day)
            ends_on = ends_on if starts_on <= ends_on else None
        if is_hikari and ends_on is not None:
            early_end = hikari.early_end_fee(starts_on, ends_on)
        home = shares.HOMES.pick(rng) if is_hikari else None
        agreed = None if is_hikari else rng.choice(prices)
        yield DrawnService(service, home, agreed, starts_on, ends_on, early_end)
