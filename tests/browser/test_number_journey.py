"""A member takes their number along in a browser: the hours, a debt, the last day, one-stop."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Member
from mioportal.plumbing.models import World
from mnp.models import PortRequest
from tests.browser.people import make_and_sign_in, open_menu
from tests.factories import hold, jst, live_through
from tests.machine.pages import DESK, PHONE, Look, assert_well_made, in_every_look, press

NewContext = Callable[..., BrowserContext]
LINE = "hdu00000101"
DAY = date(2025, 10, 15)
TICK = "上記に同意してMNP予約番号を発行する"


def _ask(page: Page, base: str, line: str = LINE) -> None:
    """From the page of the line to the last button, and press it."""
    page.goto(f"{base}/mnp/lines/{line}/")
    press(page.get_by_role("button", name="申し込みを始める"))
    press(page.get_by_role("button", name="次へ進む"))
    page.get_by_label(TICK).check()
    press(page.get_by_role("button", name="MNP予約番号を発行する"))
    press(page.get_by_role("button", name="発行を確定する"))


def _at(member: Member, at: datetime) -> None:
    """The member's clock stands there, with nothing happening on the way."""
    World.objects.filter(pk=member.world_id).update(ahead_by=timedelta(0))
    hold(member, at)


@in_every_look
def test_from_the_menu_to_the_opening_on_the_other_side(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    base = live_server.url
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, base, "MA0000001", DAY)
    open_menu(page, look)
    press(page.get_by_role("link", name="MNP予約番号の発行・確認"))
    assert_well_made(page)
    press(page.get_by_role("link", name="MNP転出にかかる費用"))
    assert_well_made(page)
    page.goto(f"{base}/mnp/lines/{LINE}/")
    for button in ("申し込みを始める", "次へ進む", "MNP予約番号を発行する"):
        assert_well_made(page)
        press(page.get_by_role("button", name=button))
    # Without the tick.
    assert_well_made(page)
    page.get_by_label(TICK).check()
    press(page.get_by_role("button", name="MNP予約番号を発行する"))
    assert_well_made(page)
    press(page.get_by_role("button", name="発行を確定する"))
    expect(page.get_by_role("main")).to_contain_text("2025年10月29日（水）")
    assert_well_made(page)
    made = PortRequest.objects.get(line__member=member)
    for rest in ("again/", "void/"):
        page.goto(f"{base}/mnp/requests/{made.receipt_number}/{rest}")
        assert_well_made(page)
    page.goto(f"{base}/operators/")
    assert_well_made(page)
    page.select_option("[name=operator]", "rakuten")
    page.fill("[name=phone_number]", made.line.phone_number)
    page.fill("[name=number]", made.number)
    press(page.get_by_role("button", name="申し込む"))
    assert_well_made(page)
    press(page.get_by_role("button", name="開通する", exact=True))
    press(page.get_by_role("link", name="会員サイトに戻る"))
    page.goto(f"{base}/mnp/requests/{made.receipt_number}/")
    expect(page.get_by_role("main")).to_contain_text("楽天モバイルで開通しました")
    assert_well_made(page)


@pytest.mark.full
@pytest.mark.parametrize(
    ("at", "said"),
    [
        (jst(2025, 10, 15, 19, 59, 59), "あと14日"),
        (jst(2025, 10, 15, 20), "番号は、2025年10月16日（木）9:00から"),
    ],
    ids=["19:59:59", "20:00:00"],
)
def test_in_the_last_second_and_one_later(
    new_context: NewContext, live_server: LiveServer, at: datetime, said: str
) -> None:
    page = new_context(**PHONE.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000001", DAY)
    _at(member, at)
    _ask(page, live_server.url)
    expect(page.get_by_role("main")).to_contain_text(said)


@pytest.mark.full
def test_blocked_by_a_debt_paid_at_the_store_and_resumed_then_replaced_then_expired(
    new_context: NewContext, live_server: LiveServer
) -> None:
    page, base = new_context(**DESK.context()).new_page(), live_server.url
    member = make_and_sign_in(page, base, "MA0000006", DAY)
    _at(member, jst(2025, 10, 15, 11))
    _ask(page, base, "hdu00000601")
    main, here = page.get_by_role("main"), page.url
    expect(main).to_contain_text("発行を保留しています")
    press(main.get_by_role("link", name="お支払いの方法を見る"))
    press(page.get_by_role("link", name="コンビニ払い用紙を表示する"))
    press(page.get_by_role("link", name="練習用コンビニで支払う"))
    press(page.get_by_role("button", name="を支払う"))
    page.get_by_role("heading", name="お支払い済みの用紙です").wait_for()
    page.goto(here)
    expect(main).to_contain_text("発行を保留しています")
    # The payment is confirmed within three business days; nobody asks again.
    live_through(member, jst(2025, 10, 22, 10))
    page.reload()
    expect(main).to_contain_text("発行済")
    press(page.get_by_role("link", name="再発行する").last)
    page.get_by_label("前の番号が使えなくなることを確かめました").check()
    press(page.get_by_role("button", name="再発行する"))
    expect(main).to_contain_text("あと14日")
    live_through(member, jst(2025, 11, 5, 23, 59))
    page.reload()
    expect(main).to_contain_text("今日まで")
    live_through(member, jst(2025, 11, 6, 0, 0, 1))
    page.reload()
    expect(main).to_contain_text("この番号の期限は切れました")
    made = PortRequest.objects.filter(line__member=member).latest("pk")
    page.goto(f"{base}/operators/")
    page.select_option("[name=operator]", "docomo")
    page.fill("[name=phone_number]", made.line.phone_number)
    page.fill("[name=number]", made.number)
    press(page.get_by_role("button", name="申し込む"))
    expect(main).to_contain_text("この予約番号は期限が切れています")


@pytest.mark.full
@pytest.mark.parametrize(
    ("opens", "month"),
    [
        (jst(2025, 10, 31, 12), "2025年10月のご利用分"),
        (jst(2025, 11, 1, 12), "2025年11月のご利用分"),
    ],
    ids=["on the last day", "on the 1st"],
)
def test_without_a_number_opened_on_the_last_day_and_on_the_1st(
    new_context: NewContext, live_server: LiveServer, opens: datetime, month: str
) -> None:
    page, base = new_context(**PHONE.context()).new_page(), live_server.url
    member = make_and_sign_in(page, base, "MA0000001", DAY)
    _at(member, jst(2025, 10, 25, 10))
    page.goto(f"{base}/operators/")
    page.select_option("[name=operator]", "ahamo")
    page.fill("[name=phone_number]", member.lines.get().phone_number)
    page.get_by_text("予約番号なし").click()
    press(page.get_by_role("button", name="申し込む"))
    order = page.url
    press(page.get_by_role("link", name="いまの会社のサイトで同意する"))
    assert_well_made(page)
    page.get_by_label("上記を確かめ").check()
    press(page.get_by_role("button", name="同意して転出先に戻る"))
    live_through(member, opens)
    page.goto(order)
    press(page.get_by_role("button", name="開通する", exact=True))
    made = PortRequest.objects.get(line__member=member)
    page.goto(f"{base}/mnp/requests/{made.receipt_number}/")
    expect(page.get_by_role("main")).to_contain_text(month)
