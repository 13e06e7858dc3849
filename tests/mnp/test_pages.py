"""The member's way through the pages, as somebody who only follows links and presses buttons."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from contracts.models import Line
from mioportal.plumbing.models import World
from mnp.models import PortRequest
from tests.factories import (
    DeviceFactory,
    LineFactory,
    PortRequestFactory,
    hold,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor
from tests.mnp.asking import asked, checked, opened, owes, state

pytestmark = pytest.mark.django_db

TICK = "上記に同意してMNP予約番号を発行する"
ISSUE, CONFIRM = "MNP予約番号を発行する", "発行を確定する"


def to_the_last_button(line: Line) -> Visitor:
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/mnp/")
    visitor.follow(f"発行を申し込む：{line.label}")
    visitor.press("申し込みを始める")
    visitor.press("次へ進む", reasons=["price"])
    return visitor


def test_the_whole_way_to_a_number_and_everything_its_page_says() -> None:
    at = jst(2025, 10, 7, 10)
    line = LineFactory()
    hold(line.member, at)
    visitor = to_the_last_button(line)
    for words in ("15日間", "日割りになりません", "2025年10月21日", "990円"):
        assert words in visitor.page.words
    visitor.press(ISSUE)
    assert "チェックを入れてください" in visitor.page.words
    visitor.press(ISSUE, agree="on")
    assert "料金を安くしたい" in visitor.page.words
    page = visitor.press(CONFIRM)
    made = PortRequest.objects.get()
    number = f"{made.number[:3]} {made.number[3:6]} {made.number[6:]}"
    for words in (
        number,
        "2025年10月21日（火）",
        "あと14日",
        "10月8日（水）",  # povo: 13 days
        "10月11日（土）",  # docomo: 10
        "10月14日（火）",  # Rakuten: 7
        "10月7日〜31日",
        "転出先のSIMカードが郵送のときは、届くまで2〜5日",
    ):
        assert words in page.words, words
    assert page.words.index("この回線は終わります") < page.words.index("SIMカードの返却受付")
    # Back and again: the wizard is used, and leads to what it made.
    assert visitor.open(visitor.page.path).words
    assert visitor.open("/mnp/").words.count("番号と期限を見る") == 1


def test_at_night_it_waits_and_at_nine_it_is_there() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 20))
    visitor = to_the_last_button(line)
    assert "いまは発行の時間外です" in visitor.page.words
    visitor.press(ISSUE, agree="on")
    assert "10月16日（金）9:00から" in visitor.press(CONFIRM).words
    live_through(line.member, jst(2026, 10, 16, 9))
    path = visitor.page.path
    assert "あと14日" in visitor.open(path).words


def test_a_debt_is_named_with_the_page_that_clears_it_and_the_request_is_kept() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    owes(line.member, 1_490)
    visitor = to_the_last_button(line)
    visitor.press(ISSUE, agree="on")
    page = visitor.press(CONFIRM)
    assert "発行を保留しています" in page.words
    assert page.link("お支払いの方法を見る") == "/bills/unpaid/"
    owes(line.member, 0)
    live_through(line.member, jst(2026, 10, 15, 10, 10))
    assert "あと14日" in visitor.open(page.path).words


def test_a_number_is_replaced_void_and_asked_for_anew() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    first = asked(line, jst(2026, 10, 15, 10))
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/mnp/requests/{first.receipt_number}/")
    visitor.follow("再発行する無料です。前の番号は使えなくなります")
    visitor.press("再発行する")
    assert "チェックを入れてください" in visitor.page.words
    visitor.press("再発行する", agree="on")
    second = PortRequest.objects.latest("pk")
    assert visitor.page.path == f"/mnp/requests/{second.receipt_number}/"
    assert state(first) == "voided"
    visitor.open(f"/mnp/requests/{first.receipt_number}/")
    assert visitor.page.link("いまの番号を見る") == f"/mnp/requests/{second.receipt_number}/"
    visitor.open(f"/mnp/requests/{second.receipt_number}/void/")
    assert "この番号は無効です" in visitor.press("番号を無効にする").words
    assert "申し込みを始める" in visitor.follow("新しく発行を申し込む").words


def test_a_waiting_request_is_called_off() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 21))
    made = asked(line, jst(2026, 10, 15, 21))
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/mnp/requests/{made.receipt_number}/")
    visitor.follow("申し込みを取りやめる")
    assert "取りやめになりました" in visitor.press("申し込みを取りやめる").words


def test_lines_without_a_number_to_take_along_are_listed_with_the_reason() -> None:
    line = LineFactory()
    LineFactory(member=line.member, function=Line.Function.DATA, phone_number="")
    LineFactory(member=line.member, function=Line.Function.SMS, phone_number="070-0000-5555")
    words = Visitor.signed_in_as(line.member).open("/mnp/").words
    assert words.count("MNP対象外") >= 3
    assert "データの回線には、他社に移せる電話番号がありません" in words
    assert "SMSの回線の番号は、他社に移せません" in words


def test_the_costs_and_what_the_fee_was_in_former_days() -> None:
    words = Visitor.signed_in_as(LineFactory().member).open("/mnp/costs/").words
    for day in ("2019年9月30日", "2019年10月1日", "2021年3月31日"):
        assert day in words
    assert words.count("3,000円（税抜）") == 2 and "無料" in words


def test_what_becomes_of_a_device_is_asked_and_may_be_changed_until_the_opening() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    device = DeviceFactory(member=line.member, line=line)
    visitor = to_the_last_button(line)
    assert "端末の支払い方" in visitor.page.words
    page = visitor.press("次へ進む", **{device.code: "lump_sum"})
    assert "分割払いの残り" in page.words
    # Nothing is decided by a wizard that is left alone.
    device.refresh_from_db()
    assert device.choice == ""
    assert "一括" in visitor.press(ISSUE, agree="on").words
    page = visitor.press(CONFIRM)
    device.refresh_from_db()
    assert device.choice == "lump_sum"
    assert "一括：残り" in page.words
    assert page.link(f"変更：{device.name}") == f"/devices/{device.code}/"


def test_the_page_after_the_opening_says_what_is_left_to_do() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    made = asked(line, jst(2026, 10, 15, 10))
    checked(made, jst(2026, 10, 15, 11))
    visitor = Visitor.signed_in_as(line.member)
    path = f"/mnp/requests/{made.receipt_number}/"
    assert "auが、この番号を確認しました" in visitor.open(path).words
    opened("N-1", jst(2026, 10, 15, 12))
    World.objects.filter(pk=line.world_id).update(held_at=jst(2026, 10, 15, 12))
    words = visitor.open(path).words
    for told in ("auで開通しました", "2026年10月のご利用分", "SIMカードをご返却ください"):
        assert told in words
    left = visitor.follow("ご利用終了後の確認").words
    assert "回線の終了 転出完了" in left and "電話番号は、転出先で引き続き使えます" in left
    assert "解約済み" in visitor.open(f"/lines/{line.code}/").words


def test_the_list_asks_the_database_as_often_for_five_lines_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    line = LineFactory()
    PortRequestFactory(line=line)
    client = Client()
    client.force_login(line.member.user)
    client.get("/mnp/")
    with CaptureQueriesContext(connection) as asked_for_one:
        client.get("/mnp/")
    for _number in range(4):
        PortRequestFactory(line=LineFactory(member=line.member))
    with django_assert_num_queries(len(asked_for_one)):
        client.get("/mnp/")
