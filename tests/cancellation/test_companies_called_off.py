"""A company takes its request back before it is done; each line is told its own last day."""

from typing import Any

import pytest
from django.db import connection

from accounts.models import Member
from cancellation import services
from cancellation.models import Cancellation, CompanyRequest
from contracts.models import Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from mioportal.rules.corporate import CorporateRequestStatus as Status
from tests.desk.people import Desk
from tests.factories import (
    MID_MONTH,
    CompanyPaperFactory,
    CompanyRequestFactory,
    LineFactory,
    MemberFactory,
    a_group_of,
    hold,
    jst,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")
COMPLETED_AT = jst(2026, 11, 5, 10)
OFF = "選んだ回線を取り下げる"


@pytest.fixture
def asked() -> CompanyRequest:
    company = MemberFactory(kind=Member.Kind.CORPORATE, company="株式会社さくら運送")
    lines = [LineFactory(member=company), LineFactory(member=company)]
    return CompanyRequestFactory(member=company, lines=lines)


def lines_of(asked: CompanyRequest) -> list[Line]:
    rows = asked.member.lines.select_related("member__user", "member__standing", "world")
    return list(rows.order_by("pk"))


def page_of(asked: CompanyRequest) -> str:
    return f"/cancel/company/{asked.receipt_number}/"


def test_each_line_of_a_request_is_told_its_own_last_day(asked: CompanyRequest) -> None:
    first, second = lines_of(asked)
    services.accept_by_phone(line=first, at=MID_MONTH, by=BY)
    services.companies.complete(request=asked, at=COMPLETED_AT, by=BY)
    hold(asked.member, COMPLETED_AT)
    words = Visitor.signed_in_as(asked.member).open(page_of(asked)).words
    assert f"{first.phone_number} 最終日 2026年10月31日（土）23:59" in words
    assert f"{second.phone_number} 最終日 2026年11月30日（月）23:59" in words
    mail = Outbox.objects.get(mail_code="M-34").body
    assert f"先に決まっていた回線: {first.phone_number}（2026年10月31日（土）23:59）" in mail


def test_where_nothing_is_left_to_cancel_no_last_day_and_no_bill_are_told(
    asked: CompanyRequest,
) -> None:
    for line in lines_of(asked):
        services.accept_by_phone(line=line, at=MID_MONTH, by=BY)
    assert services.companies.complete(request=asked, at=COMPLETED_AT, by=BY)
    asked.refresh_from_db()
    assert (asked.state, asked.ends_on) == (Status.DONE, None)
    mail = Outbox.objects.get(mail_code="M-34").body
    assert "新しく解約した回線はありません" in mail
    assert "11月" not in mail and "最後のご請求" not in mail
    words = Visitor.signed_in_as(asked.member).open(page_of(asked)).words
    assert "新しく解約した回線はありません" in words


def test_a_company_takes_a_line_out_and_then_the_rest(asked: CompanyRequest) -> None:
    first, second = lines_of(asked)
    CompanyPaperFactory(request=asked)
    visitor = Visitor.signed_in_as(asked.member)
    visitor.open(page_of(asked))
    assert visitor.press(OFF).tells("取り下げる回線を1つ以上選んでください")
    page = visitor.press(OFF, off=[first.code])
    assert page.tells("申し込みを取り下げました", second.phone_number)
    assert list(asked.lines.all()) == [second]
    visitor.press(OFF, off=[second.code])
    asked.refresh_from_db()
    assert (asked.state, asked.papers.get().data) == (Status.CALLED_OFF, b"")
    page = visitor.open(page_of(asked))
    assert page.tells("取下げ", "取り下げられました", second.phone_number)
    assert not page.has_button(OFF)
    assert Outbox.objects.filter(mail_code="M-33").count() == 2
    # Done with it: nothing is cancelled, and the lines may be asked for again.
    before = everything()
    assert not services.companies.complete(request=asked, at=MID_MONTH, by=BY)
    assert not services.companies.take(request=asked, at=MID_MONTH, by=BY)
    assert not services.companies.call_off(request=asked, lines=[second], at=MID_MONTH, by=BY)
    with pytest.raises(services.companies.Closed):
        services.companies.ask_papers(request=asked, papers=[], note="", at=MID_MONTH, by=BY)
    assert changed(before) == {}
    assert first.phone_number in visitor.open("/cancel/company/").words


def test_what_is_done_is_not_called_off(asked: CompanyRequest) -> None:
    services.companies.complete(request=asked, at=MID_MONTH, by=BY)
    with pytest.raises(services.companies.Closed):
        services.companies.call_off(
            request=asked, lines=lines_of(asked), at=MID_MONTH, by=BY
        )
    assert Cancellation.objects.count() == 2


def test_the_desk_takes_lines_out_of_a_request(asked: CompanyRequest) -> None:
    first, second = lines_of(asked)
    desk, url = Desk("support"), "/admin/cancellation/companyrequest/"
    page = desk.act(url, "call_off", [asked])
    assert first.phone_number in page.text and second.phone_number in page.text
    page = desk.act(url, "call_off", [asked], confirmed="yes", off=[first.code, second.code])
    assert "選んだ回線を取り下げました" in page.text
    asked.refresh_from_db()
    assert asked.state == Status.CALLED_OFF
    assert "取り下げられています" in desk.act(url, "complete", [asked]).text


def test_a_tab_that_asks_for_what_has_just_left_is_told_so(asked: CompanyRequest) -> None:
    line = LineFactory(member=asked.member)
    visitor = Visitor.signed_in_as(asked.member)
    visitor.open("/cancel/company/")
    looked = 0

    def overtake(execute: Any, sql: str, *rest: Any) -> Any:
        """The line leaves just when the request looks a second time whether it was sent before."""
        nonlocal looked
        if '"form_key" =' in sql:
            looked += 1
            if looked == 2:
                services.accept_by_phone(line=line, at=MID_MONTH, by=BY)
        return execute(sql, *rest)

    with connection.execute_wrapper(overtake):
        page = visitor.press("解約を申し込む", person="加藤 真理", lines=[line.code])
    assert looked == 2
    assert page.tells("すでに申し込み済みか、解約の手続き中です")
    assert CompanyRequest.objects.count() == 1


def test_the_page_names_the_way_by_mail_and_what_to_have_ready(asked: CompanyRequest) -> None:
    page = Visitor.signed_in_as(asked.member).open("/cancel/company/")
    assert page.tells("電話・メール", "メールで問い合わせる", "ご用意いただくもの", "法人名")


def test_numbers_that_end_with_a_companys_primary_line_are_warned_of(
    asked: CompanyRequest,
) -> None:
    first, second = lines_of(asked)
    a_group_of(first, second)
    services.companies.complete(request=asked, at=MID_MONTH, by=BY)
    assert second.phone_number in Outbox.objects.get(mail_code="M-29").body
