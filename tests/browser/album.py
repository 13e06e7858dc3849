"""Pictures of a walk: each page as it stands, at both widths, and as it is printed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import Member
from tests.browser.leaving import NewContext
from tests.browser.people import make
from tests.desk.people import made
from tests.factories import PASSWORD, hold
from tests.machine.pages import DESK, PHONE, TOO_WIDE, assert_fits, press, sign_in

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
CAST_PASSWORD = "mio-demo-2026"
# An A4 sheet, in the pixels of a screen.
SHEET = {"width": 794, "height": 1123}


@dataclass(frozen=True)
class Album:
    """One person's browser; `name` begins the names of the pictures."""

    page: Page
    base: str
    name: str
    # Django's own pages have links of their own size.
    is_desk: bool = False

    def shoot(self, what: str) -> None:
        """The page as it stands, at both widths."""
        for look in (PHONE, DESK):
            self.page.set_viewport_size({"width": look.width, "height": look.height})
            if self.is_desk:
                assert self.page.evaluate(TOO_WIDE) <= 0, self.page.url
            else:
                assert_fits(self.page)
            self._save(f"{what}-{look.width}")

    def printed(self, what: str) -> None:
        """The page on paper."""
        self.page.set_viewport_size(SHEET)
        self.page.emulate_media(media="print")
        self._save(f"{what}-print")
        self.page.emulate_media(media="screen")

    def visit(self, path: str, what: str) -> None:
        """Another page, and its picture."""
        self.page.goto(self.base + path)
        self.shoot(what)

    def unfold(self) -> None:
        """Open whatever is folded."""
        while (folded := self.page.locator("main details:not([open]) > summary")).count():
            folded.first.click()

    def _save(self, what: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{self.name}-{what}.png", full_page=True)


@dataclass(frozen=True)
class Albums:
    """What opens an album: for one of the cast, or for somebody made for the picture."""

    new_context: NewContext
    server: LiveServer

    def of(self, who: str | Member, name: str, at: datetime | None = None) -> Album:
        """The browser of a member who has signed in, their clock held at an instant."""
        member = make(who) if isinstance(who, str) else who
        if at:
            hold(member, at)
        page = self.new_context(**DESK.context()).new_page()
        secret = CAST_PASSWORD if isinstance(who, str) else PASSWORD
        sign_in(page, self.server.url, member.mio_id, secret)
        return Album(page, self.server.url, name)

    def of_the_desk(self, role: str, name: str) -> Album:
        """The browser of one of the staff of the demonstration."""
        made(role)
        page = self.new_context(**DESK.context()).new_page()
        page.goto(f"{self.server.url}/admin/")
        page.fill("[name=username]", role)
        page.fill("[name=password]", CAST_PASSWORD)
        press(page.get_by_role("button", name="ログイン"))
        return Album(page, self.server.url, name, is_desk=True)
