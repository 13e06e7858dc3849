"""Why a bill differs from the one before: every yen of it has a reason."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

from billing.queries.statements import Statement
from contracts.models import Line
from mioportal.rules.billing import BillLine, ChargeKind
from mioportal.rules.dates import month_end


class Reason(StrEnum):
    """What made a row differ."""

    NEW_LINE = auto()
    LINE_ENDED = auto()
    FIRST_MONTH_OVER = auto()
    PLAN_CHANGED = auto()
    JOINED_GROUP = auto()
    LEFT_GROUP = auto()
    OPTION_ADDED = auto()
    OPTION_ENDED = auto()
    OPTION_GOES_ON = auto()
    TRIAL_OVER = auto()
    USE = auto()
    ONCE_NOW = auto()
    ONCE_BEFORE = auto()
    INSTALMENT_STARTED = auto()
    INSTALMENT_REMAINDER = auto()
    INSTALMENT_ENDED = auto()
    INSTALMENT_CALLED_IN = auto()
    SERVICE_STARTED = auto()
    SERVICE_ENDED = auto()
    DISCOUNT_STARTED = auto()
    DISCOUNT_ENDED = auto()
    PRICE_CHANGED = auto()
    ROUNDING = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One difference, in yen. `before` or `now` is None where the bill has no such row."""

    reason: Reason
    yen: Decimal
    before: BillLine | None = None
    now: BillLine | None = None
    line: Line | None = None

    @property
    def item(self) -> BillLine | None:
        """The row it is about; None for what rounding made."""
        return self.now or self.before


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """The same thing on both bills. Amounts are those of all its rows together."""

    before: BillLine | None
    now: BillLine | None
    was: Decimal
    is_now: Decimal
    line: Line | None
    started_on: date | None
    months: tuple[date, date]
    called_in: bool

    @property
    def has_come(self) -> bool:
        return self.before is None

    @property
    def has_gone(self) -> bool:
        return self.now is None

    @property
    def line_has_come(self) -> bool:
        return self.line is not None and self.line.billing_started_on >= self.months[1]

    @property
    def line_has_gone(self) -> bool:
        ends_on = self.line.ends_on if self.line else None
        return ends_on is not None and ends_on <= month_end(self.months[0])

    @property
    def was_in_part(self) -> bool:
        """Whether it began within the month before, and was charged by the day then."""
        return self.started_on is not None and self.months[0] < self.started_on < self.months[1]


_BASE = (ChargeKind.PLAN, ChargeKind.ADDED_SIM)
_Key = tuple[str, str, str]


def changes(
    before: Statement, now: Statement, services: Mapping[str, date]
) -> list[Change]:
    """What differs, row by row; the amounts come to the difference of the totals, to the yen.

    `services` says when related services began.
    """
    found = [
        Change(
            reason=_reason(pair),
            yen=pair.is_now - pair.was,
            before=pair.before,
            now=pair.now,
            line=pair.line,
        )
        for pair in _pairs(before, now, services)
        if pair.is_now != pair.was
    ]
    rest = now.totals.total - before.totals.total - sum(each.yen for each in found)
    if rest:
        found.append(Change(reason=Reason.ROUNDING, yen=rest))
    return found


def _pairs(before: Statement, now: Statement, services: Mapping[str, date]) -> Iterator[_Pair]:
    was, is_now = _by_key(before), _by_key(now)
    called_in = {item.code for item in now.items if item.kind is ChargeKind.INSTALMENT_REST}
    called_in |= {item.code for item in before.items if item.kind is ChargeKind.INSTALMENT_REST}
    lines = before.lines | now.lines
    for key in dict.fromkeys((*is_now, *was)):
        code, _kind, what = key
        line = lines.get(code)
        yield _Pair(
            before=was[key][0] if key in was else None,
            now=is_now[key][0] if key in is_now else None,
            was=sum((item.amount for item in was.get(key, ())), Decimal(0)),
            is_now=sum((item.amount for item in is_now.get(key, ())), Decimal(0)),
            line=line,
            started_on=line.billing_started_on if line else services.get(what),
            months=(before.month, now.month),
            called_in=what in called_in,
        )


