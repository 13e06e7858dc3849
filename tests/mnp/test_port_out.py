"""Another operator opens the number: the line ends at that instant, once, and is billed in full."""

from datetime import date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from billing.models import Bill
from billing.queries import bill_facts
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.outside.models import OperatorOrder
from mioportal.plumbing.gateways import NumberNotReleased, WhyNotReleased
from mioportal.plumbing.models import Happening, Outbox
from mioportal.rules import billing
from mnp.models import PortOrder, PortRequest
from mnp.services import Donor
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, a_group_of, bill_months, hold, jst, live_through
from tests.journeys.visitor import Visitor
from tests.mnp.asking import DESK, again, asked, checked, fresh, opened, state

pytestmark = pytest.mark.django_db
START = jst(2026, 10, 15, 10)


def with_number(at: datetime = START, **fields: object) -> tuple[Line, PortRequest]:
    line = LineFactory(**fields)
    hold(line.member, at)
    return line, asked(line, at)


def total_of(line: Line, month: date) -> Decimal:
    facts = bill_facts(line.member, month)
    return billing.totals(billing.bill_lines(facts)).total


@pytest.mark.parametrize(
    ("at", "bill_month"),
    [
        (jst(2026, 10, 25, 15), date(2026, 10, 1)),
        (jst(2026, 10, 29, 23, 59, 59), date(2026, 10, 1)),
    ],
    ids=["in mid month", "in the last second of the number"],
)
def test_the_line_ends_at_the_opening_and_its_month_is_billed_in_full(
    at: datetime, bill_month: date
) -> None:
    line, made = with_number()
    checked(made, jst(2026, 10, 16, 10))
    live_through(line.member, at)
    opened("N-1", at)
    line.refresh_from_db()
    assert (line.leaving_by, line.ends_on) == (Line.Leaving.PORT_OUT, at.date())
    assert line.status(at.date()) == Line.Status.ENDED
    assert line.number_live_through is None
    assert state(made) == "ported"
    assert total_of(line, bill_month) == Decimal(990)
    assert [sim.state for sim in line.sims.all()] == ["awaited"]
    mail = Outbox.objects.get(mail_code="M-12")
    assert "2026年10月ご利用分" in mail.body and "auで開通した" in mail.body
    live_through(line.member, jst(2026, 11, 1, 12))
    line.refresh_from_db()
    assert line.ended_at is not None
    assert Outbox.objects.filter(mail_code="M-12").count() == 1
    assert not Happening.objects.filter(kind="line_ended").exists()


@pytest.mark.parametrize(
    ("opens", "october", "november"),
    [(jst(2026, 10, 31, 12), 990, 0), (jst(2026, 11, 1, 12), 990, 990)],
    ids=["on the last day of the month", "on the 1st"],
)
def test_one_day_later_is_one_month_more(opens: datetime, october: int, november: int) -> None:
    line, made = with_number(jst(2026, 10, 20, 10))
    checked(made, jst(2026, 10, 21, 10))
    live_through(line.member, opens)
    opened("N-1", opens)
    live_through(line.member, jst(2026, 12, 10, 12))
    assert total_of(line, date(2026, 10, 1)) == october
    assert total_of(line, date(2026, 11, 1)) == november
    assert total_of(line, date(2026, 12, 1)) == 0


def test_a_message_that_comes_twice_is_the_same_message() -> None:
    line, made = with_number()
    for _time in range(2):
        checked(made, START)
    for _time in range(2):
        opened("N-1", START)
    assert PortOrder.objects.count() == 1
    assert Outbox.objects.filter(mail_code="M-12").count() == 1
    with pytest.raises(NumberNotReleased) as why:
        Donor().fail(reference="N-1", note="", at=START, by=DESK)
    assert why.value.why is WhyNotReleased.TAKEN
    assert line.port_orders.get().state == "opened"


def test_a_failure_and_a_change_of_mind_leave_number_and_line_alone() -> None:
    line, made = with_number()
    checked(made, START, "N-1")
    Donor().fail(reference="N-1", note="切替失敗", at=START, by=DESK)
    checked(made, START, "N-2", to="povo")
    Donor().cancel(reference="N-2", at=START, by=DESK)
    for reference in ("N-1", "N-2"):
        with pytest.raises(NumberNotReleased):
            opened(reference, START)
    assert state(made) == "issued"
    line.refresh_from_db()
    assert line.leaving_by == ""
    words = Visitor.signed_in_as(line.member).open(f"/mnp/requests/{made.receipt_number}/").words
    assert "auでは開通できませんでした" in words and "切替失敗" in words


def refused_for(made: PortRequest, at: datetime, reference: str = "N-9") -> WhyNotReleased:
    with pytest.raises(NumberNotReleased) as why:
        checked(made, at, reference)
    return why.value.why


def test_dead_numbers_are_refused_with_the_reason() -> None:
    line, made = with_number()
    checked(made, START)
    second = again(made, jst(2026, 10, 16, 10))
    assert refused_for(made, jst(2026, 10, 16, 10)) is WhyNotReleased.VOID
    # The order that was made with the old number dies with it.
    with pytest.raises(NumberNotReleased):
        opened("N-1", jst(2026, 10, 16, 11))
    assert refused_for(second, jst(2026, 10, 31, 10)) is WhyNotReleased.EXPIRED
    unknown = Donor().find(number="0" * 10, phone_number=line.phone_number)
    assert unknown is None
    assert Donor().find(number=second.number, phone_number="090-9999-9999") is None
    assert Donor().find(number=second.number, phone_number=line.phone_number.replace("-", ""))
    other = LineFactory(member=line.member)
    a_group_of(line, other)
    assert refused_for(second, jst(2026, 10, 16, 12)) is WhyNotReleased.HAS_SECONDARIES


