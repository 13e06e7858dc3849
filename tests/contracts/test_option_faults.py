"""A fault at any statement leaves no option half added, half ended or half told of."""

from collections.abc import Callable

import pytest

from contracts import queries, services
from contracts.models import OptionPeriod
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.dates import day_in_japan
from mioportal.rules.options import OptionCode
from tests.contracts.options import BY, add, end, read, tick
from tests.factories import MID_MONTH, LineFactory, MemberFactory, OptionPeriodFactory, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything

# Really committed: what is not in one transaction shows.
pytestmark = pytest.mark.django_db(transaction=True)

Do = Callable[[], object]


def again(period: OptionPeriod) -> OptionPeriod:
    rows = OptionPeriod.objects.select_related("line__member__user", "line__world")
    return rows.get(pk=period.pk)


def adding() -> Do:
    line = OptionPeriodFactory().line
    code = OptionCode.CALL_10
    shown = queries.option_offer(read(line), code, day_in_japan(MID_MONTH)).shown
    return lambda: services.add_option(
        line=read(line), code=code, shown=shown, form="one", at=MID_MONTH, by=BY
    )


def ending() -> Do:
    period = OptionPeriodFactory()
    return lambda: end(again(period))


def ticking() -> Do:
    period = OptionPeriodFactory(option_code="tabuho")
    return lambda: tick(again(period))


def taking_back() -> Do:
    period = tick(OptionPeriodFactory(option_code="i_filter"))
    return lambda: services.untick_option(period=again(period), at=MID_MONTH, by=BY)


def completing() -> Do:
    period = end(OptionPeriodFactory(option_code="smart_checker"))
    return lambda: services.complete_option(period=again(period), at=jst(2026, 11, 1), by=BY)


def warning() -> Do:
    period = add(LineFactory(), "tabuho")
    at = jst(2026, 11, 23, 10)
    return lambda: services.warn_of_trial(period=again(period), on=at.date(), at=at)


def noting() -> Do:
    period = add(LineFactory(), "tabuho")
    return lambda: services.note_trial_over(period=again(period), at=jst(2026, 12, 1))


def beginning() -> Do:
    member = MemberFactory()
    return lambda: services.begin_audit(member=member, at=MID_MONTH)


SERVICES = [adding, ending, ticking, taking_back, completing, warning, noting, beginning]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)
def test_a_service_does_all_or_nothing_and_once(service: Callable[[], Do]) -> None:
    do = service()
    before = everything()

    def nothing_happened(number: int) -> None:
        assert changed(before) == {}, f"statement {number}"

    assert at_every_statement(do, nothing_happened) > 0
    after = changed(before)
    assert after != {}
    mails, rows = Outbox.objects.count(), AuditRow.objects.count()
    # And once more: the work is found done.
    do()
    assert (Outbox.objects.count(), AuditRow.objects.count()) == (mails, rows)
    assert changed(before).keys() == after.keys()
