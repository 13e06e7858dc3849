"""Takes the pictures of the other ways to apply, and of what goes wrong; run by `make pictures`."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from contracts import services
from contracts.models import Application
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from tests.browser import applying
from tests.browser.applying import NEXT
from tests.browser.leaving import NewContext
from tests.browser.pictures import PICTURES
from tests.contracts.applying import ADDRESS, CONTRACTOR, ask, holding, link_for
from tests.factories import (
    MID_MONTH,
    PASSWORD,
    ApplicationFactory,
    AppliedLineFactory,
    MemberFactory,
    SubmissionFactory,
    hold,
    jst,
    live_through,
)
from tests.machine.pages import Look, PageLog, assert_fits, at_both_widths, press, sign_in

Shoot = Callable[..., None]
BY = system("test")
STATES = (
    *("not_submitted", "in_review", "returned", "approved", "sent", "lapsed", "called_off"),
)
BROUGHT = {
    "number_from": "reservation",
    "brought_number": "090-0000-9876",
    "mnp_number": "1234567891",
    "mnp_expires_on": date(2026, 10, 24),
    "donor": "docomo",
}
NUMBER = {"brought_number": "090-1234-1111", "donor": "mineo", "has_number": "has"}
NUMBER |= {"mnp_number": "1234567890", "mnp_expires_on": "2026/10/22"}
ESIM = {"medium": "esim", "plan_code": "giga_2gb"}
CHILD = {
    "user_family_name": "森",
    "user_given_name": "そら",
    "user_family_kana": "もり",
    "user_given_kana": "ソラ",
    "user_birth_date": "2015/6/1",
}
WRONG = {
    "family_name": "髙﨑1",
    "given_name": "🌸",
    "family_kana": "高崎",
    "given_kana": "ア" * 300,
    "birth_date": "2026/2/29",
    "postcode": "102-007",
    "address": "千代田区富士見",
    "phone": "0901234567",
}


def application_in(state: str) -> Application:
    """One with a card and an eSIM, of somebody whose identity or number stands so."""
    identities = ("not_submitted", "in_review", "returned")
    member = MemberFactory(identity=state if state in identities else "complete")
    if state in ("in_review", "returned"):
        why = {"reasons": ["expired", "address_differs"], "note": "裏面も撮影してください"}
        SubmissionFactory(member=member, state=state, **(why if state == "returned" else {}))
    made = ApplicationFactory(member=member, line=None)
    brought = BROUGHT | {"mnp_expires_on": date(2026, 10, 14)} if state == "lapsed" else BROUGHT
    card = AppliedLineFactory(application=made, **brought)
    AppliedLineFactory(application=made, position=2, medium="esim")
    services.take_up(application=made, at=MID_MONTH, by=BY)
    if state == "sent":
        services.send_card(applied=card, at=MID_MONTH, by=BY)
    if state == "called_off":
        services.call_off(applied=card, why="お申し出により", at=MID_MONTH, by=BY)
    return made


@pytest.fixture
def page(new_context: NewContext, look: Look, page_log: PageLog) -> Page:
    """One page of one width; a link that is gone answers with 410."""
    page_log.expect("status of 410")
    return new_context(**look.context()).new_page()


@pytest.fixture
def shoot(page: Page, look: Look) -> Shoot:
    """Shoot the page as it stands, or one of its addresses."""

    def picture(name: str, address: str = "") -> None:
        if address:
            page.goto(address)
        assert_fits(page)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"way-{name}-{look.width}.png", full_page=True)

    return picture


@at_both_widths
def test_pictures_of_a_number_with_its_reservation_and_an_esim(
    page: Page, live_server: LiveServer, shoot: Shoot
) -> None:
    """Two lines at once, and every error on the way."""
    applying.signs_up(page, live_server.url, ADDRESS)
    press(page.get_by_role("button", name="お申し込みを始める"))
    applying.fills(page, prepaid="paid", entry_code="?")
    shoot("prepayment-errors")
    applying.fills(page, prepaid="paid", entry_code="ENTRY2026")
    applying.chooses(page, contract="bring", device_name="iPhone 8")
    press(page.get_by_role("link", name="もう一枚 申し込む"))
    applying.chooses(page, **ESIM)
    shoot("two-lines")
    press(page.get_by_role("button", name=NEXT))
    applying.fills(page, **NUMBER | {"mnp_number": "12345", "mnp_expires_on": "2026/10/21"})
    shoot("port-in-errors")
    applying.fills(page, **NUMBER)
    applying.fills(page, **WRONG)
    shoot("contractor-errors")
    applying.fills(page, **CONTRACTOR | {"birth_date": "2010/1/1"})
    shoot("contractor-minor")
    applying.fills(page, **CONTRACTOR)
    press(page.get_by_role("button", name="同意して次へ進む"))
    shoot("consent-errors")
    page.get_by_label("重要説明事項に同意する").check()
    page.get_by_label("個人情報取扱に関する事項に同意する").check()
    press(page.get_by_role("button", name="同意して次へ進む"))
    there = {"donor_family_kana": "ハヤシ", "donor_given_kana": "アカリ"}
    applying.fills(page, **there, donor_birth_date="1990/4/1")
    shoot("name-there-errors")
    applying.fills(page, donor_family_kana="モリ")
    shoot("papers-for-esim")
    press(page.get_by_role("link", name="書類を提出する"))
    shoot("papers-choose")
    page.go_back()
    press(page.get_by_role("button", name="あとで提出する"))
    applying.registers_card(page)
    shoot("two-lines-check")
    applying.hands_in(page)
    shoot("two-lines-receipt")
    mail = Outbox.objects.get(mail_code="M-01")
    shoot("M-01", f"{live_server.url}/messages/{mail.code}/")
    page.context.clear_cookies()
    made = Application.objects.get()
    page.goto(f"{live_server.url}/apply/progress/")
    page.get_by_label("受付番号").fill(made.number)
    page.get_by_label("メールアドレス").fill("else@example.jp")
    press(page.get_by_role("button", name="状況を見る"))
    shoot("progress-not-found")
    page.get_by_label("メールアドレス").fill(ADDRESS)
    press(page.get_by_role("button", name="状況を見る"))
    shoot("progress-from-outside")


@at_both_widths
def test_pictures_of_a_partners_link_and_of_a_child_that_uses_the_line(
    page: Page, live_server: LiveServer, shoot: Shoot
) -> None:
    """No question about a prepayment."""
    applying.signs_up(page, live_server.url, ADDRESS)
    page.goto(f"{live_server.url}/apply/?partner=SHOP2026")
    press(page.get_by_role("button", name="お申し込みを始める"))
    shoot("partner")
    applying.chooses(page, user="other")
    shoot("child-errors")
    applying.fills(page, **CHILD)
    shoot("child-lines")


@at_both_widths
def test_pictures_of_a_draft_that_is_warned_of_and_lapses(
    page: Page, live_server: LiveServer, shoot: Shoot
) -> None:
    """Of a mioID in force: the mails, and a step that was bookmarked."""
    member = holding(voice=1)
    sign_in(page, live_server.url, member.mio_id, PASSWORD)
    page.goto(f"{live_server.url}/apply/")
    applying.begins(page)
    applying.chooses(page, function="data", **ESIM)
    bookmarked = page.url
    for name, at in {"M-39": jst(2026, 11, 8, 12), "M-39-lapsed": jst(2026, 11, 16, 12)}.items():
        live_through(member, at)
        mail = member.user.outbox.filter(mail_code="M-39").latest("pk")
        shoot(name, f"{live_server.url}/messages/{mail.code}/")
    shoot("draft-lapsed", bookmarked)


@at_both_widths
def test_pictures_of_a_data_esim_that_opens_at_once_and_is_undone_too_late(
    page: Page, live_server: LiveServer, shoot: Shoot
) -> None:
    """Somebody who has a mioID adds a line without saying again what is known."""
    member = holding(voice=1)
    sign_in(page, live_server.url, member.mio_id, PASSWORD)
    shoot("adding-start", f"{live_server.url}/apply/")
    applying.begins(page)
    applying.chooses(page, function="data", **ESIM)
    press(page.get_by_role("button", name=NEXT))
    page.get_by_label("重要説明事項に同意する").check()
    page.get_by_label("個人情報取扱に関する事項に同意する").check()
    press(page.get_by_role("button", name="同意して次へ進む"))
    shoot("adding-check")
    applying.hands_in(page)
    shoot("adding-receipt")
    press(page.get_by_role("link", name="お申し込みの状況を見る"))
    shoot("adding-progress")
    line = member.lines.latest("pk")
    for code in ("M-02", "M-03"):
        at = member.user.outbox.filter(mail_code=code).latest("pk").code
        shoot(code, f"{live_server.url}/messages/{at}/")
    live_through(member, jst(2026, 10, 23))
    shoot("undo-refused", f"{live_server.url}/cancel/initial/lines/{line.code}/")


@at_both_widths
def test_pictures_of_who_may_not_apply_now(
    page: Page, live_server: LiveServer, shoot: Shoot, look: Look
) -> None:
    """What stands in the way, and what is lost by contracting again."""
    members = {
        "closing": holding(standing__last_service_ended_on=date(2026, 9, 30)),
        "full": holding(voice=5, data=5),
        "debt": holding(voice=1, standing__owed_yen=1490),
        "papers-returned": holding(voice=1, identity="returned"),
    }
    for name, member in members.items():
        page.context.clear_cookies()
        sign_in(page, live_server.url, member.mio_id, PASSWORD)
        shoot(f"start-{name}", f"{live_server.url}/apply/")
    page.context.clear_cookies()
    for name, since in {"cool-down": jst(2026, 10, 15), "anew": jst(2026, 10, 1)}.items():
        mail = f"{name}@example.jp"
        former = MemberFactory(user__email=mail, user__is_active=False, invalid_since=since)
        hold(former, applying.NOON)
        ask(mail)
        shoot(f"former-{name}", live_server.url + link_for(mail))


@at_both_widths
@pytest.mark.parametrize("state", STATES)
def test_pictures_of_an_application_in_each_state(
    page: Page, live_server: LiveServer, shoot: Shoot, state: str
) -> None:
    """The progress page as its member sees it."""
    made = application_in(state)
    sign_in(page, live_server.url, made.member.mio_id, PASSWORD)
    shoot(f"progress-{state}", f"{live_server.url}/apply/progress/{made.number}/")
    if state == "returned":
        press(page.get_by_role("link", name="本人確認書類をアップロードする"))
        shoot("papers-returned")
        press(page.get_by_role("link", name="書類を選んで準備を始める"))
        page.locator("[name=paper][value=driving_licence]").check()
        press(page.get_by_role("button", name=NEXT))
        shoot("papers-again")
