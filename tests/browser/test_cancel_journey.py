"""A member cancels a voice line in a browser, and moves the clock until it has happened."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import make_and_sign_in, move_clock, open_menu
from tests.machine.pages import DESK, PHONE, Look, press

NewContext = Callable[..., BrowserContext]
LINE = "090-0000-0101"

in_every_way = pytest.mark.parametrize(
    ("look", "script"),
    [
        pytest.param(PHONE, True, id="phone", marks=pytest.mark.full),
        pytest.param(PHONE, False, id="phone without JavaScript"),
        pytest.param(DESK, True, id="PC"),
        pytest.param(DESK, False, id="PC without JavaScript", marks=pytest.mark.full),
    ],
)


@in_every_way
def test_from_the_menu_to_the_day_after_the_last_day(
    new_context: NewContext, live_server: LiveServer, look: Look, script: bool
) -> None:
    page = new_context(**look.context(), java_script_enabled=script).new_page()
    make_and_sign_in(page, live_server.url, "MA0000001")

    open_menu(page, look)
    press(page.get_by_role("link", name="サービスのご解約"))
    press(page.get_by_role("link", name="解約する"))
    press(page.get_by_role("button", name="解約の手続きを始める"))
    page.get_by_text("料金が高い").click()
    press(page.get_by_role("button", name="次へ進む"))
    press(page.get_by_role("button", name="次へ進む"))
    _sees_what_will_happen(page)

    press(page.get_by_role("button", name="解約を申し込む"))
    expect(page.get_by_role("alert")).to_contain_text("チェックを入れてください")
    page.get_by_label("上記に同意して解約する").check()
    press(page.get_by_role("button", name="解約を申し込む"))

    expect(page.get_by_role("heading", level=1)).to_have_text("本当に解約しますか?")
    _sees_what_will_happen(page)
    expect(page.get_by_text("料金が高い")).to_be_visible()
    press(page.get_by_role("button", name="解約を確定する"))
    _sees_the_receipt(page)
    _sees_the_sim_return_open(page)

    move_clock(page, look, "月末へ")
    expect(page.get_by_text("2025年10月31日（金）10:00").first).to_be_visible()
    move_clock(page, look, "+1日")
    log = page.get_by_role("main")
    expect(log).to_contain_text("解約済みになりました")
    expect(log).to_contain_text("解約の手続きが完了しました")
    _sees_that_it_has_ended(page, live_server.url)


def _sees_what_will_happen(page: Page) -> None:
    main = page.get_by_role("main")
    for words in (
        "2025年10月31日（金）",  # the last day
        "1,490円",  # 990 + 500, a whole month
        "2026年2月1日（日）",  # the first day a SIM fee may be charged
        "11月5日（水）",  # the bill is fixed
        "11月25日（火）",  # and goes to the card company
        "12月31日（水）",  # the card is needed through
        "0570-09-4400",  # the way out for those who want to keep their number
    ):
        expect(main).to_contain_text(words)
    assert "24:00" not in main.inner_text()


def _sees_the_receipt(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("解約の申込みを受け付けました")
    address = page.url
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("解約の申込みを受け付けました")
    page.go_back()
    expect(page.get_by_role("main")).not_to_contain_text("解約を確定する")
    page.goto(address)


def _sees_the_sim_return_open(page: Page) -> None:
    press(page.get_by_role("link", name="SIMカードの返却先を見る"))
    expect(page.get_by_role("main")).to_contain_text("東京団地倉庫A-2棟")
    expect(page.get_by_role("main")).to_contain_text("返却待ち")


def _sees_that_it_has_ended(page: Page, base: str) -> None:
    page.goto(f"{base}/lines/hdu00000101/")
    expect(page.get_by_role("main")).to_contain_text("解約済み")
    page.goto(f"{base}/messages/")
    for subject in ("解約の手続きが完了しました", "解約のお申し込みを受け付けました"):
        expect(page.get_by_role("button", name=subject)).to_be_visible()
    press(page.get_by_role("button", name="解約の手続きが完了しました"))
    expect(page.get_by_role("main")).to_contain_text("2025年10月31日（金）23:59")
    menu = page.locator("#site-menu").text_content() or ""
    assert "ご契約内容の確認" in menu
    assert "サービスのご解約" not in menu


@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
def test_the_way_in_from_the_foot_of_the_first_page(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000001")
    press(page.get_by_role("main").get_by_role("link", name="ご契約内容の確認"))
    press(page.get_by_role("link", name=LINE, exact=True))
    press(page.get_by_role("link", name="解約する"))
    expect(page.get_by_role("button", name="解約の手続きを始める")).to_be_visible()


def test_the_way_in_through_the_state_of_services(
    new_context: NewContext, live_server: LiveServer
) -> None:
    page = new_context(**DESK.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000001")
    press(page.get_by_role("banner").get_by_role("link", name="サービスのご利用状況"))
    press(page.get_by_role("main").get_by_role("link", name="サービスのご解約"))
    expect(page.get_by_role("heading", level=1)).to_have_text("サービスのご解約")


def test_a_double_click_on_the_last_button_cancels_once(
    new_context: NewContext, live_server: LiveServer
) -> None:
    page = new_context(**DESK.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000001")
    _walk_to_the_last_page(page, live_server.url)
    page.get_by_role("button", name="解約を確定する").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("解約の申込みを受け付けました")
    line = member.lines.get()
    assert line.cancellations.count() == 1
    assert member.user.outbox.filter(mail_code="M-11").count() == 1


def test_two_tabs_end_with_one_cancellation_and_a_polite_word(
    new_context: NewContext, live_server: LiveServer
) -> None:
    context = new_context(**DESK.context())
    first, second = context.new_page(), context.new_page()
    member = make_and_sign_in(first, live_server.url, "MA0000001")
    _walk_to_the_last_page(first, live_server.url)
    _walk_to_the_last_page(second, live_server.url)
    press(first.get_by_role("button", name="解約を確定する"))
    expect(first.get_by_role("heading", level=1)).to_have_text("解約の申込みを受け付けました")
    press(second.get_by_role("button", name="解約を確定する"))
    expect(second.get_by_role("main")).to_contain_text("解約を受け付け済みです")
    assert member.lines.get().cancellations.count() == 1


def _walk_to_the_last_page(page: Page, base: str) -> None:
    page.goto(f"{base}/cancel/lines/hdu00000101/")
    press(page.get_by_role("button", name="解約の手続きを始める"))
    press(page.get_by_role("button", name="次へ進む"))
    press(page.get_by_role("button", name="次へ進む"))
    page.get_by_label("上記に同意して解約する").check()
    press(page.get_by_role("button", name="解約を申し込む"))
