"""A device bought with a line: shown before, billed as shown, kept when the contract is undone."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from freezegun import freeze_time

from accounts.services import complete_identity
from billing.queries import bill_facts
from cancellation import queries as leaving
from cancellation import services as cancelling
from contracts import queries, services
from contracts.models import AppliedLine, Device, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from mioportal.rules.billing import bill_lines, totals
from mioportal.rules.instalments import Choice
from tests.contracts import applying
from tests.contracts.applying import DATA, ESIM, NEXT
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    MemberFactory,
    hold,
    jst,
    live_through,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BY = system("test")
WITH_IPHONE = {"device": "buy", "device_code": "iphone_se3"}


def applied(**line: Any) -> AppliedLine:
    """A line handed in by a member who is known already; an eSIM is open thereby."""
    application = ApplicationFactory(member=MemberFactory(), line=None)
    made = AppliedLineFactory(application=application, **(WITH_IPHONE | line))
    services.take_up(application=application, at=MID_MONTH, by=BY)
    return again(made)


def again(row: AppliedLine) -> AppliedLine:
    return AppliedLine.objects.select_related(
        "application__member__user", "application__world", "line__member__user", "line__world"
    ).get(pk=row.pk)


def opened(row: AppliedLine) -> Line:
    line = again(row).line
    assert line is not None
    return line


@pytest.mark.parametrize(
    ("options", "monthly"),
    [pytest.param([], 0, id="alone"), pytest.param(["device_cover"], 550, id="with its cover")],
)
def test_the_first_bill_is_the_one_that_the_check_page_shows(
    options: list[str], monthly: int
) -> None:
    application = ApplicationFactory(member=MemberFactory(), line=None)
    row = AppliedLineFactory(
        application=application, medium="esim", option_codes=options, **WITH_IPHONE
    )
    (shown,) = queries.first_bills(application.member, [row], MID_MONTH.date())
    # 17 of 31 days of what is monthly, 3,733 to begin with, and 57,800 in 24 parts (C-016).
    by_days = int(Decimal(990 * 17) / 31) + int(Decimal(monthly * 17) / 31)
    assert shown.total == by_days + 3_733 + 2_416
    services.take_up(application=application, at=MID_MONTH, by=BY)
    line = opened(row)
    assert totals(bill_lines(bill_facts(line.member, date(2026, 10, 1)))).total == shown.total
    assert totals(bill_lines(bill_facts(line.member, date(2026, 11, 1)))).total == (
        990 + monthly + 2_408 + totals_of_number(line)
    )


def totals_of_number(line: Line) -> Decimal:
    """What a number costs by itself in November: universal service and relay fees."""
    rows = bill_lines(bill_facts(line.member, date(2026, 11, 1)))
    known = {"plan", "option", "instalment"}
    return totals(row for row in rows if row.kind not in known).total


def test_a_card_brings_its_device_on_the_day_it_is_there() -> None:
    row = applied()
    services.send_card(applied=row, at=MID_MONTH, by=BY)
    assert not Device.objects.exists()
    live_through(row.application.member, jst(2026, 10, 17, 10))
    device = Device.objects.get(line=opened(row))
    assert (device.name, device.bought_on) == ("iPhone SE（第3世代）64GB", date(2026, 10, 17))
    ledger = queries.ledger_of(device.member, device.code, date(2026, 10, 17))
    assert ledger is not None
    assert (ledger.left_yen, ledger.first_yen, ledger.monthly_yen) == (57_800, 2_416, 2_408)


@pytest.mark.parametrize(
    ("at", "months"),
    [
        pytest.param(jst(2026, 10, 31, 23, 59, 59), ("2026-10", "2028-09"), id="a month's end"),
        pytest.param(jst(2026, 11, 1), ("2026-11", "2028-10"), id="Japanese midnight after it"),
        pytest.param(jst(2026, 12, 31, 23, 59, 59), ("2026-12", "2028-11"), id="a year's end"),
        pytest.param(jst(2027, 1, 1), ("2027-01", "2028-12"), id="new year"),
        pytest.param(jst(2028, 2, 28, 23, 59), ("2028-02", "2030-01"), id="before a leap day"),
        pytest.param(jst(2028, 2, 29, 23, 59, 59), ("2028-02", "2030-01"), id="a leap day"),
        pytest.param(jst(2028, 3, 1), ("2028-03", "2030-02"), id="the day after it"),
    ],
)
def test_the_month_of_opening_in_japan_holds_the_first_of_24_payments(
    at: datetime, months: tuple[str, str]
) -> None:
    who = MemberFactory()
    hold(who, at)
    application = ApplicationFactory(member=who, line=None, submitted_at=at)
    row = AppliedLineFactory(application=application, medium="esim", **WITH_IPHONE)
    services.take_up(application=application, at=at, by=BY)
    device = opened(row).devices.get()
    paid = [f"{payment.month:%Y-%m}" for payment in device.payments.order_by("number")]
    assert (paid[0], paid[-1], len(paid)) == (*months, 24)


def test_opened_twice_it_is_bought_once() -> None:
    row = applied()
    services.send_card(applied=row, at=MID_MONTH, by=BY)
    line = services.open_applied(applied=again(row), at=MID_MONTH, by=BY)
    assert services.open_applied(applied=again(row), at=MID_MONTH, by=BY) == line
    assert Device.objects.count() == 1


def test_a_line_that_is_called_off_leaves_no_device_behind() -> None:
    row = applied()
    services.call_off(applied=row, why="在庫がありません", at=MID_MONTH, by=BY)
    live_through(row.application.member, jst(2026, 12, 1))
    assert not Device.objects.exists()


def test_two_lines_may_buy_the_same_device() -> None:
    application = ApplicationFactory(member=MemberFactory(), line=None)
    rows = [
        AppliedLineFactory(application=application, position=each, medium="esim", **WITH_IPHONE)
        for each in (1, 2)
    ]
    (shown,) = queries.first_bills(application.member, rows, MID_MONTH.date())
    assert [row.yen for row in shown.rows if "iPhone" in row.label] == [2_416, 2_416]
    services.take_up(application=application, at=MID_MONTH, by=BY)
    assert Device.objects.count() == 2


@pytest.mark.parametrize("choice", [None, *Choice])
def test_undoing_the_contract_leaves_the_device_and_says_so_first(choice: Choice | None) -> None:
    line = opened(applied(medium="esim"))
    at = jst(2026, 10, 20, 12)
    device = line.devices.get()
    if choice:
        services.choose_on_leaving(device=device, choice=choice, at=at, by=BY)
    now = leaving.undoing(line, at)
    (after,) = now.devices
    at_once = choice is Choice.LUMP_SUM
    assert (after.at_once_yen, after.later_yen, after.payments_after) == (
        (55_384, 0, 0) if at_once else (0, 55_384, 23)
    )
    cancelling.undo(line=line, shown=now.digest(), at=at, by=BY)
    body = Outbox.objects.get(user=line.member.user, mail_code="M-38").body
    assert "iPhone SE（第3世代）64GB" in body
    live_through(line.member, jst(2026, 10, 21, 10))
    october = bill_lines(bill_facts(line.member, date(2026, 10, 1)))
    of_device = totals(row for row in october if "instal" in row.kind).total
    assert of_device == (57_800 if at_once else 2_416)


def test_the_row_says_what_it_buys_exactly_when_it_buys() -> None:
    for device, code in (("own", "iphone_se3"), ("buy", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            AppliedLineFactory(device=device, device_code=code)


def test_a_visitor_buys_a_telephone_with_its_cover_and_sees_it_before_and_after() -> None:
    with freeze_time(jst(2026, 10, 15, 12), tick=True):
        chosen = ESIM | WITH_IPHONE | {"option_codes": "device_cover"}
        visitor = applying.at_the_check_page(chosen)
        assert visitor.page.says("iPhone SE（第3世代）64GBを購入")
        assert visitor.page.says("2,416円")
        visitor.press("この内容で申し込む")
        assert visitor.page.says("お申し込みを受け付けました")
        row = AppliedLine.objects.get()
        assert (row.device_code, row.option_codes) == ("iphone_se3", ["device_cover"])


def test_a_device_calls_for_papers_though_a_data_line_alone_does_not() -> None:
    with freeze_time(jst(2026, 10, 15, 12), tick=True):
        bought = DATA | WITH_IPHONE | {"medium": "esim"}
        visitor = applying.at_the_check_page(bought)
        assert visitor.page.tells("本人確認書類", "未提出")
        visitor.press("この内容で申し込む")
        assert visitor.page.tells("本人確認待ち", "本人確認書類をご提出ください")
        member = applying.member_at()
        assert not Line.objects.exists()
        complete_identity(member=member, at=jst(2026, 10, 15, 13), by=BY)
        assert Device.objects.get().line.function == "data"


def test_whoever_changes_their_mind_buys_nothing() -> None:
    with freeze_time(jst(2026, 10, 15, 12), tick=True):
        visitor = applying.chooses(applying.holding(), **(ESIM | WITH_IPHONE))
        visitor.follow("変更する")
        visitor.press(NEXT, device="own", device_name="iPhone 15")
        row = AppliedLine.objects.get()
        assert (row.device, row.device_code, row.device_name) == ("own", "", "iPhone 15")


def test_what_is_sold_stands_folded_until_it_is_wanted() -> None:
    with freeze_time(jst(2026, 10, 15, 12), tick=True):
        visitor = applying.applies(applying.holding())
        visitor.press("お申し込みを始める")
        visitor.press(NEXT, prepaid="not_paid")
        assert "<details><summary>購入する端末を選ぶ" in visitor.page.html
        assert "<details><summary>ご契約者以外の方" in visitor.page.html
        visitor.press(NEXT, **(ESIM | {"device": "buy", "user": "other"}))
        assert "<details open><summary>購入する端末を選ぶ" in visitor.page.html
        assert "<details open><summary>ご契約者以外の方" in visitor.page.html
        visitor.open("/start/devices/")
        assert visitor.page.says("Pixel 8a 128GB")
