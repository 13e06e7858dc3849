"""Lines of a group use one pool: the primary line's plan, what was bought, what they brought."""

from datetime import date

import pytest

from contracts import queries
from contracts.models import DataGrant, Line, ShareGroup
from tests.contracts.carriers import Steady
from tests.factories import (
    DataGrantFactory,
    LineFactory,
    SeatFactory,
    a_group_of,
    a_purchase,
    hold,
    jst,
    live_through,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steady")]


def two_lines(through: date = date(2026, 10, 14)) -> tuple[Line, Line]:
    """Two metered lines of a member."""
    first = LineFactory(metered_through=through, plan__plan_code="giga_10gb")
    second = LineFactory(member=first.member, metered_through=through)
    hold(first.member, jst(through.year, through.month, through.day + 1, 10))
    return first, second


def left(group: ShareGroup) -> list[int]:
    return list(group.data_grants.order_by("pk").values_list("left_mb", flat=True))


def test_all_lines_of_a_group_use_its_pool(steady: type[Steady]) -> None:
    first, second = two_lines()
    group = a_group_of(first, second)
    DataGrantFactory(line=None, group=group)
    steady.per_day[second.code] = 250
    live_through(first.member, jst(2026, 10, 16))
    assert left(group) == [4650]


def test_the_primary_lines_plan_fills_the_pool_on_the_first_and_the_others_give_nothing() -> None:
    first, second = two_lines(date(2026, 10, 30))
    group = a_group_of(first, second)
    live_through(first.member, jst(2026, 11, 1))
    assert left(group) == [10_000]
    assert DataGrant.objects.count() == 1


def test_a_line_that_joins_brings_what_it_has_left_until_it_expires() -> None:
    first, second = two_lines()
    group = a_group_of(first)
    DataGrantFactory(line=None, group=group, megabytes=150)
    own = DataGrantFactory(line=second, expires_on=date(2026, 10, 31), megabytes=300)
    SeatFactory(group=group, line=second, starts_on=date(2026, 10, 16))
    live_through(first.member, jst(2026, 10, 16))
    own.refresh_from_db()
    # Each its own on the last day alone.
    assert (own.left_mb, left(group)) == (200, [50])
    live_through(first.member, jst(2026, 10, 17))
    own.refresh_from_db()
    # Both from what expires first, whosever it was.
    assert (own.left_mb, left(group)) == (0, [50])
    day = date(2026, 10, 17)
    (balance,) = queries.balances(queries.lines_of(first.member, day), day)
    assert balance.left_mb == 50
    assert balance.use.fast_mb == 400


def test_data_bought_for_a_line_of_a_group_goes_to_all_and_is_billed_for_that_line() -> None:
    first, second = two_lines()
    group = a_group_of(first, second)
    bought = a_purchase(second, 2)
    assert (bought.line, bought.group, bought.bought_by) == (None, group, second)
    live_through(first.member, jst(2026, 10, 16))
    assert left(group) == [800, 1000]


def test_when_the_primary_line_changes_the_new_one_fills_the_pool() -> None:
    first, second = two_lines(date(2026, 10, 30))
    group = a_group_of(first, second)
    group.seats.update(ends_on=date(2026, 10, 31))
    SeatFactory(group=group, line=second, place="primary", starts_on=date(2026, 11, 1))
    SeatFactory(group=group, line=first, starts_on=date(2026, 11, 1))
    live_through(first.member, jst(2026, 11, 1))
    assert left(group) == [5000]


def test_a_line_that_leaves_the_group_has_its_own_data_again_from_the_first() -> None:
    first, second = two_lines(date(2026, 10, 30))
    group = a_group_of(first, second)
    group.seats.filter(line=second).update(ends_on=date(2026, 10, 31))
    live_through(first.member, jst(2026, 11, 2))
    assert left(group) == [9900]
    assert list(second.data_grants.values_list("left_mb", flat=True)) == [4900]
