"""Many hands at what the last day of a mioID hangs on: one order of things comes out of it."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Lock

import pytest

from accounts import services
from accounts.models import Member, Reminder
from contracts.models import Line
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.lives import BY, at, closing, refresh, reminded_on, through
from tests.accounts.test_last_day import new_line
from tests.factories import jst
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ENDED, ROUNDS = date(2025, 10, 31), 4


def in_turn(*acts: Callable[[], str]) -> Callable[[], str]:
    """Each hand does another of these things."""
    left, lock = list(acts), Lock()

    def act() -> str:
        with lock:
            mine = left.pop()
        return mine()

    return act


def settle(member: Member) -> str:
    try:
        services.settle_debt(member=member, at=jst(2025, 12, 1, 10), by=BY)
    except services.NothingOwed:
        return "nothing owed"
    return "settled"


def test_a_debt_settled_by_many_is_settled_once() -> None:
    for _round in range(ROUNDS):
        member = closing(ENDED)
        services.note_debt(member=member, yen=Decimal(990), at=jst(2025, 11, 26, 9), by=BY)
        heard = Counter(at_once(6, partial(settle, member)))
        assert heard == {"settled": 1, "nothing owed": 5}
        assert through(member) == date(2026, 3, 1)
        assert reminded_on(member) == [date(2026, 2, 1), date(2026, 2, 22)]
        trail = AuditRow.objects.filter(verb="settle_debt", subject=member.mio_id)
        assert trail.count() == 1


def end(member: Member) -> str:
    ended = services.end_mio_id(member=member, at=jst(2026, 2, 1), by=BY)
    return "ended" if ended else "not ended"


def test_two_runners_end_a_mioid_once() -> None:
    for _round in range(ROUNDS):
        member = closing(ENDED)
        heard = Counter(at_once(4, partial(end, member)))
        assert heard == {"ended": 1, "not ended": 3}
        assert Outbox.objects.filter(user=member.user, mail_code="M-32").count() == 1


def begin(member: Member) -> str:
    """A line that was asked for on the last day, while midnight is carried out."""
    try:
        new_line(member, date(2026, 1, 31))
    except services.MioIdEnded:
        return "refused"
    return "begun"


def test_a_mioid_ends_or_has_a_new_line_never_both() -> None:
    for _round in range(3 * ROUNDS):
        member = closing(ENDED)
        heard = at_once(2, in_turn(partial(end, member), partial(begin, member)))
        has_line = Line.objects.filter(member=member).exists()
        assert has_line is (refresh(member).invalid_since is None)
        assert sorted(heard) in (["begun", "not ended"], ["ended", "refused"])
        assert not Reminder.objects.filter(member=member, told_at=None).exists()


def owe(member: Member) -> str:
    services.note_debt(member=member, yen=Decimal(10), at=at(date(2025, 12, 1)), by=BY)
    return "owes"


def test_a_debt_and_a_payment_at_once_leave_the_last_day_that_fits_the_debt() -> None:
    for _round in range(ROUNDS):
        member = closing(ENDED)
        services.note_debt(member=member, yen=Decimal(990), at=jst(2025, 11, 26, 9), by=BY)
        at_once(2, in_turn(partial(owe, member), partial(settle, member)))
        owed = refresh(member).standing.owed_yen
        assert owed in (0, 10)
        assert member.last_day == (None if owed else date(2026, 3, 1))
