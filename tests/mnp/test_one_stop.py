"""Going without a number on paper: what the consent ends, who is told, and what ends it again."""

from datetime import date

import pytest

from contracts.models import Line
from mioportal.outside.clearing import services as clearing
from mioportal.outside.models import OperatorOrder
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import NumberNotReleased, OrderIsOver
from mioportal.plumbing.models import Happening, Outbox
from mnp import queries, services
from mnp.models import PortOrder, PortRequest
from tests.factories import LineFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor
from tests.mnp.asking import agreed, asked, by, fresh, ordered, seen, state

pytestmark = pytest.mark.django_db
START = jst(2026, 10, 15, 10)
OTHER = system("operator")


def line_at_start() -> Line:
    line = LineFactory()
    hold(line.member, START)
    return line


def told(line: Line, code: str) -> list[Outbox]:
    return list(Outbox.objects.filter(user=line.member.user, mail_code=code).order_by("pk"))


def test_the_member_is_told_of_the_consent_and_of_the_number_that_died_with_it() -> None:
    line = line_at_start()
    first = asked(line, START)
    made = agreed(line, START, ordered(line))
    assert (state(first), state(made)) == ("voided", "issued")
    mail = told(line, "M-14")[-1]
    assert mail.subject.endswith("転出への同意を受け付けました")
    for words in ("ahamoへの転出", first.receipt_number, "10月29日（木）23:59", "同意を取り消して"):
        assert words in mail.body, words
    assert made.number not in mail.body


def test_nobody_without_a_number_is_told_of_one() -> None:
    line = line_at_start()
    made = agreed(line, START, ordered(line))
    live_through(line.member, jst(2026, 10, 30))
    assert state(made) == "expired"
    soon, last, over = told(line, "M-16")
    assert "転出への同意の期限" in soon.subject and "あと2日" in last.body
    assert "転出への同意の期限が切れました" in over.subject
    for mail in (soon, last, over):
        assert "予約番号" not in mail.subject + mail.body
        assert "再発行" not in mail.body
    titles = Happening.objects.filter(subject=line.code).values_list("title", flat=True)
    assert not [title for title in titles if "予約番号" in title]
    page = Visitor.signed_in_as(line.member).open(f"/mnp/requests/{made.receipt_number}/")
    assert page.tells("この同意の期限は切れました", "終わった日時 2026年10月29日（木）23:59")
    assert "新しく発行を申し込む" in page.words


def test_a_consent_is_not_replaced_by_a_number_though_its_address_is_typed() -> None:
    line = line_at_start()
    made = agreed(line, START, ordered(line))
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/mnp/requests/{made.receipt_number}/again/")
    assert page.path == f"/mnp/requests/{made.receipt_number}/"
    with pytest.raises(services.NotAllowed):
        services.ask_again(of=made, at=START, by=by(line))
    assert (state(made), PortRequest.objects.count()) == ("issued", 1)


def test_the_pages_of_a_consent_speak_of_a_consent() -> None:
    line = line_at_start()
    order = ordered(line)
    made = agreed(line, START, order)
    visitor = Visitor.signed_in_as(line.member)
    assert f"{line.label}の転出への同意の期限" in visitor.open("/").words
    page = visitor.open("/mnp/")
    assert page.link(f"転出への同意を見る：{line.label}")
    page = visitor.open(f"/mnp/lines/{line.code}/")
    assert "先に同意を取り消してください" in page.words
    assert visitor.follow("転出への同意を見る").path == f"/mnp/requests/{made.receipt_number}/"
    # The way back to where it was agreed to leads on to what came of it.
    assert visitor.open(f"/mnp/one-stop/{order.reference}/").path == visitor.page.path


def test_a_consent_that_was_taken_back_can_be_given_anew() -> None:
    line = line_at_start()
    order = ordered(line)
    first = agreed(line, START, order)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/mnp/requests/{first.receipt_number}/")
    visitor.follow("同意を取り消す転出をやめるときや、心当たりがないとき")
    assert "この同意は終わりました" in visitor.press("同意を取り消す").words
    visitor.open(f"/operators/orders/{order.reference}/")
    assert "もう一度同意が必要です" in visitor.press("開通する").words
    visitor.follow("いまの会社のサイトで同意する")
    visitor.press("同意して転出先に戻る", agree="on")
    second = PortRequest.objects.latest("pk")
    assert (second.pk != first.pk, state(first), state(second)) == (True, "voided", "issued")
    assert PortOrder.objects.get().request == second
    assert "開通しました" in visitor.press("開通する").words
    assert state(second) == "ported"


def test_said_twice_it_was_said_once() -> None:
    line = line_at_start()
    order = ordered(line)
    assert agreed(line, START, order) == agreed(line, START, order)
    assert len(told(line, "M-14")) == 1


@pytest.mark.parametrize("end", ["cancel", "fail"])
def test_a_consent_ends_with_the_order_it_was_given_to(end: str) -> None:
    line = line_at_start()
    order = ordered(line)
    made = agreed(line, START, order)
    order.refresh_from_db()
    if end == "cancel":
        clearing.cancel_order(order=order, at=START, by=OTHER)
    else:
        clearing.fail_order(order=order, note="切替失敗", at=START, by=OTHER)
    made.refresh_from_db()
    assert (made.state, made.why_ended) == ("voided", "order_over")
    assert "転出先でのお申し込みが終わったため" in told(line, "M-16")[0].body
    line.refresh_from_db()
    assert (line.number_live_through, line.leaving_by) == (None, "")
    assert asked(line, START).state == "issued"


def test_whoever_agrees_to_an_order_that_was_taken_back_meanwhile_loses_nothing() -> None:
    line = line_at_start()
    first = asked(line, START)
    order = ordered(line)
    looked, shown = seen(order), queries.quote_for(fresh(line), START).digest()
    clearing.cancel_order(order=order, at=START, by=OTHER)
    with pytest.raises(OrderIsOver):
        services.consent(line=fresh(line), order=looked, shown=shown, at=START, by=by(line))
    assert state(first) == "issued"
    assert not PortRequest.objects.filter(kind="one_stop").exists()
    line.refresh_from_db()
    assert line.number_live_through == date(2026, 10, 29)


def test_an_order_agreed_to_since_it_was_read_is_taken_back_on_both_sides() -> None:
    line = line_at_start()
    order = ordered(line)
    read_before = OperatorOrder.objects.get(pk=order.pk)
    made = agreed(line, START, order)
    clearing.cancel_order(order=read_before, at=START, by=OTHER)
    assert OperatorOrder.objects.get().state == PortOrder.objects.get().state == "cancelled"
    assert state(made) == "voided"
    with pytest.raises((NumberNotReleased, clearing.NotNow)):
        clearing.open_order(order=OperatorOrder.objects.get(), at=START, by=OTHER)
