"""A third party's option: ended over there, and the member says so (C-098, F-OPT-06, D-64)."""

from datetime import date, datetime

import pytest

from contracts import queries, services
from contracts.models import OptionPeriod
from mioportal.plumbing.models import AuditRow
from tests.contracts.options import BY, add, held, mails, tick
from tests.factories import MID_MONTH, OptionPeriodFactory, hold, jst, live_through

pytestmark = pytest.mark.django_db


def untick(period: OptionPeriod, at: datetime = MID_MONTH) -> OptionPeriod:
    return services.untick_option(period=period, at=at, by=BY)


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("tabuho", date(2026, 10, 31)),
        ("i_filter", date(2026, 10, 15)),
        ("virus_buster", date(2026, 10, 15)),
    ],
)
def test_a_tick_ends_a_third_partys_option_as_if_it_were_ended_here(code: str, last: date) -> None:
    period = OptionPeriodFactory(option_code=code)
    ticked = tick(period)
    assert (ticked.ends_on, ticked.ticked_at, ticked.receipt_number) == (last, MID_MONTH, None)
    assert tick(period, jst(2026, 10, 16)).ticked_at == MID_MONTH
    assert len(mails(period.line, "M-17")) == 1
    assert AuditRow.objects.filter(verb="tick_option").count() == 1


def test_what_is_ended_here_cannot_be_ticked() -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    with pytest.raises(services.NotEnded):
        tick(period)
    period.refresh_from_db()
    assert period.ends_on is None


@pytest.mark.parametrize(
    ("at", "is_back"),
    [
        pytest.param(jst(2026, 10, 31, 23, 59), True, id="the last minute of the month"),
        pytest.param(jst(2026, 11, 1), False, id="the next month"),
    ],
)
def test_a_tick_is_taken_back_within_its_month_without_a_break(at: datetime, is_back: bool) -> None:
    period = OptionPeriodFactory(option_code="i_filter")
    tick(period)
    hold(period.line.member, at)
    if not is_back:
        with pytest.raises(services.NotTicked):
            untick(period, at)
        return
    untick(period, at)
    # A second click finds it done.
    again = untick(period, at)
    assert (again.ends_on, again.ticked_at, again.ended_at) == (None, None, None)
    assert mails(period.line, "M-17")[-1].endswith("は続いています")
    assert AuditRow.objects.filter(verb="untick_option").count() == 1


def test_a_tick_is_not_taken_back_once_the_option_was_added_again() -> None:
    period = OptionPeriodFactory(option_code="i_filter")
    tick(period)
    add(period.line, "i_filter")
    with pytest.raises(services.NotTicked):
        untick(period)


@pytest.mark.parametrize(
    ("until", "is_due"),
    [
        pytest.param(jst(2026, 11, 14, 12), False, id="the day before"),
        pytest.param(jst(2026, 11, 15, 12), True, id="a month later"),
        pytest.param(jst(2026, 12, 15, 12), True, id="as long as the card is watched"),
        pytest.param(jst(2026, 12, 16, 12), False, id="the day after"),
    ],
)
def test_a_month_after_a_tick_the_bill_is_to_be_checked(until: datetime, is_due: bool) -> None:
    period = OptionPeriodFactory(option_code="i_filter")
    tick(period)
    live_through(period.line.member, until)
    today = until.date()
    look = queries.options_to_look_at(queries.lines_of(period.line.member, today), today)
    assert [each.period for each in look.to_check] == ([period] if is_due else [])
    assert held(period, until).is_over
