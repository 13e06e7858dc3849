from datetime import date
from decimal import Decimal

import pytest

from mioportal.rules import billing
from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.instalments import Instalments
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.related import HeldService

OCTOBER = date(2025, 10, 1)


def a_line(**changes: object) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))  # type: ignore[arg-type]


def a_charge(amount: str, percent: int = 10) -> BillLine:
    return BillLine(kind=ChargeKind.INITIAL_FEE, amount=Decimal(amount), percent=percent)


def hikari(home: str = "apartment", *, discounted: bool) -> HeldService:
    return HeldService(service="hikari", home=home, has_mio_wari=discounted)  # type: ignore[arg-type]


def told(facts: BillFacts) -> list[tuple[str, str, str, Decimal, int, int]]:
    return [
        (row.kind, row.line, row.code, row.amount, row.percent, row.quantity)
        for row in billing.bill_lines(facts)
    ]


def total_of(facts: BillFacts) -> Decimal:
    return billing.totals(billing.bill_lines(facts)).total


def test_a_month_is_billed_plan_options_calls_and_then_what_was_posted() -> None:
    held = a_line(options=("call_5", "call_unlimited"), calls=Decimal(33))
    lines = billing.bill_lines(BillFacts(month=OCTOBER, lines=(held,), posted=(a_charge("3300"),)))
    assert [(line.kind, line.code, line.amount) for line in lines] == [
        (ChargeKind.PLAN, "giga_5gb", 990),
        (ChargeKind.OPTION, "call_5", 500),
        (ChargeKind.OPTION, "call_unlimited", 1400),
        (ChargeKind.CALLS, "", 33),
        (ChargeKind.INITIAL_FEE, "", 3300),
    ]
    assert {line.line for line in lines} == {"hdu1", ""}
    assert {line.percent for line in lines} == {10}


def test_a_5gb_line_in_october_comes_to_990_yen() -> None:
    """C-001: 990 is tax-included; 1,089 is wrong."""
    assert total_of(BillFacts(month=OCTOBER, lines=(a_line(),))) == 990


@pytest.mark.parametrize(
    ("started_on", "fee", "option"),
    [
        pytest.param(None, 990, 500, id="not said"),
        pytest.param(date(2025, 9, 15), 990, 500, id="in an earlier month"),
        pytest.param(date(2025, 10, 1), 990, 500, id="on the 1st"),
        pytest.param(date(2025, 10, 2), 958, 483, id="on the 2nd"),
        pytest.param(date(2025, 10, 15), 542, 274, id="in mid-month"),
        pytest.param(date(2025, 10, 31), 31, 16, id="on the last day"),
    ],
)
def test_the_first_month_is_charged_by_days_each_amount_to_a_whole_yen(
    started_on: date | None, fee: int, option: int
) -> None:
    held = a_line(options=("call_5",), billing_started_on=started_on)
    lines = billing.bill_lines(BillFacts(month=OCTOBER, lines=(held,)))
    assert [line.amount for line in lines] == [fee, option]


@pytest.mark.parametrize(
    ("started_on", "undone_on", "fee", "option"),
    [
        pytest.param(None, date(2025, 10, 1), 31, 16, id="on the 1st, begun before"),
        pytest.param(date(2025, 9, 28), date(2025, 10, 4), 127, 64, id="over a month's end"),
        pytest.param(date(2025, 10, 1), date(2025, 10, 8), 255, 129, id="on the eighth day"),
        pytest.param(date(2025, 10, 24), date(2025, 10, 31), 255, 129, id="on the last day"),
        pytest.param(date(2025, 10, 31), date(2025, 10, 31), 31, 16, id="on its only day"),
        pytest.param(None, date(2025, 10, 31), 990, 500, id="a month that was used in full"),
    ],
)
def test_a_contract_that_was_undone_is_charged_for_its_days(
    started_on: date | None, undone_on: date, fee: int, option: int
) -> None:
    """D-97; an option that goes on without its line is not undone with it."""
    held = a_line(
        options=("call_5", "tabuho"), billing_started_on=started_on, undone_on=undone_on
    )
    rows = billing.bill_lines(BillFacts(month=OCTOBER, lines=(held,)))
    goes_on = a_line(options=("tabuho",), billing_started_on=started_on)
    [_plan, tabuho] = billing.bill_lines(BillFacts(month=OCTOBER, lines=(goes_on,)))
    assert [row.amount for row in rows] == [fee, option, tabuho.amount]


