"""Takes the pictures of docs/pictures; run by `make pictures`, not with the tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.machine.pages import Look, assert_fits, at_both_widths, sign_in
from tests.machine.real_server import Demonstration

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
# The name of the page, its address, and who looks at it ("" for a visitor).
PAGES = [
    ("login", "/login/", ""),
]


@at_both_widths
@pytest.mark.parametrize(("name", "path", "mio_id"), PAGES, ids=[page[0] for page in PAGES])
def test_picture(
    new_context: Callable[..., BrowserContext],
    real_server: Demonstration,
    look: Look,
    name: str,
    path: str,
    mio_id: str,
) -> None:
    """Shoot one page at one width."""
    page = new_context(**look.context()).new_page()
    if mio_id:
        sign_in(page, real_server.url, mio_id)
    page.goto(real_server.url + path)
    assert_fits(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    who = mio_id or "visitor"
    page.screenshot(path=PICTURES / f"{name}-{who}-{look.width}.png", full_page=True)
