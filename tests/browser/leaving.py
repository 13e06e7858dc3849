"""A member on the way out, in a browser: by the links and buttons that stand there."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Member
from tests.factories import PASSWORD, jst
from tests.machine.pages import Look, assert_well_made, press, sign_in

NewContext = Callable[..., BrowserContext]
Open = Callable[[Member], Page]
BEGIN, ON, APPLY = "解約の手続きを始める", "次へ進む", "解約を申し込む"
AFTER = jst(2026, 11, 1, 10)


def opener(new_context: NewContext, server: LiveServer, look: Look) -> Open:
    """What signs a member in, in a browser of their own."""

    def open_for(member: Member) -> Page:
        page = new_context(**look.context()).new_page()
        sign_in(page, server.url, member.mio_id, PASSWORD)
        return page

    return open_for


def goes(page: Page, path: str) -> None:
    """Type an address of the site."""
    page.goto("/".join(page.url.split("/")[:3]) + path)


def follows(page: Page, label: str) -> None:
    """A link of the page itself."""
    press(page.get_by_role("main").get_by_role("link", name=label).first)


def button(page: Page, name: str) -> Locator:
    """A button that says exactly this."""
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def begins(page: Page) -> None:
    """From the menu by the chooser and the start page into the wizard."""
    goes(page, "/cancel/")
    assert_well_made(page)
    follows(page, "解約する")
    assert_well_made(page)
    press(button(page, BEGIN))


def walks_out(page: Page, confirm: str = "解約を確定する") -> None:
    """From the first step of a wizard to the receipt, whatever steps it has."""
    for _step in range(9):
        assert_well_made(page)
        if button(page, APPLY).count():
            break
        press(button(page, ON))
    page.get_by_label("上記に同意して解約する").check()
    press(button(page, APPLY))
    assert_well_made(page)
    press(button(page, confirm))


def has_receipt(page: Page) -> None:
    """The receipt is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text("解約の申込みを受け付けました")
    assert_well_made(page)
