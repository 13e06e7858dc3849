"""A member replaces their card in a browser, on two sites, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import make, make_and_sign_in, open_menu
from tests.machine.pages import (
    DESK,
    PHONE,
    Look,
    PageLog,
    assert_well_made,
    in_every_look,
    in_every_look_by_night,
    press,
    sign_in,
)

NewContext = Callable[..., BrowserContext]
USE, GO_ON = "このカードを使う", "カードの登録を続ける"
PROCESSOR = "練習用決済代行"


def go_to_the_processor(page: Page, button: str = "カードを変更する") -> None:
    press(page.get_by_role("button", name=button))
    expect(page).to_have_title(f"カード情報の入力｜{PROCESSOR}")


@pytest.mark.parametrize(
    ("look", "script"),
    [(PHONE, True), (PHONE, False), (DESK, True), (DESK, False)],
    ids=["phone", "phone without JavaScript", "PC", "PC without JavaScript"],
)
def test_from_the_menu_to_the_receipt_and_back(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look, script: bool
) -> None:
    page_log.expect("status of 410")
    page = new_context(**look.context(), java_script_enabled=script).new_page()
    make_and_sign_in(page, live_server.url, "MA0000001")
    open_menu(page, look)
    press(page.get_by_role("link", name="お支払い方法"))
    expect(page.get_by_role("main")).to_contain_text("VISA 末尾4242")

    go_to_the_processor(page)
    page.get_by_label("カード番号").fill("３５６６－００２０－２０３６－０５０５")
    page.get_by_label("有効期限の月").select_option("12")
    page.get_by_label("有効期限の年").select_option("2027")
    page.get_by_label("セキュリティコード").fill("123")
    press(page.get_by_role("button", name=USE))
    if not script:
        press(page.get_by_role("button", name=GO_ON))
    expect(page.get_by_role("heading", level=1)).to_have_text("クレジットカードを登録しました")
    expect(page.get_by_role("main")).to_contain_text("JCB 末尾0505")
    assert "code=" not in page.url
    receipt = page.url
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("クレジットカードを登録しました")

    # Back leads to the other company's page, which is over, and from there to the receipt again.
    if script:
        page.go_back()
        page.reload()
        expect(page).to_have_title(f"このページは使えません｜{PROCESSOR}")
        press(page.get_by_role("link", name="会員サイトに戻る"))
        expect(page.get_by_role("heading", level=1)).to_have_text("クレジットカードを登録しました")
        assert page.url.split("?")[0] == receipt


@in_every_look
def test_every_page_of_a_card(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 404")
    page_log.expect("status of 410")
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000004")
    page.goto(f"{live_server.url}/payment/")
    assert_well_made(page)
    go_to_the_processor(page)
    assert_well_made(page)
    page.get_by_label("カード番号").fill("4000 0000 0000 0010")
    press(page.get_by_role("button", name=USE))
    expect(page.get_by_role("alert")).to_contain_text("これは練習用の番号ではありません")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("カード番号")).to_have_value("")
    assert_well_made(page)
    page.locator("[name=test_card]").select_option("expired")
    page.get_by_label("カードの名義").fill("TARO YAMADA")
    press(page.get_by_role("button", name=USE))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "このカードは登録できませんでした"
    )
    assert_well_made(page)
    go_to_the_processor(page, "別のカードで登録する")
    page.locator("[name=test_card]").select_option("ends-soon")
    press(page.get_by_role("button", name=USE))
    expect(page.get_by_role("heading", level=1)).to_have_text("クレジットカードを登録しました")
    assert_well_made(page)
    page.goto(f"{live_server.url}/payment/")
    press(page.get_by_role("link", name="カードを削除する"))
    assert_well_made(page)
    go_to_the_processor(page)
    press(page.get_by_role("link", name="カードを登録せずに"))
    assert_well_made(page)
    page.goto(f"{live_server.url}/processor/pages/no-such-page/")
    assert_well_made(page)


@in_every_look_by_night
def test_the_pages_of_who_may_remove_their_card_and_of_who_has_none(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    member = make("MA0000011")
    member.standing.__class__.objects.filter(member=member).update(card_needed_through=None)
    page = new_context(**look.context()).new_page()
    sign_in(page, live_server.url, "MA0000011")
    page.goto(f"{live_server.url}/payment/")
    press(page.get_by_role("link", name="カードを削除する"))
    assert_well_made(page)
    press(page.get_by_role("button", name="カードを削除する"))
    expect(page.get_by_role("heading", level=1)).to_have_text("クレジットカードを削除しました")
    assert_well_made(page)
    page.goto(f"{live_server.url}/payment/")
    assert_well_made(page)
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000012")
    page.goto(f"{live_server.url}/payment/")
    assert_well_made(page)


@in_every_look
def test_the_way_back_without_javascript_and_a_card_that_is_missing(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("ERR_FAILED")
    member = make("MA0000001")
    member.cards.update(state="REMOVED", ended_at=member.world.held_at)
    page = new_context(**look.context()).new_page()
    sign_in(page, live_server.url, "MA0000001")
    for path in ("/", "/payment/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    # Axe needs JavaScript: the page is looked at where its form does not go by itself.
    page.route("**/ui/app.js", lambda route: route.abort())
    go_to_the_processor(page, "カードを登録する")
    page.locator("[name=test_card]").select_option("visa")
    press(page.get_by_role("button", name=USE))
    expect(page.get_by_role("button", name=GO_ON)).to_be_visible()
    assert_well_made(page)
