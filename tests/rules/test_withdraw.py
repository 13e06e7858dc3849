"""Taking a cancellation back: staff only, asked for on the day, and never after the end (C-031)."""

from datetime import datetime
from typing import Any

import pytest

from mioportal.rules import cancellation
from mioportal.rules.cancellation import WithdrawFacts


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def reasons(accepted: str, asked: str, now: str, **changes: Any) -> tuple[str, ...]:
    facts = WithdrawFacts(accepted_at=jst(accepted), asked_at=jst(asked), now=jst(now), **changes)
    return cancellation.may_withdraw(facts).reasons


@pytest.mark.parametrize(
    ("asked", "now", "is_error", "told"),
    [
        pytest.param(
            "2025-10-15T23:59:59", "2025-10-16T09:00:00", False, (), id="asked in the last second"
        ),
        pytest.param(
            "2025-10-16T00:00:00",
            "2025-10-16T09:00:00",
            False,
            ("asked_later",),
            id="a second later",
        ),
        pytest.param(
            "2025-10-20T10:00:00", "2025-10-20T11:00:00", True, (), id="later, but a proven error"
        ),
        pytest.param(
            "2025-10-15T12:00:00", "2025-10-31T23:59:59", False, (), id="decided on the last day"
        ),
        pytest.param(
            "2025-10-15T12:00:00", "2025-11-01T00:00:00", False, ("in_effect",), id="after the end"
        ),
        pytest.param(
            "2025-11-01T09:00:00",
            "2025-11-01T10:00:00",
            False,
            ("asked_later", "in_effect"),
            id="both, each told",
        ),
        pytest.param(
            "2025-11-01T09:00:00",
            "2025-11-01T10:00:00",
            True,
            ("in_effect",),
            id="an error, too late",
        ),
    ],
)
def test_a_cancellation_of_mid_month_is_taken_back_only_if_asked_on_its_day(
    asked: str, now: str, is_error: bool, told: tuple[str, ...]
) -> None:
    assert reasons("2025-10-15T10:00:00", asked, now, is_proven_error=is_error) == told


@pytest.mark.parametrize(
    ("now", "told"),
    [
        pytest.param("2025-11-01T00:00:00", (), id="the line waits for the desk"),
        pytest.param("2025-11-04T23:59:59", (), id="to the end of the next business day"),
        pytest.param("2025-11-05T00:00:00", ("in_effect",), id="and no longer"),
    ],
)
def test_a_request_of_the_last_evening_holds_the_end_until_the_desk_has_decided(
    now: str, told: tuple[str, ...]
) -> None:
    """31 October 2025 is a Friday; Monday 3 November is a holiday."""
    assert reasons("2025-10-31T23:00:00", "2025-10-31T23:30:00", now) == told


def test_an_error_alone_does_not_hold_the_end() -> None:
    accepted, asked = "2025-10-30T23:00:00", "2025-10-31T23:30:00"
    assert reasons(accepted, asked, "2025-10-31T23:59:59", is_proven_error=True) == ()
    late = reasons(accepted, asked, "2025-11-01T00:00:00", is_proven_error=True)
    assert late == ("in_effect",)


@pytest.mark.parametrize("name", ["accepted_at", "asked_at", "now"])
def test_an_instant_without_a_zone_is_refused_by_name(name: str) -> None:
    at = jst("2025-10-15T10:00:00")
    facts = {"accepted_at": at, "asked_at": at, "now": at}
    with pytest.raises(ValueError, match=f"^{name} must be a timezone-aware"):
        WithdrawFacts(**(facts | {name: datetime(2025, 10, 15)}))  # noqa: DTZ001


def test_nobody_asks_before_they_have_cancelled() -> None:
    at = jst("2025-10-15T10:00:00")
    with pytest.raises(ValueError, match="^asked_at .* is before accepted_at"):
        WithdrawFacts(accepted_at=at, asked_at=jst("2025-10-15T09:59:59"), now=at)


def test_whoever_asks_in_the_same_second_is_heard() -> None:
    at = "2025-10-15T10:00:00"
    assert reasons(at, at, at) == ()


@pytest.mark.parametrize(
    ("accepted", "now", "told"),
    [
        # 29 February 2028 is a Tuesday: accepted before the window, decided on Wednesday.
        pytest.param("2028-02-29T22:59:59", "2028-03-01T23:59:59", (), id="29 February"),
        pytest.param(
            "2028-02-29T22:59:59", "2028-03-02T00:00:00", ("in_effect",), id="after 29 February"
        ),
        # 31 December 2025: the next business day is Monday, 5 January.
        pytest.param("2025-12-31T23:00:00", "2026-01-05T23:59:59", (), id="over the new year"),
        pytest.param(
            "2025-12-31T23:00:00", "2026-01-06T00:00:00", ("in_effect",), id="after the new year"
        ),
    ],
)
def test_the_desk_decides_by_the_next_business_day_at_every_end_of_the_calendar(
    accepted: str, now: str, told: tuple[str, ...]
) -> None:
    assert reasons(accepted, accepted, now) == told


def test_a_request_that_was_refused_is_not_asked_for_again() -> None:
    day = "2025-10-15T10:00:00"
    assert reasons(day, day, day, was_refused=True) == ("refused",)
    assert reasons(day, day, day) == ()
