"""What an application does for its mioID: in force with its first line, kept while it goes on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts import services as accounts
from accounts.models import Card, Member, Reminder, Standing, Submission
from billing.queries import bill_facts
from contracts import queries, services
from contracts.models import Application, AppliedLine, Line, OptionPeriod
from contracts.queries.options import tried_options
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from mioportal.rules.billing import bill_lines, totals
from tests.contracts.applying_ready import TODAY, ready, ready_with
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    MemberFactory,
    OptionPeriodFactory,
    SignUpFactory,
    hold,
    jst,
    live_through,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BY = system("test")
MONTH = date(2026, 11, 15)
ONE_STOP = {"number_from": "one_stop", "brought_number": "080-0000-4321", "donor": "au"}


def again(member: Member) -> Member:
    """The member and how they stand, as it is now."""
    return Member.objects.select_related("standing", "user", "world").get(pk=member.pk)


def new_here(**facts: object) -> Member:
    """Somebody with a provisional mioID."""
    who: Member = MemberFactory(**({"provisional_through": MONTH} | facts))
    hold(who, MID_MONTH)
    return who


def mails(who: Member, subject: str) -> int:
    """How many mails with this in their subject."""
    return Outbox.objects.filter(user=who.user, subject__contains=subject).count()


def closing(through: date) -> tuple[Application, str]:
    """Everything but the last button, of a mioID whose last day is settled."""
    made, _shown = ready()
    hold(made.member, MID_MONTH)
    Standing.objects.filter(member=made.member).update(
        last_service_ended_on=date(2026, 7, through.day), valid_through=through
    )
    made = queries.applications_of(made.member).get(pk=made.pk)
    lines = list(made.lines.all())
    told = queries.as_shown(lines, queries.first_bills(made.member, lines, TODAY), TODAY)
    return made, queries.digest_of(told, made, Card.objects.get(member=made.member))


def test_the_first_line_that_runs_puts_the_mioid_in_force_though_another_waits() -> None:
    who = new_here(identity="complete")
    application = ApplicationFactory(member=who, line=None)
    AppliedLineFactory(application=application, function="data", medium="esim")
    waits = AppliedLineFactory(application=application, position=2, medium="esim", **ONE_STOP)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    assert again(who).provisional_through is None
    live_through(who, jst(2027, 1, 20, 12))
    assert again(who).invalid_since is None
    assert AppliedLine.objects.get(pk=waits.pk).state == "opening"
    services.open_applied(applied=waits, at=jst(2027, 1, 20, 12), by=BY)
    application.refresh_from_db()
    assert application.state == "completed"


def test_handing_in_plans_the_warning_of_the_new_last_day() -> None:
    made, shown = ready()
    hold(made.member, MID_MONTH)
    Member.objects.filter(pk=made.member_id).update(
        provisional_through=date(2026, 10, 20), identity="not_submitted", person_key="mori"
    )
    made = queries.applications_of(made.member).get(pk=made.pk)
    Application.objects.filter(pk=made.pk).update(answers=made.answers | {"papers": {}})
    services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)
    planned = Reminder.objects.filter(member=made.member, kind=Reminder.Kind.DRAFT_LAPSES)
    assert list(planned.values_list("on", flat=True)) == [date(2026, 11, 8)]
    live_through(made.member, jst(2026, 11, 8, 12))
    assert mails(made.member, "お申し込みの期限のお知らせ") == 1
    live_through(made.member, jst(2026, 11, 16, 12))
    made.refresh_from_db()
    assert made.state == "lapsed"
    assert not again(made.member).standing.open_application


def test_what_waits_for_the_operator_does_not_run_out() -> None:
    who = new_here(identity="not_submitted")
    application = ApplicationFactory(member=who, line=None)
    card = AppliedLineFactory(application=application)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    Member.objects.filter(pk=who.pk).update(provisional_through=date(2026, 11, 10))
    Application.objects.filter(pk=application.pk).update(state="in_review")
    accounts.give_until(member=who, through=MONTH, at=MID_MONTH, by=BY)
    live_through(who, jst(2027, 2, 1, 12))
    assert again(who).invalid_since is None
    assert mails(who, "お申し込みの期限のお知らせ") == 0
    # Sent back to the member, it is theirs to go on, and a month from there.
    Member.objects.filter(pk=who.pk).update(identity="in_review")
    accounts.ask_for_papers(member=who, why="もう一度", at=jst(2027, 2, 1, 12), by=BY)
    assert again(who).provisional_through == date(2027, 3, 1)
    live_through(who, jst(2027, 3, 2, 12))
    assert again(who).invalid_since is not None
    assert mails(who, "お申し込みの期限のお知らせ") == 1
    assert AppliedLine.objects.get(pk=card.pk).state == "ended"


def test_a_card_whose_number_ran_out_waits_for_its_member_and_not_for_ever() -> None:
    who = new_here(provisional_through=date(2026, 11, 10))
    application = ApplicationFactory(member=who, line=None)
    number = {"number_from": "reservation", "mnp_number": "1234567891", "donor": "mineo"}
    number |= {"brought_number": "090-0000-9876"}
    card = AppliedLineFactory(
        application=application, mnp_expires_on=date(2026, 10, 24), **number
    )
    services.take_up(application=application, at=MID_MONTH, by=BY)
    accounts.give_until(member=who, through=MONTH, at=MID_MONTH, by=BY)
    live_through(who, jst(2026, 11, 8, 12))
    assert mails(who, "お申し込みの期限のお知らせ") == 1
    # With another number it is for the desk to post the card again, and nothing runs out.
    at = jst(2026, 11, 10, 12)
    anew = {"number": "9876543211", "expires_on": date(2026, 11, 22)}
    services.replace_reservation(applied=card, **anew, at=at, by=BY)
    assert again(who).provisional_through == date(2026, 12, 10)
    live_through(who, jst(2026, 12, 11, 12))
    assert again(who).invalid_since is not None
    assert AppliedLine.objects.get(pk=card.pk).state == "ended"


def test_an_application_under_way_keeps_a_closing_mioid_until_its_line_runs() -> None:
    made, shown = closing(date(2026, 10, 16))
    services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)
    assert again(made.member).last_day is None
    services.send_card(applied=made.lines.get(), at=MID_MONTH, by=BY)
    live_through(made.member, jst(2026, 10, 20, 12))
    who = again(made.member)
    assert Line.objects.filter(member=who).count() == 1
    assert (who.invalid_since, who.standing.is_closing) == (None, False)
    assert not who.standing.open_application


@pytest.mark.parametrize(
    ("through", "last"),
    [
        pytest.param(date(2026, 10, 16), date(2026, 10, 22), id="a week to go"),
        pytest.param(date(2026, 10, 30), date(2026, 10, 30), id="as before"),
    ],
)
def test_an_application_that_comes_to_nothing_lets_the_mioid_close(
    through: date, last: date
) -> None:
    made, shown = closing(through)
    services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)
    services.call_off(applied=made.lines.get(), why="在庫がありません", at=MID_MONTH, by=BY)
    assert again(made.member).last_day == last
    live_through(made.member, jst(2026, 11, 1, 12))
    assert again(made.member).invalid_since == jst(2026, 10, last.day + 1)


def test_a_mioid_that_ended_the_day_before_hands_nothing_in() -> None:
    made, shown = closing(date(2026, 10, 14))
    with pytest.raises(services.NotDraft):
        services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)


def test_two_applications_do_not_ask_for_the_same_number() -> None:
    esim = ONE_STOP | {"medium": "esim"}
    first, shown = ready_with(esim)
    second, other = ready_with(
        esim, member=MemberFactory(world=first.world, identity="complete")
    )
    services.hand_in(application=first, shown=shown, at=MID_MONTH, by=BY)
    with pytest.raises(services.NumberTaken):
        services.hand_in(application=second, shown=other, at=MID_MONTH, by=BY)
    row = first.lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.lines.update(asks_for=row.asks_for)
    services.open_applied(applied=row, at=MID_MONTH, by=BY)
    row.refresh_from_db()
    assert row.asks_for is None


def test_papers_in_review_end_with_the_mioid() -> None:
    who = new_here(identity="in_review")
    sent = Submission.objects.create(
        member=who,
        world=who.world,
        paper="driving_licence",
        state="in_review",
        receipt_number="H261015-ABCDE",
        started_at=MID_MONTH,
        sent_at=MID_MONTH,
        review_due_on=date(2026, 10, 20),
    )
    live_through(who, jst(2026, 11, 16, 12))
    sent.refresh_from_db()
    assert (sent.state, sent.purged_at is not None) == ("dropped", True)
    assert again(who).identity == "not_submitted"


def test_a_partners_link_goes_with_the_first_application_alone() -> None:
    who = new_here()
    SignUpFactory(user=who.user, state="USED", partner="CARD2026")
    assert services.begin(member=who, at=MID_MONTH, by=BY).partner == "CARD2026"
    Application.objects.filter(member=who).update(
        state="completed", submitted_at=MID_MONTH, shown={}
    )
    accounts.complete_registration(member=who, at=MID_MONTH, by=BY)
    assert services.begin(member=again(who), at=MID_MONTH, by=BY).partner == ""


def test_what_was_tried_under_an_earlier_mioid_is_not_free_again() -> None:
    before = OptionPeriodFactory(option_code="tabuho", trial_through=date(2026, 5, 31)).line.member
    Member.objects.filter(pk=before.pk).update(invalid_since=jst(2026, 10, 1))
    same = ("family_kana", "given_kana", "birth_date", "world")
    who = MemberFactory(**{name: getattr(before, name) for name in same})
    stranger = MemberFactory(world=before.world, given_kana="ベツジン")
    assert (tried_options(who), tried_options(stranger)) == ({"tabuho"}, set())
    application = ApplicationFactory(member=who, line=None)
    row = AppliedLineFactory(application=application, medium="esim", option_codes=["tabuho"])
    (shown,) = queries.first_bills(who, [row], TODAY)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    assert OptionPeriod.objects.get(line__member=who).trial_through is None
    made = bill_lines(bill_facts(who, date(2026, 10, 1)))
    assert (totals(made).total, made[1].kind) == (shown.total, "option")
    assert made[1].amount > 0
