"""A real Chromium, cut off from the outside world, and a log that every test must leave empty."""

import os

# Playwright keeps an event loop on this thread, which Django would take for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.browser.album import Albums
from tests.browser.leaving import NewContext, Open, opener
from tests.machine import chromium
from tests.machine.pages import DESK, PHONE, PageLog

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Milliseconds that a page may take before the test gives up on it.
PATIENCE = 10_000
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder is a browser test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine, without a way out."""
    path = chromium.find()
    if not path:
        pytest.fail("No Chromium here: run `make browser`, which installs one.")
    found = {"executable_path": path, "args": ARGUMENTS}
    surroundings = {"env": {**os.environ, **chromium.environment()}}
    return {**browser_type_launch_args, **found, **surroundings}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A visitor in Japan."""
    visitor = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo", "reduced_motion": "reduce"}
    return {**browser_context_args, **visitor}


@pytest.fixture(autouse=True)
def page_log() -> Iterator[PageLog]:
    """Fail the test on any complaint of the browser that it did not `expect`."""
    log = PageLog()
    yield log
    assert not log.unexpected(), "The browser complained:\n" + "\n".join(log.unexpected())


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], page_log: PageLog
) -> Callable[..., BrowserContext]:
    """Watch every page of every context."""

    def watched(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        context.set_default_timeout(PATIENCE)
        context.on("console", page_log.console)
        context.on("weberror", page_log.error)
        context.on("request", page_log.request)
        return context

    return watched


@pytest.fixture(params=[PHONE, DESK], ids=str)
def opened(
    request: pytest.FixtureRequest,
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
) -> Open:
    """Signs a member in, at either width."""
    return opener(new_context, live_server, request.param)


@pytest.fixture
def albums(new_context: NewContext, live_server: LiveServer) -> Albums:
    """Opens a browser whose pages are shot (`make pictures`)."""
    return Albums(new_context, live_server)
