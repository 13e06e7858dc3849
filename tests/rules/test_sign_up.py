from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import mioid, sign_up
from mioportal.rules.sign_up import (
    RecontractLoss,
    RegisterFacts,
    RegisterReason,
    RegistrationStep,
)

FLAGS = {
    "has_valid_mioid": RegisterReason.SAME_PERSON,
    "in_cool_down": RegisterReason.COOL_DOWN,
    "has_open_debt": RegisterReason.OPEN_DEBT,
    "is_minor": RegisterReason.MINOR,
}
NAIVE = datetime(2025, 10, 15)  # noqa: DTZ001


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        pytest.param(date(2007, 10, 15), date(2025, 10, 14), 17, id="the day before the birthday"),
        pytest.param(date(2007, 10, 15), date(2025, 10, 15), 18, id="the birthday"),
        pytest.param(date(2007, 10, 15), date(2025, 10, 16), 18, id="the day after"),
        pytest.param(date(2007, 10, 15), date(2025, 9, 30), 17, id="a month before, later day"),
        pytest.param(date(2007, 10, 15), date(2025, 11, 1), 18, id="a month after, earlier day"),
        pytest.param(date(2008, 2, 29), date(2026, 2, 28), 17, id="29 February, on 28 February"),
        pytest.param(date(2008, 2, 29), date(2026, 3, 1), 18, id="29 February, on 1 March"),
        pytest.param(date(2008, 2, 29), date(2028, 2, 28), 19, id="leap year, on 28 February"),
        pytest.param(date(2008, 2, 29), date(2028, 2, 29), 20, id="leap year, on 29 February"),
        pytest.param(date(2007, 12, 31), date(2026, 1, 1), 18, id="over the year end"),
        pytest.param(date(2025, 10, 15), date(2025, 10, 15), 0, id="born today"),
    ],
)
def test_age_is_counted_in_full_years(born_on: date, day: date, age: int) -> None:
    assert sign_up.age_on(born_on, day) == age


@pytest.mark.parametrize(
    ("born_on", "day", "is_minor"),
    [
        pytest.param(date(2002, 4, 1), date(2022, 3, 31), True, id="19 before the change"),
        pytest.param(date(2002, 4, 1), date(2022, 4, 1), False, id="20 after the change"),
        pytest.param(date(2002, 3, 31), date(2022, 3, 31), False, id="20 before the change"),
        pytest.param(date(2004, 4, 1), date(2022, 4, 1), False, id="18 on the day of the change"),
        pytest.param(date(2004, 4, 2), date(2022, 4, 1), True, id="17 on the day of the change"),
        pytest.param(date(2007, 10, 15), date(2025, 10, 14), True, id="17 today"),
        pytest.param(date(2007, 10, 15), date(2025, 10, 15), False, id="18 today"),
    ],
)
def test_a_contractor_is_twenty_or_since_april_2022_eighteen(
    born_on: date, day: date, is_minor: bool
) -> None:
    assert sign_up.is_minor(born_on, day) is is_minor


def test_an_impossible_birthday_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^day 2025-10-14 is before born_on 2025-10-15$"):
        sign_up.age_on(date(2025, 10, 15), date(2025, 10, 14))
    with pytest.raises(ValueError, match="^born_on must"):
        sign_up.age_on(NAIVE, date(2025, 10, 14))
    with pytest.raises(ValueError, match="^day must"):
        sign_up.age_on(date(2007, 10, 15), NAIVE)


def test_a_grown_person_without_a_mioid_gets_one() -> None:
    assert sign_up.may_register(RegisterFacts()).allowed


@pytest.mark.parametrize(("flag", "reason"), FLAGS.items())
def test_each_fact_against_is_a_reason(flag: str, reason: RegisterReason) -> None:
    assert sign_up.may_register(RegisterFacts(**{flag: True})).reasons == (reason,)


@settings(max_examples=50)
@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refusal_carries_every_reason_in_order(flags: set[str]) -> None:
    verdict = sign_up.may_register(RegisterFacts(**dict.fromkeys(flags, True)))
    against = {FLAGS[flag] for flag in flags}
    assert verdict.reasons == tuple(reason for reason in RegisterReason if reason in against)


@pytest.mark.parametrize(
    ("invalid_from_at", "ends_at"),
    [
        pytest.param(
            mioid.invalid_from_at(date(2026, 1, 31)),
            jst("2026-02-02T00:00:00"),
            id="a closed mioID",
        ),
        pytest.param(jst("2025-12-31T00:00:00"), jst("2026-01-01T00:00:00"), id="year end"),
        pytest.param(
            datetime(2028, 2, 28, 15, tzinfo=UTC), jst("2028-03-01T00:00:00"), id="29 February"
        ),
        pytest.param(
            datetime(2026, 3, 7, 12, tzinfo=ZoneInfo("America/New_York")),
            datetime(2026, 3, 8, 17, tzinfo=UTC),
            id="where clocks are put forward",
        ),
    ],
)
def test_a_person_may_register_again_after_a_day(
    invalid_from_at: datetime, ends_at: datetime
) -> None:
    assert sign_up.cool_down_ends_at(invalid_from_at) == ends_at


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="^invalid_from_at must"):
        sign_up.cool_down_ends_at(NAIVE)


@pytest.mark.parametrize(
    ("registered_on", "through", "warned_on"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 11, 15), date(2025, 11, 8), id="mid-month"),
        pytest.param(date(2026, 1, 31), date(2026, 2, 28), date(2026, 2, 21), id="clamped"),
        pytest.param(date(2028, 1, 30), date(2028, 2, 29), date(2028, 2, 22), id="29 February"),
        pytest.param(date(2025, 12, 5), date(2026, 1, 5), date(2025, 12, 29), id="year end"),
    ],
)
def test_a_draft_lives_a_month_and_is_warned_of_a_week_before(
    registered_on: date, through: date, warned_on: date
) -> None:
    assert sign_up.draft_through(registered_on) == through
    assert sign_up.draft_warning_on(registered_on) == warned_on


@pytest.mark.parametrize("ask", [sign_up.draft_through, sign_up.draft_warning_on])
def test_an_instant_for_the_day_of_registration_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match="^registered_on must"):
        ask(NAIVE)  # type: ignore[operator]


def test_a_registration_runs_from_the_mail_address_to_the_mioid() -> None:
    assert sign_up.REGISTRATION_STEPS.on(date(2025, 10, 15)) == (
        RegistrationStep.MAIL_VERIFIED,
        RegistrationStep.MIOID_MAILED,
        RegistrationStep.APPLICATION_COMPLETED,
        RegistrationStep.MIOID_IN_FORCE,
    )


def test_history_is_lost_only_under_a_new_mioid() -> None:
    kept = (
        RecontractLoss.TELEPHONE_NUMBER,
        RecontractLoss.CARRIED_DATA,
        RecontractLoss.FIRST_TIMER_CAMPAIGNS,
    )
    day = date(2025, 10, 15)
    assert sign_up.lost_on_recontract(day, same_mioid=True) == kept
    assert sign_up.lost_on_recontract(day, same_mioid=False) == (*kept, RecontractLoss.HISTORY)
