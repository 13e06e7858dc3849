from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import lockout
from mioportal.rules.lockout import LockState


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


FIVE_PAST = [jst(f"2025-10-15T09:59:5{second}") for second in range(6, 10)]
LOCKED_AT = jst("2025-10-15T10:00:00")


def failed(*tries: datetime, state: LockState | None = None) -> LockState:
    state = state or LockState()
    for at in tries:
        state = lockout.after_failure(state, at)
    return state


def locked(at: datetime = LOCKED_AT, state: LockState | None = None) -> LockState:
    """Five misses in a row at one instant."""
    return failed(*[at] * 5, state=state)


def test_a_new_account_is_open() -> None:
    assert LockState() == LockState(misses=0, locked_at=None, locked_until=None)
    assert not lockout.is_locked(LockState(), LOCKED_AT)
    assert lockout.before_try(LockState(), LOCKED_AT) == LockState()


def test_four_misses_in_a_row_only_count() -> None:
    state = failed(*FIVE_PAST)
    assert state == LockState(misses=4)
    assert not lockout.is_locked(state, LOCKED_AT)
    assert lockout.before_try(state, LOCKED_AT) == state


def test_the_fifth_miss_locks_for_thirty_minutes() -> None:
    state = failed(*FIVE_PAST, LOCKED_AT)
    assert state == LockState(
        misses=5, locked_at=LOCKED_AT, locked_until=jst("2025-10-15T10:30:00")
    )
    assert lockout.is_locked(state, LOCKED_AT)


def test_a_success_between_misses_begins_the_count_anew() -> None:
    state = lockout.after_success(failed(*FIVE_PAST), LOCKED_AT)
    assert state == LockState()
    assert failed(LOCKED_AT, state=state) == LockState(misses=1)


@pytest.mark.parametrize(
    ("first_try", "allowed", "until"),
    [
        pytest.param(jst("2025-10-15T10:30:00"), True, None, id="vector: at 10:30:00"),
        pytest.param(
            jst("2025-10-15T10:29:59"), False, jst("2025-10-15T11:00:00"), id="vector: at 10:29:59"
        ),
        pytest.param(LOCKED_AT, False, jst("2025-10-15T11:00:00"), id="in the same second"),
        pytest.param(jst("2025-10-15T11:00:01"), True, None, id="long after"),
    ],
)
def test_a_try_while_locked_is_refused_and_moves_the_end(
    first_try: datetime, allowed: bool, until: datetime | None
) -> None:
    state = lockout.before_try(locked(), first_try)
    assert lockout.is_locked(state, first_try) is not allowed
    assert state.locked_until == until
    assert state.locked_at == LOCKED_AT


def test_the_end_moves_once_only() -> None:
    state = lockout.before_try(locked(), jst("2025-10-15T10:05:00"))
    state = lockout.before_try(state, jst("2025-10-15T10:59:59"))
    assert state.locked_until == jst("2025-10-15T11:00:00")
    assert lockout.is_locked(state, jst("2025-10-15T10:59:59"))
    assert not lockout.is_locked(state, jst("2025-10-15T11:00:00"))


def test_a_lock_that_runs_longer_is_never_cut_short() -> None:
    until = jst("2025-10-15T12:00:00")
    state = replace(locked(), locked_until=until)
    assert lockout.before_try(state, jst("2025-10-15T10:05:00")).locked_until == until


@pytest.mark.parametrize("after", [lockout.after_failure, lockout.after_success])
def test_no_password_right_or_wrong_counts_while_locked(after: object) -> None:
    state = after(locked(), jst("2025-10-15T10:29:59"))  # type: ignore[operator]
    assert state == replace(locked(), locked_until=jst("2025-10-15T11:00:00"))


def test_misses_count_from_zero_once_a_lock_is_over() -> None:
    at = jst("2025-10-15T10:30:00")
    assert lockout.before_try(locked(), at) == LockState(locked_at=LOCKED_AT)
    assert lockout.after_failure(locked(), at) == LockState(misses=1, locked_at=LOCKED_AT)
    assert lockout.after_success(locked(), at) == LockState(locked_at=LOCKED_AT)


