from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import usage

OCTOBER = date(2025, 10, 1)
CALL_OPTIONS = ["call_5", "call_10", "call_unlimited"]


@pytest.mark.parametrize(
    ("seconds", "outside", "inside"),
    [
        pytest.param(0, "0", "0", id="no call"),
        pytest.param(1, "11", "8.8", id="a second: one unit"),
        pytest.param(29, "11", "8.8", id="a second less than a unit"),
        pytest.param(30, "11", "8.8", id="a unit"),
        pytest.param(31, "22", "17.6", id="a second more than a unit"),
        pytest.param(600, "220", "176", id="ten minutes"),
    ],
)
def test_every_started_half_minute_costs_11_yen_and_8_8_inside_one_mioid(
    seconds: int, outside: str, inside: str
) -> None:
    for on in (None, OCTOBER):
        assert usage.call_charge(seconds, on=on) == Decimal(outside)
        assert usage.call_charge(seconds, on=on, is_inside=True) == Decimal(inside)


@pytest.mark.parametrize(
    ("option", "seconds", "charge"),
    [
        pytest.param("call_5", 299, 0, id="5 minutes: a second before"),
        pytest.param("call_5", 300, 0, id="5 minutes: to the second"),
        pytest.param("call_5", 301, 11, id="5 minutes: a second after"),
        pytest.param("call_5", 330, 11, id="5 minutes and a unit"),
        pytest.param("call_5", 331, 22, id="5 minutes and more than a unit"),
        pytest.param("call_10", 599, 0, id="10 minutes: a second before"),
        pytest.param("call_10", 600, 0, id="10 minutes: to the second"),
        pytest.param("call_10", 601, 11, id="10 minutes: a second after"),
        pytest.param("call_unlimited", 86_400, 0, id="a whole day, unlimited"),
    ],
)
def test_an_option_frees_the_first_minutes_of_a_call(
    option: str, seconds: int, charge: int
) -> None:
    assert usage.call_charge(seconds, option) == charge
    assert usage.call_charge(seconds, option, OCTOBER) == charge


def test_beyond_the_free_minutes_a_call_inside_keeps_its_price() -> None:
    assert usage.call_charge(360, "call_5", is_inside=True) == Decimal("17.6")


@settings(max_examples=50)
@given(st.integers(0, 20_000), st.sampled_from(CALL_OPTIONS), st.booleans())
def test_a_call_never_costs_more_with_an_option_than_without(
    seconds: int, option: str, is_inside: bool
) -> None:
    plain = usage.call_charge(seconds, is_inside=is_inside)
    freed = usage.call_charge(seconds, option, is_inside=is_inside)
    longer = usage.call_charge(seconds + 1, option, is_inside=is_inside)
    assert 0 <= freed <= plain
    assert freed <= longer


@pytest.mark.parametrize(("messages", "charge"), [(0, "0"), (1, "3.3"), (10, "33")])
def test_a_short_message_costs_3_3_yen(messages: int, charge: str) -> None:
    assert usage.sms_charge(messages) == Decimal(charge)
    assert usage.sms_charge(messages, OCTOBER) == Decimal(charge)


def test_impossible_calls_and_messages_are_refused_by_name() -> None:
    at = datetime(2025, 10, 1)  # noqa: DTZ001
    for ask, message in (
        (lambda: usage.call_charge(-1), "^seconds must be .* 0 or more"),
        (lambda: usage.call_charge(1, "call_15"), "^call_option must be one of call_5, "),
        (lambda: usage.call_charge(1, "dial"), "^call_option dial is no option for calls$"),
        (lambda: usage.call_charge(1, on=at), "^on must be a date"),
        (lambda: usage.sms_charge(-1), "^messages must be .* 0 or more"),
        (lambda: usage.sms_charge(1, at), "^on must be a date"),
    ):
        with pytest.raises(ValueError, match=message):
            ask()


def test_the_levies_of_a_number_are_rows_of_nothing() -> None:
    assert usage.UNIVERSAL_SERVICE_FEE.on(OCTOBER) == 0
    assert usage.RELAY_SERVICE_FEE.on(OCTOBER) == 0
    assert usage.STARTED_UNIT_COUNTS.on(OCTOBER)
