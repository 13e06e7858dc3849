"""Calls and messages as the carriers report them: charged when made, added up by the month."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from contracts import services
from contracts.models import CallUse
from tests.factories import LineFactory, OptionPeriodFactory, jst

pytestmark = pytest.mark.django_db

MID = date(2026, 10, 15)


def test_a_months_calls_and_messages_add_up_and_the_next_month_begins_anew() -> None:
    line = LineFactory()
    assert services.note_use(line=line, at=jst(2026, 10, 1), calls=[30, 31]) == 33
    last = jst(2026, 10, 31, 23, 59, 59)
    assert services.note_use(line=line, at=last, calls=[1], messages=3) == 11
    assert services.note_use(line=line, at=jst(2026, 11, 1), messages=1) == 0
    told = CallUse.objects.order_by("month").values_list(
        "month", "calls", "seconds", "calls_yen", "messages"
    )
    assert list(told) == [
        (date(2026, 10, 1), 3, 62, Decimal(44), 3),
        (date(2026, 11, 1), 0, 0, Decimal(0), 1),
    ]


@pytest.mark.parametrize(
    ("day", "yen"), [(14, 22), (15, 0), (20, 0), (21, 22)],
    ids=["the day before", "its first day", "its last day", "the day after"],
)  # fmt: skip
def test_a_call_is_charged_by_the_option_of_its_day(day: int, yen: int) -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, starts_on=MID, ends_on=date(2026, 10, 20))
    OptionPeriodFactory(line=line, option_code="dial")
    assert services.note_use(line=line, at=jst(2026, 10, day, 12), calls=[60]) == yen


@pytest.mark.parametrize(
    ("codes", "yen"),
    [(["call_5"], 121), (["call_5", "call_10"], 11), (["call_unlimited", "call_5"], 0)],
    ids=["five minutes", "ten minutes", "all of it"],
)
def test_of_two_options_on_a_day_the_better_one_counts(codes: Sequence[str], yen: int) -> None:
    line = LineFactory()
    for code in codes:
        OptionPeriodFactory(line=line, option_code=code)
    at = jst(2026, 10, 15, 12)
    assert services.note_use(line=line, at=at, calls=[601]) == yen


@pytest.mark.parametrize(
    ("function", "use"),
    [("data", {"messages": 1}), ("data", {"calls": [1]}), ("sms", {"calls": [1]})],
    ids=["a message of a data line", "a call of a data line", "a call of an SMS line"],
)
def test_what_a_line_cannot_do_is_refused(function: str, use: dict[str, object]) -> None:
    line = LineFactory(function=function)
    with pytest.raises(ValueError, match="makes no such calls"):
        services.note_use(line=line, at=jst(2026, 10, 15, 12), **use)  # type: ignore[arg-type]
    assert not CallUse.objects.exists()


def test_an_sms_line_sends_messages() -> None:
    line = LineFactory(function="sms")
    services.note_use(line=line, at=jst(2026, 10, 15, 12), messages=2)
    assert CallUse.objects.get().messages == 2
