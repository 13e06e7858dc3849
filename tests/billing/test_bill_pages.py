"""ご請求明細 as its member reads it: what is to come, every month, and each row in words."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from billing import cards, queries
from billing.models import Bill
from contracts.models import CallUse, Line
from mioportal.rules.billing import bill_lines, totals
from mioportal.rules.dates import add_months
from tests.factories import (
    BillFactory,
    CardFactory,
    DeviceFactory,
    DunningFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    bill_months,
    hold,
    jst,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

SEP, OCT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
Counting = Callable[..., AbstractContextManager[object]]


def a_household(member: Member | None = None) -> Line:
    """A line with an option, calls in October, a device; its member has ひかり."""
    line = LineFactory(**({"member": member} if member else {}))
    for code in ("call_5", "virus_buster", "smart_checker"):
        OptionPeriodFactory(line=line, option_code=code)
    CallUse.objects.create(line=line, month=OCT, calls_yen=Decimal(352), messages=12)
    DeviceFactory(line=line, paid=12)
    return line


def visiting(member: Member, *when: int) -> Visitor:
    hold(member, jst(*when))
    return Visitor.signed_in_as(member)


def test_a_bill_says_all_of_it_in_words() -> None:
    line = a_household()
    CardFactory(member=line.member)
    RelatedServiceFactory(member=line.member)
    bill_months(line.world, SEP, OCT)
    page = visiting(line.member, 2026, 11, 10, 10).open("/bills/2026-10/")
    made = Bill.objects.get(month=OCT)
    assert page.tells("2026年10月ご利用分", "確定", made.number, f"{made.total_yen:,}円")
    assert page.tells("2026年11月5日（木）", "2026年11月25日（水）")
    assert page.tells("2026年12月10日（木）または12月26日（土）", "三井住友カードの引落日")
    assert page.tells("2026年12月31日（木）まで")
    assert page.tells(line.label, line.code, "5ギガプラン／音声・SIMカード")
    assert page.tells("月額基本料 5ギガプラン", "通話定額5分+", "ウイルスバスターモバイル")
    assert page.tells("SMS送信料", "12", "3.3円", "39.6円")
    assert page.tells("端末の分割払い（iPhone SE（第3世代）64GB）", "不課税")
    assert page.tells("回線によらないご利用", "IIJmioひかり", "mio割")
    for rate in queries.statement_of(made).totals.rates:
        assert page.tells(f"{rate.subtotal:,}円", f"{rate.tax:,}円", f"{rate.total:,}円")
    assert page.tells("前月との違い", "ご利用が増えました", "+352円", "+39.6円", "前月との差")


@pytest.mark.parametrize("state", Bill.State)
def test_every_state_has_its_word(state: Bill.State) -> None:
    line = LineFactory()
    bill_months(line.world, OCT)
    Bill.objects.update(state=state, paid_on=date(2026, 11, 26) if state == "paid" else None)
    visitor = visiting(line.member, 2026, 11, 30, 10)
    for path in ("/", "/bills/", "/bills/2026-10/"):
        assert visitor.open(path).tells(str(state.label))
    assert visitor.page.tells("2026年11月26日") == (state == Bill.State.PAID)


def test_what_is_on_the_page_comes_to_the_bill_that_is_stored() -> None:
    line = a_household()
    bill_months(line.world, OCT)
    made = Bill.objects.get()
    sums = queries.statement_of(made).totals
    assert (made.total_yen, made.tax_yen) == (sums.total, sums.tax)


def test_the_months_stand_newest_first_with_what_is_to_come_on_top() -> None:
    line = a_household()
    CardFactory(member=line.member, brand="rakuten")
    months = [add_months(OCT, -number) for number in reversed(range(14))]
    bill_months(line.world, *months)
    page = visiting(line.member, 2026, 11, 10, 10).open("/bills/")
    expected = totals(bill_lines(queries.bill_facts(line.member, NOV))).total
    assert page.tells("2026年11月ご利用分", "見込み", f"{expected:,}円", "11月30日（月）まで")
    assert page.tells("2026年12月5日（土）", "2026年12月25日（金）", "2027年1月27日（水）")
    assert page.tells("2027年1月31日（日）まで")
    listed = [label for label, _url in page.links if label.endswith("月ご利用分")]
    assert listed[:2] == ["2026年10月ご利用分", "2026年9月ご利用分"]
    assert len(listed) == 12
    assert page.tells("全14件")
    # A bar and a row of the table for each of twelve months, this one included.
    assert page.html.count('data-kind="main"') == 11
    assert page.html.count('data-kind="open"') == 1
    first, *_rest = re.findall(r"<g><title>([^：]*)：", page.html)
    assert first == "2025年12月"


@pytest.mark.parametrize(
    ("when", "path", "status", "says"),
    [
        ((2026, 11, 4, 23, 59), "2026-10", 200, "集計しています"),
        ((2026, 11, 4, 23, 59), "2026-11", 200, "11月30日（月）までのご利用"),
        ((2026, 11, 6, 0), "2026-10", 404, "2026年10月ご利用分のご請求はありません"),
        ((2026, 11, 10, 10), "2026-12", 404, "翌月5日に確定します"),
        ((2026, 11, 10, 10), "2025-03", 404, "請求する料金がありませんでした"),
    ],
    ids=["before it is fixed", "this month", "never billed", "to come", "before the contract"],
)
def test_a_month_that_is_not_billed_says_why(
    when: tuple[int, ...], path: str, status: int, says: str
) -> None:
    page = visiting(LineFactory().member, *when).open(f"/bills/{path}/")
    assert page.status == status
    assert page.tells(says)


@pytest.mark.parametrize("path", ["2026-13", "2026-00", "26-10", "0000-01", "２０２６-10"])
def test_what_is_no_month_is_no_page(path: str) -> None:
    assert visiting(LineFactory().member, 2026, 11, 10, 10).open(f"/bills/{path}/").status == 404


def test_who_was_never_billed_reads_when_it_begins() -> None:
    page = visiting(MemberFactory(), 2026, 11, 10, 10).open("/bills/")
    assert page.tells("ご請求はまだありません", "翌月5日に最初のご請求が確定します")


def test_a_member_whose_bill_does_not_add_up_still_has_their_pages() -> None:
    line = LineFactory(plan=None)
    page = visiting(line.member, 2026, 11, 10, 10).open("/bills/")
    assert page.tells("ご請求はまだありません")
    assert cards.bills(line.member, date(2026, 11, 10)) is None


def test_a_closed_member_keeps_their_bills() -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=date(2026, 10, 31))
    member = line.member
    bill_months(line.world, OCT)
    member.standing.last_service_ended_on = date(2026, 10, 31)
    member.standing.save()
    visitor = visiting(member, 2027, 1, 10, 10)
    assert visitor.open("/bills/").tells("2026年10月ご利用分")
    assert visitor.follow("2026年10月ご利用分").tells("990円")
    assert "ご請求明細" in [label for label, _url in visitor.page.links]


def test_a_company_is_not_told_of_cards() -> None:
    line = LineFactory(member__kind=Member.Kind.CORPORATE, member__company="練習商事")
    bill_months(line.world, OCT)
    page = visiting(line.member, 2026, 11, 10, 10).open("/bills/2026-10/")
    assert page.tells("請求書払い")
    assert not page.tells("カード会社への請求")


def test_nobody_reads_the_bill_of_another() -> None:
    line, other = LineFactory(), MemberFactory()
    bill_months(line.world, SEP)
    visitor = visiting(other, 2026, 11, 10, 10)
    for path in ("", "pdf/", "csv/"):
        assert visitor.open(f"/bills/2026-09/{path}").status == 404


@pytest.mark.parametrize(("path", "most"), [("/bills/", 27), ("/bills/2026-10/", 13), ("/", 40)])
def test_ten_lines_with_sixty_items_cost_no_more_questions_than_one(
    path: str, most: int, django_assert_num_queries: Counting
) -> None:
    few, many = a_household().member, a_household().member
    for _number in range(9):
        a_household(many)
    visitors = []
    for member in (few, many):
        RelatedServiceFactory(member=member)
        bill_months(member.world, SEP, OCT)
        visitors.append(visiting(member, 2026, 11, 10, 10))
    assert Bill.objects.get(member=many, month=OCT).items.count() > 60
    with CaptureQueriesContext(connection) as asked:
        visitors[0].open(path)
    assert len(asked) <= most
    with django_assert_num_queries(len(asked)):
        page = visitors[1].open(path)
    assert len(page.html) < 60_000

def test_the_page_of_debts_asks_the_same_questions_of_one_and_of_many(
    django_assert_num_queries: Counting,
) -> None:
    member = DunningFactory().member
    visitor = Visitor.signed_in_as(member)
    visitor.open("/bills/unpaid/")
    with CaptureQueriesContext(connection) as asked:
        visitor.open("/bills/unpaid/")
    for month in (date(2026, 7, 1), date(2026, 6, 1), date(2026, 5, 1)):
        bill = BillFactory(member=member, month=month, state=Bill.State.FAILED)
        DunningFactory(bill=bill)
    with django_assert_num_queries(len(asked)):
        assert visitor.open("/bills/unpaid/").html.count("請求番号") == 4
