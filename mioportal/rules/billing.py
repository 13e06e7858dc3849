"""The bill of a month: what stands on it, and what it comes to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from mioportal.rules import data, fees, hikari, options, plans, share, tax, usage
from mioportal.rules.billed import BilledLine, BillFacts
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.dates import month_end
from mioportal.rules.instalments import Instalments
from mioportal.rules.options import OptionCode
from mioportal.rules.payment import CardBrand, Schedule, schedule
from mioportal.rules.plans import Function
from mioportal.rules.related import HeldService
from mioportal.rules.share import Place
from mioportal.rules.sources import Table, stated
from mioportal.rules.usage import call_charge, sms_charge

__all__ = [
    "BillFacts",
    "BillLine",
    "BilledLine",
    "CardBrand",
    "ChargeKind",
    "RateTotal",
    "Schedule",
    "Totals",
    "bill_lines",
    "call_charge",
    "schedule",
    "sms_charge",
    "totals",
]

LAST_MONTH_IN_FULL: Table[bool] = stated("last_month_in_full", "解約ガイド §1④ (C-025)")
FIRST_MONTH_BY_DAYS: Table[bool] = stated("first_month_by_days", "O-34 (D-06)")
UNDONE_MONTH_BY_DAYS: Table[bool] = stated("undone_month_by_days", "O-16 (D-97)")
ONE_ROUNDING: Table[bool] = stated("one_rounding_per_rate", "C-004")


def bill_lines(facts: BillFacts) -> tuple[BillLine, ...]:
    """The lines of a month's bill: line by line, then the member's own, then what was posted.

    The last month is never pro-rated (F-BIL-03); the first is, and that of an undone contract.
    """
    month = facts.month
    family = family_discounted([(each.plan, each.function) for each in facts.lines], month)
    recurring = (
        one
        for each, is_family in zip(facts.lines, family, strict=True)
        for one in line_rows(each, month, is_family=is_family)
    )
    agreed = dict(facts.agreed)
    loose = (option_row(code, agreed.get(code), month) for code in facts.options)
    on_bill = {each.line for each in facts.lines}
    devices = (
        one
        for each in facts.instalments
        for one in device_rows(each, is_line_billed=each.line in on_bill)
    )
    services = (one for each in facts.services for one in service_rows(each, month))
    return (*recurring, *loose, *devices, *services, *facts.posted)


def family_discounted(lines: Sequence[tuple[str, Function]], month: date) -> tuple[bool, ...]:
    """Which lines, by plan and function, earn the family discount: none of too few (C-053)."""
    least, most = share.FAMILY_LINES.on(month)
    earns = [
        function is Function.VOICE and plans.plan(plan).family is plans.Family.GIGA
        for plan, function in lines
    ]
    if sum(earns) < least:
        return (False,) * len(lines)
    places = accumulate(earns)
    return tuple(one and place <= most for one, place in zip(earns, places, strict=True))


def line_rows(held: BilledLine, month: date, *, is_family: bool) -> Iterator[BillLine]:
    """What one telephone line brings: of its contract, of use, its number, and as a new line."""
    yield from contract_rows(held, month, is_family=is_family)
    yield from use_rows(held, month)
    for row in number_rows(held.function, month):
        yield replace(row, line=held.line)
    yield from first_rows(held, month)


def contract_rows(held: BilledLine, month: date, *, is_family: bool) -> Iterator[BillLine]:
    """Plan, or place in a group, and options; rows of 0 too."""
    yield base_row(held, month)
    agreed = dict(held.agreed)
    for code in held.options:
        row = option_row(
            code,
            agreed.get(code),
            month,
            is_free=code in held.on_trial,
            line_started_on=held.billing_started_on,
            line_undone_on=held.undone_on,
        )
        yield replace(row, line=held.line)
    if is_family:
        for row in family_rows(month):
            yield replace(row, line=held.line)


def family_rows(month: date) -> Iterator[BillLine]:
    """What a line of a family is discounted; nothing while there is no discount (C-053)."""
    if off := share.FAMILY_DISCOUNT.on(month):
        yield BillLine(kind=ChargeKind.FAMILY_DISCOUNT, amount=-off, percent=tax.rate(month))


def use_rows(held: BilledLine, month: date) -> Iterator[BillLine]:
    """What depends on use; rows of 0 are left out."""
    for row in (
        *call_rows(held.function, held.calls, month),
        *message_rows(held.function, held.sms, month),
        *data_rows(held.plan, held.data_parcels, month),
    ):
        yield replace(row, line=held.line)


def call_rows(function: Function, calls: Decimal, month: date) -> Iterator[BillLine]:
    """What a month's calls came to, whatever the plan. Raises ValueError for a data line's."""
    if calls and not usage.has_number(function):
        raise ValueError("calls must be 0: a data line makes none")
    yield from _of_use(ChargeKind.CALLS, calls, 1, month)


def message_rows(function: Function, sms: int, month: date) -> Iterator[BillLine]:
    """What so many messages cost, whatever the plan. Raises ValueError for a data line's."""
    if sms and not usage.has_number(function):
        raise ValueError("sms must be 0: a data line sends none")
    yield from _of_use(ChargeKind.SMS, usage.sms_charge(sms, month), sms, month)


def data_rows(plan: str, parcels: int, month: date) -> Iterator[BillLine]:
    """What so many parcels of data cost on a plan."""
    yen = data.price(plans.plan(plan).family, parcels, month)
    yield from _of_use(ChargeKind.DATA, yen, parcels, month)


