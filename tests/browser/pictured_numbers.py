"""The pages of leaving with the number, for `make pictures`."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.machine.pages import Look, press

Walk = Callable[[Page, Look], None]
TICK = "上記に同意してMNP予約番号を発行する"


def _number(page: Page, look: Look) -> None:
    press(page.get_by_role("main").locator("a", has_text="番号と期限を見る").first)


def _then(link: str) -> Walk:
    def walk(page: Page, look: Look) -> None:
        _number(page, look)
        press(page.get_by_role("main").locator("a", has_text=link).last)

    return walk


def _step(*buttons: str) -> Walk:
    """So many pages of the wizard; the tick is set where one is asked for."""

    def walk(page: Page, look: Look) -> None:
        for button in buttons:
            if page.get_by_label(TICK).count():
                page.get_by_label(TICK).check()
            press(page.get_by_role("button", name=button))

    return walk


def _held(page: Page, look: Look) -> None:
    """The first width asks; the other looks at what was asked for."""
    if page.get_by_role("button", name="申し込みを始める").count():
        _step("申し込みを始める", "次へ進む", "MNP予約番号を発行する", "発行を確定する")(page, look)
    else:
        press(page.get_by_role("link", name="申し込みの内容を見る"))


def _order(page: Page, look: Look) -> None:
    """An operator that waits for a consent."""
    page.select_option("[name=operator]", "ahamo")
    page.fill("[name=phone_number]", "090-0000-0101")
    page.get_by_text("予約番号なし").click()
    press(page.get_by_role("button", name="申し込む"))


def _consent(page: Page, look: Look) -> None:
    _order(page, look)
    press(page.get_by_role("link", name="いまの会社のサイトで同意する"))


BEGIN, NEXT, ISSUE = "申し込みを始める", "次へ進む", "MNP予約番号を発行する"
ORDINARY = "/mnp/lines/hdu00000101/"
NUMBERS: list[tuple[str, str, str, Walk | None]] = [
    ("mnp", "/mnp/", "MA0000010", None),
    ("mnp-number", "/mnp/", "MA0000010", _number),
    ("mnp-again", "/mnp/", "MA0000010", _then("再発行する")),
    ("mnp-void", "/mnp/", "MA0000010", _then("無効化を依頼する")),
    ("mnp-costs", "/mnp/costs/", "MA0000010", None),
    ("mnp-begin", "/mnp/lines/hdu00000601/", "MA0000006", None),
    ("mnp-held", "/mnp/lines/hdu00000601/", "MA0000006", _held),
    ("mnp-survey", ORDINARY, "MA0000001", _step(BEGIN)),
    ("mnp-cautions", ORDINARY, "MA0000001", _step(BEGIN, NEXT)),
    ("mnp-review", ORDINARY, "MA0000001", _step(BEGIN, NEXT, ISSUE)),
    ("mnp-one-stop", "/operators/", "MA0000001", _consent),
    ("operators", "/operators/", "", None),
    ("operators-order", "/operators/", "", _order),
]
