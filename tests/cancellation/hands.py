"""Hands that reach for one leaving line, and what holds whichever of them comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cancellation import queries, services
from cancellation.models import Cancellation, Withdrawal
from cancellation.services import Found
from contracts import services as contracts
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox, PendingAct
from mioportal.rules.cancellation import WithdrawGround
from mnp import services as numbers
from tests.cancellation.wizard import accepted, act_at, by
from tests.factories import LineFactory, a_group_of, hold, jst

BY = system("test")
LAST_SECOND, MIDNIGHT = jst(2026, 10, 31, 23, 59, 59), jst(2026, 11, 1)
REFUSED = "refused"
Hand = Callable[[], str]


def read(line: Line) -> Line:
    """The line as a view reads it, on the connection of whoever asks."""
    rows = Line.objects.select_related("member__user", "member__standing", "world")
    return rows.prefetch_related("sims").get(pk=line.pk)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Some hands, and what has to be true once all of them have done what they could."""

    hands: list[Hand]
    holds: Callable[[], None]


def confirming(line: Line, at: datetime) -> Hand:
    """A member with a wizard of their own in front of the last button."""
    act = act_at("review", line, at)

    def press() -> str:
        pending = PendingAct.objects.get(pk=act.pk)
        try:
            made = services.accept(act=pending, line=read(line), at=at, by=by(line))
        except (services.NotAllowed, services.ShownHasChanged):
            return REFUSED
        return made.receipt_number

    return press


def mails(line: Line, code: str) -> int:
    """How often a line's member was told."""
    return Outbox.objects.filter(user=line.member.user, mail_code=code).count()


def two_tabs() -> Scene:
    """Two tabs cancel one line."""
    line: Line = LineFactory()
    at = jst(2026, 10, 15, 10)

    def holds() -> None:
        assert Cancellation.objects.filter(line=line).count() == 1
        assert mails(line, "M-11") == 1

    return Scene(hands=[confirming(line, at), confirming(line, at)], holds=holds)


def cancelled_while_it_is_ported() -> Scene:
    """A line is cancelled in the moment in which its number is opened elsewhere."""
    line: Line = LineFactory()
    at = jst(2026, 10, 15, 10)

    def port() -> str:
        try:
            contracts.start_leaving(
                line=read(line), way=Line.Leaving.PORT_OUT, ends_on=at.date(), at=at, by=BY
            )
        except contracts.AlreadyLeaving:
            return REFUSED
        return "ported"

    def holds() -> None:
        now = read(line)
        made = Cancellation.objects.filter(line=line).count()
        assert (now.leaving_by, made) in {("cancellation", 1), ("port_out", 0)}
        assert mails(line, "M-11") == made

    return Scene(hands=[confirming(line, at), port], holds=holds)


def cancelled_while_its_number_is_issued() -> Scene:
    """A line is cancelled in the moment in which the desk has its reservation number issued."""
    line: Line = LineFactory()
    at = jst(2026, 10, 15, 10)

    def issue() -> str:
        return numbers.ask_by_desk(line=read(line), at=at, by=BY).receipt_number

    def holds() -> None:
        now = read(line)
        # Both may stand (C-070); whoever had not seen the number is asked once more.
        assert now.is_number_live(at.date())
        made = Cancellation.objects.filter(line=line).count()
        assert (now.leaving_by, made) in {("cancellation", 1), ("", 0)}
        assert mails(line, "M-11") == made

    return Scene(hands=[confirming(line, at), issue], holds=holds)


def primary_and_secondary() -> Scene:
    """Two people cancel the primary line and a secondary line of one group at once."""
    primary: Line = LineFactory()
    secondary: Line = LineFactory(member=primary.member)
    a_group_of(primary, secondary)
    at = jst(2026, 10, 15, 10)

    def by_phone() -> str:
        try:
            made = services.accept_by_phone(line=read(primary), at=at, by=BY)
        except services.NotAllowed:
            return REFUSED
        return made.receipt_number

    def holds() -> None:
        first, second = read(primary), read(secondary)
        # Never a secondary line whose primary line leaves without it.
        assert second.leaving_by == "cancellation"
        count = Cancellation.objects.filter(line=first).count()
        assert count == (1 if first.leaving_by else 0)

    return Scene(hands=[by_phone, confirming(secondary, at)], holds=holds)


