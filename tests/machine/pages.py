"""What every page is held to in a browser: looks, accessibility, fit, weight."""

import json
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebError

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Told of what breaks a rule alone, axe needs half the time: most of a page keeps them all.
ONLY_VIOLATIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
# WCAG 2.2 target size; links inside a sentence are exempt.
SMALL_TARGETS = """
[...document.querySelectorAll('a, button, input, select, summary, textarea')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && (box.height < 24 || box.width < 24)
    && getComputedStyle(e).display !== 'inline' && !e.closest('.vh');
}).map(e => `${Math.round(e.getBoundingClientRect().width)}×`
  + `${Math.round(e.getBoundingClientRect().height)} ${e.outerHTML.slice(0, 80)}`)
"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, kw_only=True)
class Look:
    """One way a page is looked at."""

    width: int
    height: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"

    def context(self) -> dict[str, object]:
        """Give the arguments of `new_context` for this look."""
        viewport = {"width": self.width, "height": self.height}
        return {"viewport": viewport, "color_scheme": self.scheme}


PHONE = Look(width=390, height=844, scheme="light")
DESK = Look(width=1280, height=800, scheme="light")
LOOKS = [
    Look(width=look.width, height=look.height, scheme=scheme)
    for look in (PHONE, DESK)
    for scheme in ("light", "dark")
]


def _every_look(always: tuple[int, str]) -> pytest.MarkDecorator:
    """All four looks in `make test-full`, one of them in `make test`."""
    return pytest.mark.parametrize(
        "look",
        [
            pytest.param(
                look, marks=() if (look.width, look.scheme) == always else pytest.mark.full
            )
            for look in LOOKS
        ],
        ids=str,
    )


# A phone by day, or a PC by night: in `make test` one half of the sweeps has the one look, and
# the other half the other.
in_every_look = _every_look((390, "light"))
in_every_look_by_night = _every_look((1280, "dark"))
at_both_widths = pytest.mark.parametrize("look", [PHONE, DESK], ids=str)


@dataclass
class PageLog:
    """What the browser complained of, and what a test expects it to complain of."""

    lines: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """Allow complaints with these words, such as "status of 404"."""
        self.expected.append(words)

    def console(self, message: ConsoleMessage) -> None:
        """Note errors and warnings; breaches of the Content-Security-Policy are among them."""
        if message.type in ("error", "warning"):
            self.lines.append(f"{message.type}: {message.text}")

    def error(self, error: WebError) -> None:
        """Note an exception of a script."""
        self.lines.append(f"script: {error.error}")

    def request(self, request: Request) -> None:
        """Note a page that asks another host for something."""
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:")):
            self.lines.append(f"asks outside: {request.url}")

    def unexpected(self) -> list[str]:
        """Give what nobody allowed."""
        return [line for line in self.lines if not any(words in line for words in self.expected)]


def press(what: Locator) -> None:
    """Click what leads to another page, or to this one anew, and wait until that has come."""
    with what.page.expect_navigation():
        what.click()


def assert_accessible(page: Page) -> None:
    """Hold the page, as it stands, to WCAG 2.2 AA and axe's best practice."""
    page.wait_for_load_state()
    found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
    told = [
        {
            "rule": violation["id"],
            "impact": violation["impact"],
            "where": [node["target"] for node in violation["nodes"]][:5],
            "why": violation["nodes"][0].get("failureSummary", "")[:300],
        }
        for violation in found
    ]
    assert not told, f"{page.url}\n{json.dumps(told, ensure_ascii=False, indent=1)}"


def assert_fits(page: Page) -> None:
    """No sideways scrolling, and nothing too small to hit."""
    overhang = page.evaluate(TOO_WIDE)
    assert overhang <= 0, f"{page.url} is {overhang} px too wide"
    small = page.evaluate(SMALL_TARGETS)
    assert not small, f"{page.url} has small targets: {small}"


def assert_well_made(page: Page) -> None:
    """Everything a page is held to in one look."""
    assert_accessible(page)
    assert_fits(page)


def bytes_transferred(page: Page, address: str) -> dict[str, int]:
    """Open an address with a cold cache and give the compressed bytes of each response."""
    session = page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.responseReceived",
        lambda event: addresses.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    page.goto(address, wait_until="networkidle")
    session.detach()
    return {addresses[number]: size for number, size in sizes.items() if number in addresses}


def sign_in(page: Page, base: str, login: str, password: str = "mio-demo-2026") -> None:
    """Sign in through the form, as a person does."""
    page.goto(f"{base}/login/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
