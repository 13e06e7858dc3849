"""進行中のお手続き on the first page: everything under way once, by day, with the way to it."""

import re
from datetime import date, timedelta

import pytest

from accounts.models import Member
from contracts import services
from contracts.models import Line, RelatedService
from mioportal.plumbing.actor import system
from tests.cancellation.wizard import accepted
from tests.contracts.test_page_costs import Counting, queries_of
from tests.factories import (
    MID_MONTH,
    DeskRequestFactory,
    InquiryFactory,
    LineFactory,
    MailChangeFactory,
    OptionPeriodFactory,
    PlanChangeFactory,
    RelatedServiceFactory,
    SeatFactory,
    SimFactory,
    SubmissionFactory,
    a_group_of,
    hold,
    jst,
)
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BY = system("test")
TITLE = "進行中のお手続き"


def card(visitor: Visitor) -> str:
    """The card's source."""
    html = visitor.open("/").html
    found = next(part for part in html.split('<section class="card"') if f">{TITLE}<" in part)
    return found.split("</section>")[0]


def told(visitor: Visitor) -> list[tuple[str, str, str]]:
    """When, what and where, entry by entry."""
    rows = re.findall(
        r'class="when">(.*?)</p>.*?<a href="([^"]*)">(.*?)</a>', card(visitor), re.DOTALL
    )
    return [(_plain(when), _plain(what), url) for when, url, what in rows]


def _plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_with_nothing_under_way_the_card_says_so() -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    assert "進行中のお手続きはありません。" in card(visitor)
    assert told(visitor) == []


def test_everything_under_way_is_told_once_by_day_and_what_the_desk_must_date_comes_last() -> None:
    leaves, changes, first, second = _four_lines()
    member = leaves.member
    made = accepted(leaves)
    booked = PlanChangeFactory(line=changes)
    group = a_group_of(first)
    SeatFactory(group=group, line=second, starts_on=date(2026, 11, 1))
    ended = services.end_option(
        period=OptionPeriodFactory(line=changes, option_code="smart_checker"),
        at=MID_MONTH,
        by=BY,
    )
    asked = DeskRequestFactory(member=member)
    question = InquiryFactory(member=member)
    MailChangeFactory(member=member)
    zero = RelatedServiceFactory(
        member=member, service="data_zero", home="", agreed_yen=165, ends_on=date(2026, 10, 31)
    )
    assert told(Visitor.signed_in_as(member)) == [
        ("10月16日（金）10:00", "メールアドレスの変更", "/profile/mail/"),
        (
            "10月19日（月）",
            "お問い合わせ（料金・お支払い）",
            f"/contact/inquiries/{question.receipt_number}/",
        ),
        (
            "10月31日（土）23:59",
            f"{leaves.label}の解約",
            f"/cancel/receipts/{made.receipt_number}/",
        ),
        ("10月31日（土）23:59", "Smart・Checkerの解約", f"/options/{ended.code}/ended/"),
        (
            "10月31日（土）23:59",
            "IIJmio eSIM データプラン ゼロの解約",
            f"/related/{zero.code}/",
        ),
        (
            "11月1日（日）0:00",
            f"{changes.label}のプラン変更",
            f"/plan-changes/{booked.receipt_number}/",
        ),
        (
            "11月1日（日）0:00",
            f"{second.label}が、副回線として加わります",
            f"/group/{group.code}/",
        ),
        ("担当が確認中", _of_the_desk(asked), f"/requests/{asked.receipt_number}/"),
    ]


def _four_lines() -> list[Line]:
    first = LineFactory(plan__plan_code="giga_5gb")
    SimFactory(line=first)
    OptionPeriodFactory(line=first, option_code="call_5")
    return [first, *(LineFactory(member=first.member) for _number in range(3))]


def _of_the_desk(asked: object) -> str:
    return f"{asked.get_kind_display()}の依頼"  # type: ignore[attr-defined]


def test_a_leaving_line_is_told_once_with_all_that_goes_with_it() -> None:
    line = LineFactory()
    second = LineFactory(member=line.member)
    a_group_of(line, second)
    PlanChangeFactory(line=line)
    goes_along = OptionPeriodFactory(line=second, option_code="large_data", agreed_yen=1320)
    services.end_option(period=goes_along, at=MID_MONTH, by=BY)
    accepted(second)
    titles = [title for _when, title, _url in told(Visitor.signed_in_as(line.member))]
    assert titles == [f"{second.label}の解約", f"{line.label}のプラン変更"]


