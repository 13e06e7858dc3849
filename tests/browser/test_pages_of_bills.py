"""The pages of bills, at both widths, in light and dark: accessible and fitting."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from billing.models import Bill
from tests.browser.people import AN_ORDINARY_DAY, make_and_sign_in
from tests.machine.pages import Look, PageLog, assert_well_made, in_every_look

NewContext = Callable[..., BrowserContext]


@in_every_look
def test_the_pages_of_bills(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 404")
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000013")
    # In the month before, four of the nine lines were new.
    bill = Bill.objects.of(member).get(month=date(2025, 3, 1))
    for path in ("", "2025-03/", f"{AN_ORDINARY_DAY:%Y-%m}/", "2026-12/"):
        page.goto(f"{live_server.url}/bills/{path}")
        for summary in page.locator("main summary").all():
            summary.click()
        assert_well_made(page)
    page.goto(f"{live_server.url}/bills/2025-03/")
    with page.expect_download() as paper:
        page.get_by_role("link", name="請求書（PDF）をダウンロードする").click()
    assert paper.value.suggested_filename == f"{bill.number}.pdf"
