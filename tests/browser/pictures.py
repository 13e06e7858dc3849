"""Takes the pictures of docs/pictures; run by `make pictures`, not with the tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.machine.pages import PHONE, Look, assert_fits, at_both_widths, sign_in
from tests.machine.real_server import Demonstration

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
STEPS = {
    "reasons": ["解約の手続きを始める"],
    "survey": ["解約の手続きを始める", "次へ進む"],
    "cautions": ["解約の手続きを始める", "次へ進む", "次へ進む"],
}


def _step(name: str) -> Callable[[Page, Look], None]:
    def walk(page: Page, look: Look) -> None:
        for button in STEPS[name]:
            page.get_by_role("button", name=button).click()

    return walk


def _review(page: Page, look: Look) -> None:
    _step("cautions")(page, look)
    page.get_by_label("上記に同意して解約する").check()
    page.get_by_role("button", name="解約を申し込む").click()


def _receipt(page: Page, look: Look) -> None:
    """Each width cancels a line of its own."""
    line = "hdu00001801" if look == PHONE else "hdu00001802"
    page.goto(f"{page.url}lines/{line}/")
    _review(page, look)
    page.get_by_role("button", name="解約を確定する").click()


def _follow(*links: str) -> Callable[[Page, Look], None]:
    def walk(page: Page, look: Look) -> None:
        for link in links:
            page.get_by_role("main").get_by_role("link", name=link).first.click()

    return walk


def _moved(page: Page, look: Look) -> None:
    if look == PHONE:
        page.locator("summary", has_text="時計を進める").click()
    page.get_by_role("button", name="+1か月").click()


# The name of the page, its address, who looks at it ("" for a visitor), and how to get further.
PAGES: list[tuple[str, str, str, Callable[[Page, Look], None] | None]] = [
    ("login", "/login/", "", None),
    ("contact", "/contact/", "", None),
    ("sign-in-help", "/login/help/", "", None),
    ("forgot-id", "/login/forgot-id/", "", None),
    ("forgot-password", "/login/forgot-password/", "", None),
    ("asked", "/login/forgot-password/?asked=1", "", None),
    # Very long pages: what the window shows of them.
    ("rules", "/rules/#main", "", None),
    ("rules-row", "/rules/#sim_damage_fee", "MA0000001", None),
    ("rules-refusals", "/rules/#cancellation.may_cancel", "MA0000001", None),
    ("decisions", "/rules/decisions/#C-031", "", None),
    ("top", "/", "MA0000001", None),
    ("services", "/services/", "MA0000001", None),
    ("lines", "/lines/", "MA0000013", None),
    ("line", "/lines/hdu00000101/", "MA0000001", None),
    ("cancel", "/cancel/", "MA0000001", None),
    ("begin", "/cancel/lines/hdu00000101/", "MA0000001", None),
    ("reasons", "/cancel/lines/hdu00000101/", "MA0000001", _step("reasons")),
    ("survey", "/cancel/lines/hdu00000101/", "MA0000001", _step("survey")),
    ("cautions", "/cancel/lines/hdu00000101/", "MA0000001", _step("cautions")),
    ("review", "/cancel/lines/hdu00000101/", "MA0000001", _review),
    ("refused", "/cancel/lines/hdu00000601/", "MA0000006", None),
    ("receipt", "/cancel/", "MA0000018", _receipt),
    ("line", "/lines/hdu00000202/", "MA0000002", None),
    ("plan-change", "/lines/hdu00000101/plan/", "MA0000001", None),
    ("plan-booked", "/lines/hdu00001701/plan/", "MA0000017", None),
    ("plan-check", "/lines/hdu00000101/plan/giga_10gb/", "MA0000001", None),
    ("plan-receipt", "/lines/hdu00001701/plan/", "MA0000017", _follow("受付の内容を見る")),
    ("group", "/group/", "MA0000002", None),
    ("group-part", "/group/", "MA0000002", _follow("グループから外す")),
    ("group-primary", "/group/", "MA0000002", _follow("主回線の変更を依頼する")),
    ("groups", "/group/", "MA0000013", None),
    ("group-choose", "/group/new/", "MA0000013", None),
    ("group-check", "/group/new/?primary=hdu00001301&lines=hdu00001302", "MA0000013", None),
    ("devices", "/devices/", "MA0000008", None),
    ("device", "/devices/", "MA0000008", _follow("iPhone SE")),
    ("repay-early", "/devices/", "MA0000008", _follow("iPhone SE", "繰り上げ返済の方法を見る")),
    ("related", "/related/", "MA0000014", None),
    ("hikari", "/related/", "MA0000014", _follow("IIJmioひかり")),
    ("end-hikari", "/related/", "MA0000014", _follow("IIJmioひかり", "解約の方法を見る")),
    ("end-related", "/related/", "MA0000003", _follow("IIJmio eSIM", "解約する")),
    ("moved", "/", "MA0000014", _moved),
    ("top", "/", "MA0000011", None),
    ("sim-return", "/lines/hdu00001101/sim-return/", "MA0000011", None),
    ("messages", "/messages/", "MA0000011", None),
    ("mail-help", "/messages/help/", "", None),
    ("ask", "/contact/mail/?topic=withdrawal&line=hdu00000101", "MA0000001", None),
]


@at_both_widths
@pytest.mark.parametrize(
    ("name", "path", "mio_id", "walk"), PAGES, ids=[f"{page[0]} {page[2]}" for page in PAGES]
)
def test_picture(
    new_context: Callable[..., BrowserContext],
    real_server: Demonstration,
    look: Look,
    name: str,
    path: str,
    mio_id: str,
    walk: Callable[[Page, Look], None] | None,
) -> None:
    """Shoot one page at one width."""
    page = new_context(**look.context()).new_page()
    if mio_id:
        sign_in(page, real_server.url, mio_id)
    page.goto(real_server.url + path)
    if walk:
        walk(page, look)
        page.wait_for_load_state("networkidle")
    assert_fits(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    who = mio_id or "visitor"
    page.screenshot(path=PICTURES / f"{name}-{who}-{look.width}.png", full_page="#" not in path)
