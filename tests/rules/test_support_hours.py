from datetime import UTC, datetime

import pytest

from mioportal.rules import support_hours


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


@pytest.mark.parametrize(
    ("desk", "at", "is_open"),
    [
        pytest.param("phone", "2025-10-15T08:59:59", False, id="phone before 9:00"),
        pytest.param("phone", "2025-10-15T09:00:00", True, id="phone at 9:00"),
        pytest.param("phone", "2025-10-15T18:59:59", True, id="phone before 19:00"),
        pytest.param("phone", "2025-10-15T19:00:00", False, id="phone at 19:00"),
        pytest.param("phone", "2026-01-01T12:00:00", True, id="phone on New Year's Day"),
        pytest.param("chat", "2025-10-15T09:59:59", False, id="chat before 10:00"),
        pytest.param("chat", "2025-10-18T10:00:00", True, id="chat on a Saturday"),
        pytest.param("chat", "2025-10-15T18:00:00", False, id="chat at 18:00"),
        pytest.param("corporate", "2025-10-15T09:00:00", True, id="corporate on a Wednesday"),
        pytest.param("corporate", "2025-10-15T17:00:00", False, id="corporate at 17:00"),
        pytest.param("corporate", "2025-10-18T12:00:00", False, id="corporate on a Saturday"),
        pytest.param("corporate", "2025-10-13T12:00:00", False, id="corporate on a holiday"),
    ],
)
def test_a_desk_is_open_in_its_hours(desk: str, at: str, is_open: bool) -> None:
    assert support_hours.is_open(desk, jst(at)) is is_open


def test_hours_are_read_on_japanese_clocks() -> None:
    assert support_hours.is_open("phone", datetime(2025, 10, 15, 0, tzinfo=UTC))
    assert not support_hours.is_open("phone", datetime(2025, 10, 15, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("desk", "at", "opens_at"),
    [
        pytest.param("phone", "2025-10-15T00:00:00", "2025-10-15T09:00:00", id="this morning"),
        pytest.param("phone", "2025-10-15T09:00:00", "2025-10-15T09:00:00", id="right now"),
        pytest.param("phone", "2025-10-15T09:00:01", "2025-10-16T09:00:00", id="while open"),
        pytest.param("phone", "2025-12-31T19:00:00", "2026-01-01T09:00:00", id="new year"),
        pytest.param("chat", "2028-02-28T18:00:00", "2028-02-29T10:00:00", id="29 February"),
        pytest.param(
            "corporate", "2025-10-10T17:00:00", "2025-10-14T09:00:00", id="a long weekend"
        ),
        pytest.param("corporate", "2025-12-26T17:00:00", "2026-01-05T09:00:00", id="the holidays"),
    ],
)
def test_the_next_opening_is_told(desk: str, at: str, opens_at: str) -> None:
    assert support_hours.next_opening(desk, jst(at)) == jst(opens_at)


def test_an_unknown_desk_and_a_naive_instant_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^desk must be one of phone, chat, corporate"):
        support_hours.is_open("shop", jst("2025-10-15T12:00:00"))
    with pytest.raises(ValueError, match="^at must"):
        support_hours.next_opening("phone", datetime(2025, 10, 15))  # noqa: DTZ001


def test_the_phone_number_is_the_documented_one() -> None:
    assert support_hours.PHONE_NUMBERS.rows[-1].value == "0570-09-4400"
