"""The last second for this month, where an extra window is open when the month ends (F-MNT-02)."""

from datetime import date, datetime

import pytest

from mioportal.plumbing import windows
from mioportal.plumbing.models import ExtraWindow
from tests.factories import ExtraWindowFactory, LineFactory, WorldFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

OCTOBER, MARCH = date(2026, 10, 20), date(2026, 3, 20)
NIGHT = (jst(2026, 10, 31, 20), jst(2026, 11, 1, 6))


@pytest.mark.parametrize(
    ("spans", "last"),
    [
        pytest.param([NIGHT], jst(2026, 10, 31, 19, 59, 59), id="over the end of the month"),
        pytest.param(
            [(jst(2026, 10, 31, 20), jst(2026, 10, 31, 23))],
            jst(2026, 10, 31, 23, 59, 59),
            id="over before the end",
        ),
        pytest.param(
            [NIGHT, (jst(2026, 10, 31), jst(2026, 10, 31, 20))],
            jst(2026, 10, 30, 23, 59, 59),
            id="two that follow each other, from a midnight",
        ),
        pytest.param(
            [(jst(2026, 11, 1), jst(2026, 11, 1, 6))],
            jst(2026, 10, 31, 23, 59, 59),
            id="from the next month on",
        ),
    ],
)
def test_a_window_that_is_open_when_the_month_ends_brings_its_last_second_forward(
    spans: list[tuple[datetime, datetime]], last: datetime
) -> None:
    world = WorldFactory()
    for starts_at, ends_at in spans:
        ExtraWindowFactory(starts_at=starts_at, ends_at=ends_at)
    assert windows.cutoff(world, OCTOBER) == last
    is_early = last < jst(2026, 10, 31, 23, 59, 59)
    assert windows.early_cutoff(world, OCTOBER) == (last if is_early else None)
    assert windows.closes_by_extra(world, OCTOBER) is is_early


def test_another_function_and_another_world_close_nothing_and_the_weekly_window_stays() -> None:
    world = WorldFactory()
    starts_at, ends_at = NIGHT
    ExtraWindowFactory(
        function=ExtraWindow.Function.MNP, starts_at=starts_at, ends_at=ends_at
    )
    ExtraWindowFactory(world=WorldFactory(), starts_at=starts_at, ends_at=ends_at)
    assert windows.early_cutoff(world, OCTOBER) is None
    # 31 March 2026 is a Tuesday.
    assert windows.cutoff(world, MARCH) == jst(2026, 3, 31, 22, 59, 59)
    ExtraWindowFactory(starts_at=jst(2026, 3, 31, 21), ends_at=jst(2026, 3, 31, 23))
    assert windows.cutoff(world, MARCH) == jst(2026, 3, 31, 20, 59, 59)


def test_the_start_and_the_page_for_members_abroad_promise_no_second_more() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 31, 10))
    starts_at, ends_at = NIGHT
    ExtraWindowFactory(starts_at=starts_at, ends_at=ends_at)
    visitor = Visitor.signed_in_as(line.member)
    begin = visitor.open(f"/cancel/lines/{line.code}/").words
    assert "2026年10月31日（土）19:59までに確定すると" in begin
    assert "月末の臨時メンテナンスのため、2026年10月31日（土）19:59で締め切ります" in begin
    abroad = visitor.open("/cancel/abroad/?zone=Europe/London").words
    assert "2026年10月31日（土）10:59" in abroad
