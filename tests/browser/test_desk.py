"""The desk at both widths: nothing is broken letter by letter, nothing pushes the page aside."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import make
from tests.desk.people import made
from tests.machine.pages import TOO_WIDE, Look, assert_accessible, in_every_look_by_night, press

# Cells whose words stand on more than one line, those of long texts left out.
BROKEN = """
[...document.querySelectorAll('#result_list :is(th, td):not(.field-subject)')].filter(cell => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  return new Set([...words.getClientRects()].map(box => Math.round(box.bottom / 12))).size > 2;
}).map(cell => cell.outerHTML.slice(0, 120))
"""


@in_every_look_by_night
def test_lists_and_what_is_read_out_fit_whatever_looks_at_them(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, look: Look
) -> None:
    make("MA0000009")
    made("support")
    page = new_context(**look.context()).new_page()
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", "support")
    page.fill("[name=password]", "mio-demo-2026")
    press(page.get_by_role("button", name="ログイン"))
    for name in ("accounts/member", "contracts/line", "contracts/optionperiod", "plumbing/outbox"):
        page.goto(f"{live_server.url}/admin/{name}/")
        assert page.locator("#result_list tbody tr").count(), name
        assert page.evaluate(BROKEN) == []
        assert page.evaluate(TOO_WIDE) <= 0
    _read_out(page, f"{live_server.url}/admin/contracts/optionperiod/", "end")
    _read_out(page, f"{live_server.url}/admin/contracts/line/", "add_option")
    page.locator("[name=chosen]").first.check()
    press(page.get_by_role("button", name="内容を確かめる"))
    assert_accessible(page)
    assert page.evaluate(TOO_WIDE) <= 0


def _read_out(page: Page, address: str, action: str) -> None:
    page.goto(address)
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option(action)
    press(page.locator("button[name=index]"))
    assert_accessible(page)
    assert page.evaluate(TOO_WIDE) <= 0
