"""A database that fails at any statement leaves all of a change of plan or group, or nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from contracts import queries, services
from contracts.models import Line
from mioportal.plumbing.actor import system
from tests.factories import MID_MONTH, LineFactory, PlanChangeFactory, a_group_of
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything

pytestmark = pytest.mark.django_db(transaction=True)

BY = system("test")
Act = Callable[[], object]


def a_booking() -> Act:
    line = LineFactory()

    def book() -> object:
        found = queries.line_of(line.member, line.code, MID_MONTH.date())
        assert found is not None
        return services.book_plan_change(
            line=found,
            plan_code="giga_10gb",
            shown=queries.plan_offer(found, "giga_10gb", MID_MONTH.date()).shown,
            at=MID_MONTH,
            by=BY,
        )

    return book


def a_new_group() -> Act:
    first = LineFactory(plan__plan_code="giga_20gb")
    second = LineFactory(member=first.member)
    return lambda: services.make_group(primary=first, secondaries=[second], at=MID_MONTH, by=BY)


def a_line_that_leaves() -> Act:
    first = LineFactory()
    a_group_of(first, LineFactory(member=first.member), on=date(2026, 11, 1))
    PlanChangeFactory(line=first)

    def leave() -> None:
        # Whoever accepts a leaving holds the transaction around it.
        with transaction.atomic():
            services.start_leaving(
                line=Line.objects.select_related("member__user", "world").get(pk=first.pk),
                way=Line.Leaving.CANCELLATION,
                ends_on=date(2026, 10, 31),
                at=MID_MONTH,
                by=BY,
            )

    return leave


@pytest.mark.parametrize("prepare", [a_booking, a_new_group, a_line_that_leaves])
def test_all_of_it_happens_or_nothing(prepare: Callable[[], Act]) -> None:
    do = prepare()
    before = everything()

    def nothing(number: int) -> None:
        assert changed(before) == {}, number

    assert at_every_statement(do, nothing) > 4
    assert changed(before) != {}
