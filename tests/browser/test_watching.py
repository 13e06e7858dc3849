"""The watch over every page is itself awake."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.machine.pages import PHONE, PageLog, assert_accessible, assert_fits


def test_an_inline_style_is_blocked_and_noted(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, page_log: PageLog
) -> None:
    page_log.expect("Content Security Policy")
    page = new_context().new_page()
    page.goto(f"{live_server.url}/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<i style=\"color:red\">x</i>')")
    page.wait_for_function("document.querySelector('body > i')")
    assert any("Content Security Policy" in line for line in page_log.lines)
    assert page_log.unexpected() == []


def test_a_script_that_fails_is_noted(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, page_log: PageLog
) -> None:
    page_log.expect("script: ")
    page = new_context().new_page()
    page.goto(f"{live_server.url}/login/")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('lost') })")
    assert any("lost" in line for line in page_log.lines)


def test_a_page_too_wide_or_unnamed_is_refused(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    page = new_context(**PHONE.context()).new_page()
    page.goto(f"{live_server.url}/login/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(page)
    page.evaluate("document.querySelector('main').style.setProperty('width', '900px')")
    with pytest.raises(AssertionError, match="too wide"):
        assert_fits(page)
