"""What the check page shows as the first bill is what the month's run bills, to the yen."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from billing.models import Bill, BillItem
from contracts import services
from contracts.models import Application, AppliedLine, ContractNotice
from mioportal.plumbing.actor import system
from mioportal.words import charges
from tests.contracts.applying_ready import ready_with
from tests.factories import MID_MONTH, hold, jst, live_through

pytestmark = pytest.mark.django_db
BY = system("test")
OCTOBER = date(2026, 10, 1)
ESIM = {"medium": "esim"}
DATA = {"function": "data", "plan_code": "giga_2gb"}
ONE_STOP = {"number_from": "one_stop", "brought_number": "080-0000-4321", "donor": "au"}
BY_NUMBER = {
    "number_from": "reservation",
    "brought_number": "090-0000-9876",
    "mnp_number": "1234567891",
    "mnp_expires_on": date(2026, 10, 24),
    "donor": "docomo",
}
OPTIONS = {"option_codes": ["call_5", "tabuho", "smart_checker"]}
WITH_DEVICE = {"device": "buy", "device_code": "iphone_se3", "option_codes": ["device_cover"]}
PAID = {"entry_code": "PACK2026", "answers": {"prepayment": {"prepaid": "paid"}, "lines": {}}}
REFERRED = {"entry_code": "FRIEND1"}


def handed_in(*lines: dict[str, Any], **facts: Any) -> Application:
    """An application of a known member for these lines, handed in as it is shown."""
    made, shown = ready_with(*lines, **facts)
    hold(made.member, MID_MONTH)
    return services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)


def opens_as_early_as_it_can(application: Application) -> None:
    """Cards are posted at once, and numbers come over on the day that they can."""
    for row in application.lines.filter(medium="sim"):
        services.send_card(applied=row, at=MID_MONTH, by=BY)
    esims = application.lines.filter(medium="esim", state="opening")
    for row in esims:
        services.open_applied(applied=row, at=MID_MONTH, by=BY)
    live_through(application.member, jst(2026, 10, 17, 12))
    for row in application.lines.filter(state="opening"):
        services.open_applied(applied=row, at=jst(2026, 10, 17, 12), by=BY)


def label_of(item: BillItem) -> str:
    """As a bill calls it; of a device its name."""
    applied = AppliedLine.objects.get(line=item.line)
    return str(charges.item(item.kind, item.code, applied.buys.name if applied.buys else ""))


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        # 15 of 31 days of 990, and 3,733.
        pytest.param([{}], 4_212, id="one docomo card"),
        pytest.param([{"network": "au"}], 479 + 3_746, id="one au card"),
        # 17 of 31 days.
        pytest.param([ESIM], None, id="an eSIM"),
        pytest.param([BY_NUMBER], 4_212, id="a number brought by its reservation"),
        pytest.param([ESIM | ONE_STOP], None, id="a number brought by one-stop"),
        pytest.param([{}, ESIM | {"plan_code": "giga_10gb"}], None, id="two lines"),
        pytest.param([DATA], None, id="a data line"),
        pytest.param([OPTIONS], None, id="a line with options"),
        pytest.param([ESIM | WITH_DEVICE], None, id="a line with a device and its cover"),
    ],
)
def test_the_bill_of_the_first_month_is_the_one_shown(
    lines: list[dict[str, Any]], total: int | None
) -> None:
    application = handed_in(*lines)
    opens_as_early_as_it_can(application)
    check_bill(application, total)


def check_bill(application: Application, total: int | None) -> None:
    live_through(application.member, jst(2026, 11, 6, 12))
    assert application.shown is not None
    (shown,) = application.shown["bills"]
    bill = Bill.objects.get(member=application.member, month=OCTOBER)
    assert bill.total_yen == Decimal(shown["total"])
    assert total is None or bill.total_yen == total
    rows = [(row["label"], Decimal(row["yen"])) for row in shown["rows"]]
    items = bill.items.select_related("line").order_by("pk")
    assert sorted((label_of(item), item.amount_yen) for item in items) == sorted(rows)
    assert bill.charge_on.isoformat() == shown["charged_on"]


@pytest.mark.parametrize(
    ("facts", "initial"),
    [
        pytest.param(PAID, 0, id="an entry package"),
        pytest.param(REFERRED, 3_300, id="a referral"),
        pytest.param({"partner": "CARD2026"}, 3_300, id="a partner's link"),
    ],
)
def test_an_entry_package_has_paid_the_initial_fee_of_the_first_line(
    facts: dict[str, Any], initial: int
) -> None:
    application = handed_in(ESIM, ESIM, **facts)
    check_bill(application, None)
    first = BillItem.objects.filter(kind="initial_fee").order_by("line__applied__position")
    assert list(first.values_list("amount_yen", flat=True)) == [initial, 3_300]
    notices = ContractNotice.objects.order_by("line__applied__position")
    assert [each.initial_fee for each in notices] == [initial, 3_300]


def test_a_first_line_called_off_leaves_the_prepaid_fee_to_the_next() -> None:
    application = handed_in({}, {}, **PAID)
    first, second = application.lines.order_by("position")
    services.call_off(applied=first, why="在庫がありません", at=MID_MONTH, by=BY)
    services.send_card(applied=second, at=MID_MONTH, by=BY)
    live_through(application.member, jst(2026, 10, 17, 12))
    second.refresh_from_db()
    assert second.line is not None
    assert second.line.initial_fee_prepaid
