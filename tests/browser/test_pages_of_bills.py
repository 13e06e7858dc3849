"""The pages of bills, at both widths, in light and dark: accessible and fitting."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from billing.models import Bill
from mioportal.rules.dates import add_months, month_start
from tests.browser.people import AN_ORDINARY_DAY, make_and_sign_in
from tests.factories import bill_months
from tests.machine.pages import Look, PageLog, assert_well_made, in_every_look

NewContext = Callable[..., BrowserContext]


@in_every_look
def test_the_pages_of_bills(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 404")
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000013")
    this = month_start(AN_ORDINARY_DAY)
    # In the first of these months four of the nine lines were new.
    bill_months(member.world, *(add_months(this, -number) for number in range(8, 0, -1)))
    first = Bill.objects.of(member).get(month=date(2025, 3, 1))
    for path in ("", f"{first.month:%Y-%m}/", f"{this:%Y-%m}/", "2026-12/"):
        page.goto(f"{live_server.url}/bills/{path}")
        for summary in page.locator("main summary").all():
            summary.click()
        assert_well_made(page)
    page.goto(f"{live_server.url}/bills/{first.month:%Y-%m}/")
    with page.expect_download() as paper:
        page.get_by_role("link", name="請求書（PDF）をダウンロードする").click()
    assert paper.value.suggested_filename == f"{first.number}.pdf"