def number_rows(function: Function, month: date) -> Iterator[BillLine]:
    """The levies of a telephone number."""
    if usage.has_number(function):
        fees_of_number = (
            (ChargeKind.UNIVERSAL_SERVICE, usage.UNIVERSAL_SERVICE_FEE),
            (ChargeKind.RELAY_SERVICE, usage.RELAY_SERVICE_FEE),
        )
        for kind, table in fees_of_number:
            yield from _of_use(kind, table.on(month), 1, month)


def _of_use(kind: ChargeKind, yen: Decimal, quantity: int, month: date) -> Iterator[BillLine]:
    if yen:
        yield BillLine(kind=kind, amount=yen, percent=tax.rate(month), quantity=quantity)


def first_rows(held: BilledLine, month: date) -> Iterator[BillLine]:
    """The fees of a new line, in its first month (C-005)."""
    begun_on = held.billing_started_on
    if held.network is None or begun_on is None or not held.begins_in(month):
        return
    yield _of_line(held, ChargeKind.INITIAL_FEE, held.initial_fee(begun_on), month)
    fee = fees.sim_issue_fee(begun_on, held.network, held.medium)
    yield _of_line(held, ChargeKind.SIM_ISSUE, fee, month)


def base_row(held: BilledLine, month: date) -> BillLine:
    """The plan of a line, or the place of an added SIM in its group's."""
    if held.place is Place.SECONDARY:
        kind, fee = ChargeKind.ADDED_SIM, share.ADDED_SIM_FEE.on(month)
    else:
        kind = ChargeKind.PLAN
        fee = plans.monthly_fee(held.plan, held.function, held.medium, month)
    amount = _by_days(fee, held.billing_started_on, held.undone_on, month)
    return _of_line(held, kind, amount, month, code=held.plan)


def _of_line(
    held: BilledLine, kind: ChargeKind, amount: Decimal, month: date, *, code: str = ""
) -> BillLine:
    return BillLine(
        kind=kind, line=held.line, code=code, amount=amount, percent=tax.rate(month)
    )


def _by_days(fee: Decimal, start: date | None, undone: date | None, month: date) -> Decimal:
    """The part of a monthly fee from the day a line began, to that on which it was undone."""
    days = month_end(month).day
    first = 1 if start is None or start <= month else start.day
    last = days if undone is None else undone.day
    if (first, last) == (1, days):
        return fee
    return tax.whole_yen(fee * (last - first + 1) / days)


def option_row(
    code: OptionCode,
    agreed: Decimal | None,
    month: date,
    *,
    is_free: bool = False,
    line_started_on: date | None = None,
    line_undone_on: date | None = None,
) -> BillLine:
    """An option of a line, or one that has outlived its own; free while it is on trial.

    One that goes on without its line is not undone with it.
    """
    fee = options.monthly_fee(code, month, agreed)
    undone_on = None if options.goes_on(code) else line_undone_on
    return BillLine(
        kind=ChargeKind.OPTION,
        code=code,
        amount=Decimal(0) if is_free else _by_days(fee, line_started_on, undone_on, month),
        percent=tax.rate(month),
    )


def device_rows(device: Instalments, *, is_line_billed: bool) -> Iterator[BillLine]:
    """The month's payment; the support's discount as long as the line is billed."""
    payment = BillLine(
        kind=ChargeKind.INSTALMENT,
        line=device.line,
        code=device.code,
        amount=device.due,
        percent=tax.UNTAXED,
    )
    yield payment
    if device.discount and is_line_billed:
        yield replace(payment, kind=ChargeKind.DEVICE_DISCOUNT, amount=-device.discount)


def service_rows(held: HeldService, month: date) -> Iterator[BillLine]:
    """A related service, and what mio割 takes off it."""
    made = BillLine(
        kind=ChargeKind.RELATED,
        code=held.service,
        amount=_by_days(held.fee(month), held.started_on, None, month),
        percent=tax.rate(month),
    )
    yield made
    if held.has_mio_wari:
        off = _by_days(hikari.discount(month), held.started_on, None, month)
        yield replace(made, kind=ChargeKind.MIO_WARI, amount=-off)


@dataclass(frozen=True, kw_only=True, slots=True)
class RateTotal:
    """What one tax rate comes to, in whole yen: `subtotal` + `tax` = `total`."""

    percent: int
    subtotal: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What a bill comes to; `rates` from the highest down."""

    rates: tuple[RateTotal, ...]

    @property
    def subtotal(self) -> Decimal:
        return sum((rate.subtotal for rate in self.rates), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return sum((rate.tax for rate in self.rates), Decimal(0))

    @property
    def total(self) -> Decimal:
        return sum((rate.total for rate in self.rates), Decimal(0))


def totals(lines: Iterable[BillLine]) -> Totals:
    """The sums of a bill, rounded down once for each rate (C-004)."""
    sums: dict[int, Decimal] = {}
    for line in lines:
        sums[line.percent] = sums.get(line.percent, Decimal(0)) + line.amount
    return totals_of(sums)


def totals_of(sums: Mapping[int, Decimal]) -> Totals:
    """The same, of tax-included sums that are added up by rate already."""
    return Totals(rates=tuple(rate_total(rate, sums[rate]) for rate in sorted(sums, reverse=True)))


def rate_total(percent: int, amount: Decimal) -> RateTotal:
    """What a tax-included sum of one rate comes to."""
    total = tax.whole_yen(amount)
    inside = tax.tax_within(total, percent)
    return RateTotal(percent=percent, subtotal=total - inside, tax=inside, total=total)