@pytest.mark.parametrize(
    ("second", "minutes"),
    [
        pytest.param(timedelta(minutes=30), 60, id="at once after the first"),
        pytest.param(timedelta(hours=24) - timedelta(seconds=1), 60, id="just inside a day"),
        pytest.param(timedelta(hours=24), 30, id="a day later to the second"),
        pytest.param(timedelta(days=2), 30, id="two days later"),
    ],
)
def test_a_second_lock_within_a_day_starts_longer(second: timedelta, minutes: int) -> None:
    at = LOCKED_AT + second
    state = locked(at, state=locked())
    assert state.locked_at == at
    assert state.locked_until == at + timedelta(minutes=minutes)


def test_a_third_lock_is_measured_from_the_second() -> None:
    second_at, third_at = LOCKED_AT + timedelta(hours=20), LOCKED_AT + timedelta(hours=40)
    state = locked(third_at, state=locked(second_at, state=locked()))
    assert state.locked_until == third_at + timedelta(minutes=60)


def test_sixty_minutes_are_the_most() -> None:
    at = LOCKED_AT + timedelta(hours=1)
    state = locked(at, state=locked())
    assert lockout.before_try(state, at) == state


def test_a_reset_opens_a_lock_and_remembers_it() -> None:
    at = jst("2025-10-15T10:10:00")
    state = lockout.after_reset(locked(), at)
    assert state == LockState(locked_at=LOCKED_AT)
    assert not lockout.is_locked(state, at)
    assert locked(at, state=state).locked_until == at + timedelta(minutes=60)


def test_a_reset_forgives_misses() -> None:
    assert lockout.after_reset(failed(*FIVE_PAST), LOCKED_AT) == LockState()


def test_minutes_are_counted_over_midnight_and_the_year_end() -> None:
    state = locked(jst("2025-12-31T23:45:00"))
    assert state.locked_until == jst("2026-01-01T00:15:00")
    assert locked(datetime(2028, 2, 29, 14, 59, 59, tzinfo=UTC)).locked_until == jst(
        "2028-03-01T00:29:59"
    )


def test_clocks_of_other_countries_do_not_stretch_a_lock() -> None:
    new_york = ZoneInfo("America/New_York")
    at = datetime(2026, 3, 8, 1, 45, tzinfo=new_york)
    state = locked(at)
    assert state.locked_at == at
    assert state.locked_until == datetime(2026, 3, 8, 7, 15, tzinfo=UTC)
    second = locked(datetime(2026, 3, 9, 2, 44, tzinfo=new_york), state=state)
    assert second.locked_until == datetime(2026, 3, 9, 7, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    "ask",
    [
        lockout.is_locked,
        lockout.before_try,
        lockout.after_failure,
        lockout.after_success,
        lockout.after_reset,
    ],
)
@pytest.mark.parametrize("state", [LockState(), locked()], ids=["open", "locked"])
def test_an_instant_without_a_zone_is_refused(ask: object, state: LockState) -> None:
    with pytest.raises(ValueError, match="^at must be a timezone-aware"):
        ask(state, datetime(2025, 10, 15, 10))  # type: ignore[operator]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"misses": -1}, "^misses must"),
        ({"locked_at": datetime(2025, 10, 15)}, "^locked_at must be a timezone"),  # noqa: DTZ001
        (
            {"locked_at": LOCKED_AT, "locked_until": datetime(2025, 10, 16)},  # noqa: DTZ001
            "^locked_until must be a timezone",
        ),
        (
            {"locked_at": LOCKED_AT, "locked_until": LOCKED_AT},
            r"^locked_until 2025-10-15 10:00:00\+09:00 must be after locked_at 2025-10-15 10",
        ),
        ({"locked_until": LOCKED_AT}, "^locked_until .* must be after locked_at None"),
    ],
)
def test_an_impossible_state_is_refused_by_name(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LockState(**wrong)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=30))
def test_no_order_of_tries_looks_at_a_sixth_password_in_half_an_hour(
    tries: list[tuple[int, bool]],
) -> None:
    state, at, looked_at = LockState(), LOCKED_AT, list[datetime]()
    for minutes, is_right in tries:
        at += timedelta(minutes=minutes)
        state = lockout.before_try(state, at)
        if lockout.is_locked(state, at):
            assert state.locked_at is not None
            assert state.locked_until == state.locked_at + timedelta(minutes=60)
            continue
        looked_at = [] if is_right else [*looked_at, at]
        state = (lockout.after_success if is_right else lockout.after_failure)(state, at)
    for first, sixth in zip(looked_at, looked_at[5:], strict=False):
        assert sixth - first >= timedelta(minutes=30)
