"""The public front: open to all, told from the rules, and its ways lead on (F-APP-01 to 04, 19)."""

from urllib.parse import urldefrag, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mioportal.rules import devices
from mioportal.rules.plans import MONTHLY_FEES
from tests.factories import LineFactory, hold, jst
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EVERY = [
    *("/about/", "/plans/", "/start/", "/start/check/", "/start/devices/"),
    *("/start/devices/list/", "/start/ready/", "/start/trouble/"),
    *("/start/setup/", "/start/setup/iphone/", "/start/setup/android/"),
]
CHECK = {
    "balance": "none",
    "gigabytes": "5",
    "calls": "short",
    "own_name": "yes",
    "keeps_number": "yes",
    "operator": "docomo",
}


def test_a_visitor_asks_the_database_next_to_nothing_and_every_link_leads_on() -> None:
    visitor = Visitor()
    pages: dict[str, Page] = {}
    found: set[str] = set()
    for path in EVERY:
        with CaptureQueriesContext(connection) as asked:
            page = visitor.open(path)
        # Whom a number may come from without a reservation number is kept by staff (C-109).
        asks = 1 if path == "/start/ready/" else 0
        assert (path, page.status, page.path, len(asked)) == (path, 200, path, asks)
        found |= {href if href[0] == "/" else path + href for _words, href in page.links}
    for link in sorted(found):
        path, name = urldefrag(link)
        if path not in pages:
            pages[path] = visitor.open(path)
        target = pages[path]
        assert (link, target.status) == (link, 200)
        assert not name or f'id="{name}"' in target.html, link
    assert set(EVERY) <= {urlsplit(link).path for link in found}


def test_the_front_stays_open_while_the_member_pages_are_closed() -> None:
    member = LineFactory().member
    hold(member, jst(2026, 10, 20, 23, 30))
    visitor = Visitor.signed_in_as(member)
    assert visitor.open("/lines/").status == 503
    assert {visitor.open(path).status for path in EVERY} == {200}


def test_a_visitor_finds_it_from_the_sign_in_page_and_a_member_in_the_menu() -> None:
    visitor = Visitor()
    visitor.open("/login/")
    assert visitor.follow("お申し込み").path == "/start/"
    assert visitor.follow("確認シートを使う").path == "/start/check/"
    closed = LineFactory(member__standing__last_service_ended_on="2026-09-30").member
    for member in (LineFactory().member, closed):
        signed_in = Visitor.signed_in_as(member)
        signed_in.open("/")
        assert signed_in.follow("プランと料金").path == "/plans/"
        page = signed_in.follow("お申し込みの流れを見る")
        assert page.says("お持ちのmioIDに、回線を追加できます")
        assert signed_in.follow("回線を追加する").path == "/apply/"


def test_the_price_list_tells_every_price_of_a_plan_that_is_sold() -> None:
    page = Visitor().open("/plans/")
    for (plan, _function, _medium), table in MONTHLY_FEES.items():
        if plan.startswith("giga"):
            assert f"{table.rows[-1].value:,}円" in page.words
    assert page.tells("10ギガプラン", "1,500円", "1,470円", "1,400円", "1,100円")
    assert page.tells("433.4円", "3,733円")
    assert page.tells("446.6円", "3,746円")
    assert page.tells("大容量オプション", "新しいお申し込みは受け付けて", "220円", "3,410円")
    assert not page.says("ミニマムスタートプラン")


def test_a_world_before_the_new_plans_is_told_the_old_ones() -> None:
    member = LineFactory().member
    hold(member, jst(2021, 3, 31, 12))
    page = Visitor.signed_in_as(member).open("/plans/")
    assert page.tells("ミニマムスタートプラン", "1,760円")
    assert not page.says("2ギガプラン")


def answered(**answers: str) -> Page:
    visitor = Visitor()
    visitor.open("/start/check/")
    return visitor.press("結果を見る", **(CHECK | answers))


