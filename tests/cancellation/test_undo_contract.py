"""Undoing a contract within its eight days: in time, at once, once, and billed as it was shown."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from billing.queries import bill_facts
from cancellation import queries, services
from cancellation.models import Cancellation, InitialCancellation
from contracts import services as contracts
from contracts.models import AppliedLine, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.billing import bill_lines, totals
from mioportal.rules.initial_cancel import InitialCancelReason
from tests.cancellation.wizard import accepted
from tests.factories import (
    ApplicationFactory,
    AppliedLineFactory,
    LineFactory,
    MemberFactory,
    a_group_of,
    hold,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BY = system("test")
OPENED = jst(2026, 10, 15, 10)
EIGHTH, NINTH = jst(2026, 10, 22, 23, 59, 59), jst(2026, 10, 23)


def opened(at: datetime = OPENED, **line: object) -> Line:
    """An eSIM voice line that was applied for, and opened with its notice, at an instant."""
    who = MemberFactory()
    hold(who, at)
    application = ApplicationFactory(member=who, line=None, submitted_at=at)
    applied = AppliedLineFactory(application=application, **({"medium": "esim"} | line))
    contracts.take_up(application=application, at=at, by=BY)
    found = AppliedLine.objects.select_related("line").get(pk=applied.pk).line
    assert found is not None
    return fresh(found)


def fresh(line: Line) -> Line:
    return Line.objects.select_related("member__user", "member__standing", "world").get(pk=line.pk)


def undo(line: Line, at: datetime) -> InitialCancellation:
    shown = queries.undoing(fresh(line), at).digest()
    return services.undo(line=fresh(line), shown=shown, at=at, by=BY)


def billed(line: Line, month: date) -> Decimal:
    rows = bill_lines(bill_facts(line.member, month))
    return totals(row for row in rows if row.line == line.code).total


def test_a_contract_is_undone_to_the_last_second_of_the_eighth_day_and_ends_at_once() -> None:
    line = opened()
    made = undo(line, EIGHTH)
    line = fresh(line)
    assert (line.leaving_by, line.ends_on) == ("undone", date(2026, 10, 22))
    assert line.status(date(2026, 10, 22)) == Line.Status.ENDED
    # 8 of 31 days of 990, and the fees of the beginning.
    assert made.shown["total"] == str(990 * 8 // 31 + 3733)
    assert billed(line, date(2026, 10, 1)) == Decimal(made.shown["total"])
    state = AppliedLine.objects.get(line=line).application.state
    assert state == "initially_cancelled"
    live_through(line.member, jst(2026, 12, 15, 10))
    line = fresh(line)
    assert line.ended_at is not None
    assert line.member.standing.is_closing
    assert billed(line, date(2026, 10, 1)) == Decimal(made.shown["total"])
    assert line.member.bills.get(month=date(2026, 10, 1)).total_yen == Decimal(made.shown["total"])
    assert not line.member.bills.filter(month=date(2026, 11, 1)).exists()


def test_on_the_ninth_day_it_is_too_late() -> None:
    line = opened()
    with pytest.raises(services.NotUndone) as refused:
        undo(line, NINTH)
    assert refused.value.verdict.reasons == (InitialCancelReason.TOO_LATE,)
    # A letter that was posted on the eighth day is in time.
    shown = queries.undoing(line, NINTH, sent_on=EIGHTH.date()).digest()
    made = services.undo(
        line=line, shown=shown, at=NINTH, by=BY, letter_sent_on=EIGHTH.date()
    )
    assert (made.way, made.sent_on) == ("letter", EIGHTH.date())


def test_the_page_of_the_eighth_day_is_too_late_a_second_after_it() -> None:
    line = opened()
    hold(line.member, EIGHTH)
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/cancel/initial/lines/{line.code}/")
    assert page.says("この契約を解除する")
    hold(line.member, NINTH)
    late = visitor.press("この契約を解除する", agree="on")
    assert late.tells("申し出の期間が終わっています", "2026年10月22日（木）23:59まで")
    assert fresh(line).leaving_by == ""
    hold(line.member, EIGHTH)
    visitor.page = page
    visitor.press("この契約を解除する", agree="on")
    assert (fresh(line).leaving_by, fresh(line).ends_on) == ("undone", EIGHTH.date())


def test_over_a_months_end_both_months_are_shown_and_billed_by_their_days() -> None:
    line = opened(jst(2027, 1, 28, 10), option_codes=["call_5"])
    made = undo(line, jst(2027, 2, 4, 12))
    january, february = (Decimal(each["total"]) for each in made.shown["months"])
    assert january == 990 * 4 // 31 + 500 * 4 // 31 + 3733
    assert february == 990 * 4 // 28 + 500 * 4 // 28
    assert billed(line, date(2027, 1, 1)) == january
    assert billed(line, date(2027, 2, 1)) == february
    live_through(line.member, jst(2027, 3, 10, 10))
    bills = dict(line.member.bills.values_list("month", "total_yen"))
    assert bills == {date(2027, 1, 1): january, date(2027, 2, 1): february}


def test_a_card_is_awaited_and_a_cancellation_of_the_line_is_taken_back() -> None:
    line = LineFactory(contracted_on=date(2026, 10, 14))
    hold(line.member, OPENED)
    contracts.give_notice(line=fresh(line), at=jst(2026, 10, 14, 12))
    cancelled = accepted(line, OPENED)
    made = undo(line, jst(2026, 10, 16, 12))
    cancelled.refresh_from_db()
    assert cancelled.state == Cancellation.State.WITHDRAWN
    assert fresh(line).ends_on == date(2026, 10, 16)
    card = line.sims.get()
    assert (card.state, card.fee_risk_from) == ("awaited", date(2027, 1, 17))
    assert str(card.fee_risk_from.day) in Outbox.objects.get(mail_code="M-38").body
    # Sent twice, it is the same.
    assert services.undo(line=fresh(line), shown="", at=NINTH, by=BY) == made
    assert Outbox.objects.filter(mail_code="M-38").count() == 1
    assert AuditRow.objects.filter(verb="undo_contract").count() == 1
    with pytest.raises(services.NotAllowed):
        services.accept_by_phone(line=fresh(line), at=jst(2026, 10, 16, 13), by=BY)


def test_what_is_charged_is_asked_about_again_when_it_has_changed() -> None:
    line = opened()
    shown = queries.undoing(line, OPENED).digest()
    contracts.note_use(line=line, at=OPENED, calls=[61])
    with pytest.raises(services.ShownHasChanged):
        services.undo(line=line, shown=shown, at=OPENED, by=BY)
    assert fresh(line).leaving_by == ""


def test_a_line_without_a_notice_has_no_such_right() -> None:
    line = LineFactory()
    assert queries.undoing(line, OPENED).verdict.reasons == (InitialCancelReason.NOT_RECEIVED,)


def test_undoing_a_primary_line_tells_what_the_others_will_cost_and_lets_them_go_on_alone() -> None:
    line = LineFactory(contracted_on=date(2026, 10, 14))
    other = LineFactory(member=line.member)
    a_group_of(line, other)
    at = jst(2026, 10, 16, 12)
    hold(line.member, at)
    contracts.give_notice(line=fresh(line), at=jst(2026, 10, 14, 12))
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/cancel/initial/lines/{line.code}/")
    assert page.tells("副回線は続き、月額が変わります", other.phone_number, "440円", "990円")
    undo(line, at)
    assert "月額は440円から990円になります" in Outbox.objects.get(mail_code="M-38").body
    assert list(other.seats.values_list("ends_on", flat=True)) == [date(2026, 10, 31)]
    assert (fresh(other).leaving_by, fresh(other).ends_on) == ("", None)
    assert billed(other, date(2026, 10, 1)) == 440
    live_through(line.member, jst(2026, 12, 6, 10))
    assert line.member.bills.get(month=date(2026, 11, 1)).total_yen == 990
    assert billed(other, date(2026, 11, 1)) == 990
