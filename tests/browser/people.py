"""Members of the cast, made afresh for a test on a day of its choosing."""

from datetime import date

from playwright.sync_api import Page

from accounts.models import Member
from mioportal.demo import cast
from tests.machine.pages import Look, press, sign_in

# The day of the documented examples: last day 10-31, SIM fee from 2026-02-01.
AN_ORDINARY_DAY = date(2025, 10, 15)


def make(mio_id: str, day: date = AN_ORDINARY_DAY) -> Member:
    """One member of the cast, in a world held at 10:00 of a day."""
    role = next(role for role in cast.CAST if role.mio_id == mio_id)
    return cast.make(role, day)


def make_and_sign_in(
    page: Page, base: str, mio_id: str, day: date = AN_ORDINARY_DAY
) -> Member:
    """The same, signed in."""
    member = make(mio_id, day)
    sign_in(page, base, mio_id)
    return member


def open_menu(page: Page, look: Look) -> None:
    """On a phone the menu is behind its button; on a PC it stands at the side."""
    if look.width < 1024:
        page.get_by_role("button", name="メニュー").click()


def move_clock(page: Page, look: Look, button: str) -> None:
    """Press a button of the time bar."""
    if look.width < 1024:
        page.locator("summary", has_text="時計を進める").click()
    press(page.get_by_role("button", name=button, exact=True))