def _by_key(statement: Statement) -> dict[_Key, list[BillLine]]:
    found: dict[_Key, list[BillLine]] = {}
    for item in statement.rows:
        # A line has one base fee, whatever plan or place it is for.
        key = (item.line, "", "") if item.kind in _BASE else (item.line, item.kind, item.code)
        found.setdefault(key, []).append(item)
    return found


def _reason(pair: _Pair) -> Reason:
    item = pair.now or pair.before
    assert item is not None
    return _ASKED.get(item.kind, _once)(pair)


def _base(pair: _Pair) -> Reason:
    if pair.before is None:
        return Reason.NEW_LINE
    if pair.now is None:
        return Reason.LINE_ENDED
    if pair.before.kind is not pair.now.kind:
        joined = pair.now.kind is ChargeKind.ADDED_SIM
        return Reason.JOINED_GROUP if joined else Reason.LEFT_GROUP
    if pair.before.code != pair.now.code:
        return Reason.PLAN_CHANGED
    return _monthly(pair)


def _option(pair: _Pair) -> Reason:
    if pair.has_come and pair.line is None:
        return Reason.OPTION_GOES_ON
    if pair.has_come:
        return Reason.NEW_LINE if pair.line_has_come else Reason.OPTION_ADDED
    if pair.has_gone:
        return Reason.LINE_ENDED if pair.line_has_gone else Reason.OPTION_ENDED
    return Reason.TRIAL_OVER if not pair.was else _monthly(pair)


def _levy(pair: _Pair) -> Reason:
    if pair.has_come and pair.line_has_come:
        return Reason.NEW_LINE
    if pair.has_gone and pair.line_has_gone:
        return Reason.LINE_ENDED
    return Reason.PRICE_CHANGED


def _instalment(pair: _Pair) -> Reason:
    if pair.has_come:
        return Reason.INSTALMENT_STARTED
    if pair.has_gone:
        return Reason.INSTALMENT_CALLED_IN if pair.called_in else Reason.INSTALMENT_ENDED
    return Reason.INSTALMENT_REMAINDER


def _service(pair: _Pair) -> Reason:
    if pair.has_come:
        return Reason.SERVICE_STARTED
    return Reason.SERVICE_ENDED if pair.has_gone else _monthly(pair)


def _discount(pair: _Pair) -> Reason:
    if pair.has_come:
        return Reason.DISCOUNT_STARTED
    return Reason.DISCOUNT_ENDED if pair.has_gone else _monthly(pair)


def _monthly(pair: _Pair) -> Reason:
    return Reason.FIRST_MONTH_OVER if pair.was_in_part else Reason.PRICE_CHANGED


def _once(pair: _Pair) -> Reason:
    return Reason.ONCE_BEFORE if pair.has_gone else Reason.ONCE_NOW


_ASKED: dict[ChargeKind, Callable[[_Pair], Reason]] = {
    ChargeKind.PLAN: _base,
    ChargeKind.ADDED_SIM: _base,
    ChargeKind.OPTION: _option,
    ChargeKind.FAMILY_DISCOUNT: _discount,
    ChargeKind.CALLS: lambda pair: Reason.USE,
    ChargeKind.SMS: lambda pair: Reason.USE,
    ChargeKind.DATA: lambda pair: Reason.USE,
    ChargeKind.UNIVERSAL_SERVICE: _levy,
    ChargeKind.RELAY_SERVICE: _levy,
    ChargeKind.INSTALMENT: _instalment,
    ChargeKind.DEVICE_DISCOUNT: _discount,
    ChargeKind.RELATED: _service,
    ChargeKind.MIO_WARI: _discount,
}
