from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import sim_return


@pytest.mark.parametrize(
    ("ended_on", "risk_from"),
    [
        pytest.param(date(2025, 10, 31), date(2026, 2, 1), id="vector: end of October"),
        pytest.param(date(2025, 11, 30), date(2026, 3, 1), id="vector: end of November"),
        pytest.param(date(2027, 11, 30), date(2028, 3, 1), id="over 29 February"),
        pytest.param(date(2028, 2, 29), date(2028, 5, 30), id="from 29 February"),
        pytest.param(date(2025, 12, 31), date(2026, 4, 1), id="year end"),
        pytest.param(date(2025, 10, 5), date(2026, 1, 6), id="a port-out in mid-month"),
    ],
)
def test_a_fee_may_follow_when_three_months_have_fully_passed(
    ended_on: date, risk_from: date
) -> None:
    assert sim_return.fee_risk_from(ended_on) == risk_from


@pytest.mark.parametrize(
    ("ended_on", "days"),
    [
        pytest.param(
            date(2025, 10, 31),
            (date(2025, 11, 7), date(2025, 11, 30), date(2025, 12, 31)),
            id="end of October",
        ),
        pytest.param(
            date(2025, 12, 31),
            (date(2026, 1, 7), date(2026, 1, 31), date(2026, 2, 28)),
            id="year end",
        ),
        pytest.param(
            date(2027, 12, 31),
            (date(2028, 1, 7), date(2028, 1, 31), date(2028, 2, 29)),
            id="into 29 February",
        ),
    ],
)
def test_reminders_come_after_a_week_and_one_and_two_months(
    ended_on: date, days: tuple[date, ...]
) -> None:
    assert sim_return.reminder_days(ended_on) == days


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_reminder_comes_before_a_fee_may(ended_on: date) -> None:
    days = sim_return.reminder_days(ended_on)
    assert ended_on < days[0] < days[1] < days[2] < sim_return.fee_risk_from(ended_on)


def test_the_address_is_written_one_way() -> None:
    assert sim_return.RETURN_ADDRESS == (
        "〒143-0006 東京都大田区平和島3-6-1 東京団地倉庫A-2棟 住友倉庫内"
        " IIJモバイル解約受付センター"
    )


@pytest.mark.parametrize("ask", [sim_return.fee_risk_from, sim_return.reminder_days])
def test_an_instant_for_a_day_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match="^ended_on must"):
        ask(datetime(2025, 10, 31))  # type: ignore[operator]  # noqa: DTZ001
