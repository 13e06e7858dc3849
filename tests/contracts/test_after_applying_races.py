"""Many hands on one application: one card, one line, one notice; a contract is undone once."""

from collections.abc import Callable
from itertools import cycle

import pytest

from accounts import services as accounts
from accounts.models import Member
from cancellation import queries
from cancellation import services as cancellation
from cancellation.models import Cancellation, InitialCancellation
from contracts import services
from contracts.models import Application, AppliedLine, ContractNotice, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    LineFactory,
    MemberFactory,
    hold,
)
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 4
BY = system("test")
ONE_STOP = {"number_from": "one_stop", "brought_number": "080-0000-4321", "donor": "au"}


def applied(identity: str = "complete", **line: object) -> AppliedLine:
    application = ApplicationFactory(member=MemberFactory(identity=identity), line=None)
    row = AppliedLineFactory(application=application, **line)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    return row


def again(row: AppliedLine) -> AppliedLine:
    return AppliedLine.objects.select_related("application__member__user").get(pk=row.pk)


def hands(*things: Callable[[], object]) -> list[str]:
    """Let each do its own at the same moment; what became of it, by name."""
    turns = cycle(things)

    def do() -> str:
        try:
            next(turns)()
        except (
            services.NotNow,
            cancellation.NotUndone,
            cancellation.NotAllowed,
            cancellation.ShownHasChanged,
        ) as no:
            return type(no).__name__
        return "done"

    return at_once(HANDS, do)


def of(who: Member) -> tuple[int, int, int]:
    """Lines, notices, and the mails that bring them."""
    return (
        Line.objects.filter(member=who).count(),
        ContractNotice.objects.filter(line__member=who).count(),
        Outbox.objects.filter(user=who.user, mail_code="M-03").count(),
    )


def test_many_presses_bring_one_number_over_once() -> None:
    for _round in range(ROUNDS):
        row = applied(medium="esim", device="buy", device_code="moto_g52j", **ONE_STOP)
        open_it = lambda row=row: services.open_applied(  # noqa: E731
            applied=again(row), at=MID_MONTH, by=BY
        )
        assert hands(open_it) == ["done"] * HANDS
        assert of(row.application.member) == (1, 1, 1)
        assert row.application.member.devices.count() == 1


def test_a_card_is_posted_once_and_called_off_or_opened_but_not_both() -> None:
    for _round in range(ROUNDS):
        row = applied(**ONE_STOP)
        send = lambda row=row: services.send_card(applied=again(row), at=MID_MONTH, by=BY)  # noqa: E731
        assert sorted(hands(send)) == ["NotNow"] * (HANDS - 1) + ["done"]
        told = Outbox.objects.filter(user=row.application.member.user, mail_code="M-02")
        assert told.count() == 1
        hands(
            lambda row=row: services.open_applied(applied=again(row), at=MID_MONTH, by=BY),  # type: ignore[misc]
            lambda row=row: services.call_off(  # type: ignore[misc]
                applied=again(row), why="お申し出", at=MID_MONTH, by=BY
            ),
        )
        row = again(row)
        ends = (row.application.state, row.state, of(row.application.member)[0])
        assert ends in {("completed", "opened", 1), ("withdrawn", "ended", 0)}


def test_an_identity_that_is_found_by_many_approves_once() -> None:
    for _round in range(ROUNDS):
        row = applied("in_review", medium="esim")
        who = row.application.member

        def find(pk: int = who.pk) -> None:
            member = Member.objects.select_related("user", "world").get(pk=pk)
            accounts.complete_identity(member=member, at=MID_MONTH, by=BY)

        hands(find)
        assert of(who) == (1, 1, 1)
        assert Application.objects.get(member=who).state == "completed"


def new_line() -> Line:
    line = LineFactory(contracted_on=MID_MONTH.date())
    hold(line.member, MID_MONTH)
    services.give_notice(line=line, at=MID_MONTH)
    return line


def fresh(line: Line) -> Line:
    return Line.objects.select_related("member__user", "member__standing", "world").get(pk=line.pk)


def undo(line: Line) -> InitialCancellation:
    now = fresh(line)
    shown = queries.undoing(now, MID_MONTH).digest()
    return cancellation.undo(line=now, shown=shown, at=MID_MONTH, by=BY)


def test_a_contract_is_undone_once_also_while_it_is_cancelled() -> None:
    for _round in range(ROUNDS):
        line = new_line()
        assert set(hands(lambda line=line: undo(line))) == {"done"}  # type: ignore[misc]
        assert InitialCancellation.objects.filter(line=line).count() == 1
        other = new_line()
        hands(
            lambda line=other: undo(line),  # type: ignore[misc]
            lambda line=other: cancellation.accept_by_phone(  # type: ignore[misc]
                line=fresh(line), at=MID_MONTH, by=BY
            ),
        )
        other = fresh(other)
        assert (other.leaving_by, other.ends_on) == ("undone", MID_MONTH.date())
        left = set(Cancellation.objects.filter(line=other).values_list("state", flat=True))
        assert left <= {Cancellation.State.WITHDRAWN}
