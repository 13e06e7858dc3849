"""The first load of a page, as a signed-in member's phone gets it from the real server."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext

from tests.machine.pages import PHONE, bytes_transferred, sign_in
from tests.machine.real_server import Demonstration

LIMIT = 60_000  # bytes, compressed, headers included, cold cache
PAGES = [
    "/",
    "/services/",
    "/lines/",
    "/options/",
    "/messages/",
    "/data/",
    "/lines/hdu00000101/data/",
    "/cancel/",
    "/profile/",
    "/profile/address/",
    "/manuals/leaving/",
    "/contact/",
    "/payment/",
    "/bills/",
    "/identity/",
    "/rules/",
    "/rules/decisions/",
    "/plans/",
    "/start/devices/list/",
    "/profile/mioid/",
    "/profile/sign-ins/",
]


def test_a_first_load_stays_light(
    new_context: Callable[..., BrowserContext], real_server: Demonstration
) -> None:
    page = new_context(**PHONE.context()).new_page()
    sign_in(page, real_server.url, "MA0000001")
    loads = {path: bytes_transferred(page, real_server.url + path) for path in PAGES}
    for path, sizes in loads.items():
        assert any(address.endswith(".css") for address in sizes), (path, sizes)
    weights = {path: sum(sizes.values()) for path, sizes in loads.items()}
    assert {path: bytes_ for path, bytes_ in weights.items() if bytes_ >= LIMIT} == {}
