"""The pages of every way out, at both widths: accessible, fitting, and leading to a receipt."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from cancellation.services import companies
from mioportal.plumbing import clock
from mioportal.plumbing.actor import system
from mioportal.rules.corporate import CorporatePaper
from tests.browser.people import AN_ORDINARY_DAY, make_and_sign_in
from tests.machine.pages import Look, PageLog, assert_well_made, in_every_look, press

NewContext = Callable[..., BrowserContext]
BEGIN, ON, APPLY = "解約の手続きを始める", "次へ進む", "解約を申し込む"
THE_LAST_EVENING = date(2026, 3, 31)


def go(page: Page, button: str) -> None:
    """Press a button, and hold the page it leads to against every rule."""
    press(page.get_by_role("button", name=button))
    assert_well_made(page)


def agree(page: Page) -> None:
    """Consent to what the page shows."""
    page.get_by_label("上記に同意して解約する").check()
    go(page, APPLY)


@in_every_look
def test_a_line_with_devices_and_a_line_with_options(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000008")
    page.goto(f"{live_server.url}/cancel/")
    assert_well_made(page)
    page.goto(f"{live_server.url}/cancel/lines/hdu00000801/")
    for button in (BEGIN, ON, ON):
        go(page, button)
    expect(page.get_by_role("heading", level=1)).to_have_text("端末の残りのお支払い")
    page.get_by_text("一括：").check()
    go(page, ON)
    agree(page)
    go(page, "解約を確定する")
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000009")
    page.goto(f"{live_server.url}/cancel/lines/hdu00000901/")
    for button in (BEGIN, ON, ON):
        go(page, button)
    expect(page.get_by_role("heading", level=1)).to_have_text("解約しても続くもの")
    go(page, ON)


@pytest.mark.full
@in_every_look
def test_an_esim_and_an_old_plan(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000003")
    page.goto(f"{live_server.url}/cancel/lines/hdu00000301/")
    for button in (BEGIN, ON, ON):
        go(page, button)
    expect(page.get_by_role("main")).to_contain_text("eSIMのプロファイルの削除")
    for summary in page.locator("main summary").all():
        summary.click()
    assert_well_made(page)
    agree(page)
    go(page, "解約を確定する")
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000004", THE_LAST_EVENING)
    page.goto(f"{live_server.url}/cancel/lines/hdu00000401/")
    expect(page.get_by_role("main")).to_contain_text("月末が近づいています")
    assert_well_made(page)
    for button in (BEGIN, ON):
        go(page, button)


@pytest.mark.full
@in_every_look
def test_a_family_that_leaves_as_one(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000002")
    page.goto(f"{live_server.url}/cancel/lines/hdu00000201/")
    press(page.get_by_role("link", name="主回線を解約する方法を選ぶ"))
    assert_well_made(page)
    for button in ("すべての回線の解約へ進む", ON, ON, ON):
        go(page, button)
    agree(page)
    go(page, "すべての回線の解約を確定する")
    page.get_by_label("確認のため「すべて解約」と入力してください").fill("すべて解約")
    go(page, "すべての回線の解約を確定する")
    expect(page.get_by_role("heading", level=1)).to_have_text("解約の申込みを受け付けました")


@in_every_look
def test_a_company_the_telephone_and_a_member_abroad(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000012")
    for path in ("/cancel/", "/cancel/lines/hdu00001201/", "/cancel/company/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    go(page, APPLY)
    page.get_by_label("ご担当者のお名前").fill("加藤 真理")
    page.get_by_text("営業1").check()
    go(page, APPLY)
    with clock.taken(member.world) as at:
        companies.ask_papers(
            request=member.company_requests.get(),
            papers=list(CorporatePaper),
            note="写しでかまいません。",
            at=at,
            by=system("desk"),
        )
    page.reload()
    assert_well_made(page)
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000005")
    page.goto(f"{live_server.url}/cancel/lines/hdu00000501/phone/")
    assert_well_made(page)
    page = new_context(**look.context()).new_page()
    make_and_sign_in(page, live_server.url, "MA0000019")
    page.goto(f"{live_server.url}/cancel/abroad/")
    page.get_by_label("いまいる地域").select_option("America/Los_Angeles")
    go(page, "締切を表示する")
    page.locator("main summary").click()
    assert_well_made(page)


@pytest.mark.full
@in_every_look
def test_an_address_that_ends_with_the_contract(
    new_context: NewContext, live_server: LiveServer, page_log: PageLog, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000017", AN_ORDINARY_DAY)
    User.objects.filter(pk=member.user_id).update(email="ren@family.iijmio.jp")
    page.goto(f"{live_server.url}/cancel/lines/hdu00001701/")
    for button in (BEGIN, ON):
        go(page, button)
    page.get_by_label("終わったあとはメールを受け取れなくなる").check()
    go(page, ON)
