from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import plan_change
from mioportal.rules.plan_change import PlanChangeFacts, PlanChangeReason, WithdrawalReason

FLAGS: dict[str, tuple[Any, PlanChangeReason]] = {
    "booked_on": (date(2025, 10, 31), PlanChangeReason.LAST_DAY),
    "has_pending_sim_order": (True, PlanChangeReason.SIM_ORDER_PENDING),
    "is_leaving": (True, PlanChangeReason.LEAVING),
    "has_booking": (True, PlanChangeReason.ALREADY_BOOKED),
    "plan_code": ("giga_10gb", PlanChangeReason.SAME_PLAN),
    "has_ended": (True, PlanChangeReason.ENDED),
    "is_not_in_use": (True, PlanChangeReason.NOT_IN_USE),
    "is_secondary": (True, PlanChangeReason.SECONDARY),
    "is_suspended": (True, PlanChangeReason.SUSPENDED),
}


def facts(**others: Any) -> PlanChangeFacts:
    usual = {
        "booked_on": date(2025, 10, 15),
        "plan_code": "giga_5gb",
        "new_plan_code": "giga_10gb",
        "function": "voice",
        "medium": "sim",
    }
    return PlanChangeFacts(**(usual | others))


def test_a_line_in_order_may_change_its_plan() -> None:
    assert plan_change.may_change_plan(facts()).allowed
    assert plan_change.fee(date(2025, 10, 15)) == 0


@pytest.mark.parametrize(("flag", "told"), FLAGS.items(), ids=FLAGS)
def test_each_fact_against_is_a_reason(flag: str, told: tuple[Any, PlanChangeReason]) -> None:
    assert plan_change.may_change_plan(facts(**{flag: told[0]})).reasons == (told[1],)


@settings(max_examples=25)
@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refusal_carries_every_reason_in_their_order_and_no_other(flags: set[str]) -> None:
    verdict = plan_change.may_change_plan(facts(**{flag: FLAGS[flag][0] for flag in flags}))
    against = {FLAGS[flag][1] for flag in flags}
    assert verdict.reasons == tuple(each for each in PlanChangeReason if each in against)


@pytest.mark.parametrize(
    ("others", "reasons"),
    [
        pytest.param({"new_plan_code": "giga_15gb"}, (), id="up the ladder"),
        pytest.param({"new_plan_code": "giga_2gb", "medium": "esim"}, (), id="down, on an eSIM"),
        pytest.param({"plan_code": "light_start"}, (), id="from an old plan"),
        pytest.param(
            {"function": "sms", "medium": "esim"}, (PlanChangeReason.NOT_SOLD,), id="SMS on eSIM"
        ),
        pytest.param(
            {"new_plan_code": "light_start"}, (PlanChangeReason.TO_LEGACY,), id="to an old plan"
        ),
        pytest.param(
            {"new_plan_code": "light_start", "medium": "esim"},
            (PlanChangeReason.NOT_SOLD, PlanChangeReason.TO_LEGACY),
            id="to an old plan, on an eSIM",
        ),
        pytest.param(
            {
                "plan_code": "light_start",
                "new_plan_code": "family_share",
                "booked_on": date(2021, 4, 1),
            },
            (PlanChangeReason.TO_LEGACY,),
            id="among old plans, on the day of the new ones",
        ),
        pytest.param(
            {
                "plan_code": "light_start",
                "new_plan_code": "family_share",
                "booked_on": date(2021, 3, 30),
            },
            (),
            id="among old plans, before the new ones",
        ),
    ],
)
def test_only_plans_that_are_sold_for_the_line_can_be_chosen(
    others: dict[str, Any], reasons: tuple[PlanChangeReason, ...]
) -> None:
    assert plan_change.may_change_plan(facts(**others)).reasons == reasons


def test_old_plans_were_sold_up_to_the_day_before_the_new_ones() -> None:
    assert plan_change.LEGACY_SOLD.on(date(2021, 3, 31)) is True
    assert plan_change.LEGACY_SOLD.on(date(2021, 4, 1)) is False


@pytest.mark.parametrize(
    ("booked_on", "takes_effect_on"),
    [
        pytest.param(date(2025, 10, 1), date(2025, 11, 1), id="the first"),
        pytest.param(date(2025, 10, 30), date(2025, 11, 1), id="the last day to book"),
        pytest.param(date(2025, 12, 15), date(2026, 1, 1), id="over year end"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), id="28 February, leap year"),
    ],
)
def test_a_change_takes_effect_on_the_first_of_the_next_month(
    booked_on: date, takes_effect_on: date
) -> None:
    assert plan_change.takes_effect_on(booked_on) == takes_effect_on


@pytest.mark.parametrize(
    ("day", "through"),
    [
        pytest.param(date(2025, 10, 1), date(2025, 10, 30), id="31 days"),
        pytest.param(date(2025, 11, 30), date(2025, 11, 29), id="30 days"),
        pytest.param(date(2028, 2, 10), date(2028, 2, 28), id="29 days"),
        pytest.param(date(2026, 2, 28), date(2026, 2, 27), id="28 days"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 30), id="year end"),
    ],
)
def test_changes_are_booked_up_to_the_day_before_the_last(day: date, through: date) -> None:
    assert plan_change.bookable_through(day) == through


@pytest.mark.parametrize(
    ("asked_on", "reasons"),
    [
        pytest.param(date(2025, 10, 15), (), id="in the month"),
        pytest.param(date(2025, 10, 30), (), id="the last day to book"),
        pytest.param(date(2025, 10, 31), (WithdrawalReason.TOO_LATE,), id="the day after"),
        pytest.param(date(2025, 11, 1), (WithdrawalReason.TOO_LATE,), id="in effect"),
    ],
)
def test_a_booked_change_is_withdrawn_as_long_as_one_is_booked(
    asked_on: date, reasons: tuple[WithdrawalReason, ...]
) -> None:
    assert plan_change.withdrawable_through(date(2025, 11, 1)) == date(2025, 10, 30)
    assert plan_change.may_withdraw(date(2025, 11, 1), asked_on).reasons == reasons


@settings(max_examples=25)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_what_may_be_booked_may_be_withdrawn_on_the_same_day(day: date) -> None:
    booked = plan_change.may_change_plan(facts(booked_on=day, new_plan_code="giga_2gb")).allowed
    effect = plan_change.takes_effect_on(day)
    assert plan_change.may_withdraw(effect, day).allowed is booked
    assert booked is (day.month == date.fromordinal(day.toordinal() + 1).month)


@pytest.mark.parametrize(
    ("others", "message"),
    [
        pytest.param({"booked_on": datetime(2025, 10, 15)}, "^booked_on must", id="an instant"),  # noqa: DTZ001
        pytest.param({"plan_code": "giga"}, "^plan_code must be one of giga_2gb, ", id="old plan"),
        pytest.param({"new_plan_code": "giga"}, "^new_plan_code must be one of", id="new plan"),
        pytest.param({"function": "fax"}, "^function must be one of", id="function"),
        pytest.param({"medium": "tape"}, "^medium must be one of", id="medium"),
    ],
)
def test_impossible_facts_are_refused(others: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        facts(**others)


def test_a_day_that_is_none_is_refused() -> None:
    at = datetime(2025, 11, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="^booked_on must"):
        plan_change.takes_effect_on(at)
    with pytest.raises(ValueError, match="^asked_on must"):
        plan_change.may_withdraw(date(2025, 11, 1), at)
    with pytest.raises(ValueError, match="^takes_effect_on must be the first day"):
        plan_change.withdrawable_through(date(2025, 11, 2))