def whole_and_part() -> Scene:
    """A group is ended as one, in the moment in which one of its lines is cancelled alone."""
    primary: Line = LineFactory()
    secondary: Line = LineFactory(member=primary.member)
    a_group_of(primary, secondary)
    at = jst(2026, 10, 15, 10)
    act = services.begin_together(line=led(primary), user=primary.member.user, at=at)
    digest = queries.quote_for(led(primary), at).digest()
    assert services.agree(act=act, line=led(primary), digest=digest, at=at)

    def all_of_it() -> str:
        pending = PendingAct.objects.get(pk=act.pk)
        try:
            made = services.accept(act=pending, line=led(primary), at=at, by=by(primary))
        except services.NotAllowed:
            return REFUSED
        return made.receipt_number

    def holds() -> None:
        for line in (primary, secondary):
            assert Cancellation.objects.filter(line=line).count() == 1
        assert mails(primary, "M-11") == 2

    return Scene(hands=[all_of_it, confirming(secondary, at)], holds=holds)


def led(line: Line) -> Line:
    """A primary line as a view reads it, with all that is known of its group."""
    found = line_of(line.member, line.code, jst(2026, 10, 15).date())
    assert found
    return found


def ended(made: Cancellation) -> list[Hand]:
    """What the first instant of the next day does."""

    def end() -> str:
        return str(contracts.end_line(line=read(made.line), at=MIDNIGHT, by=BY))

    def complete() -> str:
        rows = Cancellation.objects.select_related("line__member__user", "world")
        row = rows.get(pk=made.pk)
        return str(services.complete(cancellation=row, at=MIDNIGHT, by=BY))

    return [end, complete]


def again(made: Cancellation) -> Cancellation:
    """The cancellation as it is now, with its line."""
    rows = Cancellation.objects.select_related("line__member__user", "line__world", "world")
    return rows.get(pk=made.pk)


def on_the_last_evening() -> Cancellation:
    """A line that was cancelled a minute before its last day was over."""
    line: Line = LineFactory()
    at = jst(2026, 10, 31, 23, 59)
    hold(line.member, at)
    return accepted(line, at)


def asked_back_at_midnight() -> Scene:
    """A member asks for it back in the last second, while the first jobs of the day begin."""
    made = on_the_last_evening()

    def ask() -> str:
        try:
            services.ask_withdrawal(cancellation=again(made), at=LAST_SECOND, by=BY)
        except services.NotWithdrawn:
            return REFUSED
        return "asked"

    def holds() -> None:
        for hand in ended(made):
            hand()
        now = again(made)
        asked = Withdrawal.objects.filter(cancellation=made).count()
        is_over = now.line.ended_at is not None
        assert (now.state, is_over, asked, mails(now.line, "M-12")) in {
            ("accepted", False, 1, 0),
            ("completed", True, 0, 1),
        }

    return Scene(hands=[ask, *ended(made)], holds=holds)


def taken_back_at_midnight() -> Scene:
    """Two of the staff take it back in the last second, while the first jobs of the day begin."""
    made = on_the_last_evening()
    found = Found(asked_at=LAST_SECOND, ground=WithdrawGround.SAME_DAY, evidence="電話")

    def take_back() -> str:
        try:
            services.withdraw(cancellation=again(made), found=found, at=LAST_SECOND, by=BY)
        except (services.NotWithdrawn, services.AlreadyDecided):
            return REFUSED
        return "taken back"

    def holds() -> None:
        for hand in ended(made):
            hand()
        now = again(made)
        told = mails(now.line, "M-12"), mails(now.line, "M-13")
        assert (now.state, now.line.leaving_by, now.line.ended_at is not None, told) in {
            ("withdrawn", "", False, (0, 1)),
            ("completed", "cancellation", True, (1, 0)),
        }

    return Scene(hands=[take_back, take_back, *ended(made)], holds=holds)


SCENES = [
    two_tabs,
    cancelled_while_it_is_ported,
    cancelled_while_its_number_is_issued,
    primary_and_secondary,
    whole_and_part,
    asked_back_at_midnight,
    taken_back_at_midnight,
]
