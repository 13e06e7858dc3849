"""A number asked for: when it comes, until when it lives, what holds it back, and its end."""

from datetime import date, datetime

import pytest

from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing.models import AuditRow, Happening, Outbox
from mioportal.rules.port_out import IssueReason
from mnp import services
from mnp.models import PortRequest
from tests.factories import LineFactory, a_group_of, hold, jst, live_through
from tests.mnp.asking import DESK, act_of, again, asked, by, fresh, line_at, mails, state

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "comes_at"),
    [
        (jst(2026, 10, 15, 8, 59, 59), jst(2026, 10, 15, 9)),
        (jst(2026, 10, 15, 9), jst(2026, 10, 15, 9)),
        (jst(2026, 10, 15, 19, 59, 59), jst(2026, 10, 15, 19, 59, 59)),
        (jst(2026, 10, 15, 20), jst(2026, 10, 16, 9)),
        (jst(2026, 12, 31, 23, 59, 59), jst(2027, 1, 1, 9)),
        (jst(2028, 2, 29, 20), jst(2028, 3, 1, 9)),
    ],
    ids=[
        "a second before nine",
        "at nine",
        "the last second",
        "at eight",
        "in the last second of a year",
        "on 29 February",
    ],
)
def test_the_hours_of_issue(at: datetime, comes_at: datetime) -> None:
    line = line_at(at)
    made = asked(line, at)
    at_once = comes_at == at
    assert made.state == ("issued" if at_once else "queued")
    assert mails(line) == ["M-14" if at_once else "M-15"]
    if not at_once:
        live_through(line.member, comes_at)
    made.refresh_from_db()
    assert (made.state, made.issued_at) == ("issued", comes_at)
    assert made.expires_on is not None
    assert (made.expires_on - comes_at.astimezone(at.tzinfo).date()).days == 14
    assert len(made.number) == 10 and made.number.isdigit()
    line.refresh_from_db()
    assert line.number_live_through == made.expires_on


def test_the_number_is_in_the_mail_and_in_no_log() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    made = asked(line, at)
    assert made.number in Outbox.objects.get(mail_code="M-14").body
    told = [*AuditRow.objects.values_list("detail", flat=True)]
    told += [*Happening.objects.values_list("title", flat=True)]
    assert not [each for each in told if made.number in str(each)]
    assert made.number not in str(made)


def leader() -> Line:
    line = LineFactory()
    a_group_of(line, LineFactory(member=line.member))
    return line


REFUSED = [
    (lambda: LineFactory(function=Line.Function.DATA, phone_number=""), IssueReason.NOT_PORTABLE),
    (lambda: LineFactory(function=Line.Function.SMS), IssueReason.NOT_PORTABLE),
    (lambda: LineFactory(member__kind="CORPORATE"), IssueReason.CORPORATE),
    (lambda: leader(), IssueReason.MAIN_WITH_SUBS),
    (lambda: LineFactory(leaving_by="undone", ends_on=date(2026, 10, 14)), IssueReason.ENDED),
    (lambda: LineFactory(leaving_by="port_out", ends_on=date(2026, 10, 14)), IssueReason.PORTING),
]


@pytest.mark.parametrize(
    ("make", "reason"), REFUSED, ids=["data", "SMS", "company", "primary", "ended", "gone"]
)
def test_what_never_clears_by_itself_is_refused(make, reason: IssueReason) -> None:  # type: ignore[no-untyped-def]
    line = make()
    at = jst(2026, 10, 15, 10)
    hold(line.member, at)
    with pytest.raises(services.NotAllowed) as refused:
        services.begin(line=fresh(line), user=line.member.user, at=at)
    assert refused.value.verdict.reasons == (reason,)
    assert not PortRequest.objects.exists()


def test_the_same_wizard_twice_is_one_request_and_another_is_refused() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    act, other = act_of(line, at), act_of(line, at)
    first = services.ask(act=act, line=fresh(line), at=at, by=by(line))
    assert services.ask(act=act, line=fresh(line), at=at, by=by(line)) == first
    # What was agreed to said nothing of a number that is out; it is asked for anew, or refused.
    with pytest.raises((services.NotAllowed, services.ShownHasChanged)):
        services.ask(act=other, line=fresh(line), at=at, by=by(line))
    assert mails(line) == ["M-14"]


def test_a_number_is_replaced_at_once_and_a_form_sent_twice_replaces_it_once() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    first = asked(line, at)
    second = again(first, jst(2026, 10, 16, 10))
    assert again(first, jst(2026, 10, 16, 10, 1)) == second
    assert (state(first), state(second)) == ("voided", "issued")
    assert second.expires_on == date(2026, 10, 30)
    with pytest.raises(services.NotTheLatest):
        services.ask_again(of=asked_before(first), at=jst(2026, 10, 17), by=by(line))


