"""Every kind of line, from the menu to its end and the page after it, in a browser (issue 8)."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Member
from cancellation.models import Cancellation, CompanyRequest
from contracts.models import Device, Line
from mioportal.demo.drawing import drawn_paper
from mioportal.plumbing.models import Outbox
from mioportal.rules.corporate import CorporatePaper
from mioportal.words import catalogue
from tests.browser.leaving import (
    AFTER,
    APPLY,
    BEGIN,
    Open,
    begins,
    button,
    follows,
    goes,
    has_receipt,
    walks_out,
)
from tests.desk.people import Desk
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    a_group_of,
    live_through,
)
from tests.machine.pages import PageLog, assert_well_made, press

pytestmark = pytest.mark.full
PHONE_DESK = "/admin/cancellation/phonedeskline/"
COMPANY_DESK = "/admin/cancellation/companyrequest/"


def the_line_is_over(page: Page, line: Line) -> None:
    """The clock goes past the month's end: the line has ended, and its page says so."""
    live_through(line.member, AFTER)
    line.refresh_from_db()
    assert line.ends_on == date(2026, 10, 31)
    assert line.ended_at is not None
    goes(page, f"/lines/{line.code}/")
    expect(page.get_by_role("main")).to_contain_text("解約済み")
    goes(page, f"/cancel/lines/{line.code}/after/")
    assert_well_made(page)


KINDS: dict[str, dict[str, Any]] = {
    "a voice line on a card": {},
    "a data line on a card": {"function": "data", "phone_number": ""},
    "an SMS line": {"function": "sms"},
    "a voice eSIM": {"medium": "esim"},
    "a data eSIM": {"medium": "esim", "function": "data", "phone_number": ""},
    "an old plan": {"contracted_on": date(2019, 9, 30), "plan__plan_code": "minimum_start"},
    "a line used by a child": {"user_name": "石﨑 こはる"},
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_line_of_every_kind_goes_from_the_menu_to_its_end(
    opened: Open, page_log: PageLog, kind: dict[str, Any]
) -> None:
    line = LineFactory(**kind)
    page = opened(line.member)
    begins(page)
    walks_out(page)
    has_receipt(page)
    is_esim = kind.get("medium") == "esim"
    receipt = page.get_by_role("main")
    expect(receipt).to_contain_text(
        "eSIMのプロファイルの削除" if is_esim else "SIMカードの返却"
    )
    the_line_is_over(page, line)


def test_a_line_with_a_device_and_options_says_what_goes_on(
    opened: Open, page_log: PageLog
) -> None:
    line = OptionPeriodFactory(option_code="tabuho").line
    DeviceFactory(line=line, paid=12)
    campaign = DeviceFactory(line=line, paid=12, kind=Device.Kind.CAMPAIGN)
    page = opened(line.member)
    begins(page)
    walks_out(page)
    has_receipt(page)
    the_line_is_over(page, line)
    assert not campaign.payments.filter(paid_on=None, month__gt=date(2026, 10, 1)).exists()


def test_a_secondary_leaves_and_its_group_goes_on(opened: Open, page_log: PageLog) -> None:
    member = MemberFactory()
    primary, line = LineFactory(member=member), LineFactory(member=member)
    a_group_of(primary, line, LineFactory(member=member))
    page = opened(member)
    goes(page, f"/cancel/lines/{line.code}/")
    press(button(page, BEGIN))
    walks_out(page)
    has_receipt(page)
    the_line_is_over(page, line)
    primary.refresh_from_db()
    assert primary.ends_on is None


def test_a_line_that_must_phone_is_ended_by_the_desk(opened: Open, page_log: PageLog) -> None:
    line = LineFactory(by_phone_only=True)
    page = opened(line.member)
    goes(page, f"/cancel/lines/{line.code}/")
    follows(page, "お電話の前に用意するものを見る")
    assert_well_made(page)
    expect(page.get_by_role("main")).to_contain_text("0570-09-4400")
    desk = Desk("support")
    desk.confirm(PHONE_DESK, desk.act(PHONE_DESK, "accept", [line]))
    goes(page, f"/cancel/receipts/{Cancellation.objects.get().receipt_number}/")
    assert_well_made(page)
    the_line_is_over(page, line)


def test_a_company_asks_sends_its_papers_and_is_told_the_end(
    opened: Open, page_log: PageLog
) -> None:
    member = MemberFactory(kind=Member.Kind.CORPORATE, company="株式会社さくら運送")
    line = LineFactory(member=member, user_name="営業1")
    page = opened(member)
    goes(page, "/cancel/")
    follows(page, "法人の解約を申し込む")
    page.get_by_label("ご担当者のお名前").fill("加藤 真理")
    page.get_by_text("営業1").check()
    press(button(page, APPLY))
    assert_well_made(page)
    made, desk = CompanyRequest.objects.get(), Desk("support")
    told = {"confirmed": "yes", "papers": list(CorporatePaper), "note": "写しで"}
    desk.act(COMPANY_DESK, "ask_papers", [made], **told)
    page.reload()
    assert_well_made(page)
    for paper in CorporatePaper:
        part = page.get_by_role("region", name=str(catalogue.word(paper)))
        part.locator("[type=file]").set_input_files(
            {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": drawn_paper().data}
        )
        press(part.get_by_role("button", name="書類を送る"))
    assert_well_made(page)
    desk.act(COMPANY_DESK, "complete", [made])
    page.reload()
    assert_well_made(page)
    assert Outbox.objects.filter(mail_code="M-34").count() == 1
    the_line_is_over(page, line)


def test_a_member_abroad_cancels_by_the_clock_of_where_they_are(
    opened: Open, page_log: PageLog
) -> None:
    line = LineFactory()
    page = opened(line.member)
    goes(page, "/cancel/")
    follows(page, "海外から手続きするとき")
    page.get_by_label("いまいる地域").select_option("America/Los_Angeles")
    press(button(page, "締切を表示する"))
    expect(page.get_by_role("main")).to_contain_text("7:59")
    assert_well_made(page)
    begins(page)
    walks_out(page)
    has_receipt(page)
    the_line_is_over(page, line)
