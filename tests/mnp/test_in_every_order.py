"""Whatever is done to a number that is out, in every order, one after another: one outcome."""

from collections.abc import Callable
from datetime import datetime
from itertools import permutations

import pytest
from django.db import transaction

from cancellation.services import NotAllowed as CancellationNotAllowed
from contracts.models import Line
from mioportal.outside.clearing import services as clearing
from mioportal.outside.models import OperatorOrder
from mioportal.plumbing.gateways import NumberNotReleased, OrderIsOver
from mnp import services
from mnp.models import PortRequest
from tests.cancellation.wizard import accepted
from tests.factories import jst, live_through
from tests.mnp.asking import DESK, again, agreed, asked, checked, fresh, line_at, opened, ordered
from tests.mnp.test_number_races import one_outcome

pytestmark = pytest.mark.django_db
# So late that the number lives on into the next month.
START, MONTH_END = jst(2026, 10, 25, 10), jst(2026, 11, 1, 10)
REFUSED = (
    services.NotAllowed,
    services.NotLive,
    services.NotTheLatest,
    CancellationNotAllowed,
    NumberNotReleased,
    OrderIsOver,
    clearing.NotNow,
)


class Told:
    """A number, its order at one operator, another that waits for a consent, and a clock."""

    def __init__(self) -> None:
        self.at, self.line = START, line_at(START)
        self.made = asked(self.line, START)
        checked(self.made, START)
        self.order = ordered(self.line)

    def month_end(self) -> None:
        """The clock moves on; whatever comes after it comes in the next month."""
        self.at = MONTH_END
        live_through(self.line.member, self.at)

    def void(self) -> None:
        """The member kills the number."""
        row = PortRequest.objects.select_related("line__member", "world").get(pk=self.made.pk)
        services.void(request=row, why=PortRequest.Why.MEMBER, at=self.at, by=DESK)

    def is_there(self) -> bool:
        """Whether the line serves still: of one that has ended no page shows what going means."""
        return Line.objects.live(self.at.date()).filter(pk=self.line.pk).exists()

    def cancel(self) -> None:
        """The member cancels the line."""
        if self.is_there():
            accepted(fresh(self.line), self.at)

    def consent(self) -> None:
        """The member agrees to the other operator's order."""
        if self.is_there():
            agreed(self.line, self.at, self.order)

    def open_the_order(self) -> None:
        """The operator that waits for a consent opens."""
        order = OperatorOrder.objects.get(pk=self.order.pk)
        clearing.open_order(order=order, at=self.at, by=DESK)


ACTS: dict[str, Callable[[Told], object]] = {
    "open": lambda told: opened("N-1", told.at),
    "open again": lambda told: opened("N-1", told.at),
    "replace": lambda told: again(told.made, told.at),
    "cancel": Told.cancel,
    "void": Told.void,
    "month end": Told.month_end,
    "consent": Told.consent,
    "open the order": Told.open_the_order,
}


def one_after_another(told: Told, acts: tuple[str, ...]) -> None:
    for name in acts:
        try:
            with transaction.atomic():
                ACTS[name](told)
        except REFUSED:
            continue
        except AssertionError:
            # The order can be looked at no more: nobody waits for a consent.
            assert name == "consent"
    one_outcome(told.line)


def in_all_orders(first: str, length: int) -> None:
    """Everything that may follow upon an act; each history in a savepoint of its own."""
    told = Told()
    for rest in permutations([name for name in ACTS if name != first], length - 1):
        with transaction.atomic():
            one_after_another(told, (first, *rest))
            transaction.set_rollback(True)
        reset(told, START)


def reset(told: Told, at: datetime) -> None:
    """The rows were rolled back; what was read of them is read anew."""
    told.at = at
    for row in (told.line, told.made, told.order, told.line.member.world):
        row.refresh_from_db()


@pytest.mark.parametrize("first", ACTS)
def test_any_two_acts_have_one_outcome(first: str) -> None:
    in_all_orders(first, 2)


@pytest.mark.full
@pytest.mark.parametrize("first", ACTS)
def test_any_four_acts_in_any_order_have_one_outcome(first: str) -> None:
    in_all_orders(first, 4)
