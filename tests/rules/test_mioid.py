from datetime import UTC, date, datetime

import pytest

from mioportal.rules import mioid
from mioportal.rules.mioid import ClosingFacts, KeepsOpen, MioIdState


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("MA0000001", True),
        ("MA9999999", True),
        ("ma0000001", False),
        ("MA000001", False),
        ("MA00000012", False),
        ("MB0000001", False),
        ("ＭＡ０００００１２", False),
        ("MA٠٠٠٠٠٠١", False),
        ("MA0000001\n", False),
        ("", False),
    ],
)
def test_a_mioid_is_ma_and_seven_digits(text: str, is_one: bool) -> None:
    assert mioid.is_mioid(text) is is_one


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("MA0000001", "MA0000001", id="as it is"),
        pytest.param("ma0000001", "MA0000001", id="small letters"),
        pytest.param("ＭＡ０００００１２", "MA0000012", id="full-width"),
        pytest.param("\u3000MA0000001\u3000 ", "MA0000001", id="full-width spaces around"),
        pytest.param("MA000\u200b0001\ufeff", "MA0000001", id="zero-width characters"),
        pytest.param("MA0000001\r\n", "MA0000001", id="a pasted line end"),
        pytest.param("MA000\t0001", "MA0000001", id="a pasted tab"),
        pytest.param("Hanako@Example.JP", "hanako@example.jp", id="a mail address"),
        pytest.param(
            "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp", id="full-width mail"
        ),
        pytest.param("MA12", "ma12", id="neither"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_typed_login_is_read_as_it_is_stored(typed: str, stored: str) -> None:
    assert mioid.normalise_login(typed) == stored
    assert mioid.normalise_login(stored) == stored


@pytest.mark.parametrize(
    ("ended_on", "through"),
    [
        pytest.param(date(2025, 10, 31), date(2026, 1, 31), id="vector: end of October"),
        pytest.param(date(2025, 11, 30), date(2026, 2, 28), id="vector: end of November"),
        pytest.param(date(2027, 11, 30), date(2028, 2, 29), id="into 29 February"),
        pytest.param(date(2028, 2, 29), date(2028, 5, 29), id="from 29 February"),
        pytest.param(date(2025, 12, 31), date(2026, 3, 31), id="from the year end"),
    ],
)
def test_a_mioid_lives_three_months_after_its_last_service(ended_on: date, through: date) -> None:
    assert mioid.valid_through(ended_on) == through


@pytest.mark.parametrize(
    ("name", "day", "through"),
    [
        pytest.param("bill_settled_on", date(2025, 11, 25), date(2026, 2, 25), id="bill"),
        pytest.param("instalment_paid_on", date(2027, 9, 25), date(2027, 12, 25), id="instalment"),
        pytest.param("sim_case_closed_on", date(2026, 2, 10), date(2026, 5, 10), id="SIM case"),
        pytest.param("bill_settled_on", date(2025, 9, 25), date(2026, 1, 31), id="earlier bill"),
        pytest.param("bill_settled_on", None, date(2026, 1, 31), id="nothing"),
    ],
)
def test_the_three_months_count_from_the_latest_of_all(
    name: str, day: date | None, through: date
) -> None:
    assert mioid.valid_through(date(2025, 10, 31), **{name: day}) == through


@pytest.mark.parametrize(
    ("registered_on", "through"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 11, 15), id="mid-month"),
        pytest.param(date(2026, 1, 31), date(2026, 2, 28), id="clamped"),
        pytest.param(date(2025, 12, 31), date(2026, 1, 31), id="year end"),
    ],
)
def test_a_provisional_mioid_lives_one_month(registered_on: date, through: date) -> None:
    assert mioid.provisional_through(registered_on) == through


@pytest.mark.parametrize(
    ("valid_through", "invalid_from_at"),
    [
        pytest.param(date(2026, 1, 31), datetime(2026, 1, 31, 15, tzinfo=UTC), id="month end"),
        pytest.param(date(2028, 2, 28), datetime(2028, 2, 28, 15, tzinfo=UTC), id="leap year"),
        pytest.param(date(2025, 12, 31), datetime(2025, 12, 31, 15, tzinfo=UTC), id="year end"),
    ],
)
def test_a_mioid_is_invalid_from_midnight_in_japan_after_its_last_day(
    valid_through: date, invalid_from_at: datetime
) -> None:
    assert mioid.invalid_from_at(valid_through) == invalid_from_at


@pytest.mark.parametrize(
    ("valid_through", "days"),
    [
        pytest.param(
            date(2026, 1, 31), (date(2025, 12, 31), date(2026, 1, 24)), id="end of January"
        ),
        pytest.param(
            date(2026, 3, 31), (date(2026, 2, 28), date(2026, 3, 24)), id="end of March, clamped"
        ),
        pytest.param(
            date(2028, 3, 30), (date(2028, 2, 29), date(2028, 3, 23)), id="back to 29 February"
        ),
        pytest.param(date(2026, 1, 5), (date(2025, 12, 5), date(2025, 12, 29)), id="year end"),
    ],
)
def test_a_member_is_warned_a_month_and_a_week_before_the_mioid_closes(
    valid_through: date, days: tuple[date, ...]
) -> None:
    assert mioid.closing_warning_days(valid_through) == days