@pytest.mark.parametrize(
    ("place", "started_on", "kind", "fee"),
    [
        pytest.param("alone", None, "plan", 990, id="alone: the plan"),
        pytest.param("primary", None, "plan", 990, id="primary: the plan"),
        pytest.param("secondary", None, "added_sim", 440, id="secondary: an added SIM"),
        pytest.param("secondary", date(2025, 10, 15), "added_sim", 241, id="secondary: by days"),
    ],
)
def test_a_line_pays_by_its_place(place: str, started_on: date | None, kind: str, fee: int) -> None:
    held = a_line(place=place, billing_started_on=started_on)
    facts = BillFacts(month=OCTOBER, lines=(held,))
    assert told(facts) == [(kind, "hdu1", "giga_5gb", fee, 10, 1)]


@pytest.mark.parametrize(
    ("sims", "options", "total"),
    [
        pytest.param(1, (), 990, id="vector: 5GB with 1 SIM"),
        pytest.param(2, (), 1430, id="vector: 5GB with 2 SIMs"),
        pytest.param(3, (), 1870, id="vector: 5GB with 3 SIMs"),
        pytest.param(3, ("call_5",), 3370, id="vector: 3 SIMs with call options"),
        pytest.param(2, ("call_5",), 2430, id="vector: 2 SIMs with call options"),
    ],
)
def test_a_group_is_billed_its_plan_and_its_added_sims(
    sims: int, options: tuple[str, ...], total: int
) -> None:
    lines = tuple(
        a_line(line=f"hdu{n}", place="secondary" if n else "primary", options=options)
        for n in range(sims)
    )
    sums = billing.totals(billing.bill_lines(BillFacts(month=OCTOBER, lines=lines)))
    assert (sums.total, sums.tax) == (total, total * 10 // 110)


@pytest.mark.parametrize(
    ("started_on", "fee", "option"),
    [
        pytest.param(date(2028, 2, 1), 990, 500, id="on the 1st"),
        pytest.param(date(2028, 2, 28), 68, 34, id="two of 29 days"),
        pytest.param(date(2028, 2, 29), 34, 17, id="on 29 February"),
    ],
)
def test_a_leap_february_has_29_parts(started_on: date, fee: int, option: int) -> None:
    held = a_line(options=("call_5",), billing_started_on=started_on)
    lines = billing.bill_lines(BillFacts(month=date(2028, 2, 1), lines=(held,)))
    assert [line.amount for line in lines] == [fee, option]


def test_a_first_month_from_the_1st_is_no_part_of_a_month() -> None:
    """At 8 per cent this plan has a fraction of a yen, and keeps it."""
    month = date(2019, 9, 1)
    held = a_line(plan="minimum_start", function="sms", billing_started_on=month)
    [row] = billing.bill_lines(BillFacts(month=month, lines=(held,)))
    assert row.amount == Decimal("1123.2")


def test_what_was_used_in_the_first_month_is_charged_in_full() -> None:
    held = a_line(billing_started_on=date(2025, 10, 31), calls=Decimal(110), sms=1, data_parcels=1)
    assert told(BillFacts(month=OCTOBER, lines=(held,)))[1:] == [
        ("calls", "hdu1", "", 110, 10, 1),
        ("sms", "hdu1", "", Decimal("3.3"), 10, 1),
        ("data", "hdu1", "", 220, 10, 1),
    ]


def test_an_option_on_trial_costs_nothing_and_is_still_told() -> None:
    held = a_line(options=("tabuho", "call_5"), on_trial=("tabuho",))
    assert told(BillFacts(month=OCTOBER, lines=(held,)))[1:] == [
        ("option", "hdu1", "tabuho", 0, 10, 1),
        ("option", "hdu1", "call_5", 500, 10, 1),
    ]


def test_an_agreed_fee_is_billed_as_the_contract_names_it() -> None:
    agreed = AgreedFee(OptionCode.LARGE_DATA, Decimal(1100))
    held = a_line(options=("large_data", "dial"), agreed=(agreed,))
    assert told(BillFacts(month=OCTOBER, lines=(held,)))[1:] == [
        ("option", "hdu1", "large_data", 1100, 10, 1),
        ("option", "hdu1", "dial", 0, 10, 1),
    ]


def test_what_was_used_is_counted_and_what_was_not_is_left_out() -> None:
    held = a_line(calls=Decimal("17.6"), sms=3, data_parcels=2)
    assert told(BillFacts(month=OCTOBER, lines=(held,))) == [
        ("plan", "hdu1", "giga_5gb", 990, 10, 1),
        ("calls", "hdu1", "", Decimal("17.6"), 10, 1),
        ("sms", "hdu1", "", Decimal("9.9"), 10, 3),
        ("data", "hdu1", "", 440, 10, 2),
    ]
    unused = a_line(line="hdu2", plan="minimum_start", data_parcels=1)
    assert told(BillFacts(month=OCTOBER, lines=(unused,)))[1:] == [("data", "hdu2", "", 220, 10, 1)]


def test_an_option_that_outlived_its_line_is_the_members_own() -> None:
    facts = BillFacts(
        month=OCTOBER, lines=(a_line(),), options=(OptionCode.TABUHO, OptionCode.SAFETY_MAIL)
    )
    assert told(facts)[1:] == [
        ("option", "", "tabuho", 550, 10, 1),
        ("option", "", "safety_mail", 330, 10, 1),
    ]


@pytest.mark.parametrize(
    ("month", "discounted", "amounts"),
    [
        pytest.param(
            OCTOBER, True, [5016, -660], id="vector: October, the month the last line ends in"
        ),
        pytest.param(date(2025, 11, 1), False, [5016], id="vector: November, the full price"),
    ],
)
def test_hikari_is_billed_with_its_discount_as_long_as_a_mobile_line_earns_it(
    month: date, discounted: bool, amounts: list[int]
) -> None:
    facts = BillFacts(month=month, services=(hikari(discounted=discounted),))
    assert [row.amount for row in billing.bill_lines(facts)] == amounts
    assert total_of(facts) == sum(amounts)


def test_a_services_rows_name_the_service_and_no_line() -> None:
    zero = HeldService(service="data_zero", agreed=Decimal(165))  # type: ignore[arg-type]
    facts = BillFacts(month=OCTOBER, services=(hikari("house", discounted=True), zero))
    assert told(facts) == [
        ("related", "", "hikari", 6116, 10, 1),
        ("mio_wari", "", "hikari", -660, 10, 1),
        ("related", "", "data_zero", 165, 10, 1),
    ]


def test_a_bill_runs_from_lines_to_the_members_own_and_ends_with_what_was_posted() -> None:
    device = Instalments(
        code="phone1",
        line="hdu1",
        kind="ordinary",  # type: ignore[arg-type]
        total=Decimal(48_000),
        count=24,
        paid=18,
    )
    facts = BillFacts(
        month=OCTOBER,
        lines=(a_line(), a_line(line="hdu2", plan="giga_2gb")),
        options=(OptionCode.TABUHO,),
        instalments=(device,),
        services=(hikari(discounted=False),),
        posted=(a_charge("3300"),),
    )
    assert [(row.kind, row.line) for row in billing.bill_lines(facts)] == [
        ("plan", "hdu1"),
        ("plan", "hdu2"),
        ("option", ""),
        ("instalment", "hdu1"),
        ("related", ""),
        ("initial_fee", ""),
    ]


def test_the_rules_of_a_bill_stand_in_the_book() -> None:
    for rule in (billing.LAST_MONTH_IN_FULL, billing.FIRST_MONTH_BY_DAYS, billing.ONE_ROUNDING):
        assert rule.on(OCTOBER)
