from datetime import date, datetime

import pytest

from mioportal.rules import corporate
from mioportal.rules.corporate import CorporateField, CorporatePaper, CorporateRequestStatus

DAY = date(2025, 10, 15)


@pytest.mark.parametrize(
    ("received_on", "by"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 22), id="mid-month"),
        pytest.param(date(2028, 2, 23), date(2028, 3, 1), id="over 29 February"),
        pytest.param(date(2025, 12, 26), date(2026, 1, 2), id="over the year end"),
    ],
)
def test_the_desk_is_done_within_a_week(received_on: date, by: date) -> None:
    assert corporate.processed_by(received_on) == by


def test_an_instant_for_the_day_of_receipt_is_refused() -> None:
    with pytest.raises(ValueError, match="^received_on must"):
        corporate.processed_by(datetime(2025, 10, 15))  # noqa: DTZ001


def test_the_form_asks_for_everything_but_the_reason() -> None:
    required = corporate.REQUIRED_FIELDS.on(DAY)
    assert required == (
        CorporateField.COMPANY_NAME,
        CorporateField.PERSON_IN_CHARGE,
        CorporateField.LINES,
    )
    assert (*required, *corporate.OPTIONAL_FIELDS.on(DAY)) == tuple(CorporateField)
    assert corporate.OPTIONAL_FIELDS.on(DAY) == (CorporateField.REASON,)


def test_three_papers_may_be_asked_for_and_a_request_has_four_states() -> None:
    assert corporate.PAPERS.on(DAY) == tuple(CorporatePaper)
    assert len(CorporatePaper) == 3
    assert len(set(CorporateRequestStatus) - {CorporateRequestStatus.CALLED_OFF}) == 4