def test_a_mioid_is_free() -> None:
    assert mioid.FEE.on(date(2025, 10, 31)) == 0


def test_an_instant_for_a_day_is_refused_by_name() -> None:
    at = datetime(2025, 10, 31)  # noqa: DTZ001
    with pytest.raises(ValueError, match="^last_service_ended_on must"):
        mioid.valid_through(at)
    for name in ("bill_settled_on", "instalment_paid_on", "sim_case_closed_on"):
        with pytest.raises(ValueError, match=f"^{name} must"):
            mioid.valid_through(date(2025, 10, 31), **{name: at})
    with pytest.raises(ValueError, match="^registered_on must"):
        mioid.provisional_through(at)
    with pytest.raises(ValueError, match="^valid_through must"):
        mioid.invalid_from_at(at)
    with pytest.raises(ValueError, match="^valid_through must"):
        mioid.closing_warning_days(at)


ENDED = date(2025, 10, 31)


@pytest.mark.parametrize(
    ("open_things", "kept_open_by"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({"has_unpaid": True}, (KeepsOpen.UNPAID,), id="a bill"),
        pytest.param({"has_instalments": True}, (KeepsOpen.INSTALMENTS,), id="a device"),
        pytest.param({"has_sim_case": True}, (KeepsOpen.SIM_CASE,), id="a card that was damaged"),
        pytest.param(
            {
                "has_application": True,
                "has_sim_case": True,
                "has_instalments": True,
                "has_unpaid": True,
            },
            tuple(KeepsOpen),
            id="everything, in the order of the words",
        ),
    ],
)
def test_a_closing_mioid_has_a_last_day_once_nothing_is_open(
    open_things: dict[str, bool], kept_open_by: tuple[KeepsOpen, ...]
) -> None:
    facts = ClosingFacts(last_service_ended_on=ENDED, **open_things)
    assert mioid.kept_open_by(facts) == kept_open_by
    assert mioid.last_day(facts) == (None if kept_open_by else date(2026, 1, 31))


@pytest.mark.parametrize(
    ("facts", "today", "through"),
    [
        pytest.param({}, date(2025, 12, 1), date(2026, 1, 31), id="nothing is open: as it stands"),
        pytest.param(
            {"has_unpaid": True}, date(2025, 12, 1), date(2026, 3, 1), id="if it is paid today"
        ),
        pytest.param(
            {"has_unpaid": True}, date(2025, 11, 30), date(2026, 2, 28), id="at a month end"
        ),
        pytest.param(
            {"has_unpaid": True, "instalment_paid_on": date(2026, 6, 25)},
            date(2025, 12, 1),
            date(2026, 9, 25),
            id="something else was later",
        ),
    ],
)
def test_the_estimate_is_the_last_day_if_all_were_settled_today(
    facts: dict[str, object], today: date, through: date
) -> None:
    closing = ClosingFacts(last_service_ended_on=ENDED, **facts)
    assert mioid.earliest_last_day(closing, today) == through


@pytest.mark.parametrize(
    ("ended_on", "through"),
    [
        pytest.param(date(2025, 12, 1), date(2026, 1, 31), id="long before: nothing changes"),
        pytest.param(date(2026, 1, 24), date(2026, 1, 31), id="a week before"),
        pytest.param(date(2026, 1, 25), date(2026, 2, 1), id="six days before: a week to go"),
        pytest.param(date(2026, 1, 31), date(2026, 2, 7), id="on the last day"),
    ],
)
def test_an_application_that_came_to_nothing_leaves_a_week(
    ended_on: date, through: date
) -> None:
    facts = ClosingFacts(last_service_ended_on=ENDED, application_ended_on=ended_on)
    assert mioid.last_day(facts) == through


def test_the_last_day_counts_from_the_latest_of_everything_settled() -> None:
    facts = ClosingFacts(
        last_service_ended_on=ENDED,
        bill_settled_on=date(2025, 12, 25),
        instalment_paid_on=date(2026, 2, 25),
        sim_case_closed_on=date(2026, 2, 10),
    )
    assert mioid.last_day(facts) == date(2026, 5, 25)


@pytest.mark.parametrize(
    ("day", "given", "state"),
    [
        pytest.param(date(2026, 1, 31), {"is_closing": True}, "closing", id="the last day"),
        pytest.param(date(2026, 2, 1), {"is_closing": True}, "invalid", id="the day after"),
        pytest.param(date(2026, 1, 31), {"is_provisional": True}, "provisional", id="a draft"),
        pytest.param(date(2026, 2, 1), {"is_provisional": True}, "invalid", id="a draft, lapsed"),
    ],
)
def test_a_mioid_is_in_force_on_its_last_day_and_not_after(
    day: date, given: dict[str, bool], state: str
) -> None:
    assert mioid.state_on(day, through=date(2026, 1, 31), **given) == MioIdState(state)


@pytest.mark.parametrize(
    ("is_closing", "state"), [(False, MioIdState.VALID), (True, MioIdState.CLOSING)]
)
def test_a_mioid_without_a_last_day_does_not_end(is_closing: bool, state: MioIdState) -> None:
    assert mioid.state_on(date(2099, 1, 1), through=None, is_closing=is_closing) is state
