"""A member sends papers in a browser: every page on the way, in every look."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Submission
from accounts.services import papers_review
from mioportal.demo.drawing import drawn_paper
from mioportal.plumbing.actor import system
from tests.browser.people import make_and_sign_in, open_menu
from tests.machine.pages import DESK, PHONE, Look, assert_well_made, in_every_look, press

NewContext = Callable[..., BrowserContext]


def choose(page: Page, paper: str = "運転免許証") -> None:
    press(page.get_by_role("link", name="書類を選んで準備を始める"))
    page.get_by_label(paper, exact=True).check()
    press(page.get_by_role("button", name="次へ進む"))


def upload(page: Page, side: str, data: bytes, name: str = "menkyo.jpg") -> None:
    """Choose a file for a side and press its button."""
    card = page.get_by_role("region", name=side, exact=False).first
    file = {"name": name, "mimeType": "image/jpeg", "buffer": data}
    card.get_by_label("画像ファイル").set_input_files(file)  # type: ignore[arg-type]
    press(card.get_by_role("button", name="アップロードする"))


def tick_and_send(page: Page) -> None:
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page.get_by_role("button", name="提出する"))


@in_every_look
def test_every_page_of_papers(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context()).new_page()
    member = make_and_sign_in(page, live_server.url, "MA0000007")
    for path in ("/", "/lines/hdu00000701/", "/identity/new/", "/identity/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    choose(page)
    assert_well_made(page)
    upload(page, "表面", b"no picture")
    expect(page.get_by_role("main")).to_contain_text("JPEGでもPNGでもありません")
    assert_well_made(page)
    for side in ("表面", "裏面"):
        upload(page, side, drawn_paper().data)
    assert_well_made(page)
    press(page.get_by_role("link", name="提出前の確認へ進む"))
    press(page.get_by_role("button", name="提出する"))
    assert_well_made(page)
    tick_and_send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("本人確認書類を受け付けました")
    assert_well_made(page)
    receipt = page.url
    for path in ("/", "/identity/"):
        page.goto(live_server.url + path)
        assert_well_made(page)
    sent = Submission.objects.get(member=member, state="in_review")
    assert sent.sent_at
    papers_review.decide_complete(submission=sent, at=sent.sent_at, by=system("test"))
    for path in (receipt, f"{live_server.url}/identity/"):
        page.goto(path)
        assert_well_made(page)


@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
def test_without_javascript_from_the_menu_to_the_receipt(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page = new_context(**look.context(), java_script_enabled=False).new_page()
    make_and_sign_in(page, live_server.url, "MA0000007")
    open_menu(page, look)
    press(page.get_by_role("link", name="本人確認書類のアップロード"))
    choose(page, "マイナンバーカード")
    expect(page.get_by_role("main")).to_contain_text("裏面は送らないでください")
    upload(page, "表面", drawn_paper().data)
    expect(page.get_by_role("img", name="表面の画像")).to_be_visible()
    press(page.get_by_role("link", name="提出前の確認へ進む"))
    tick_and_send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("本人確認書類を受け付けました")
