"""Every page, at both widths, in light and dark: accessible, fitting, without a complaint."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from mioportal.plumbing.models import ExtraWindow, World
from mioportal.rules.dates import at_japan
from tests.browser.people import AN_ORDINARY_DAY, make, make_and_sign_in
from tests.machine.pages import Look, PageLog, assert_well_made, in_every_look, sign_in

NewContext = Callable[..., BrowserContext]
LINE = "/lines/hdu00000101/"


@in_every_look
def test_the_pages_of_a_visitor(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    paths = ("/login/", "/login/?as=MA0000001", "/contact/", "/rules/", "/rules/decisions/")
    getting_in = ("help/", "forgot-id/", "forgot-password/", "forgot-password/?asked=1", "reset/x/")
    page_log.expect("status of 410")
    for path in (*paths, "/messages/help/", *(f"/login/{rest}" for rest in getting_in)):
        page.goto(live_server.url + path)
        assert_well_made(page)
    page.goto(f"{live_server.url}/login/")
    page.get_by_role("button", name="ログイン").click()
    assert_well_made(page)


@in_every_look
def test_the_pages_of_a_member_with_one_line(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 404")
    page_log.expect("status of 422")
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000001")
    for path in ("/", "/services/", "/lines/", LINE, "/cancel/", "/messages/", "/nothing-here/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    _an_inquiry(page, live_server.url)
    _each_step_of_the_wizard(page, live_server.url)
    page.goto(f"{live_server.url}{LINE}sim-return/")
    assert_well_made(page)
    _the_clock(page, live_server.url, look)


def _an_inquiry(page: Page, base: str) -> None:
    page.goto(f"{base}/contact/mail/?topic=bill")
    assert_well_made(page)
    page.get_by_role("button", name="問い合わせを送信する").click()
    assert_well_made(page)
    page.get_by_label("お問い合わせの内容").fill("いつ引き落とされますか")
    page.get_by_role("button", name="問い合わせを送信する").click()
    assert_well_made(page)
    page.goto(f"{base}/contact/inquiries/")
    assert_well_made(page)


def _each_step_of_the_wizard(page: Page, base: str) -> None:
    page.goto(f"{base}/cancel/lines/hdu00000101/")
    assert_well_made(page)
    for button in ("解約の手続きを始める", "次へ進む", "次へ進む", "解約を申し込む"):
        page.get_by_role("button", name=button).click()
        assert_well_made(page)
    page.get_by_label("上記に同意して解約する").check()
    for button in ("解約を申し込む", "解約を確定する"):
        page.get_by_role("button", name=button).click()
        assert_well_made(page)


def _the_clock(page: Page, base: str, look: Look) -> None:
    if look.width < 1024:
        page.locator("summary", has_text="時計を進める").click()
    page.get_by_label("進める日").fill("2025-10-01")
    page.get_by_role("button", name="進める", exact=True).click()
    assert_well_made(page)
    page.get_by_label("進める日").fill("2025-11-02")
    page.get_by_role("button", name="進める", exact=True).click()
    assert_well_made(page)
    for path in ("/", "/lines/", LINE, "/messages/"):
        page.goto(base + path)
        assert_well_made(page)
    # The newest message, which nobody has read yet.
    page.get_by_role("main").get_by_role("button").first.click()
    assert_well_made(page)


@in_every_look
@pytest.mark.parametrize(
    ("mio_id", "code"),
    [
        pytest.param("MA0000005", "hdu00000501", id="by telephone only"),
        pytest.param("MA0000006", "hdu00000601", id="unpaid"),
        pytest.param("MA0000007", "hdu00000701", id="papers sent back"),
        pytest.param("MA0000012", "hdu00001201", id="a company"),
        pytest.param("MA0000014", "hdu00001401", id="leaving already"),
    ],
)
def test_the_page_of_a_member_who_may_not_cancel(
    new_context: NewContext, live_server: LiveServer, look: Look, mio_id: str, code: str
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, mio_id)
    page.goto(f"{live_server.url}/cancel/lines/{code}/")
    assert_well_made(page)


@in_every_look
def test_closed_doors(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 503")
    page = new_context(**look.context()).new_page()
    member = make("MA0000001", date(2026, 3, 10))
    _hold(member.world, at_japan(date(2026, 3, 10), time(23, 30)))
    sign_in(page, live_server.url, "MA0000001")
    assert "メンテナンス" in page.title()
    assert_well_made(page)
    _hold(member.world, at_japan(date(2026, 3, 12), time(10)))
    ExtraWindow.objects.create(
        function=ExtraWindow.Function.CANCELLATION,
        starts_at=at_japan(date(2026, 3, 12), time(9)),
        ends_at=at_japan(date(2026, 3, 12), time(12)),
        reason="設備の交換のため",
    )
    for path in ("/cancel/", "/lines/"):
        page.goto(live_server.url + path)
        assert_well_made(page)


def _hold(world: World, at: datetime) -> None:
    World.objects.filter(pk=world.pk).update(held_at=at, ahead_by=timedelta(0))


@in_every_look
def test_a_member_with_nine_lines_and_one_whose_last_line_has_ended(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    for mio_id, paths in (
        ("MA0000013", ("/", "/lines/", "/cancel/")),
        ("MA0000011", ("/", "/lines/", "/messages/", "/lines/hdu00001101/sim-return/")),
    ):
        page = new_context(**look.context()).new_page()
        make_and_sign_in(page, live_server.url, mio_id, AN_ORDINARY_DAY)
        for path in paths:
            page.goto(live_server.url + path)
            assert_well_made(page)


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
    page.get_by_role("button", name="繰り上げ返済を依頼する").click()
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
    page.get_by_role("button", name="解約を確定する").click()
    assert_well_made(page)


@in_every_look
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
        page.get_by_role("button", name=button).click()
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
    page.get_by_role("button", name="予約を取り消す").click()
    assert_well_made(page)
