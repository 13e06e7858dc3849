"""The price list of a day, as the public front shows it: rows of the rules, side by side."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mioportal.rules import choosing, fees, options, usage
from mioportal.rules.dates import month_start
from mioportal.rules.option_changes import NOT_SOLD, SOLD_FOR, TRIAL_MONTHS
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium, Network, Plan


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One way to hold a plan; media that cost the same on every plan stand together."""

    function: Function
    media: tuple[Medium, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanPrices:
    """A plan with its 月額 in each column, tax included; None where it is not sold so."""

    plan: Plan
    yen: tuple[Decimal | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstCost:
    """The fees of a new line; `total` in whole yen, as its first bill rounds them."""

    network: Network
    media: tuple[Medium, ...]
    initial: Decimal
    issue: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionPrice:
    """An option a month, tax included; `least` and `most` are one where everybody pays the same."""

    code: OptionCode
    least: Decimal
    most: Decimal
    functions: tuple[Function, ...]
    free_minutes: int | None
    trial_months: int | None
    is_sold: bool


def price_columns(on: date) -> tuple[Column, ...]:
    """The ways in which any plan on sale can be held."""
    found: list[Column] = []
    for function in Function:
        of_function: dict[tuple[Decimal | None, ...], tuple[Medium, ...]] = {}
        for medium in Medium:
            prices = tuple(
                choosing.monthly_fee(plan, function, medium, on)
                for plan in choosing.plans_sold(on)
            )
            if any(price is not None for price in prices):
                of_function[prices] = (*of_function.get(prices, ()), medium)
        found += [Column(function=function, media=media) for media in of_function.values()]
    return tuple(found)


def plan_prices(on: date) -> tuple[PlanPrices, ...]:
    """Every plan on sale, with a price for each of `price_columns`."""
    columns = price_columns(on)
    return tuple(
        PlanPrices(
            plan=plan,
            yen=tuple(
                choosing.monthly_fee(plan, column.function, column.media[0], on)
                for column in columns
            ),
        )
        for plan in choosing.plans_sold(on)
    )


def first_costs(on: date) -> tuple[FirstCost, ...]:
    """What a new line costs once, by network; media of one price stand together."""
    sold = {medium for column in price_columns(on) for medium in column.media}
    found: list[FirstCost] = []
    for network in Network:
        by_fee: dict[Decimal, tuple[Medium, ...]] = {}
        for medium in (medium for medium in Medium if medium in sold):
            fee = fees.sim_issue_fee(on, network, medium)
            by_fee[fee] = (*by_fee.get(fee, ()), medium)
        found += [
            FirstCost(
                network=network,
                media=media,
                initial=fees.initial_fee(on),
                issue=fee,
                total=choosing.first_fees(on, network, media[0]).total,
            )
            for fee, media in by_fee.items()
        ]
    return tuple(found)


def option_list(on: date) -> tuple[OptionPrice, ...]:
    """Every option with what it costs a month, in the order of the rules."""
    return tuple(_option_price(code, on) for code in OptionCode)


def _option_price(code: OptionCode, on: date) -> OptionPrice:
    if code in options.OPTION_FEE_RANGES:
        least, most = options.OPTION_FEE_RANGES[code].on(on)
    else:
        least = most = options.monthly_fee(code, month_start(on))
    minutes, trial = usage.FREE_MINUTES.get(code), TRIAL_MONTHS.get(code)
    return OptionPrice(
        code=code,
        least=least,
        most=most,
        functions=SOLD_FOR[code].on(on),
        free_minutes=minutes.on(on) if minutes else None,
        trial_months=trial.on(on) if trial else None,
        is_sold=code not in NOT_SOLD.on(on),
    )