def test_a_pending_cancellation_gives_way_to_the_port_out() -> None:
    line = LineFactory()
    hold(line.member, START)
    accepted(fresh(line))
    made = asked(line, START)
    checked(made, START)
    live_through(line.member, jst(2026, 10, 20, 10))
    opened("N-1", jst(2026, 10, 20, 10))
    receipt = Cancellation.objects.get().receipt_number
    visitor = Visitor.signed_in_as(line.member)
    assert "MNP転出により終了" in visitor.open(f"/cancel/receipts/{receipt}/").words
    live_through(line.member, jst(2026, 11, 1, 12))
    made_cancellation = Cancellation.objects.get()
    assert made_cancellation.state == "overtaken"
    assert Outbox.objects.filter(mail_code="M-12").count() == 1
    assert total_of(line, date(2026, 10, 1)) == 990


def test_the_bill_is_made_once_and_says_what_the_page_said() -> None:
    line, made = with_number()
    bill_months(line.world, date(2026, 9, 1))
    visitor = Visitor.signed_in_as(line.member)
    assert "990円" in visitor.open(f"/mnp/requests/{made.receipt_number}/").words
    checked(made, START)
    opened("N-1", START)
    live_through(line.member, jst(2026, 12, 10, 12))
    bills = Bill.objects.filter(member=line.member, month__gte=date(2026, 10, 1))
    billed = {bill.month: bill.total_yen for bill in bills}
    assert billed[date(2026, 10, 1)] == 990
    assert sum(billed.values()) == 990


def test_the_operators_page_takes_the_number_and_opens_it() -> None:
    line, made = with_number()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/operators/")
    told = {"operator": "povo", "phone_number": line.phone_number, "number": made.number}
    visitor.press("申し込む", **{**told, "number": "0000000000"})
    assert "見つかりません" in visitor.page.words
    visitor.press("申し込む", **told)
    assert "照会済" in visitor.page.words
    assert made.number not in visitor.page.words
    path = visitor.page.path
    visitor.press("開通する")
    assert "開通しました" in visitor.page.words
    assert visitor.open(path).words.count("開通しました") == 1
    assert state(made) == "ported"


def test_an_operator_that_wants_more_days_sends_its_customer_away() -> None:
    line, made = with_number()
    hold(line.member, jst(2026, 10, 17, 10))
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/operators/")
    told = {"phone_number": line.phone_number, "number": made.number}
    visitor.press("申し込む", operator="povo", **told)
    assert "13日以上残っている番号が必要です" in visitor.page.words
    visitor.press("申し込む", operator="docomo", **told)
    assert "照会済" in visitor.page.words


def test_without_a_number_the_member_agrees_on_our_side() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 22))
    first = asked(line, jst(2026, 10, 15, 22))
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/operators/")
    visitor.press(
        "申し込む", operator="ahamo", phone_number=line.phone_number, way="one_stop", number=""
    )
    visitor.follow("いまの会社のサイトで同意する")
    for words in ("ahamoに移しますか", "日割りになりません", "990円"):
        assert words in visitor.page.words
    visitor.press("同意して転出先に戻る")
    assert "チェックを入れてください" in visitor.page.words
    visitor.press("同意して転出先に戻る", agree="on")
    assert "照会済" in visitor.page.words
    made = PortRequest.objects.get(kind="one_stop")
    assert (state(first), made.state) == ("called_off", "issued")
    told = Outbox.objects.filter(user=line.member.user)
    assert not [mail for mail in told if made.number in mail.body]
    assert made.number not in visitor.open(f"/mnp/requests/{made.receipt_number}/").words
    reference = OperatorOrder.objects.get().reference
    visitor.open(f"/operators/orders/{reference}/")
    visitor.press("開通する")
    line.refresh_from_db()
    assert line.leaving_by == Line.Leaving.PORT_OUT


def test_one_stop_is_closed_where_the_setting_says_so_and_to_strangers(settings) -> None:  # type: ignore[no-untyped-def]
    line, stranger = LineFactory(), LineFactory()
    hold(line.member, START)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/operators/")
    visitor.press(
        "申し込む", operator="ahamo", phone_number=line.phone_number, way="one_stop", number=""
    )
    consent = visitor.page.link("いまの会社のサイトで同意する")
    assert Visitor.signed_in_as(stranger.member).open(consent).status == 404
    settings.ONE_STOP_PORT_OUT = False
    assert visitor.open(consent).status == 404


def test_the_command_plays_the_operator() -> None:
    line, made = with_number()
    out = StringIO()
    told = ["--phone", line.phone_number, "--number", made.number]
    call_command("operator", "check", "--operator", "au", *told, stdout=out)
    order = out.getvalue().strip()
    call_command("operator", "open", order, stdout=out)
    call_command("operator", "open", order, stdout=out)
    assert state(made) == "ported"
    with pytest.raises(CommandError, match="over"):
        call_command("operator", "fail", order)
    with pytest.raises(CommandError, match="unknown"):
        call_command("operator", "check", "--operator", "au", "--phone", "090-0000-0000",
                     "--number", "0123456789")
