from datetime import date, datetime
from decimal import Decimal

import pytest

from mioportal.rules import fees, plans
from mioportal.rules.plans import Generation


@pytest.mark.parametrize(
    ("contracted_on", "started_on", "ended_on", "is_voice", "fee"),
    [
        pytest.param(
            date(2019, 9, 30),
            date(2019, 9, 15),
            date(2019, 10, 31),
            True,
            1100,
            id="vector: inside",
        ),
        pytest.param(
            date(2019, 9, 30), date(2019, 9, 15), date(2019, 11, 1), True, 0, id="the day after"
        ),
        pytest.param(
            date(2019, 9, 30), date(2019, 9, 15), date(2019, 11, 30), True, 0, id="vector: outside"
        ),
        pytest.param(
            date(2019, 10, 1), date(2019, 10, 1), date(2019, 10, 31), True, 0, id="vector: new"
        ),
        pytest.param(
            date(2019, 9, 30), date(2019, 10, 3), date(2019, 11, 30), True, 1100, id="C-088: inside"
        ),
        pytest.param(
            date(2019, 9, 30), date(2019, 10, 3), date(2019, 12, 31), True, 0, id="C-088: outside"
        ),
        pytest.param(
            date(2019, 9, 1), date(2019, 9, 1), date(2019, 9, 30), True, 1080, id="at 8 per cent"
        ),
        pytest.param(
            date(2016, 1, 31), date(2016, 1, 31), date(2016, 2, 29), True, 1080, id="29 February"
        ),
        pytest.param(
            date(2018, 12, 31), date(2018, 12, 31), date(2019, 1, 31), True, 1080, id="year end"
        ),
        pytest.param(
            date(2019, 9, 30), date(2019, 9, 15), date(2019, 10, 31), False, 0, id="data never"
        ),
        pytest.param(
            date(2019, 9, 1),
            date(2019, 9, 15),
            date(2019, 9, 15),
            True,
            1080,
            id="on its first day",
        ),
    ],
)
def test_the_release_fee_is_for_old_voice_lines_inside_their_minimum_term(
    contracted_on: date, started_on: date, ended_on: date, is_voice: bool, fee: int
) -> None:
    assert fees.voice_release_fee(contracted_on, started_on, ended_on, is_voice) == fee


def test_the_minimum_term_ends_with_the_month_after_the_month_of_start() -> None:
    assert fees.voice_release_term_through(date(2019, 10, 3)) == date(2019, 11, 30)
    assert fees.voice_release_term_through(date(2016, 1, 31)) == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("contracted_on", "ended_on", "is_voice", "within"),
    [
        pytest.param(date(2019, 9, 30), date(2019, 11, 29), True, True, id="the day before"),
        pytest.param(date(2019, 9, 30), date(2019, 11, 30), True, True, id="the last day"),
        pytest.param(date(2019, 9, 30), date(2019, 12, 1), True, False, id="the day after"),
        pytest.param(date(2019, 10, 1), date(2019, 11, 30), True, False, id="a new contract"),
        pytest.param(date(2019, 9, 30), date(2019, 11, 30), False, False, id="not a voice line"),
    ],
)
def test_only_an_old_voice_line_has_a_term_in_which_instalments_fall_due(
    contracted_on: date, ended_on: date, is_voice: bool, within: bool
) -> None:
    started_on = date(2019, 10, 3)
    assert fees.in_old_voice_term(contracted_on, started_on, ended_on, is_voice) is within


def test_a_line_that_ended_before_it_started_is_refused() -> None:
    with pytest.raises(ValueError, match="^ended_on 2019-09-14 is before started_on"):
        fees.voice_release_fee(date(2019, 9, 1), date(2019, 9, 15), date(2019, 9, 14), True)


@pytest.mark.parametrize("wrong", ["contracted_on", "started_on", "ended_on"])
def test_an_instant_for_a_day_is_refused_by_name(wrong: str) -> None:
    days: dict[str, date] = dict.fromkeys(
        ("contracted_on", "started_on", "ended_on"), date(2019, 9, 15)
    )
    days[wrong] = datetime(2019, 9, 15)  # noqa: DTZ001
    with pytest.raises(ValueError, match=f"^{wrong} must be a date"):
        fees.voice_release_fee(**days, is_voice=True)


def test_the_release_fee_and_the_generation_change_on_the_same_day() -> None:
    for row in fees.VOICE_RELEASE_FEE.rows:
        assert (row.value > 0) is (plans.generation(row.since) is Generation.OLD)


@pytest.mark.parametrize(
    ("on", "fee"),
    [
        pytest.param(date(2019, 9, 30), 3240, id="3,000 at 8 per cent"),
        pytest.param(date(2019, 10, 1), 3300, id="3,000 at 10 per cent"),
        pytest.param(date(2021, 3, 31), 3300, id="the last day"),
        pytest.param(date(2021, 4, 1), 0, id="abolished"),
        pytest.param(date(2025, 10, 31), 0, id="today"),
    ],
)
def test_porting_out_is_free_since_april_2021(on: date, fee: int) -> None:
    assert fees.port_out_fee(on) == fee


def test_documented_fees_are_tax_included() -> None:
    on = date(2025, 10, 31)
    assert fees.cancellation_fee(on) == 0
    assert fees.sim_damage_fee(on) == 2200
    assert fees.initial_fee(on) == 3300


@pytest.mark.parametrize(
    ("network", "medium", "fee"),
    [
        ("docomo", "sim", "433.4"),
        ("au", "sim", "446.6"),
        ("docomo", "esim", "433.4"),
        ("au", "esim", "446.6"),
    ],
)
def test_issuing_a_sim_has_a_fraction_of_a_yen(network: str, medium: str, fee: str) -> None:
    assert fees.sim_issue_fee(date(2025, 10, 1), network, medium) == Decimal(fee)


def test_an_unknown_network_or_medium_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^network must"):
        fees.sim_issue_fee(date(2025, 10, 1), "softbank", "sim")
    with pytest.raises(ValueError, match="^medium must"):
        fees.sim_issue_fee(date(2025, 10, 1), "au", "nano")
