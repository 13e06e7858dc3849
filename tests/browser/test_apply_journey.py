"""From the front to running lines, in a browser (F-APP-06 to 17, F-MNI-01 to 04)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts import services as accounts
from accounts.models import Member
from contracts import services as contracts
from contracts.models import AppliedLine, Line
from mioportal.plumbing.actor import system
from tests.browser import applying
from tests.browser.applying import HANDS_IN, NEXT
from tests.contracts.applying import SECRET
from tests.factories import jst, live_through
from tests.machine.pages import DESK, PHONE, Look, assert_well_made, in_every_look, press, sign_in

NewContext = Callable[..., BrowserContext]
ADDRESS = "browser@example.jp"
DESK_STAFF = system("test")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def approved(member: Member) -> None:
    """Staff find the papers right, and post every card."""
    at = jst(2026, 10, 16, 10)
    live_through(member, at)
    accounts.complete_identity(member=member, at=at, by=DESK_STAFF)
    for applied in AppliedLine.objects.filter(application__member=member, medium="sim"):
        contracts.send_card(applied=applied, at=at, by=DESK_STAFF)


@in_every_look
def test_a_new_voice_card_page_by_page_up_to_the_open_line(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = applying.signs_up(page, live_server.url, ADDRESS)
    assert_well_made(page)
    press(page.get_by_role("button", name="お申し込みを始める"))
    assert_well_made(page)
    page.get_by_label("事前支払いしたものはない").check()
    press(page.get_by_role("button", name=NEXT))
    assert_well_made(page)
    applying.chooses(page, device_name="iPhone 15")
    assert_well_made(page)
    press(page.get_by_role("button", name=NEXT))
    press(page.get_by_role("button", name=NEXT))
    expect(page.get_by_role("alert")).to_be_focused()
    assert_well_made(page)
    applying.tells_who(page)
    assert_well_made(page)
    press(page.get_by_role("button", name="あとで提出する"))
    assert_well_made(page)
    applying.registers_card(page)
    # 990 yen from the 17th on, 15 of 31 days, and 3,300 + 433.4.
    expect(main(page)).to_contain_text("4,212円")
    assert_well_made(page)
    number = applying.hands_in(page)
    assert_well_made(page)
    approved(member)
    live_through(member, jst(2026, 10, 21, 10))
    page.goto(f"{live_server.url}/apply/progress/{number}/")
    expect(main(page)).to_contain_text("完了")
    assert_well_made(page)
    line = Line.objects.get(member=member)
    assert line.status(jst(2026, 10, 21, 10).date()) == Line.Status.ACTIVE


def test_a_number_with_seven_days_left_and_one_by_one_stop_resumed_elsewhere(
    new_context: NewContext, live_server: LiveServer
) -> None:
    page = new_context(**PHONE.context()).new_page()
    member = applying.signs_up(page, live_server.url, ADDRESS)
    applying.begins(page)
    applying.chooses(page, contract="bring")
    press(page.get_by_role("link", name="もう一枚 申し込む"))
    applying.chooses(page, contract="bring", medium="esim", plan_code="giga_2gb", network="au")
    press(page.get_by_role("button", name=NEXT))
    told = {"brought_number": "090-1234-1111", "donor": "mineo", "has_number": "has"}
    told |= {"mnp_number": "1234567890", "mnp_expires_on": "2026/10/21"}
    applying.fills(page, **told)
    expect(main(page)).to_contain_text("有効期限まで7日以上残っている番号")
    expect(page.locator("[name=mnp_number]")).to_have_value("1234567890")
    applying.fills(page, mnp_expires_on="2026/10/22")

    elsewhere = new_context(**DESK.context()).new_page()
    sign_in(elsewhere, live_server.url, ADDRESS, SECRET)
    elsewhere.goto(f"{live_server.url}/apply/")
    expect(main(elsewhere)).to_contain_text("書きかけのお申し込み")
    press(elsewhere.get_by_role("link", name="続きから始める"))
    page = elsewhere
    told = {"brought_number": "090-1234-2222", "donor": "mineo", "has_number": "has_not"}
    applying.fills(page, **told)
    expect(main(page)).to_contain_text("いまの事業者からの転入には、MNP予約番号が必要です")
    applying.fills(page, donor="au")
    applying.tells_who(page)
    for _number in range(2):
        applying.fills(
            page,
            donor_family_kana="モリ",
            donor_given_kana="アカリ",
            donor_birth_date="1990/4/1",
        )
    press(page.get_by_role("button", name="あとで提出する"))
    applying.registers_card(page)
    for words in ("090-1234-1111（mineoから、MNP予約番号で引き継ぎ）", "090-1234-2222（auから"):
        expect(main(page)).to_contain_text(words)
    number = applying.hands_in(page)
    approved(member)
    # The card is on its way, the eSIM is ready: each comes over by its member's act.
    for phone in ("090-1234-2222", "090-1234-1111"):
        page.goto(f"{live_server.url}/apply/progress/{number}/")
        card = page.locator(".card", has_text=phone)
        press(card.locator("a.btn", has_text="開通する"))
        press(page.get_by_role("button", name="開通する"))
        expect(main(page)).to_contain_text(f"回線 {phone} が開通しました")
    held = Line.objects.filter(member=member, ended_at=None).values_list("phone_number", flat=True)
    assert set(held) == {"090-1234-1111", "090-1234-2222"}


@pytest.mark.full
def test_an_esim_opens_the_same_day_and_is_undone_up_to_the_eighth(
    new_context: NewContext, live_server: LiveServer
) -> None:
    page = new_context(**PHONE.context()).new_page()
    member = applying.signs_up(page, live_server.url, ADDRESS)
    applying.begins(page)
    for more in (False, True):
        if more:
            press(page.get_by_role("link", name="もう一枚 申し込む"))
        applying.chooses(page, function="data", medium="esim", plan_code="giga_2gb")
    press(page.get_by_role("button", name=NEXT))
    applying.tells_who(page)
    applying.registers_card(page)
    # Twice 440 yen for 17 of 31 days, and twice the fees.
    expect(main(page)).to_contain_text("7,948円")
    button = page.get_by_role("button", name=HANDS_IN)
    button.dblclick(no_wait_after=True)
    page.get_by_role("heading", name="お申し込みを受け付けました").wait_for()
    first, second = Line.objects.filter(member=member).order_by("pk")
    assert {first.started_on, second.started_on} == {jst(2026, 10, 15, 12).date()}

    page.goto(f"{live_server.url}/lines/{first.code}/notice/")
    assert_well_made(page)
    live_through(member, jst(2026, 10, 22, 23))
    page.goto(f"{live_server.url}/cancel/initial/lines/{first.code}/")
    assert_well_made(page)
    # 8 of 31 days of 440 yen, and the fees of the beginning.
    expect(main(page)).to_contain_text("3,846円")
    page.get_by_role("checkbox").check()
    press(page.get_by_role("button", name="この契約を解除する"))
    assert_well_made(page)
    live_through(member, jst(2026, 10, 23, 10))
    page.goto(f"{live_server.url}/cancel/initial/lines/{second.code}/")
    expect(main(page)).to_contain_text("申し出の期間が終わっています")
    assert_well_made(page)
