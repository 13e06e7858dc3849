"""The pages before an application, as somebody without a mioID sees them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.machine.pages import Look, assert_well_made, in_every_look, press

NewContext = Callable[..., BrowserContext]


@in_every_look
def test_the_front_before_anybody_signs_in(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    choosing = ("check/", "devices/", "devices/list/?words=x&maker=none", "devices/list/?words=zzz")
    for path in ("/about/", "/plans/", *(f"/start/{rest}" for rest in ("", *choosing))):
        page.goto(live_server.url + path)
        assert_well_made(page)
    press(page.get_by_role("link", name="一覧をすべて見る"))
    assert_well_made(page)
    for path in ("ready/", "trouble/", "setup/", "setup/android/", "check/"):
        page.goto(f"{live_server.url}/start/{path}")
        assert_well_made(page)
    page.get_by_label("5GBまで", exact=True).check()
    press(page.get_by_role("button", name="結果を見る"))
    assert_well_made(page)


@pytest.mark.full
@in_every_look
def test_the_book_of_rules(new_context: NewContext, live_server: LiveServer, look: Look) -> None:
    page = new_context(**look.context()).new_page()
    for path in ("/rules/", "/rules/decisions/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
