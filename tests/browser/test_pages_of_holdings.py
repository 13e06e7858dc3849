"""The pages of what hangs on a line, at both widths, in light and dark: accessible and fitting."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import AN_ORDINARY_DAY, make_and_sign_in
from tests.machine.pages import (
    Look,
    PageLog,
    assert_well_made,
    in_every_look,
    in_every_look_by_night,
    press,
)

NewContext = Callable[..., BrowserContext]


@in_every_look
def test_the_pages_of_devices_and_related_services(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000008")
    page.goto(f"{live_server.url}/devices/")
    assert_well_made(page)
    for device in member.devices.order_by("pk"):
        page.goto(f"{live_server.url}/devices/{device.code}/")
        assert_well_made(page)
    page.goto(f"{live_server.url}/devices/{device.code}/repay/")
    assert_well_made(page)
    press(page.get_by_role("button", name="繰り上げ返済を依頼する"))
    assert_well_made(page)
    member.devices.filter(pk=device.pk).update(paid_off_on=AN_ORDINARY_DAY)
    page.goto(f"{live_server.url}/devices/{device.code}/certificate/")
    assert_well_made(page)
    for mio_id in ("MA0000014", "MA0000003"):
        page = new_context(**look.context()).new_page()
        service = make_and_sign_in(page, live_server.url, mio_id).related_services.get()
        for path in ("", f"{service.code}/", f"{service.code}/end/"):
            page.goto(f"{live_server.url}/related/{path}")
            assert_well_made(page)
    press(page.get_by_role("button", name="解約を確定する"))
    assert_well_made(page)


@in_every_look_by_night
def test_the_pages_of_plans_and_groups(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    group = make_and_sign_in(page, live_server.url, "MA0000002").share_groups.get()
    base, second = f"/group/{group.code}/", "hdu00000202"
    for path in (
        "/lines/hdu00000202/plan/",
        "/lines/hdu00000202/plan/giga_10gb/",
        base,
        f"{base}?without=hdu00000201",
        f"{base}add/",
        f"{base}lines/hdu00000201/part/",
        f"{base}lines/{second}/part/",
    ):
        page.goto(live_server.url + path)
        assert_well_made(page)
    for path, button in (
        (f"{base}lines/{second}/part/", "グループから外す"),
        ("/lines/hdu00000201/plan/giga_10gb/", "プラン変更を予約する"),
        (f"{base}primary/", "主回線の変更を依頼する"),
    ):
        page.goto(live_server.url + path)
        assert_well_made(page)
        press(page.get_by_role("button", name=button))
        assert_well_made(page)
    page.goto(f"{live_server.url}{base}lines/{second}/call-off/")
    assert_well_made(page)
    page = new_context(**look.context()).new_page()
    change = make_and_sign_in(page, live_server.url, "MA0000017").lines.get().plan_changes.get()
    for path in ("/group/", "/group/new/", "/lines/hdu00001701/plan/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    page.goto(f"{live_server.url}/plan-changes/{change.receipt_number}/withdraw/")
    assert_well_made(page)
    press(page.get_by_role("button", name="予約を取り消す"))
    assert_well_made(page)


@in_every_look
def test_the_pages_of_a_member_with_every_option(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000009")
    line = f"{live_server.url}/lines/hdu00000901/"
    for path in (line, f"{line}options/call_10/add/", f"{line}options/dial/add/"):
        page.goto(path)
        assert_well_made(page)
    page.goto(f"{live_server.url}/options/")
    for summary in page.locator("main summary").all():
        summary.click()
    assert_well_made(page)
    _an_option_added_and_ended(page, live_server.url)
    _the_look_at_all_options(page, live_server.url)


def _an_option_added_and_ended(page: Page, base: str) -> None:
    press(page.locator("a", has_text="追加する：ウイルスバスター"))
    assert_well_made(page)
    press(page.get_by_role("button", name="申し込みを確定する"))
    assert_well_made(page)
    for link, button in (
        ("解約する：Smart", "解約を確定する"),
        ("解約の方法を見る：i-フィルター", "提供元で解約しました"),
    ):
        page.goto(f"{base}/options/")
        press(page.locator("a", has_text=link).first)
        assert_well_made(page)
        press(page.get_by_role("button", name=button))
        assert_well_made(page)


def _the_look_at_all_options(page: Page, base: str) -> None:
    page.goto(f"{base}/options/audit/")
    assert_well_made(page)
    press(page.get_by_role("button", name="確認を始める"))
    assert_well_made(page)
    press(page.get_by_role("link", name="次へ進む"))
    assert_well_made(page)
    page.get_by_label("タブホ").check()
    press(page.get_by_role("button", name="次へ進む"))
    assert_well_made(page)
    press(page.get_by_role("link", name="次へ進む"))
    assert_well_made(page)
