from datetime import date
from decimal import Decimal

import pytest

from mioportal.rules import billing
from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.instalments import Instalments

OCTOBER = date(2025, 10, 1)


def a_line(**changes: object) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))  # type: ignore[arg-type]


def a_device(**changes: object) -> Instalments:
    facts = {
        "code": "phone1",
        "line": "hdu1",
        "kind": "ordinary",
        "total": Decimal(48_000),
        "count": 24,
        "paid": 18,
    }
    return Instalments(**(facts | changes))  # type: ignore[arg-type]


def told(facts: BillFacts) -> list[tuple[str, str, str, Decimal, int, int]]:
    return [
        (row.kind, row.line, row.code, row.amount, row.percent, row.quantity)
        for row in billing.bill_lines(facts)
    ]


def test_a_payment_for_a_device_is_outside_the_tax() -> None:
    """vector: F-DEV-05: 990 + 2,000 in the last month of the line."""
    facts = BillFacts(month=OCTOBER, lines=(a_line(),), instalments=(a_device(),))
    assert told(facts)[1:] == [("instalment", "hdu1", "phone1", 2000, 0, 1)]
    sums = billing.totals(billing.bill_lines(facts))
    assert (sums.total, sums.tax) == (2990, 90)


def test_a_device_is_paid_on_when_its_line_is_gone() -> None:
    facts = BillFacts(month=OCTOBER, instalments=(a_device(paid=0, total=Decimal(57_800)),))
    assert told(facts) == [("instalment", "hdu1", "phone1", 2416, 0, 1)]


@pytest.mark.parametrize(
    ("line", "discounted"),
    [
        pytest.param("hdu1", True, id="while its line is billed"),
        pytest.param("hdu2", False, id="no more when its line is gone"),
    ],
)
def test_the_support_takes_off_its_part_while_the_line_lives(line: str, discounted: bool) -> None:
    device = a_device(kind="support", discount=Decimal(500))
    facts = BillFacts(month=OCTOBER, lines=(a_line(line=line),), instalments=(device,))
    off = [("device_discount", "hdu1", "phone1", -500, 0, 1)]
    assert told(facts)[1:] == [
        ("instalment", "hdu1", "phone1", 2000, 0, 1),
        *(off if discounted else []),
    ]
