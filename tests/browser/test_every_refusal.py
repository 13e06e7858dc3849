"""Every reason against cancelling, cleared by the page it leads to, in a browser (F-CAN-10)."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from accounts.services import papers_review
from contracts.models import Line
from mioportal.demo.drawing import drawn_paper
from mioportal.plumbing.actor import system
from tests.browser.leaving import (
    APPLY,
    BEGIN,
    ON,
    Open,
    begins,
    button,
    follows,
    goes,
    has_receipt,
    walks_out,
)
from tests.cancellation.wizard import accepted
from tests.factories import (
    MID_MONTH,
    CardFactory,
    ExtraWindowFactory,
    LineFactory,
    MemberFactory,
    a_debt,
    a_group_of,
    hold,
    jst,
    live_through,
)
from tests.machine.pages import PageLog, assert_well_made, press

pytestmark = pytest.mark.full
BY = system("desk")


def is_refused(page: Page, line: Line, why: str) -> None:
    """The menu item is there and explained, and nothing can be begun."""
    goes(page, f"/cancel/lines/{line.code}/")
    expect(page.get_by_role("main")).to_contain_text(why)
    assert not button(page, BEGIN).count()
    assert_well_made(page)


def test_who_owes_pays_at_a_store_and_goes_on_where_they_stood(
    opened: Open, page_log: PageLog
) -> None:
    line = LineFactory()
    page = opened(line.member)
    begins(page)
    press(button(page, ON))
    step = page.url
    a_debt(member=line.member)
    is_refused(page, line, "お支払いが済んでいない")
    follows(page, "お支払いが済んでいない料金を見る")
    follows(page, "コンビニ払い用紙を表示する")
    follows(page, "練習用コンビニで支払う")
    press(page.get_by_role("button", name="を支払う"))
    live_through(line.member, jst(2026, 10, 21, 10))
    goes(page, f"/cancel/lines/{line.code}/")
    follows(page, "続きから進める")
    assert page.url == step
    walks_out(page)
    has_receipt(page)


def test_who_has_sent_no_papers_sends_them_and_goes_on(opened: Open, page_log: PageLog) -> None:
    line = LineFactory(member__identity=Member.Identity.NOT_SUBMITTED)
    page = opened(line.member)
    is_refused(page, line, "本人確認が完了していません")
    follows(page, "本人確認書類")
    follows(page, "書類を選んで準備を始める")
    page.get_by_label("運転免許証").check()
    press(button(page, ON))
    for side in ("表面", "裏面"):
        card = page.locator(".card", has=page.get_by_role("heading", name=side)).first
        card.locator("[type=file]").set_input_files(
            {"name": "menkyo.jpg", "mimeType": "image/jpeg", "buffer": drawn_paper().data}
        )
        press(card.get_by_role("button", name="アップロードする"))
    follows(page, "提出前の確認へ進む")
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(button(page, "提出する"))
    is_refused(page, line, "本人確認が完了していません")
    sent = line.member.submissions.get()
    papers_review.decide_complete(submission=sent, at=MID_MONTH, by=BY)
    begins(page)
    walks_out(page)
    has_receipt(page)


def test_a_company_is_led_to_its_own_form(opened: Open, page_log: PageLog) -> None:
    line = LineFactory(member__kind=Member.Kind.CORPORATE, member__company="株式会社さくら運送")
    page = opened(line.member)
    is_refused(page, line, "法人のご契約")
    follows(page, "法人の解約のお申し込みへ")
    assert button(page, APPLY).count() == 1
    assert_well_made(page)


def test_who_must_phone_is_led_to_what_to_have_ready(opened: Open, page_log: PageLog) -> None:
    line = LineFactory(contracted_on=date(2015, 12, 31), plan__plan_code="minimum_start")
    page = opened(line.member)
    is_refused(page, line, "お電話で解約")
    follows(page, "お電話の前に用意するものを見る")
    assert page.url.endswith(f"/cancel/lines/{line.code}/phone/")
    assert_well_made(page)


@pytest.mark.parametrize("way", ["the secondaries first", "everything at once"])
def test_a_main_line_leaves_after_its_secondaries_or_with_them(
    opened: Open, page_log: PageLog, way: str
) -> None:
    member = MemberFactory()
    primary, second = LineFactory(member=member), LineFactory(member=member)
    a_group_of(primary, second)
    page = opened(member)
    is_refused(page, primary, "主回線")
    follows(page, "主回線を解約する方法を選ぶ")
    assert_well_made(page)
    if way == "everything at once":
        press(button(page, "すべての回線の解約へ進む"))
        walks_out(page, "すべての回線の解約を確定する")
        page.get_by_label("確認のため「すべて解約」と入力してください").fill("すべて解約")
        press(button(page, "すべての回線の解約を確定する"))
        has_receipt(page)
        return
    goes(page, f"/cancel/lines/{second.code}/")
    press(button(page, BEGIN))
    walks_out(page)
    live_through(member, jst(2026, 11, 1, 10))
    goes(page, f"/cancel/lines/{primary.code}/")
    press(button(page, BEGIN))
    walks_out(page)
    has_receipt(page)


def test_who_is_leaving_already_is_shown_the_receipt(opened: Open, page_log: PageLog) -> None:
    line = LineFactory()
    made = accepted(line)
    page = opened(line.member)
    is_refused(page, line, "解約を受け付け済みです")
    follows(page, "控え")
    assert page.url.endswith(f"/cancel/receipts/{made.receipt_number}/")


def test_a_line_that_has_ended_is_shown_as_it_was(opened: Open, page_log: PageLog) -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=date(2026, 9, 30))
    page = opened(line.member)
    is_refused(page, line, "解約済み")
    follows(page, "ご契約内容")
    assert_well_made(page)


def test_a_closed_site_says_until_when_and_goes_on_afterwards(
    opened: Open, page_log: PageLog
) -> None:
    line = LineFactory()
    page = opened(line.member)
    begins(page)
    step = page.url
    window = ExtraWindowFactory()
    page_log.expect("status of 503")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("設備の交換")
    assert_well_made(page)
    hold(line.member, window.ends_at)
    page.goto(step)
    walks_out(page)
    has_receipt(page)


def test_several_reasons_are_named_together(opened: Open, page_log: PageLog) -> None:
    line = LineFactory(member__identity=Member.Identity.RETURNED, by_phone_only=True)
    CardFactory(member=line.member)
    a_debt(member=line.member)
    page = opened(line.member)
    is_refused(page, line, "理由は次の3つです")
