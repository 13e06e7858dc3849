"""A chart in a real browser: the bars are as high as the table says, whatever the colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import make_and_sign_in
from tests.machine.pages import DESK, PHONE, Look

# What each bar says, and how high its rectangles are in all.
BARS = """
svg => [...svg.querySelectorAll('g')].filter(bar => bar.querySelector('title')).map(bar => [
  bar.querySelector('title').textContent,
  [...bar.querySelectorAll('rect')].reduce((sum, r) => sum + r.getBBox().height, 0)])
"""
ROWS = """
table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))
"""
FILLS = """
figure => [...new Set([...figure.querySelectorAll('.chart__bar')].map(
  bar => getComputedStyle(bar).fill + ' ' + getComputedStyle(bar).stroke))]
"""


def megabytes(text: str) -> float:
    """What "1,234MB" or "4.5GB" come to."""
    number = float(text[:-2].replace(",", ""))
    return number * 1000 if text.endswith("GB") else number


def bars_and_rows(page: Page, section: str) -> tuple[list[tuple[str, float]], list[list[str]]]:
    part = page.locator(f"#{section}")
    part.locator("summary").click()
    return part.locator(".chart svg").evaluate(BARS), part.locator("table").evaluate(ROWS)


@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
def test_bars_are_as_high_as_the_table_says(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000013")
    page.goto(f"{live_server.url}/lines/hdu00001302/data/")
    for section in ("days", "months"):
        bars, rows = bars_and_rows(page, section)
        assert len(bars) == len(rows) > 8
        scales = []
        for (said, height), (name, *cells) in zip(bars, rows, strict=True):
            assert said.startswith(name.split()[0])
            if len(cells) == 1:
                assert (said.endswith(cells[0]), height) == (True, 0)
                continue
            assert all(cell in said for cell in cells)
            if total := sum(map(megabytes, cells)):
                scales.append(height / total)
        # Rounded to a tenth of a pixel, and to a hundredth of a gigabyte.
        assert max(scales) - min(scales) < 0.05 * max(scales) + 0.002


def test_a_chart_is_read_by_name_and_stays_visible_on_paper_and_in_forced_colours(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    page = new_context(**PHONE.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000013")
    page.goto(f"{live_server.url}/lines/hdu00001302/data/")
    chart = page.get_by_role("img", name="月ごとの利用量")
    assert chart.count() == 1
    assert "最大は" in (chart.locator("desc").text_content() or "")
    figure = page.locator("#months .chart")
    page.emulate_media(forced_colors="active")
    assert figure.evaluate(FILLS)
    assert all("none none" not in fill for fill in figure.evaluate(FILLS))
    page.emulate_media(forced_colors="none", media="print")
    assert figure.is_visible()
    assert page.locator("#months table").is_visible()
