from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import port_in, port_out
from mioportal.rules.port_in import PortInFacts, PortInReason

ON = date(2025, 10, 13)


def by_number(**others: Any) -> PortInFacts:
    typed = {"applied_on": ON, "number": "1234567890", "expires_on": date(2025, 10, 25)}
    return PortInFacts(**(typed | others))


def test_a_fresh_number_in_the_same_name_comes_along() -> None:
    assert port_in.may_port_in(by_number()).allowed


@pytest.mark.parametrize(
    ("expires_on", "reasons"),
    [
        pytest.param(date(2025, 10, 27), (), id="issued today"),
        pytest.param(date(2025, 10, 21), (), id="eight days left"),
        pytest.param(date(2025, 10, 20), (), id="seven days left"),
        pytest.param(date(2025, 10, 19), (PortInReason.TOO_FEW_DAYS,), id="six days left"),
        pytest.param(date(2025, 10, 13), (PortInReason.TOO_FEW_DAYS,), id="the last day"),
        pytest.param(date(2025, 10, 12), (PortInReason.TOO_FEW_DAYS,), id="expired"),
    ],
)
def test_a_number_needs_seven_days_left_today_not_counted(
    expires_on: date, reasons: tuple[PortInReason, ...]
) -> None:
    assert port_in.may_port_in(by_number(expires_on=expires_on)).reasons == reasons


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        pytest.param("1234567890", True, id="ten digits"),
        pytest.param(" １２３４５６７８９０\u3000", True, id="full-width, with spaces around"),
        pytest.param("123456789", False, id="nine digits"),
        pytest.param("12345678901", False, id="eleven digits"),
        pytest.param("12-3456789", False, id="a dash among them"),
        pytest.param("123456789a", False, id="a letter"),
        pytest.param("١٢٣٤٥٦٧٨٩٠", False, id="digits of another script"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_number_has_ten_digits(number: str, is_one: bool) -> None:
    reasons = () if is_one else (PortInReason.NOT_TEN_DIGITS,)
    assert port_in.may_port_in(by_number(number=number)).reasons == reasons


def test_a_number_is_kept_as_it_is_read() -> None:
    assert by_number(number=" １２３４５６７８９０ ").number == "1234567890"


def test_another_name_at_the_old_operator_stands_in_the_way() -> None:
    assert port_in.may_port_in(by_number(name_differs=True)).reasons == (PortInReason.NAME_DIFFERS,)
    one_stop = PortInFacts(applied_on=ON, donor="docomo", name_differs=True)  # type: ignore[arg-type]
    assert port_in.may_port_in(one_stop).reasons == (PortInReason.NAME_DIFFERS,)


def test_a_refusal_carries_every_reason() -> None:
    typed = by_number(number="12", expires_on=ON, name_differs=True)
    assert port_in.may_port_in(typed).reasons == (
        PortInReason.NAME_DIFFERS,
        PortInReason.NOT_TEN_DIGITS,
        PortInReason.TOO_FEW_DAYS,
    )


@pytest.mark.parametrize(
    ("donor", "is_one_stop"),
    [("docomo", True), ("ymobile", True), ("mineo", False), ("other", False)],
)
def test_without_a_number_only_one_stop_operators_hand_a_number_over(
    donor: str, is_one_stop: bool
) -> None:
    verdict = port_in.may_port_in(PortInFacts(applied_on=ON, donor=donor))  # type: ignore[arg-type]
    assert verdict.reasons == (() if is_one_stop else (PortInReason.NOT_ONE_STOP,))


@pytest.mark.parametrize(
    ("let", "donor", "is_one_stop"),
    [
        pytest.param((), "docomo", False, id="the desk has taken one away"),
        pytest.param(("mineo",), "mineo", True, id="the desk has let one in"),
    ],
)
def test_the_desk_says_which_operators_hand_a_number_over(
    let: tuple[Any, ...], donor: Any, is_one_stop: bool
) -> None:
    verdict = port_in.may_port_in(PortInFacts(applied_on=ON, donor=donor, one_stop_donors=let))
    assert verdict.reasons == (() if is_one_stop else (PortInReason.NOT_ONE_STOP,))


def test_with_a_number_every_operator_will_do_and_none_need_be_named() -> None:
    assert port_in.may_port_in(by_number(donor="mineo")).allowed
    assert port_in.may_port_in(PortInFacts(applied_on=ON)).reasons == (PortInReason.NOT_ONE_STOP,)


@pytest.mark.parametrize(
    ("expires_on", "last_day"),
    [
        pytest.param(date(2025, 10, 20), date(2025, 10, 13), id="vector: 7 days"),
        pytest.param(date(2026, 1, 3), date(2025, 12, 27), id="over year end"),
        pytest.param(date(2028, 3, 7), date(2028, 2, 29), id="29 February"),
    ],
)
def test_the_last_day_to_apply_is_seven_days_before_the_number_expires(
    expires_on: date, last_day: date
) -> None:
    assert port_in.last_day(expires_on) == last_day


@settings(max_examples=25)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 20))
def test_a_number_is_taken_to_the_last_day_and_not_after(issued_on: date, days: int) -> None:
    expires_on = port_out.expires_on(issued_on)
    applied_on = date.fromordinal(issued_on.toordinal() + days)
    verdict = port_in.may_port_in(by_number(applied_on=applied_on, expires_on=expires_on))
    assert verdict.allowed is (applied_on <= port_in.last_day(expires_on))


@pytest.mark.parametrize(
    ("others", "message"),
    [
        pytest.param({"expires_on": None}, "^expires_on must be given with", id="no last day"),
        pytest.param({"number": None}, "^expires_on must be given with", id="no number"),
        pytest.param({"donor": ""}, "^operator must", id="no name"),
        pytest.param({"applied_on": datetime(2025, 10, 13)}, "^applied_on must", id="instant"),  # noqa: DTZ001
        pytest.param({"expires_on": datetime(2025, 10, 25)}, "^expires_on must", id="instant"),  # noqa: DTZ001
    ],
)
def test_impossible_facts_are_refused(others: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        by_number(**others)


def test_an_instant_for_the_last_day_of_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="^expires_on must be a date"):
        port_in.last_day(datetime(2025, 10, 20))  # noqa: DTZ001
