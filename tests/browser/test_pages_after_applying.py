"""What comes after an application, in a browser: followed from outside, opened, noticed, undone."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from contracts import services
from contracts.models import AppliedLine
from mioportal.plumbing.actor import system
from tests.browser.people import move_clock
from tests.factories import (
    MID_MONTH,
    PASSWORD,
    ApplicationFactory,
    AppliedLineFactory,
    MemberFactory,
)
from tests.machine.pages import (
    Look,
    assert_well_made,
    at_both_widths,
    in_every_look,
    press,
    sign_in,
)

NewContext = Callable[..., BrowserContext]
BY = system("test")
BROUGHT = {
    "number_from": "reservation",
    "brought_number": "090-0000-9876",
    "mnp_number": "1234567891",
    "mnp_expires_on": date(2026, 10, 24),
    "donor": "docomo",
}


def applied() -> tuple[AppliedLine, AppliedLine]:
    """Two lines of a member: a card whose number is brought along, and an eSIM that is open."""
    application = ApplicationFactory(member=MemberFactory(), line=None)
    card = AppliedLineFactory(application=application, option_codes=["call_5"], **BROUGHT)
    esim = AppliedLineFactory(application=application, position=2, medium="esim")
    services.take_up(application=application, at=MID_MONTH, by=BY)
    services.send_card(applied=card, at=MID_MONTH, by=BY)
    return card, esim


def follow_from_outside(page: Page, base: str, number: str, mail: str) -> None:
    page.goto(f"{base}/login/")
    press(page.get_by_role("link", name="お申し込みの状況を見る"))
    page.get_by_label("受付番号").fill(number)
    page.get_by_label("メールアドレス").fill(mail)
    press(page.get_by_role("button", name="状況を見る"))


@in_every_look
def test_every_page_after_an_application(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    card, _esim = applied()
    who, number = card.application.member, card.application.number
    follow_from_outside(page, live_server.url, "A261015-NOTHING2", who.user.email)
    assert_well_made(page)
    follow_from_outside(page, live_server.url, number, who.user.email)
    assert_well_made(page)
    press(page.get_by_role("link", name="ログインして手続きする"))
    page.fill("[name=login]", who.mio_id)
    page.fill("[name=password]", PASSWORD)
    press(page.get_by_role("button", name="ログイン", exact=True))
    assert_well_made(page)
    for path in ("/", "/apply/progress/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    page.goto(f"{live_server.url}/apply/progress/{number}/")
    press(page.get_by_role("link", name="MNP予約番号を入れ直す"))
    press(page.get_by_role("button", name="この番号に変更する"))
    assert_well_made(page)
    page.go_back()
    page.go_back()
    press(page.get_by_role("link", name="開通する").first)
    assert_well_made(page)
    press(page.get_by_role("button", name="開通する"))
    assert_well_made(page)
    press(page.get_by_role("link", name="契約のお知らせを見る").first)
    assert_well_made(page)
    press(page.get_by_role("link", name="初期契約解除の内容と費用を見る"))
    assert_well_made(page)
    press(page.get_by_role("button", name="この契約を解除する"))
    assert_well_made(page)
    page.get_by_role("checkbox").check()
    press(page.get_by_role("button", name="この契約を解除する"))
    expect(page.get_by_role("heading", level=1)).to_have_text("初期契約解除を受け付けました")
    assert_well_made(page)


@at_both_widths
def test_on_the_eighth_day_a_contract_is_undone_and_on_the_ninth_it_is_not(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    card, esim = applied()
    who = card.application.member
    line = AppliedLine.objects.select_related("line").get(pk=esim.pk).line
    assert line is not None
    page = new_context(**look.context()).new_page()
    sign_in(page, live_server.url, who.mio_id, PASSWORD)
    # The card has come and its number switched by itself meanwhile.
    for _day in range(7):
        move_clock(page, look, "+1日")
    page.goto(f"{live_server.url}/cancel/initial/lines/{line.code}/")
    expect(page.get_by_role("button", name="この契約を解除する")).to_be_visible()
    move_clock(page, look, "+1日")
    page.goto(f"{live_server.url}/cancel/initial/lines/{line.code}/")
    expect(page.get_by_role("main")).to_contain_text("申し出の期間が終わっています")
