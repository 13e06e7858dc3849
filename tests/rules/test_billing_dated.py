from datetime import date
from decimal import Decimal

import pytest

from mioportal.rules import billing, share, usage
from mioportal.rules import hikari as hikari_rules
from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.hikari import HomeType
from mioportal.rules.options import OptionCode
from mioportal.rules.related import HeldService
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always

OCTOBER = date(2025, 10, 1)


def a_line(**changes: object) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))  # type: ignore[arg-type]


def hikari(home: str = "apartment", *, discounted: bool) -> HeldService:
    return HeldService(service="hikari", home=home, has_mio_wari=discounted)  # type: ignore[arg-type]


def told(facts: BillFacts) -> list[tuple[str, str, str, Decimal, int, int]]:
    return [
        (row.kind, row.line, row.code, row.amount, row.percent, row.quantity)
        for row in billing.bill_lines(facts)
    ]


@pytest.mark.parametrize(("function", "levied"), [("voice", True), ("sms", True), ("data", False)])
def test_a_levy_is_for_every_telephone_number(
    function: str, levied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are 0 today; the day they are not, each number bears them in this order."""
    for name, fee in (("UNIVERSAL_SERVICE_FEE", "2.2"), ("RELAY_SERVICE_FEE", "1.1")):
        table = always(name.lower(), Unit.YEN, Decimal(fee), "O-34")
        monkeypatch.setattr(usage, name, table)
    lines = told(BillFacts(month=OCTOBER, lines=(a_line(function=function),)))[1:]
    expected = [
        ("universal_service", "hdu1", "", Decimal("2.2"), 10, 1),
        ("relay_service", "hdu1", "", Decimal("1.1"), 10, 1),
    ]
    assert lines == (expected if levied else [])


@pytest.mark.parametrize(
    ("lines", "discounted"),
    [
        pytest.param(1, 0, id="one is no family"),
        pytest.param(2, 2, id="two are"),
        pytest.param(5, 5, id="five are"),
        pytest.param(6, 5, id="the sixth has none"),
    ],
)
def test_a_family_discount_is_for_two_to_five_voice_lines(
    lines: int, discounted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is off (C-053); if it is ever switched on, it is taken off and not added."""
    held = (
        a_line(line="old", plan="light_start"),
        a_line(line="data", function="data"),
        *(a_line(line=f"hdu{n}") for n in range(lines)),
    )
    facts = BillFacts(month=OCTOBER, lines=held)
    assert [row for row in told(facts) if row[0] == "family_discount"] == []
    table = always("family_discount", Unit.YEN, Decimal(100), "O-07")
    monkeypatch.setattr(share, "FAMILY_DISCOUNT", table)
    assert [row for row in told(facts) if row[0] == "family_discount"] == [
        ("family_discount", f"hdu{n}", "", -100, 10, 1) for n in range(discounted)
    ]


def test_hikari_and_its_discount_begin_by_days() -> None:
    held = HeldService(
        service="hikari",  # type: ignore[arg-type]
        home="apartment",  # type: ignore[arg-type]
        has_mio_wari=True,
        started_on=date(2025, 10, 17),
    )
    lines = told(BillFacts(month=OCTOBER, services=(held,)))
    # Fifteen of 31 days, each to a whole yen.
    assert lines == [
        ("related", "", "hikari", 2427, 10, 1),
        ("mio_wari", "", "hikari", -319, 10, 1),
    ]


@pytest.mark.parametrize(
    ("month", "amounts"),
    [
        pytest.param(OCTOBER, [990, Decimal("3.3"), 5016, -660], id="before"),
        pytest.param(date(2025, 11, 1), [990, Decimal("4.4"), 5500, -550], id="after"),
    ],
)
def test_a_price_that_changes_is_billed_as_it_was_in_the_month(
    month: date, amounts: list[Decimal], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(before: str, after: str) -> Table[Decimal]:
        rows = (
            Dated(since=BEGINNING, value=Decimal(before), source="C-007"),
            Dated(since=date(2025, 11, 1), value=Decimal(after), source="C-007"),
        )
        return Table("changing", Unit.YEN, rows)

    prices = {HomeType.APARTMENT: changing("5016", "5500")}
    monkeypatch.setattr(usage, "SMS_PRICE", changing("3.3", "4.4"))
    monkeypatch.setattr(hikari_rules, "LIST_PRICES", prices)
    monkeypatch.setattr(hikari_rules, "DISCOUNT", changing("660", "550"))
    facts = BillFacts(month=month, lines=(a_line(sms=1),), services=(hikari(discounted=True),))
    assert [row.amount for row in billing.bill_lines(facts)] == amounts


@pytest.mark.parametrize(
    ("month", "percent"),
    [
        pytest.param(date(2019, 9, 1), 8, id="the last month of 8 per cent"),
        pytest.param(date(2019, 10, 1), 10, id="the first month of 10 per cent"),
    ],
)
def test_what_recurs_carries_the_tax_of_its_month(month: date, percent: int) -> None:
    facts = BillFacts(
        month=month,
        lines=(a_line(plan="minimum_start", options=("dial",)),),
        options=(OptionCode.TABUHO,),
        services=(hikari(discounted=True),),
    )
    assert {row.percent for row in billing.bill_lines(facts)} == {percent}