def asked_before(first: PortRequest) -> PortRequest:
    PortRequest.objects.filter(replaces=first).update(replaces=None)
    return PortRequest.objects.select_related("line__member__user", "line__world").get(pk=first.pk)


def test_replaced_at_night_the_old_number_lives_until_the_new_one_is_issued() -> None:
    line = line_at(jst(2026, 10, 15, 10))
    first = asked(line, jst(2026, 10, 15, 10))
    hold(line.member, jst(2026, 10, 15, 21))
    second = again(first, jst(2026, 10, 15, 21))
    assert (state(first), state(second)) == ("issued", "queued")
    live_through(line.member, jst(2026, 10, 16, 9))
    assert (state(first), state(second)) == ("voided", "issued")


def test_the_fourth_time_in_a_day_is_for_the_desk() -> None:
    line = line_at(jst(2026, 10, 15, 10))
    last = asked(line, jst(2026, 10, 15, 10))
    for minute in (1, 2, 3):
        last = again(last, jst(2026, 10, 15, 10, minute))
    with pytest.raises(services.NotAllowed) as refused:
        again(last, jst(2026, 10, 15, 10, 4))
    assert refused.value.verdict.reasons == (IssueReason.REISSUED_TODAY,)
    by_desk = services.ask_again(
        of=last, at=jst(2026, 10, 15, 10, 5), by=DESK, channel=PortRequest.Channel.DESK
    )
    assert by_desk.state == "issued"
    # The first of the three no longer counts a day later; the desk's own never did.
    assert again(by_desk, jst(2026, 10, 16, 10, 1, 1)).state == "issued"


def test_a_request_taken_back_leaves_the_number_it_was_to_replace() -> None:
    line = line_at(jst(2026, 10, 15, 10))
    first = asked(line, jst(2026, 10, 15, 10))
    hold(line.member, jst(2026, 10, 15, 21))
    waits = again(first, jst(2026, 10, 15, 21))
    at, why = jst(2026, 10, 15, 21, 1), PortRequest.Why.MEMBER
    assert services.call_off(request=waits, why=why, at=at, by=by(line))
    assert not services.call_off(request=waits, why=why, at=at, by=by(line))
    assert (state(first), state(waits)) == ("issued", "called_off")
    assert again(first, jst(2026, 10, 15, 21, 2)).state == "queued"


def test_a_void_number_is_dead_at_once_and_the_line_goes_on() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    made = asked(line, at)
    assert services.void(request=made, why=PortRequest.Why.MEMBER, at=at, by=by(line))
    assert not services.void(request=made, why=PortRequest.Why.MEMBER, at=at, by=by(line))
    line.refresh_from_db()
    assert (line.number_live_through, line.status(at.date())) == (None, Line.Status.ACTIVE)
    assert mails(line) == ["M-14", "M-16"]
    assert asked(line, at).state == "issued"


def test_the_fifteenth_day_is_the_last_and_the_days_before_it_are_told() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    made = asked(line, at)
    told = []
    for day in (23, 24, 26, 27, 28, 29):
        live_through(line.member, jst(2026, 10, day, 23, 59, 59))
        told.append(mails(line).count("M-16"))
    assert told == [0, 1, 1, 2, 2, 2]
    made.refresh_from_db()
    assert made.is_live(date(2026, 10, 29)) and not made.is_live(date(2026, 10, 30))
    live_through(line.member, jst(2026, 10, 30))
    assert (state(made), mails(line).count("M-16")) == ("expired", 3)
    line.refresh_from_db()
    assert line.number_live_through is None
    assert again(made, jst(2026, 10, 30, 10)).expires_on == date(2026, 11, 13)


def test_a_number_dies_with_its_line() -> None:
    at = jst(2026, 10, 25, 10)
    line = line_at(at)
    made = asked(line, at)
    contracts.start_leaving(
        line=line, way=Line.Leaving.CANCELLATION, ends_on=date(2026, 10, 31), at=at, by=by(line)
    )
    live_through(line.member, jst(2026, 10, 31, 23, 59, 59))
    assert state(made) == "issued"
    live_through(line.member, jst(2026, 11, 1))
    made.refresh_from_db()
    assert (made.state, made.why_ended) == ("voided", "line_ended")


def test_ten_in_thirty_days_are_the_other_limit() -> None:
    line = line_at(jst(2026, 10, 1, 10))
    last = asked(line, jst(2026, 10, 1, 10))
    for day in range(2, 12):
        last = again(last, jst(2026, 10, day, 10))
    with pytest.raises(services.NotAllowed) as refused:
        again(last, jst(2026, 10, 31, 10))
    assert refused.value.verdict.reasons == (IssueReason.REISSUED_LATELY,)
    assert again(last, jst(2026, 11, 1, 10, 0, 1)).state == "issued"
