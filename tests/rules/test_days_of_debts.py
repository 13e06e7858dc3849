"""Days that follow a debt, a slip or a link, around the ends of months and years."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from mioportal.rules import application, billing, contact, dunning, sign_up
from mioportal.rules.dates import JST
from mioportal.rules.plans import Function


def due(day: date) -> dunning.DunningSchedule:
    """A debt whose slip is due on a day."""
    far = day + timedelta(days=40)
    return dunning.DunningSchedule(
        notice_on=day, slip_on=day, due_on=day, suspended_on=far, ends_on=far
    )


@pytest.mark.parametrize(
    ("due_on", "warned_on"),
    [
        pytest.param(date(2025, 12, 31), date(2026, 1, 1), id="over new year"),
        pytest.param(date(2027, 2, 28), date(2027, 3, 1), id="a short month"),
        pytest.param(date(2028, 2, 28), date(2028, 2, 29), id="into a leap day"),
        pytest.param(date(2028, 2, 29), date(2028, 3, 1), id="from a leap day"),
    ],
)
def test_the_warning_comes_on_the_day_after_the_due_day(due_on: date, warned_on: date) -> None:
    assert dunning.warned_on(due(due_on)) == warned_on


@pytest.mark.parametrize(
    ("paid_on", "confirmed_on", "restored_by"),
    [
        pytest.param(date(2025, 10, 14), date(2025, 10, 16), date(2025, 10, 17), id="a Tuesday"),
        pytest.param(date(2025, 10, 17), date(2025, 10, 21), date(2025, 10, 22), id="a Friday"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), date(2028, 3, 2), id="a leap February"),
    ],
)
def test_a_payment_is_known_and_all_is_back_after_business_days(
    paid_on: date, confirmed_on: date, restored_by: date
) -> None:
    assert dunning.confirmed_on(paid_on) == confirmed_on
    assert dunning.restored_by(paid_on) == restored_by


@pytest.mark.parametrize(
    ("day", "asked_again", "company_due"),
    [
        pytest.param(date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), id="a year's end"),
        pytest.param(date(2028, 1, 31), date(2028, 2, 1), date(2028, 2, 29), id="a leap year"),
        pytest.param(date(2027, 1, 5), date(2027, 1, 6), date(2027, 2, 28), id="a short month"),
    ],
)
def test_a_card_is_asked_again_the_next_day_and_a_company_has_till_the_next_months_end(
    day: date, asked_again: date, company_due: date
) -> None:
    assert dunning.asked_again_on(day) == asked_again
    assert dunning.company_due_on(day) == company_due


def test_a_link_works_for_an_hour_over_midnight_too() -> None:
    sent = datetime(2026, 12, 31, 23, 30, tzinfo=JST)
    assert sign_up.link_expires_at(sent) == datetime(2027, 1, 1, 0, 30, tzinfo=JST)


@pytest.mark.parametrize("typed", ["ab12", "ＡＢ１２", " AB 12 "])
def test_a_code_is_kept_in_one_way_of_writing(typed: str) -> None:
    code = application.as_entry_code(typed)
    assert code == "AB12"
    assert application.is_entry_code(code)
    assert not application.is_entry_code("AB1")


def test_a_person_is_known_by_reading_and_birth_date() -> None:
    born = date(1990, 2, 28)
    for family, given in (("サトウ", "ハナコ"), ("ｻﾄｳ", "ハナコ"), ("サトウ", "ハナ コ")):
        assert contact.person_key(family, given, born) == "1990-02-28 サトウハナコ"


def test_a_data_line_makes_no_calls_and_sends_no_messages() -> None:
    month = date(2025, 10, 1)
    with pytest.raises(ValueError, match="calls must be 0"):
        list(billing.call_rows(Function.DATA, Decimal(11), month))
    with pytest.raises(ValueError, match="sms must be 0"):
        list(billing.message_rows(Function.DATA, 1, month))
