"""Every page, at both widths, in light and dark: accessible, fitting, without a complaint."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accounts.services import news
from mioportal.plumbing.models import ExtraWindow, World
from mioportal.rules.dates import at_japan
from tests.accounts.changing import mailed_links
from tests.browser.people import AN_ORDINARY_DAY, make, make_and_sign_in
from tests.factories import MessageFactory, WatchedNetworkFactory
from tests.machine.pages import (
    Look,
    PageLog,
    assert_well_made,
    in_every_look,
    in_every_look_by_night,
    press,
    sign_in,
)

NewContext = Callable[..., BrowserContext]
LINE = "/lines/hdu00000101/"


@in_every_look
def test_the_pages_of_a_visitor(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    paths = ("/login/", "/login/?as=MA0000001", "/contact/")
    getting_in = (
        *("help/", "forgot-id/", "forgot-password/", "forgot-password/?asked=1"),
        *("reset/x/", "check/x/"),
    )
    page_log.expect("status of 410")
    page_log.expect("status of 404")
    links = ("mail/confirm/x/", "news/stop/x/")
    # Two manuals stand for all: one with a table, one with every other part.
    helping = ("/messages/help/", "/manuals/", "/manuals/calls/", "/manuals/leaving/")
    elsewhere = (*helping, *(f"/profile/{rest}" for rest in links))
    for path in (*paths, *elsewhere, *(f"/login/{rest}" for rest in getting_in)):
        page.goto(live_server.url + path)
        assert_well_made(page)
    page.goto(f"{live_server.url}/login/")
    press(page.get_by_role("button", name="ログイン"))
    assert_well_made(page)


@in_every_look_by_night
def test_the_pages_of_a_member_with_one_line(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 404")
    page_log.expect("status of 422")
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000001")
    paths = ("/", "/services/", "/lines/", LINE, "/cancel/", "/messages/", "/nothing-here/")
    for path in (*paths, "/profile/mioid/", "/profile/sign-ins/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    _data(page, live_server.url)
    _an_inquiry(page, live_server.url)
    _each_step_of_the_wizard(page, live_server.url)
    page.goto(f"{live_server.url}{LINE}sim-return/")
    assert_well_made(page)
    _the_clock(page, live_server.url, look)


def _an_inquiry(page: Page, base: str) -> None:
    page.goto(f"{base}/contact/mail/?topic=bill")
    assert_well_made(page)
    press(page.get_by_role("button", name="問い合わせを送信する"))
    assert_well_made(page)
    page.get_by_label("お問い合わせの内容").fill("いつ引き落とされますか")
    press(page.get_by_role("button", name="問い合わせを送信する"))
    assert_well_made(page)
    page.goto(f"{base}/contact/inquiries/")
    assert_well_made(page)


@in_every_look
def test_the_pages_on_which_a_member_says_who_they_are(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page_log.expect("status of 410")
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000001")
    base = live_server.url
    for path in ("", "name/", "address/", "phone/", "password/", "mail/", "news/"):
        page.goto(f"{base}/profile/{path}")
        assert_well_made(page)
    page.goto(f"{base}/profile/name/")
    page.get_by_label("セイ").fill("高橋")
    press(page.get_by_role("button", name="変更の内容を確かめる"))
    assert_well_made(page)
    _a_new_address(page, base)
    _a_new_mail_address(page, base, member.user.email)
    page.goto(f"{base}/profile/news/")
    press(page.get_by_role("button", name="受け取りをやめる"))
    assert_well_made(page)


def _a_new_address(page: Page, base: str) -> None:
    page.goto(f"{base}/profile/address/")
    page.get_by_label("郵便番号").fill("530-0001")
    page.locator("[name=address]").fill("大阪府大阪市北区梅田1-1")
    for button in ("変更の内容を確かめる", "住所を変更する"):
        press(page.get_by_role("button", name=button))
        assert_well_made(page)
    page.get_by_label("いまのmioパスワード").fill("mio-demo-2026")
    press(page.get_by_role("button", name="住所を変更する"))
    assert page.url == f"{base}/profile/"
    assert_well_made(page)


def _a_new_mail_address(page: Page, base: str, old: str) -> None:
    page.goto(f"{base}/profile/mail/")
    page.get_by_label("新しいメールアドレス").fill("midori-new@example.jp")
    page.get_by_label("いまのmioパスワード").fill("mio-demo-2026")
    press(page.get_by_role("button", name="確認のメールを送る"))
    assert_well_made(page)
    links = mailed_links()
    for address, button in (
        (old, "変更を承認する"),
        ("midori-new@example.jp", "このアドレスで確認する"),
    ):
        page.goto(base + links[address])
        assert_well_made(page)
        press(page.get_by_role("button", name=button))
        assert_well_made(page)


@in_every_look_by_night
def test_the_pages_of_a_company_and_of_a_reader_of_the_news(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000012")
    for path in ("/profile/", "/profile/name/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    issue = MessageFactory(member=member, mail_code="M-04")
    page.goto(f"{live_server.url}/profile/news/stop/{news.token_of(issue.code)}/")
    assert_well_made(page)
    press(page.get_by_role("button", name="受け取りをやめる"))


def _data(page: Page, base: str) -> None:
    for path in ("/data/", f"{LINE}data/", f"{LINE}data/buy/"):
        page.goto(base + path)
        assert_well_made(page)
    for button in ("内容を確認する", "220円で購入する"):
        press(page.get_by_role("button", name=button))
        assert_well_made(page)
    press(page.get_by_role("link", name="データ利用量を見る"))
    press(page.get_by_role("button", name="低速に切り替える"))
    for summary in page.locator("summary", has_text="表で見る").all():
        summary.click()
    assert_well_made(page)


def _each_step_of_the_wizard(page: Page, base: str) -> None:
    page.goto(f"{base}/cancel/lines/hdu00000101/")
    assert_well_made(page)
    for button in ("解約の手続きを始める", "次へ進む", "次へ進む", "解約を申し込む"):
        press(page.get_by_role("button", name=button))
        assert_well_made(page)
    page.get_by_label("上記に同意して解約する").check()
    for button in ("解約を申し込む", "解約を確定する"):
        press(page.get_by_role("button", name=button))
        assert_well_made(page)


def _the_clock(page: Page, base: str, look: Look) -> None:
    if look.width < 1024:
        page.locator("summary", has_text="時計を進める").click()
    page.get_by_label("進める日").fill("2025-10-01")
    press(page.get_by_role("button", name="進める", exact=True))
    assert_well_made(page)
    page.get_by_label("進める日").fill("2025-11-02")
    press(page.get_by_role("button", name="進める", exact=True))
    assert_well_made(page)
    for path in ("/", "/lines/", LINE, "/messages/"):
        page.goto(base + path)
        assert_well_made(page)
    # The newest message, which nobody has read yet.
    press(page.get_by_role("main").get_by_role("button").first)
    assert_well_made(page)


@in_every_look
@pytest.mark.parametrize(
    ("mio_id", "code"),
    [
        pytest.param("MA0000005", "hdu00000501", id="by telephone only", marks=pytest.mark.full),
        pytest.param("MA0000006", "hdu00000601", id="unpaid"),
        pytest.param("MA0000007", "hdu00000701", id="papers sent back", marks=pytest.mark.full),
        pytest.param("MA0000012", "hdu00001201", id="a company", marks=pytest.mark.full),
        pytest.param("MA0000014", "hdu00001401", id="leaving already", marks=pytest.mark.full),
    ],
)
def test_the_page_of_a_member_who_may_not_cancel(
    new_context: NewContext, live_server: LiveServer, look: Look, mio_id: str, code: str
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, mio_id)
    page.goto(f"{live_server.url}/cancel/lines/{code}/")
    assert_well_made(page)


@in_every_look_by_night
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


@pytest.mark.full
@in_every_look
def test_a_member_with_nine_lines_and_one_whose_last_line_has_ended(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    for mio_id, paths in (
        ("MA0000013", ("/", "/lines/", "/cancel/", "/data/", "/lines/hdu00001302/data/")),
        (
            "MA0000011",
            (
                "/",
                "/lines/",
                "/messages/",
                "/lines/hdu00001101/sim-return/",
                "/lines/hdu00001101/data/",
                "/lines/hdu00001101/data/buy/",
                "/profile/mioid/",
            ),
        ),
    ):
        page = new_context(**look.context()).new_page()
        make_and_sign_in(page, live_server.url, mio_id, AN_ORDINARY_DAY)
        for path in paths:
            page.goto(live_server.url + path)
            assert_well_made(page)


@in_every_look_by_night
def test_a_second_check_and_a_mioid_that_has_ended(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    WatchedNetworkFactory(network="127.0.0.0/8")
    member = make("MA0000011")
    page = new_context(**look.context()).new_page()
    _type_sign_in(page, live_server.url)
    assert "/login/check/" in page.url
    assert_well_made(page)
    for digits in ("12", "123456"):
        page.locator("[name=digits]").fill(digits)
        press(page.get_by_role("button", name="確認してログインする"))
        assert_well_made(page)
    press(page.get_by_role("button", name="確認コードをもう一度送る"))
    assert_well_made(page)
    _hold(member.world, at_japan(date(2026, 2, 1), time(10)))
    _type_sign_in(page, live_server.url)
    assert page.get_by_role("heading", name="このmioIDは無効です").is_visible()
    assert_well_made(page)


def _type_sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/login/?as=MA0000011")
    press(page.get_by_role("button", name="ログイン", exact=True))
