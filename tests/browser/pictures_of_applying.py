"""Takes the pictures from the front to a receipt, page by page; run by `make pictures` alone."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from mioportal.plumbing.delivery import deliver
from tests.browser import applying
from tests.browser.applying import NEXT
from tests.browser.pictures import PICTURES
from tests.contracts.applying import CONTRACTOR, link_for
from tests.machine.pages import Look, PageLog, assert_fits, at_both_widths, press

FRONT = {
    "about": "/about/",
    "plans": "/plans/",
    "start": "/start/",
    "start-check": "/start/check/?look=1&gigabytes=5",
    "start-devices": "/start/devices/",
    "start-list": "/start/devices/list/?words=AQUOS",
    "start-ready": "/start/ready/",
    "start-trouble": "/start/trouble/",
    "setup": "/start/setup/",
    "setup-iphone": "/start/setup/iphone/",
    "setup-android": "/start/setup/android/",
    "apply-mail": "/apply/",
}
NUMBER = {"brought_number": "090-1234-1111", "donor": "docomo", "has_number": "has_not"}
THERE = {
    "donor_family_kana": "モリ",
    "donor_given_kana": "アカリ",
    "donor_birth_date": "1990/4/1",
}


@at_both_widths
def test_pictures_of_an_application_that_brings_a_number_along(
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
    look: Look,
    page_log: PageLog,
) -> None:
    """Shoot every page on the way at one width."""
    page = new_context(**look.context()).new_page()

    def shoot(name: str) -> None:
        assert_fits(page)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-visitor-{look.width}.png", full_page=True)

    for name, path in FRONT.items():
        page.goto(live_server.url + path)
        shoot(name)
    page_log.expect("status of 410")
    page.goto(f"{live_server.url}/sign-up/{'0' * 64}/")
    shoot("apply-link-gone")
    _at_the_password(page, live_server.url, shoot)
    applying.signs_up(page, live_server.url, "pictures@example.jp")
    shoot("apply-start")
    _as_far_as_the_check_page(page, shoot)
    shoot("apply-check")
    page.goto(f"{live_server.url}/apply/")
    shoot("apply-resume")
    press(page.get_by_role("link", name="お申し込みをやめる"))
    shoot("apply-give-up")
    press(page.get_by_role("link", name="やめずに戻る"))
    press(page.get_by_role("link", name="続きから始める"))
    applying.hands_in(page)
    shoot("apply-receipt")
    page.goto(f"{live_server.url}/apply/")
    shoot("apply-under-way")


def _at_the_password(page: Page, base: str, shoot: Callable[[str], None]) -> None:
    page.goto(f"{base}/apply/")
    page.get_by_label("メールアドレス").fill("password@example.jp")
    press(page.get_by_role("button", name="確認のメールを送る"))
    shoot("apply-asked")
    deliver()
    page.goto(base + link_for("password@example.jp"))
    shoot("apply-password")


def _as_far_as_the_check_page(page: Page, shoot: Callable[[str], None]) -> None:
    press(page.get_by_role("button", name="お申し込みを始める"))
    shoot("apply-prepayment")
    page.get_by_label("事前支払いしたものはない").check()
    press(page.get_by_role("button", name=NEXT))
    shoot("apply-line")
    for summary in page.locator("main summary").all():
        summary.click()
    shoot("apply-line-unfolded")
    press(page.get_by_role("button", name=NEXT))
    shoot("apply-line-errors")
    applying.chooses(page, contract="bring")
    shoot("apply-lines")
    press(page.get_by_role("button", name=NEXT))
    shoot("apply-port-in")
    applying.fills(page, **NUMBER)
    shoot("apply-contractor")
    applying.fills(page, **CONTRACTOR)
    shoot("apply-consent")
    page.get_by_label("重要説明事項に同意する").check()
    page.get_by_label("個人情報取扱に関する事項に同意する").check()
    press(page.get_by_role("button", name="同意して次へ進む"))
    shoot("apply-port-in-user")
    applying.fills(page, **THERE)
    shoot("apply-papers")
    press(page.get_by_role("button", name="あとで提出する"))
    shoot("apply-card")
    applying.registers_card(page)
