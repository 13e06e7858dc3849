"""Takes the pictures of what comes after an application; run by `make pictures` alone."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from contracts.models import AppliedLine
from tests.browser.people import make_and_sign_in
from tests.browser.pictures import PICTURES
from tests.machine.pages import Look, assert_fits, at_both_widths, press


@at_both_widths
def test_pictures_of_a_number_that_comes_over_and_of_a_contract_that_is_undone(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, look: Look
) -> None:
    """Shoot every page on the way at one width."""
    page = new_context(**look.context()).new_page()

    def shoot(name: str) -> None:
        assert_fits(page)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-MA0000020-{look.width}.png", full_page=True)

    page.goto(f"{live_server.url}/apply/progress/")
    shoot("progress-find")
    member = make_and_sign_in(page, live_server.url, "MA0000020")
    line = AppliedLine.objects.select_related("line").get(
        application__member=member, state="opened"
    ).line
    assert line is not None
    for name, path in {
        "progress-list": "/apply/progress/",
        "contract-notice": f"/lines/{line.code}/notice/",
        "undo": f"/cancel/initial/lines/{line.code}/",
    }.items():
        page.goto(live_server.url + path)
        shoot(name)
    page.get_by_role("checkbox").check()
    press(page.get_by_role("button", name="この契約を解除する"))
    shoot("undone")
    mail = member.user.outbox.get(mail_code="M-38")
    page.goto(f"{live_server.url}/messages/{mail.code}/")
    shoot("M-38")
    page.goto(f"{live_server.url}/apply/progress/{member.applications.get().number}/")
    shoot("progress")
    press(page.get_by_role("link", name="MNP予約番号を入れ直す"))
    shoot("progress-number")
    page.go_back()
    press(page.get_by_role("link", name="開通する"))
    shoot("progress-open")
    press(page.get_by_role("button", name="開通する"))
    shoot("progress-done")
