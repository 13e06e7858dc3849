from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import options
from mioportal.rules.dates import month_end
from mioportal.rules.options import OptionCode


@pytest.mark.parametrize(
    ("code", "label", "fee"),
    [
        ("call_5", "通話定額5分+", 500),
        ("call_10", "通話定額10分+", 700),
        ("call_unlimited", "かけ放題+", 1400),
    ],
)
def test_the_three_call_options_have_their_names_and_fees(code: str, label: str, fee: int) -> None:
    assert options.option(code).label == label
    assert options.monthly_fee(code, date(2025, 10, 1)) == fee


@pytest.mark.parametrize(
    ("cancelled_on", "line_ends_on", "ends_on", "billed_through"),
    [
        pytest.param(
            date(2025, 10, 15), None, date(2025, 10, 15), date(2025, 10, 31), id="alone: at once"
        ),
        pytest.param(
            date(2025, 10, 31), None, date(2025, 10, 31), date(2025, 10, 31), id="alone: last day"
        ),
        pytest.param(
            date(2028, 2, 1), None, date(2028, 2, 1), date(2028, 2, 29), id="alone: leap February"
        ),
        pytest.param(
            date(2025, 10, 15),
            date(2025, 10, 31),
            date(2025, 10, 31),
            date(2025, 10, 31),
            id="with the line: month end",
        ),
        pytest.param(
            date(2025, 10, 15),
            date(2025, 11, 1),
            date(2025, 11, 1),
            date(2025, 11, 30),
            id="with a port-out: that month in full",
        ),
    ],
)
def test_a_call_option_ends_at_once_alone_and_with_its_line_otherwise(
    cancelled_on: date, line_ends_on: date | None, ends_on: date, billed_through: date
) -> None:
    assert options.ending("call_5", cancelled_on, line_ends_on) == (ends_on, billed_through)


def test_an_unknown_option_is_refused_by_name() -> None:
    for ask in (
        lambda: options.option("call_15"),
        lambda: options.monthly_fee("call_15", date(2025, 10, 1)),
        lambda: options.ending("call_15", date(2025, 10, 1)),
    ):
        with pytest.raises(ValueError, match="^option must be one of call_5, "):
            ask()


def test_a_line_that_ended_before_its_option_was_cancelled_is_refused() -> None:
    with pytest.raises(ValueError, match="^line_ends_on 2025-09-30 is before"):
        options.ending("call_5", date(2025, 10, 1), date(2025, 9, 30))


@given(
    st.sampled_from(OptionCode),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.none() | st.integers(0, 90),
)
def test_an_option_never_ends_before_the_request_and_is_billed_to_a_month_end(
    code: OptionCode, cancelled_on: date, days: int | None
) -> None:
    line_ends_on = None if days is None else date.fromordinal(cancelled_on.toordinal() + days)
    ends_on, billed_through = options.ending(code, cancelled_on, line_ends_on)
    assert cancelled_on <= ends_on <= billed_through == month_end(ends_on)