def test_the_sheet_says_what_each_answer_means() -> None:
    page = answered()
    assert page.says("残りはありません")
    assert page.says("目安は5ギガプランです。音声の回線で月額990円（税込）です")
    assert page.says("目安は通話定額5分+です。月額500円（税込）です")
    assert page.says("ご本人の名義です")
    assert page.says("MNP予約番号は要りません")
    assert not page.says("要確認")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param({"balance": "some"}, "一括の支払いになるか", id="instalments left"),
        pytest.param({"gigabytes": "more"}, "20ギガプランでは足りません", id="much data"),
        pytest.param({"gigabytes": ""}, "毎月使う量を確かめてください", id="data not known"),
        pytest.param({"calls": "seldom"}, "通話定額は付けずに", id="few calls"),
        pytest.param({"calls": ""}, "電話をかけた回数と長さ", id="calls not known"),
        pytest.param({"own_name": "no"}, "名義を変更してください", id="somebody else's name"),
        pytest.param(
            {"own_name": "no", "keeps_number": "no"}, "名義が違っていても", id="name, no number"
        ),
        pytest.param({"keeps_number": "no"}, "新しい番号になります", id="a new number"),
        pytest.param({"operator": "mineo"}, "7日以上残っているうちに", id="not one-stop"),
        pytest.param({"operator": ""}, "いまの会社を選ぶと", id="operator not known"),
    ],
)
def test_the_sheet_says_what_is_still_to_be_done(answers: dict[str, str], told: str) -> None:
    assert answered(**answers).says(told)


def test_a_sheet_left_empty_asks_for_all_and_a_made_up_answer_is_refused() -> None:
    empty = answered(**dict.fromkeys(CHECK, ""))
    assert empty.html.count("要確認") == len(CHECK) - 1
    wrong = answered(gigabytes="999", operator="nobody")
    assert wrong.says("入力内容を確認してください")
    assert wrong.says("毎月どのくらいのデータを使いますか：一覧から選んでください")
    assert not wrong.says("確認の結果")


def test_devices_are_searched_from_the_guide_and_narrowed_down_on_the_list() -> None:
    visitor = Visitor()
    visitor.open("/start/devices/")
    page = visitor.press("端末を検索する", words="アイフォン")
    assert page.path == "/start/devices/list/"
    assert page.tells("iPhone 17", "2025年9月発売", "eSIM")
    assert not page.says("Pixel")
    page = visitor.press("端末を検索する", words="", network="au", maker="シャープ")
    assert page.tells("AQUOS sense5G SHG03", "SIMロックを確認", "タイプA（au網）だけで使えます")
    page = visitor.press("端末を検索する", words="らくらく", network="", maker="")
    assert page.says("条件に合う端末が見つかりませんでした")
    assert visitor.follow("一覧をすべて見る").says(f"{len(devices.DEVICES)}件の端末があります")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("words=" + "a" * 51, "50文字以内で入力してください", id="too long"),
        pytest.param("maker=Nobody", "メーカーは、一覧から選んでください", id="no such maker"),
        pytest.param("medium=micro", "SIMタイプは、一覧から選んでください", id="no such SIM"),
        pytest.param("network=x", "回線の種類は、一覧から選んでください", id="no such network"),
    ],
)
def test_a_search_that_cannot_be_says_so_and_keeps_what_was_typed(query: str, told: str) -> None:
    page = Visitor().open(f"/start/devices/list/?{query}")
    assert page.says(told)
    assert not page.says("件の端末があります")
    if query.startswith("words"):
        assert "a" * 51 in page.html


def test_what_is_needed_follows_the_day() -> None:
    member = LineFactory().member
    visitor = Visitor.signed_in_as(member)
    for day, paper in ((1, "健康保険証"), (2, "資格確認書")):
        hold(member, jst(2025, 12, day, 12))
        page = visitor.open("/start/ready/")
        assert page.tells(paper, "補助書類も必要")
        assert page.says("健康保険証") is (day == 1)


def test_every_reason_against_an_application_is_told_with_its_cure() -> None:
    page = Visitor().open("/start/trouble/")
    assert page.tells(
        "mioIDをすでにお持ちです",
        "お持ちのmioIDでログインして、回線を追加してください",
        "18歳未満の方は契約者になれません",
        "音声の回線が上限に達しています",
    )


def test_there_is_no_setup_guide_of_another_name() -> None:
    assert Visitor().open("/start/setup/windows/").status == 404
    assert Visitor().open("/start/setup/android/").tells("practice.example.jp", "練習用の値です")