def test_a_group_that_is_to_begin_is_one_entry() -> None:
    lines = [LineFactory()]
    lines += [LineFactory(member=lines[0].member) for _number in range(2)]
    a_group_of(*lines, on=date(2026, 11, 1))
    visitor = Visitor.signed_in_as(lines[0].member)
    ((when, title, _url),) = told(visitor)
    assert (when, title) == ("11月1日（日）0:00", "シェアグループの開始")
    assert "3回線で、データを分け合います。" in card(visitor)


def test_another_primary_line_is_told_by_the_one_that_leads_from_then_on() -> None:
    line = LineFactory()
    second = LineFactory(member=line.member)
    group = a_group_of(line, second)
    group.seats.update(ends_on=date(2026, 10, 15))
    SeatFactory(group=group, line=second, place="primary", starts_on=date(2026, 10, 16))
    SeatFactory(group=group, line=line, starts_on=date(2026, 10, 16))
    titles = [title for _when, title, _url in told(Visitor.signed_in_as(line.member))]
    assert titles == [f"{second.label}が、主回線になります"]


@pytest.mark.parametrize(
    ("state", "days", "when"),
    [
        pytest.param("END_ASKED", {}, "担当が確認中", id="the desk will ring"),
        pytest.param(
            "WORK_PLANNED", {"work_on": date(2026, 10, 20)}, "10月20日（火）", id="work"
        ),
        pytest.param(
            "WORK_PLANNED", {"work_on": date(2026, 10, 14)}, "担当が確認中", id="work is over"
        ),
        pytest.param(
            "REMOVAL_AWAITED", {"removal_on": date(2026, 10, 15)}, "10月15日（木）", id="removal"
        ),
        pytest.param(
            "DONE", {"ends_on": date(2026, 10, 31)}, "10月31日（土）23:59", id="the last day"
        ),
    ],
)
def test_the_end_of_hikari_is_told_by_its_next_day(
    state: str, days: dict[str, date], when: str
) -> None:
    row = RelatedServiceFactory(state=state, **days)
    DeskRequestFactory(member=row.member, kind="HIKARI_END", subject=row.code)
    assert told(Visitor.signed_in_as(row.member)) == [
        (when, "IIJmioひかりの解約", f"/related/{row.code}/")
    ]


def test_what_has_happened_or_was_taken_back_is_told_no_more() -> None:
    line = LineFactory()
    member = line.member
    hold(member, jst(2026, 11, 1))
    PlanChangeFactory(line=line)
    RelatedServiceFactory(member=member, state="DONE", ends_on=date(2026, 10, 31))
    for state in ("DONE", "WITHDRAWN", "REFUSED"):
        DeskRequestFactory(member=member, state=state, done_at=MID_MONTH)
    InquiryFactory(member=member, state="answered", answered_at=MID_MONTH)
    MailChangeFactory(member=member)
    assert told(Visitor.signed_in_as(member)) == []


def test_a_line_that_is_to_open_and_papers_in_review_have_their_days() -> None:
    line = LineFactory(member__identity="in_review", started_on=date(2026, 10, 18))
    SubmissionFactory(member=line.member, state="in_review")
    assert told(Visitor.signed_in_as(line.member)) == [
        ("10月18日（日）", f"{line.label}の利用開始", f"/lines/{line.code}/"),
        ("10月20日（火）", "本人確認書類の審査", "/identity/"),
    ]


def test_a_day_of_the_next_year_is_told_with_it_and_today_is_marked() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 12, 31))
    PlanChangeFactory(line=line, takes_effect_on=date(2027, 1, 1))
    InquiryFactory(member=line.member, answer_due_on=date(2026, 12, 31))
    visitor = Visitor.signed_in_as(line.member)
    assert [when for when, _title, _url in told(visitor)] == [
        "12月31日（木）",
        "2027年1月1日（金）0:00",
    ]
    assert card(visitor).count("今日") == 1


def test_the_first_page_asks_as_often_whatever_is_under_way(
    django_assert_num_queries: Counting,
) -> None:
    member = _busy(None)
    visitor = Visitor.signed_in_as(member)
    for_one = queries_of(visitor, "/")
    for _number in range(4):
        _busy(member)
    with django_assert_num_queries(for_one):
        visitor.open("/")


def _busy(member: Member | None) -> Member:
    more = {"member": member} if member else {}
    line: Line = LineFactory(**more)
    OptionPeriodFactory(line=line, option_code="call_5")
    second = LineFactory(member=line.member)
    a_group_of(line, second, on=date(2026, 11, 1))
    PlanChangeFactory(line=line)
    accepted(LineFactory(member=line.member))
    asked = MID_MONTH - timedelta(hours=1)
    DeskRequestFactory(member=line.member, subject=line.code, asked_at=asked)
    InquiryFactory(member=line.member)
    RelatedServiceFactory(member=line.member, state=RelatedService.State.END_ASKED)
    found: Member = line.member
    return found
