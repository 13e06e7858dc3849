from datetime import UTC, date, datetime, time

import pytest

from mioportal.rules import support_hours
from mioportal.rules.spans import Bound
from mioportal.rules.support_hours import BusyDays, Hours, PhoneTime, ProofFact

DAY = date(2025, 10, 15)


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
    assert support_hours.OVERSEAS_NUMBERS.on(DAY) == "+81-570-09-4400"


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 17), id="Wednesday"),
        pytest.param(date(2025, 10, 10), date(2025, 10, 15), id="before a long weekend"),
        pytest.param(date(2025, 12, 28), date(2026, 1, 6), id="over the new year"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), id="over 29 February"),
    ],
)
def test_a_mail_is_answered_within_two_business_days(received_on: date, due_on: date) -> None:
    assert support_hours.answer_due_on(received_on) == due_on
    assert support_hours.ANSWER[Bound.LEAST].on(received_on) == 1


def test_an_instant_for_the_day_of_receipt_is_refused() -> None:
    with pytest.raises(ValueError, match="^received_on must"):
        support_hours.answer_due_on(jst("2025-10-15T12:00:00"))


def test_good_hours_are_on_working_days_and_busy_ones_on_any() -> None:
    assert {key: table.on(DAY) for key, table in support_hours.QUIET_HOURS.items()} == {
        PhoneTime.MORNING: Hours(opens=time(10), closes=time(12), business_days_only=True),
        PhoneTime.AFTERNOON: Hours(opens=time(14), closes=time(16), business_days_only=True),
    }
    assert {key: table.on(DAY) for key, table in support_hours.BUSY_HOURS.items()} == {
        PhoneTime.LUNCH: Hours(opens=time(12), closes=time(13)),
        PhoneTime.EVENING: Hours(opens=time(17), closes=time(19)),
    }
    assert support_hours.BUSY_DAYS.on(DAY) == (BusyDays.MONTH_END, BusyDays.MONTH_START)


def test_the_inquiry_form_counts_to_the_last_minute() -> None:
    assert support_hours.FORM_COUNTS_TO.on(DAY) == time(23, 59)


def test_support_asks_for_the_documented_facts() -> None:
    assert support_hours.FACTS_TO_HAVE_READY.on(DAY) == (
        ProofFact.MIO_ID,
        ProofFact.NAME,
        ProofFact.BIRTH_DATE,
        ProofFact.ADDRESS,
        ProofFact.PHONE_NUMBER,
        ProofFact.CANCELLED_AT,
        ProofFact.MAIL_ADDRESS,
    )
    assert support_hours.FACTS_BY_MAIL.on(DAY) == (
        ProofFact.MIO_ID,
        ProofFact.NAME,
        ProofFact.QUESTION,
        ProofFact.CANCELLED_AT,
    )


def test_an_instant_without_a_zone_is_refused_by_name() -> None:
    for ask in (support_hours.is_open, support_hours.next_opening):
        with pytest.raises(ValueError, match="^at must be a timezone-aware"):
            ask("phone", datetime(2025, 10, 1))  # noqa: DTZ001
