"""The way from an unpaid bill to the till and back, at both widths: accessible and fitting."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from billing.models import Slip
from tests.browser.people import make_and_sign_in
from tests.machine.pages import Look, PageLog, assert_well_made, in_every_look, press

NewContext = Callable[..., BrowserContext]


@in_every_look
def test_a_debt_is_paid_at_the_store(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000006")
    slip = Slip.objects.get(member=member, state=Slip.State.OPEN)
    press(page.get_by_role("link", name="お支払いの方法を見る"))
    page.wait_for_url("**/bills/unpaid/")
    assert_well_made(page)
    press(page.get_by_role("link", name="コンビニ払い用紙を表示する"))
    page.wait_for_url(f"**/bills/slips/{slip.number}/")
    assert_well_made(page)
    press(page.get_by_role("link", name="練習用コンビニで支払う"))
    page.wait_for_url(f"**/store/till/{slip.number}/")
    assert_well_made(page)
    press(page.get_by_role("button", name="を支払う"))
    page.get_by_role("heading", name="お支払い済みの用紙です").wait_for()
    assert_well_made(page)
    press(page.get_by_role("link", name="会員サイトで用紙の状態を見る"))
    page.get_by_role("heading", name="お支払いを確認しています").wait_for()
    page.goto(f"{live_server.url}/bills/unpaid/")
    assert_well_made(page)
