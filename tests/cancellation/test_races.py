"""Many hands on one line at the same moment: one cancellation, and a fair word for the others."""

from collections import Counter
from collections.abc import Callable

import pytest

from cancellation import services
from cancellation.models import Cancellation
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing import runner
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Happening, Outbox, PendingAct, World
from tests.cancellation.wizard import APPLY, CONFIRM, act_at, by, step_url
from tests.factories import MID_MONTH, LineFactory, hold, jst
from tests.journeys.visitor import Visitor
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 5
REFUSED = "already leaving"


def fresh(line: Line) -> Line:
    """The line as a view reads it."""
    found = line_of(line.member, line.code, MID_MONTH.date())
    assert found
    return found


def one_of_each(line: Line) -> bool:
    """One cancellation, one mail, one row on the trail, one line of the log."""
    code = line.code
    return {
        Cancellation.objects.filter(line=line).count(),
        Outbox.objects.filter(mail_code="M-11", world=line.world).count(),
        AuditRow.objects.filter(subject=code, verb="accept_cancellation").count(),
        AuditRow.objects.filter(subject=code, verb="start_leaving").count(),
        Happening.objects.filter(subject=code, kind="cancellation_accepted").count(),
    } == {1}


def accept(line: Line, act: PendingAct) -> str:
    """One member's last press: the receipt number, or why not."""
    try:
        made = services.accept(
            act=PendingAct.objects.get(pk=act.pk), line=fresh(line), at=MID_MONTH, by=by(line)
        )
    except services.NotAllowed as refused:
        assert [reason.value for reason in refused.verdict.reasons] == ["already_leaving"]
        return REFUSED
    return made.receipt_number


def by_telephone(line: Line) -> str:
    """The desk accepts: the receipt number, or why not."""
    try:
        made = services.accept_by_phone(line=fresh(line), at=MID_MONTH, by=system("desk"))
    except services.NotAllowed:
        return REFUSED
    return made.receipt_number


def test_one_wizard_confirmed_by_many_at_once_gives_all_of_them_one_receipt() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        act = act_at("review", line)
        receipts = at_once(HANDS, lambda line=line, act=act: accept(line, act))  # type: ignore[misc]
        made = Cancellation.objects.get(line=line)
        assert receipts == [made.receipt_number] * HANDS
        assert one_of_each(line)
        act.refresh_from_db()
        assert act.result == made.receipt_number


def test_the_same_through_the_pages() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        act = act_at("review", line)
        visitors = [Visitor.signed_in_as(line.member) for _hand in range(HANDS)]
        for visitor in visitors:
            visitor.open(step_url(act, "review"))
        paths = at_once(HANDS, press_one_of(visitors))
        made = Cancellation.objects.get(line=line)
        assert set(paths) == {f"/cancel/receipts/{made.receipt_number}/"}
        assert one_of_each(line)


def press_one_of(visitors: list[Visitor]) -> Callable[[], str]:
    """Whoever calls takes the next visitor and presses the last button."""
    waiting = list(visitors)
    return lambda: waiting.pop().press(CONFIRM).path


def test_two_wizards_of_one_line_at_once_are_one_yes_and_one_refusal() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        waiting = [act_at("review", line) for _hand in range(HANDS)]
        answers = at_once(HANDS, lambda line=line, acts=waiting: accept(line, acts.pop()))  # type: ignore[misc]
        assert Counter(answers)[REFUSED] == HANDS - 1
        assert one_of_each(line)
        used = PendingAct.objects.filter(subject=line.code).exclude(used_at=None)
        assert used.count() == 1


def test_the_desk_against_the_member_is_one_cancellation_whoever_wins() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        act = act_at("review", line)
        hands = [lambda: by_telephone(line), lambda: accept(line, act)] * 3  # noqa: B023
        answers = Counter(at_once(len(hands), lambda hands=hands: hands.pop()()))  # type: ignore[misc]
        made = Cancellation.objects.get(line=line)
        assert answers[made.receipt_number] >= 1
        assert set(answers) <= {made.receipt_number, REFUSED}
        assert one_of_each(line)


def test_a_consent_taken_back_while_it_is_used_ends_in_one_clear_state() -> None:
    """The other tab finds that the quote has changed in the very moment of the last press."""
    for _round in range(ROUNDS):
        line = LineFactory()
        act = act_at("review", line)
        taken_back = PendingAct.objects.filter(pk=act.pk, used_at=None)

        def press(line: Line = line, act: PendingAct = act) -> str:
            try:
                return accept(line, act)
            except services.ShownHasChanged:
                return "asked again"

        hands = [press, lambda: str(taken_back.update(shown_digest=""))] * 2  # noqa: B023
        answers = at_once(len(hands), lambda hands=hands: hands.pop()())  # type: ignore[misc]
        line.refresh_from_db()
        if line.leaving_by:
            assert one_of_each(line)
        else:
            assert "asked again" in answers
            assert not Cancellation.objects.filter(line=line).exists()


def test_a_cancellation_in_the_last_second_races_the_midnight_run() -> None:
    """Accepted at 23:59:59, written while the first run of the next day is under way."""
    last_second, midnight = jst(2026, 10, 31, 23, 59, 59), jst(2026, 11, 1)
    for _round in range(ROUNDS):
        line = LineFactory()
        hold(line.member, last_second)
        ending = LineFactory(member=line.member)
        services.accept_by_phone(line=fresh(ending), at=last_second, by=system("desk"))
        act = act_at("review", line)
        hold(line.member, midnight)
        World.objects.filter(pk=line.world_id).update(ran_through=last_second)

        def run(line: Line = line) -> str:
            runner.catch_up(World.objects.get(pk=line.world_id), midnight)
            return "ran"

        def confirm(line: Line = line, act: PendingAct = act) -> str:
            return services.accept(
                act=PendingAct.objects.get(pk=act.pk),
                line=fresh(line),
                at=last_second,
                by=by(line),
            ).receipt_number

        hands = [run, confirm, run, confirm]
        at_once(len(hands), lambda hands=hands: hands.pop()())  # type: ignore[misc]
        made = Cancellation.objects.get(line=line)
        assert (made.accepted_at, made.ends_on) == (last_second, last_second.date())
        runner.catch_up(World.objects.get(pk=line.world_id), jst(2026, 11, 1, 9))
        for each in (line, ending):
            each.refresh_from_db()
            assert each.ended_at is not None
        made.refresh_from_db()
        assert made.state == Cancellation.State.COMPLETED
        assert Outbox.objects.filter(world=line.world, mail_code="M-12").count() == 2
        assert Outbox.objects.filter(world=line.world, mail_code="M-11").count() == 2
        line.member.standing.refresh_from_db()
        assert line.member.standing.last_service_ended_on == last_second.date()


def test_answers_sent_at_once_leave_a_wizard_that_still_works() -> None:
    line = LineFactory()
    act = act_at("survey", line)

    def answer() -> None:
        services.answer(
            act=PendingAct.objects.get(pk=act.pk),
            line=fresh(line),
            step="survey",
            answers={"satisfaction": "1"},
            at=MID_MONTH,
        )

    at_once(HANDS, answer)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(step_url(act, "cautions"))
    visitor.press(APPLY, agree="on")
    assert visitor.press(CONFIRM).path.startswith("/cancel/receipts/")
    assert Cancellation.objects.get().survey == {"satisfaction": "1"}
