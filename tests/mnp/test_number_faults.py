"""A fault at any statement leaves nothing half done, and the next try succeeds once."""

from collections.abc import Callable

import pytest

from mioportal.plumbing.models import PendingAct
from mnp import services
from mnp.models import PortRequest
from tests.factories import LineFactory, hold, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything
from tests.mnp.asking import DESK, act_of, again, asked, by, checked, fresh, opened

# Really committed: what is not in one transaction shows.
pytestmark = pytest.mark.django_db(transaction=True)
START = jst(2026, 10, 15, 10)


def asking() -> Callable[[], object]:
    line = LineFactory()
    hold(line.member, START)
    act = act_of(line, START)
    return lambda: services.ask(
        act=PendingAct.objects.get(pk=act.pk), line=fresh(line), at=START, by=by(line)
    )


def with_number() -> PortRequest:
    line = LineFactory()
    hold(line.member, START)
    return asked(line, START)


def replacing() -> Callable[[], object]:
    made = with_number()
    return lambda: again(made, START)


def voiding() -> Callable[[], object]:
    made = with_number()
    why = PortRequest.Why.MEMBER
    return lambda: services.void(
        request=PortRequest.objects.get(pk=made.pk), why=why, at=START, by=DESK
    )


def opening() -> Callable[[], object]:
    made = with_number()
    checked(made, START)
    return lambda: opened("N-1", START)


@pytest.mark.parametrize("make", [asking, replacing, voiding, opening])
def test_a_fault_anywhere_leaves_nothing_behind(make: Callable[[], Callable[[], object]]) -> None:
    do = make()
    before = everything()
    statements = at_every_statement(do, lambda number: nothing_since(before, number))
    assert statements > 10
    done = everything()
    # Once more: the work is found done.
    do()
    assert changed(done) == {}


def nothing_since(before: object, number: int) -> None:
    assert changed(before) == {}, f"after a fault at statement {number}"  # type: ignore[arg-type]
