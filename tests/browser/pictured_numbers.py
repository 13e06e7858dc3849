"""The pages of leaving with the number, for `make pictures`."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.machine.pages import Look, press


def _number(page: Page, look: Look) -> None:
    press(page.get_by_role("main").locator("a", has_text="番号と期限を見る").first)


NUMBERS: list[tuple[str, str, str, Callable[[Page, Look], None] | None]] = [
    ("mnp", "/mnp/", "MA0000010", None),
    ("mnp-number", "/mnp/", "MA0000010", _number),
    ("mnp-costs", "/mnp/costs/", "MA0000010", None),
    ("mnp-begin", "/mnp/lines/hdu00000601/", "MA0000006", None),
    ("operators", "/operators/", "", None),
]
