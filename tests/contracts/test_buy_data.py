"""Buying data: seen before it is bought, bought once, twenty a month, gone at the month's end."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from billing.queries import bill_facts
from contracts import queries, services
from contracts.models import DataGrant, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.billing import ChargeKind, bill_lines
from tests.cancellation.wizard import accepted
from tests.factories import (
    MID_MONTH,
    LineFactory,
    MemberFactory,
    a_group_of,
    a_purchase,
    hold,
    jst,
    live_through,
)
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

CHECK = "内容を確認する"


def at_the_check(line: Line, parcels: int) -> Visitor:
    """A member who has chosen how much, and looks at what it means."""
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/data/")
    visitor.open(f"/lines/{line.code}/data/buy/")
    page = visitor.press(CHECK, parcels=str(parcels))
    assert page.says("まだ購入していません")
    return visitor


def says_all(page: Page, *words: str) -> bool:
    """Whether the page says each of these, wherever."""
    return all(page.says(each) for each in words)


def data_on_the_bill(line: Line, month: date) -> Decimal:
    rows = bill_lines(bill_facts(line.member, month))
    return sum((row.amount for row in rows if row.kind is ChargeKind.DATA), Decimal(0))


def test_from_the_choice_to_the_receipt() -> None:
    line = LineFactory()
    visitor = at_the_check(line, 3)
    page = visitor.page
    assert says_all(page, "3GB", "料金（税込）660円", "2026年10月31日（土）23:59")
    assert says_all(page, "代金は戻りません", "2026年10月ご利用分", "2026年11月25日（水）")
    assert DataGrant.objects.count() == 0
    page = visitor.press("660円で購入する")
    bought = list(DataGrant.objects.order_by("pk"))
    number = bought[0].receipt_number
    assert [each.receipt_number for each in bought] == [number, f"{number}-2", f"{number}-3"]
    assert {(each.megabytes, each.left_mb, each.price_yen) for each in bought} == {
        (1000, 1000, Decimal(220))
    }
    assert page.path == f"/data/receipts/{number}/"
    assert number and says_all(page, "追加データを購入しました", number, "3GB", "660円")
    (mail,) = Outbox.objects.all()
    assert mail.mail_code == "M-36"
    for words in (number, "データ量: 3GB", "660円", "2026年10月31日（土）23:59", "2026年10月"):
        assert words in mail.body
    assert AuditRow.objects.get(verb="buy_data").detail["line"] == line.code
    assert data_on_the_bill(line, date(2026, 10, 1)) == 660
    assert data_on_the_bill(line, date(2026, 11, 1)) == 0


def test_a_second_press_back_and_again_and_a_reload_show_the_same_receipt() -> None:
    line = LineFactory()
    visitor = at_the_check(line, 1)
    check = visitor.page
    first = visitor.press("220円で購入する").path
    before = everything()
    visitor.page = check
    assert visitor.press("220円で購入する").path == first
    assert visitor.open(first).status == 200
    assert changed(before) == {}


def test_a_new_form_is_a_new_purchase() -> None:
    line = LineFactory()
    receipts = {at_the_check(line, 1).press("220円で購入する").path for _ in range(2)}
    assert len(receipts) == 2
    assert data_on_the_bill(line, date(2026, 10, 1)) == 440


def test_the_same_form_key_of_another_member_is_another_purchase() -> None:
    first, second = LineFactory(), LineFactory()
    made = {a_purchase(line, form="the same").pk for line in (first, second)}
    assert len(made) == 2


def test_an_old_plan_buys_a_tenth_of_it_for_the_same() -> None:
    line = LineFactory(plan__plan_code="minimum_start")
    page = at_the_check(line, 2).page
    assert says_all(page, "200MB", "440円")


def test_a_company_buys_alike_and_is_told_nothing_of_a_card() -> None:
    line = LineFactory(member__kind="CORPORATE", member__company="株式会社さくら")
    visitor = at_the_check(line, 1)
    assert not visitor.page.says("クレジットカード")
    visitor.press("220円で購入する")
    assert data_on_the_bill(line, date(2026, 10, 1)) == 220


def test_for_a_group_it_is_said_who_can_use_it() -> None:
    line = LineFactory()
    a_group_of(line, LineFactory(member=line.member))
    visitor = at_the_check(line, 1)
    assert visitor.page.says("シェアグループの全員で使えます")
    assert visitor.press("220円で購入する").says("シェアグループの全員で使えます")


def test_twenty_may_be_bought_in_a_month_and_again_in_the_next() -> None:
    line = LineFactory()
    a_purchase(line, 19, at=jst(2026, 10, 1))
    waiting = at_the_check(line, 1)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/data/buy/")
    assert visitor.page.says("今月はあと1回分まで買えます")
    assert visitor.press(CHECK, parcels="2").says("一覧から選んでください")
    a_purchase(line, 1, at=jst(2026, 10, 15, 9))
    assert waiting.press("220円で購入する").says("今月買える回数を超えます")
    assert visitor.open(f"/lines/{line.code}/data/buy/").says("今月買える回数を超えます")
    assert DataGrant.objects.filter(bought_by=line).count() == 20
    with pytest.raises(services.NotSold):
        a_purchase(line, at=jst(2026, 10, 31, 23, 59, 59))
    a_purchase(line, 20, at=jst(2026, 11, 1))
    # Counted for each line of its own.
    a_purchase(LineFactory(member=line.member), 20, at=jst(2026, 11, 1))


@pytest.mark.parametrize(
    ("at", "expires_on"),
    [
        pytest.param(jst(2026, 10, 31, 23, 59, 59), date(2026, 10, 31), id="the last second"),
        pytest.param(jst(2026, 11, 1), date(2026, 11, 30), id="the first second"),
        pytest.param(jst(2026, 12, 31, 12), date(2026, 12, 31), id="new year's eve"),
        pytest.param(jst(2028, 2, 29, 12), date(2028, 2, 29), id="29 February"),
    ],
)
def test_it_lasts_to_the_end_of_the_month_in_japan(at: datetime, expires_on: date) -> None:
    assert a_purchase(LineFactory(), at=at).expires_on == expires_on


def test_who_looked_before_midnight_and_buys_after_it_is_asked_again() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 31, 23, 59))
    visitor = at_the_check(line, 1)
    assert visitor.page.says("2026年10月31日（土）23:59")
    hold(line.member, jst(2026, 11, 1))
    page = visitor.press("220円で購入する")
    assert says_all(page, "内容が変わりました", "2026年11月30日（月）23:59", "2026年11月ご利用分")
    assert DataGrant.objects.count() == 0
    assert visitor.press("220円で購入する").says("追加データを購入しました")


def test_a_line_that_leaves_buys_to_its_last_day_and_not_after_it() -> None:
    line = LineFactory()
    # So that the member's site stays open.
    LineFactory(member=line.member)
    accepted(line)
    live_through(line.member, jst(2026, 10, 31, 23, 59))
    waiting = at_the_check(line, 1)
    live_through(line.member, jst(2026, 11, 1))
    assert waiting.press("220円で購入する").says("この回線は解約済みです")
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/lines/{line.code}/data/buy/")
    assert says_all(page, "この回線は解約済みです", "次にすること", "料金はかかりません")


def test_every_reason_is_told_at_once() -> None:
    line = LineFactory()
    LineFactory(member=line.member)
    a_purchase(line, 20, at=jst(2026, 11, 1))
    accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    page = Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/data/buy/")
    assert says_all(page, "今月買える回数を超えます", "この回線は解約済みです")


def test_a_line_that_is_not_in_use_yet_buys_nothing() -> None:
    line = LineFactory(contracted_on=date(2026, 10, 14), started_on=date(2026, 10, 16))
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/lines/{line.code}/data/buy/")
    assert page.says("この回線は、まだご利用になれません")
    live_through(line.member, jst(2026, 10, 16))
    assert visitor.open(f"/lines/{line.code}/data/buy/").has_button(CHECK)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"parcels": "-1"}, id="below zero"),
        pytest.param({"parcels": "0"}, id="none"),
        pytest.param({"parcels": "三"}, id="no number"),
        pytest.param({"parcels": "99999999999999999999"}, id="huge"),
        pytest.param({"parcels": None}, id="missing"),
        pytest.param({"shown": None}, id="nothing was shown"),
        pytest.param({"shown": "\0"}, id="a NUL"),
        pytest.param({"shown": "1:1000:1:2026-10-31"}, id="a price of one's own"),
        pytest.param({"parcels": "2"}, id="more than was shown"),
        pytest.param({"form_key": None}, id="no form"),
        pytest.param({"form_key": "x" * 41}, id="a long form"),
    ],
)
def test_what_is_typed_by_hand_buys_nothing(sent: dict[str, str | None]) -> None:
    visitor = at_the_check(LineFactory(), 1)
    before = everything()
    assert visitor.press("220円で購入する", **sent).status == 200
    assert changed(before) == {}


@pytest.mark.parametrize("parcels", ["21", "0", "x", ""])
def test_a_choice_that_is_none_says_so_beside_the_field(parcels: str) -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/data/buy/")
    page = visitor.press(CHECK, parcels=parcels)
    assert page.has_button(CHECK)
    assert page.says("追加するデータ量") and page.says("選んでください")


def test_a_purchase_that_breaks_off_is_made_wholly_or_not_at_all() -> None:
    line = LineFactory()
    offer = queries.offer(line, 2, MID_MONTH.date())
    before = everything()

    def unchanged(_number: int) -> None:
        assert changed(before) == {}

    tried = at_every_statement(
        lambda: services.buy_data(
            line=line,
            parcels=2,
            shown=offer.shown,
            form="one",
            at=MID_MONTH,
            by=system("test"),
        ),
        unchanged,
    )
    assert tried > 5
    assert DataGrant.objects.count() == 2
    assert Outbox.objects.count() == 1


def test_an_old_receipt_stays_and_says_that_it_is_over() -> None:
    line = LineFactory()
    number = a_purchase(line).receipt_number
    live_through(line.member, jst(2026, 11, 1))
    page = Visitor.signed_in_as(line.member).open(f"/data/receipts/{number}/")
    assert number and says_all(page, "追加データの購入", "有効期限切れ", number)


def test_a_second_parcel_is_no_receipt_and_a_strangers_is_none_either() -> None:
    line = LineFactory()
    number = a_purchase(line, 2).receipt_number
    mine, other = Visitor.signed_in_as(line.member), Visitor.signed_in_as(MemberFactory())
    assert mine.open(f"/data/receipts/{number}/").status == 200
    assert mine.open(f"/data/receipts/{number}-2/").status == 404
    assert other.open(f"/data/receipts/{number}/").status == 404
