"""Whoever may not cancel alone gets a page with every reason and the way out (F-CAN-10)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.template.loader import render_to_string

from accounts.models import Member, Standing
from cancellation import queries, services
from cancellation.models import Cancellation
from cancellation.views.refusals import refusals
from contracts.models import Line
from contracts.queries import line_of, line_row
from mioportal.rules.cancellation import Reason
from mioportal.rules.verdict import Verdict
from tests.cancellation.wizard import (
    BEGIN,
    CONFIRM,
    NAMES,
    accepted,
    act_at,
    at_review,
    by,
    by_phone,
    step_url,
)
from tests.factories import MID_MONTH, ExtraWindowFactory, LineFactory, WorldFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def told_of(line: Line, *reasons: Reason) -> list[dict[str, object]]:
    """These reasons in the words that the member reads."""
    return refusals(Verdict(reasons=reasons), line, MID_MONTH.date())


def unpaid() -> Line:
    return LineFactory(member__standing__owed_yen=1490)


def papers(state: Member.Identity) -> Callable[[], Line]:
    return lambda: LineFactory(member__identity=state)


def corporate() -> Line:
    return LineFactory(member__kind=Member.Kind.CORPORATE, member__company="株式会社さくら運送")


def of_2015() -> Line:
    return LineFactory(contracted_on=date(2015, 12, 31), plan__plan_code="minimum_start")


def campaign() -> Line:
    return LineFactory(by_phone_only=True)


def leaving() -> Line:
    return accepted(LineFactory()).line


def porting() -> Line:
    return LineFactory(leaving_by=Line.Leaving.PORT_OUT, ends_on=date(2026, 10, 31))


def ended() -> Line:
    return LineFactory(leaving_by="cancellation", ends_on=date(2026, 9, 30))


CASES = [
    (unpaid, Reason.UNPAID, "お支払いが済んでいない", "1〜3営業日", "/bills/unpaid/"),
    (papers(Member.Identity.NOT_SUBMITTED), Reason.IDENTITY, "本人確認が", "書類を", "/identity/"),
    (papers(Member.Identity.IN_REVIEW), Reason.IDENTITY, "本人確認が", "書類を", "/identity/"),
    (papers(Member.Identity.RETURNED), Reason.IDENTITY, "本人確認が", "書類を", "/identity/"),
    (corporate, Reason.CORPORATE, "法人のご契約", "平日9:00〜17:00", "/cancel/company/"),
    (of_2015, Reason.PHONE_ONLY, "お電話で", "お電話ください", "/cancel/lines/"),
    (campaign, Reason.PHONE_ONLY, "お電話で", "お電話ください", "/cancel/lines/"),
    (leaving, Reason.ALREADY_LEAVING, "解約を受け付け済み", "控え", "/cancel/receipts/"),
    (ended, Reason.ENDED, "解約済み", "ご契約内容", "/lines/"),
]
IDS = [
    "an unpaid bill",
    "papers not sent",
    "papers under review",
    "papers sent back",
    "a company",
    "a contract of 2015",
    "a campaign plan",
    "leaving already",
    "ended",
]


@pytest.mark.parametrize(("make", "reason", "title", "cure", "leads_to"), CASES, ids=IDS)
def test_the_page_names_the_reason_and_the_way_out(
    make: Callable[[], Line], reason: Reason, title: str, cure: str, leads_to: str
) -> None:
    line = make()
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert page.status == 200
    assert title in page.words
    assert cure in page.words
    # A company is led to a desk of its own.
    assert ("0570-09-4400" in page.words) is (reason is not Reason.CORPORATE)
    assert not page.has_button(BEGIN)
    words = next(row for row in told_of(line, reason))
    assert visitor.follow(str(words["link_label"])).path.startswith(leads_to)
    assert visitor.page.status == 200


@pytest.mark.parametrize(("make", "reason", "title", "cure", "leads_to"), CASES, ids=IDS)
def test_a_post_that_is_refused_shows_the_same_page_and_changes_nothing(
    make: Callable[[], Line], reason: Reason, title: str, cure: str, leads_to: str
) -> None:
    line = make()
    assert queries.may_cancel(fresh(line), MID_MONTH).reasons == (reason,)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/contact/")
    token = visitor.client.cookies["csrftoken"].value
    before = everything()
    answer = visitor.client.post(f"/cancel/lines/{line.code}/", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 200
    assert title in Page(answer).words
    assert changed(before) == {}
    with pytest.raises(services.NotAllowed) as refused:
        services.begin(line=fresh(line), user=line.member.user, at=MID_MONTH)
    assert refused.value.verdict.reasons == (reason,)


def fresh(line: Line) -> Line:
    found = line_of(line.member, line.code, MID_MONTH.date())
    assert found
    return found


def test_a_line_on_its_way_out_by_port_is_refused_with_a_way_on() -> None:
    line = porting()
    visitor = Visitor.signed_in_as(line.member)
    assert visitor.open("/cancel/").tells("どの回線も、終わることが決まっています")
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert not page.has_button(BEGIN)
    label = next(row for row in told_of(line, Reason.ALREADY_LEAVING))
    assert visitor.follow(str(label["link_label"])).path == f"/lines/{line.code}/"


def test_several_reasons_are_all_named_at_once() -> None:
    line = LineFactory(
        by_phone_only=True,
        member__kind=Member.Kind.CORPORATE,
        member__identity=Member.Identity.RETURNED,
        member__standing__owed_yen=980,
    )
    page = Visitor.signed_in_as(line.member).open(f"/cancel/lines/{line.code}/")
    assert "理由は次の4つです" in page.words
    for title in ("お支払いが済んでいない", "本人確認が", "法人のご契約", "お電話で解約"):
        assert title in page.words


def test_all_nine_reasons_can_be_told_together() -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=date(2026, 10, 31))
    told = told_of(line, *Reason)
    assert len(told) == len(Reason) == 9
    row = line_row(fresh(line), date(2026, 10, 15))
    html = render_to_string("cancellation/begin.html", {"line": row, "verdict_reasons": told})
    for reason in told:
        assert str(reason["title"]) in html
        assert str(reason["text"]) in html
        assert str(reason["cure"]) in html


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_a_cure_and_a_link_that_leads_somewhere(reason: Reason) -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=date(2026, 10, 31))
    told = told_of(line, reason)[0]
    assert told["title"] and told["text"] and told["cure"]
    if reason is not Reason.MAINTENANCE:
        assert told["link_url"] and told["link_label"]


def test_a_data_line_needs_no_papers() -> None:
    line = LineFactory(function="data", member__identity=Member.Identity.NOT_SUBMITTED)
    assert queries.may_cancel(line, MID_MONTH).allowed


@pytest.mark.parametrize(
    ("contracted_on", "allowed"),
    [(date(2015, 12, 31), False), (date(2016, 1, 1), True)],
    ids=["the last day of 2015", "the first day of 2016"],
)
def test_the_day_of_contract_decides_who_must_telephone(contracted_on: date, allowed: bool) -> None:
    line = LineFactory(contracted_on=contracted_on)
    assert queries.may_cancel(line, MID_MONTH).allowed is allowed


def owe(line: Line) -> None:
    Standing.objects.filter(member=line.member).update(owed_yen=100)


def lose_papers(line: Line) -> None:
    Member.objects.filter(pk=line.member_id).update(identity=Member.Identity.RETURNED)


@pytest.mark.parametrize(
    ("happens", "title"),
    [
        (owe, "お支払いが済んでいない"),
        (lose_papers, "本人確認が完了していません"),
        (by_phone, "解約を受け付け済みです"),
    ],
    ids=["a bill goes unpaid", "papers are sent back", "the desk cancels"],
)
@pytest.mark.parametrize("step", NAMES)
def test_a_reason_that_comes_up_on_the_way_stops_the_wizard_there(
    happens: Callable[[Line], object], title: str, step: str
) -> None:
    line = LineFactory()
    act = act_at(step, line)
    happens(line)
    visitor = Visitor.signed_in_as(line.member)
    before = everything()
    page = visitor.open(step_url(act, step))
    assert title in page.words
    assert not page.has_button(CONFIRM)
    assert changed(before) == {}


def test_a_reason_that_comes_up_before_the_last_press_stops_it() -> None:
    line = LineFactory()
    visitor = at_review(line)
    Standing.objects.filter(member=line.member).update(owed_yen=100)
    page = visitor.press(CONFIRM)
    assert "お支払いが済んでいない" in page.words
    assert not Cancellation.objects.exists()
    Standing.objects.filter(member=line.member).update(owed_yen=0)
    visitor.open(f"/cancel/lines/{line.code}/")
    assert visitor.page.has_button(BEGIN)


def test_the_service_itself_refuses_to_accept_what_may_not_be_cancelled() -> None:
    line = LineFactory()
    act = act_at("review", line)
    owe(line)
    with pytest.raises(services.NotAllowed) as refused:
        services.accept(act=act, line=fresh(line), at=MID_MONTH, by=by(line))
    assert refused.value.verdict.reasons == (Reason.UNPAID,)
    assert not Cancellation.objects.exists()


def test_an_extra_window_closes_cancelling_and_nothing_else() -> None:
    ExtraWindowFactory()
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert page.status == 503
    assert "設備の交換" in page.words
    assert visitor.open(f"/lines/{line.code}/").status == 200
    with pytest.raises(services.NotAllowed) as refused:
        services.begin(line=line, user=line.member.user, at=MID_MONTH)
    assert refused.value.verdict.reasons == (Reason.MAINTENANCE,)


def test_an_extra_window_of_another_world_closes_nothing_here() -> None:
    ExtraWindowFactory(world=WorldFactory())
    line = LineFactory()
    assert queries.may_cancel(line, MID_MONTH).allowed


def test_an_extra_window_that_opens_before_the_last_press_stops_it() -> None:
    line = LineFactory()
    visitor = at_review(line)
    ExtraWindowFactory()
    assert visitor.press(CONFIRM).status == 503
    assert not Cancellation.objects.exists()
    hold(line.member, jst(2026, 10, 15, 12))
    visitor.open(step_url(line.member.user.acts.get(), "review"))
    visitor.press(CONFIRM)
    assert Cancellation.objects.exists()
