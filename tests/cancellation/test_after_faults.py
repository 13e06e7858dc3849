"""A fault at any statement of what follows a cancellation leaves nothing half done."""

from collections.abc import Callable

import pytest

from billing.services import charge_damage
from cancellation import services
from cancellation.models import Cancellation, Withdrawal
from contracts import services as contracts
from contracts.models import Line, Sim
from mioportal.plumbing.actor import system
from mioportal.rules.cancellation import WithdrawGround
from mioportal.rules.sim_return import WaiverReason
from tests.cancellation.hands import read
from tests.cancellation.wizard import accepted
from tests.factories import MID_MONTH, OptionPeriodFactory, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything

# Really committed: what is not in one transaction shows.
pytestmark = pytest.mark.django_db(transaction=True)

BY = system("test")


def a_line() -> Line:
    """A line with an option and a card."""
    return OptionPeriodFactory().line


def asking_it_back() -> Callable[[], object]:
    made = accepted(a_line())
    rows = Cancellation.objects.select_related("line__member__user", "world")
    return lambda: services.ask_withdrawal(cancellation=rows.get(pk=made.pk), at=MID_MONTH, by=BY)


def taking_it_back() -> Callable[[], object]:
    made = accepted(a_line())
    rows = Cancellation.objects.select_related("line__member__user", "world")
    found = services.Found(
        asked_at=MID_MONTH, ground=WithdrawGround.SAME_DAY, evidence="電話"
    )
    return lambda: services.withdraw(
        cancellation=rows.get(pk=made.pk), found=found, at=MID_MONTH, by=BY
    )


def refusing_to_take_it_back() -> Callable[[], object]:
    asked = services.ask_withdrawal(cancellation=accepted(a_line()), at=MID_MONTH, by=BY)
    rows = Withdrawal.objects.select_related("cancellation__line__member__user", "world")
    return lambda: services.refuse_withdrawal(
        withdrawal=rows.get(pk=asked.pk), evidence="別人のお申し出", at=MID_MONTH, by=BY
    )


def a_card() -> Sim:
    line = accepted(a_line()).line
    Sim.objects.filter(line=line).update(reminders_sent=1)
    return Sim.objects.select_related("line__member__user", "world").get(line=line)


def telling_of_a_loss() -> Callable[[], object]:
    sim = a_card()
    return lambda: contracts.report_lost(
        line=read(sim.line), iccids=[sim.iccid], at=MID_MONTH, by=BY
    )


def charging_for_a_card() -> Callable[[], object]:
    sim = a_card()
    contracts.open_case(sim=sim, at=jst(2027, 2, 1), by=BY)
    rows = Sim.objects.select_related("line__member__user", "line__member__world", "world")
    return lambda: charge_damage(sim=rows.get(pk=sim.pk), at=jst(2027, 2, 1, 10), by=BY)


def letting_a_card_go() -> Callable[[], object]:
    sim = a_card()
    contracts.open_case(sim=sim, at=jst(2027, 2, 1), by=BY)
    rows = Sim.objects.select_related("line__member__user", "world")
    why = WaiverReason.ABROAD
    return lambda: contracts.waive_sim(
        sim=rows.get(pk=sim.pk), why=why, at=jst(2027, 2, 1, 10), by=BY
    )


SERVICES = [
    asking_it_back,
    taking_it_back,
    refusing_to_take_it_back,
    telling_of_a_loss,
    charging_for_a_card,
    letting_a_card_go,
]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)
def test_a_service_does_all_or_nothing(service: Callable[[], Callable[[], object]]) -> None:
    do = service()
    before = everything()

    def nothing_happened(number: int) -> None:
        assert changed(before) == {}, f"statement {number}"

    assert at_every_statement(do, nothing_happened) > 0
    assert changed(before) != {}
