from datetime import date, datetime

import pytest

from mioportal.rules import maintenance, overseas
from mioportal.rules.overseas import Pattern, Zone

OCTOBER = maintenance.same_month_cutoff(2025, 10)


@pytest.mark.parametrize(
    ("zone", "year", "month", "shown"),
    [
        pytest.param(
            "America/Los_Angeles", 2025, 10, "10-31 07:59:59 PDT", id="vector: Los Angeles"
        ),
        pytest.param("America/New_York", 2025, 10, "10-31 10:59:59 EDT", id="vector: New York"),
        pytest.param("Europe/London", 2025, 10, "10-31 14:59:59 GMT", id="vector: London"),
        pytest.param("Australia/Sydney", 2025, 10, "11-01 01:59:59 AEDT", id="vector: Sydney"),
        pytest.param("Australia/Perth", 2025, 10, "10-31 22:59:59 AWST", id="vector: Perth"),
        pytest.param("Europe/London", 2025, 8, "08-31 15:59:59 BST", id="C-115: London in summer"),
        pytest.param("Australia/Brisbane", 2025, 10, "11-01 00:59:59 AEST", id="Brisbane"),
        pytest.param("America/Los_Angeles", 2025, 12, "12-31 06:59:59 PST", id="year end"),
        pytest.param("Pacific/Honolulu", 2024, 2, "02-29 04:59:59 HST", id="29 February"),
        pytest.param("Europe/London", 2026, 3, "03-31 14:59:59 BST", id="a Tuesday month end"),
        pytest.param("Asia/Kathmandu", 2025, 10, "10-31 20:44:59 +0545", id="not in the picker"),
        pytest.param("Asia/Tokyo", 2025, 10, "10-31 23:59:59 JST", id="at home"),
    ],
)
def test_the_deadline_is_shown_on_local_clocks(
    zone: str, year: int, month: int, shown: str
) -> None:
    cutoff = maintenance.same_month_cutoff(year, month)
    deadline = overseas.deadline_in(zone, cutoff)
    assert deadline.strftime("%m-%d %H:%M:%S %Z") == shown
    assert deadline == cutoff


@pytest.mark.parametrize(
    "zone",
    ["Mars/Base", "", "America", "../etc/passwd", "/etc/passwd", "a\0b", "PST8PDT " * 99, None, 9],
)
def test_an_unknown_zone_is_refused(zone: object) -> None:
    with pytest.raises(ValueError, match="^zone must be the name of an IANA time zone, not "):
        overseas.deadline_in(zone, OCTOBER)  # type: ignore[arg-type]


def test_a_cutoff_without_a_zone_is_refused() -> None:
    naive = datetime(2025, 10, 31, 23, 59, 59)  # noqa: DTZ001
    with pytest.raises(ValueError, match="^cutoff must"):
        overseas.deadline_in("Europe/London", naive)
    with pytest.raises(ValueError, match="^cutoff must"):
        overseas.deadlines(naive)


def test_every_zone_of_the_picker_has_its_deadline_from_west_to_east() -> None:
    told = overseas.deadlines(OCTOBER)
    assert [each.zone for each in told] == list(Zone)
    assert all(each.at == OCTOBER for each in told)
    june = maintenance.same_month_cutoff(2025, 6)
    clocks = [each.at.replace(tzinfo=None) for each in overseas.deadlines(june)]
    assert clocks == sorted(clocks)


@pytest.mark.parametrize(
    ("zone", "in_october", "in_december"),
    [
        pytest.param(Zone.LOS_ANGELES, True, False, id="Los Angeles (C-114)"),
        pytest.param(Zone.LONDON, False, False, id="London"),
        pytest.param(Zone.SYDNEY, True, True, id="Sydney"),
        pytest.param(Zone.BRISBANE, False, False, id="Brisbane"),
    ],
)
def test_summer_time_is_told_with_the_deadline(
    zone: Zone, in_october: bool, in_december: bool
) -> None:
    for month, is_summer in ((10, in_october), (12, in_december)):
        told = overseas.deadlines(maintenance.same_month_cutoff(2025, month))
        assert {each.zone: each.is_summer_time for each in told}[zone] is is_summer


@pytest.mark.parametrize(
    ("pattern", "offered"), [("end", True), ("port_out", True), ("pause", False)]
)
def test_a_line_can_end_or_leave_but_not_pause(pattern: str, offered: bool) -> None:
    assert overseas.is_offered(pattern, date(2025, 10, 15)) is offered
    assert len(Pattern) == 3


def test_an_unknown_pattern_is_refused() -> None:
    with pytest.raises(
        ValueError, match="^pattern must be one of end, port_out, pause, not 'sell'"
    ):
        overseas.is_offered("sell", date(2025, 10, 15))
