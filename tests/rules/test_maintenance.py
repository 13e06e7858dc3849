from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import maintenance
from mioportal.rules.maintenance import WindowException, WindowKind

TUESDAY, WEDNESDAY = date(2025, 10, 14), date(2025, 10, 15)
SKIPPED = (WindowException(evening=TUESDAY, held=False),)
EXTRA = (WindowException(evening=WEDNESDAY, held=True),)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


@pytest.mark.parametrize(
    ("at", "closed"),
    [
        pytest.param("2025-10-14T22:59:59", False, id="Tuesday 22:59:59"),
        pytest.param("2025-10-14T23:00:00", True, id="Tuesday 23:00"),
        pytest.param("2025-10-14T23:59:59", True, id="before midnight"),
        pytest.param("2025-10-15T00:00:00", True, id="midnight"),
        pytest.param("2025-10-15T04:59:59", True, id="Wednesday 4:59:59"),
        pytest.param("2025-10-15T05:00:00", False, id="Wednesday 5:00"),
        pytest.param("2025-10-14T04:00:00", False, id="Tuesday morning"),
        pytest.param("2025-10-15T23:30:00", False, id="Wednesday night"),
    ],
)
def test_the_weekly_window_runs_from_tuesday_2300_to_wednesday_0500(at: str, closed: bool) -> None:
    window = maintenance.weekly_window_at(jst(at))
    assert (window is not None) is closed
    if window:
        assert window.kind is WindowKind.WEEKLY
        assert window.starts_at == jst("2025-10-14T23:00:00")
        assert window.ends_at == jst("2025-10-15T05:00:00")


def test_an_instant_is_read_on_japanese_clocks() -> None:
    assert maintenance.weekly_window_at(datetime(2025, 10, 14, 14, tzinfo=UTC))
    assert not maintenance.weekly_window_at(datetime(2025, 10, 14, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "exceptions", "closed"),
    [
        pytest.param("2025-10-14T23:30:00", SKIPPED, False, id="skipped in the evening"),
        pytest.param("2025-10-15T04:00:00", SKIPPED, False, id="skipped until the morning"),
        pytest.param("2025-10-21T23:30:00", SKIPPED, True, id="the week after a skipped one"),
        pytest.param("2025-10-15T23:00:00", EXTRA, True, id="added on a Wednesday"),
        pytest.param("2025-10-16T04:59:59", EXTRA, True, id="added, the next morning"),
        pytest.param("2025-10-16T05:00:00", EXTRA, False, id="added, over"),
        pytest.param("2025-10-14T23:00:00", EXTRA, True, id="the usual one beside an added one"),
    ],
)
def test_staff_may_skip_or_add_a_weekly_window(
    at: str, exceptions: tuple[WindowException, ...], closed: bool
) -> None:
    assert (maintenance.weekly_window_at(jst(at), exceptions) is not None) is closed


def test_exceptions_that_contradict_each_other_are_refused() -> None:
    both = (*SKIPPED, WindowException(evening=TUESDAY, held=True))
    with pytest.raises(ValueError, match="^exceptions both hold and skip"):
        maintenance.weekly_window_at(jst("2025-10-14T23:00:00"), both)


@pytest.mark.parametrize(
    ("at", "start"),
    [
        pytest.param("2025-10-20T23:29:59", None, id="23:29:59"),
        pytest.param("2025-10-20T23:30:00", "2025-10-20T23:30:00", id="23:30"),
        pytest.param("2025-10-21T00:00:00", "2025-10-20T23:30:00", id="midnight"),
        pytest.param("2025-10-21T04:59:59", "2025-10-20T23:30:00", id="4:59:59"),
        pytest.param("2025-10-21T05:00:00", None, id="5:00"),
        pytest.param("2025-10-14T23:45:00", "2025-10-14T23:30:00", id="inside the weekly window"),
    ],
)
def test_the_nightly_hours_run_from_2330_to_0500(at: str, start: str | None) -> None:
    window = maintenance.nightly_window_at(jst(at))
    assert (window.starts_at if window else None) == (jst(start) if start else None)
    if window:
        assert window.kind is WindowKind.NIGHTLY
        assert window.ends_at - window.starts_at == timedelta(hours=5, minutes=30)


@pytest.mark.parametrize("ask", [maintenance.weekly_window_at, maintenance.nightly_window_at])
def test_an_instant_without_a_zone_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match="^at must be"):
        ask(datetime(2025, 10, 14, 23))  # type: ignore[operator]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("year", "month", "cutoff"),
    [
        pytest.param(2025, 10, "2025-10-31T23:59:59", id="a Friday"),
        pytest.param(2025, 12, "2025-12-31T23:59:59", id="year end"),
        pytest.param(2026, 3, "2026-03-31T22:59:59", id="a Tuesday"),
        pytest.param(2028, 2, "2028-02-29T22:59:59", id="29 February, a Tuesday"),
        pytest.param(2024, 2, "2024-02-29T23:59:59", id="29 February, a Thursday"),
    ],
)
def test_a_month_that_ends_on_a_tuesday_closes_an_hour_early(
    year: int, month: int, cutoff: str
) -> None:
    assert maintenance.same_month_cutoff(year, month) == jst(cutoff)


def test_the_documented_tuesday_month_ends_are_all_there_are() -> None:
    """Domain vector: C-027."""
    months = [(year, month) for year in (2026, 2027, 2028) for month in range(1, 13)]
    colliding = [each for each in months if maintenance.collides_with_month_end(*each)]
    assert colliding == [(2026, 3), (2026, 6), (2027, 8), (2027, 11), (2028, 2), (2028, 10)]


def test_exceptions_move_the_cutoff() -> None:
    skipped = [WindowException(evening=date(2026, 3, 31), held=False)]
    added = [WindowException(evening=date(2025, 10, 31), held=True)]
    assert maintenance.same_month_cutoff(2026, 3, skipped) == jst("2026-03-31T23:59:59")
    assert maintenance.same_month_cutoff(2025, 10, added) == jst("2025-10-31T22:59:59")


def test_the_cutoff_takes_exceptions_that_can_be_read_once() -> None:
    told = (each for each in [WindowException(evening=date(2026, 3, 31), held=False)])
    assert not maintenance.collides_with_month_end(2026, 3, told)


@pytest.mark.parametrize("month", [0, 13])
def test_an_impossible_month_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        maintenance.same_month_cutoff(2026, month)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_window_given_holds_the_instant_asked_about(at: datetime) -> None:
    for window in (maintenance.weekly_window_at(at), maintenance.nightly_window_at(at)):
        assert window is None or window.starts_at <= at < window.ends_at


def test_an_exception_is_for_an_evening_not_an_instant() -> None:
    with pytest.raises(ValueError, match="^evening must be a date"):
        WindowException(evening=datetime(2025, 10, 28), held=True)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("starts_at", "told_on"),
    [
        (datetime.fromisoformat("2026-10-20T09:00:00+09:00"), date(2026, 10, 19)),
        (datetime.fromisoformat("2026-10-20T00:00:00+09:00"), date(2026, 10, 19)),
        (datetime.fromisoformat("2028-02-29T15:00:00+00:00"), date(2028, 2, 29)),
        (datetime.fromisoformat("2027-01-01T08:00:00+09:00"), date(2026, 12, 31)),
    ],
    ids=["forenoon", "midnight", "1 March in Japan", "year end"],
)
def test_members_are_told_of_an_extra_window_on_the_day_before(
    starts_at: datetime, told_on: date
) -> None:
    assert maintenance.told_on(starts_at) == told_on
