from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import initial_cancel
from mioportal.rules.initial_cancel import (
    InitialCancelFacts,
    InitialCancelReason,
    InitialCancelWay,
    StillCharged,
)

RECEIVED = date(2025, 10, 6)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


IN_TIME, LATE = jst("2025-10-13T23:59:59"), jst("2025-10-14T00:00:00")


@pytest.mark.parametrize(
    ("received_on", "started_on", "last_day"),
    [
        pytest.param(RECEIVED, None, date(2025, 10, 13), id="vector: received on 6 October"),
        pytest.param(RECEIVED, date(2025, 10, 5), date(2025, 10, 13), id="use began before"),
        pytest.param(RECEIVED, RECEIVED, date(2025, 10, 13), id="use began that day"),
        pytest.param(RECEIVED, date(2025, 10, 7), date(2025, 10, 14), id="use began a day later"),
        pytest.param(date(2028, 2, 22), None, date(2028, 2, 29), id="to 29 February"),
        pytest.param(date(2026, 2, 22), None, date(2026, 3, 1), id="over a short February"),
        pytest.param(date(2025, 12, 25), None, date(2026, 1, 1), id="over the year end"),
    ],
)
def test_the_last_day_is_the_eighth(
    received_on: date, started_on: date | None, last_day: date
) -> None:
    assert initial_cancel.last_day(received_on, started_on) == last_day


def test_a_day_of_start_need_not_be_known() -> None:
    assert initial_cancel.last_day(RECEIVED) == date(2025, 10, 13)


@pytest.mark.parametrize(
    ("sent_at", "is_in_time"),
    [
        pytest.param(jst("2025-10-05T12:00:00"), True, id="before the notice"),
        pytest.param(jst("2025-10-06T00:00:00"), True, id="on the day of receipt"),
        pytest.param(IN_TIME, True, id="the last second"),
        pytest.param(LATE, False, id="the next second"),
        pytest.param(
            datetime(2025, 10, 13, 14, 59, 59, tzinfo=UTC), True, id="the last second, told in UTC"
        ),
        pytest.param(datetime(2025, 10, 13, 15, tzinfo=UTC), False, id="midnight, told in UTC"),
    ],
)
def test_the_moment_of_sending_counts_to_midnight_in_japan(
    sent_at: datetime, is_in_time: bool
) -> None:
    assert initial_cancel.is_in_time(sent_at, RECEIVED) is is_in_time


def test_a_later_start_gives_more_time() -> None:
    assert initial_cancel.is_in_time(LATE, RECEIVED, date(2025, 10, 7))
    assert not initial_cancel.is_in_time(jst("2025-10-15T00:00:00"), RECEIVED, date(2025, 10, 7))


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        pytest.param({}, (), id="in time"),
        pytest.param({"sent_at": LATE}, (InitialCancelReason.TOO_LATE,), id="day nine"),
        pytest.param(
            {"sent_at": LATE, "started_on": date(2025, 10, 7)}, (), id="day nine, day eight of use"
        ),
        pytest.param(
            {"received_on": None}, (InitialCancelReason.NOT_RECEIVED,), id="no notice yet"
        ),
        pytest.param({"is_asked": True}, (InitialCancelReason.ALREADY_ASKED,), id="asked before"),
        pytest.param({"has_ended": True}, (InitialCancelReason.ENDED,), id="ended"),
    ],
)
def test_a_contract_is_undone_within_eight_days_and_once(
    facts: dict[str, object], reasons: tuple[InitialCancelReason, ...]
) -> None:
    asked = InitialCancelFacts(**{"sent_at": IN_TIME, "received_on": RECEIVED, **facts})
    verdict = initial_cancel.may_cancel_initially(asked)
    assert verdict.reasons == reasons
    assert verdict.allowed is not bool(reasons)


@settings(max_examples=50)
@given(st.none() | st.integers(0, 12), st.booleans(), st.booleans())
def test_a_refusal_carries_every_reason_in_order(
    days: int | None, is_asked: bool, has_ended: bool
) -> None:
    facts = InitialCancelFacts(
        sent_at=IN_TIME,
        received_on=None if days is None else IN_TIME.date() - timedelta(days=days),
        is_asked=is_asked,
        has_ended=has_ended,
    )
    against = (days is None, days is not None and days > 7, is_asked, has_ended)
    expected = tuple(
        reason for reason, holds in zip(InitialCancelReason, against, strict=True) if holds
    )
    assert initial_cancel.may_cancel_initially(facts).reasons == expected


def test_use_and_fees_stay_charged_and_there_are_two_ways_to_ask() -> None:
    assert initial_cancel.STILL_CHARGED.on(RECEIVED) == (
        StillCharged.USE,
        StillCharged.CALLS,
        StillCharged.INITIAL_FEE,
        StillCharged.SIM_ISSUE_FEE,
        StillCharged.DEVICE,
    )
    assert initial_cancel.INITIAL_CANCEL_WAYS.on(RECEIVED) == (
        InitialCancelWay.SITE,
        InitialCancelWay.LETTER,
    )


def test_an_instant_for_a_day_or_without_a_zone_is_refused_by_name() -> None:
    naive = datetime(2025, 10, 6)  # noqa: DTZ001
    with pytest.raises(ValueError, match="^received_on must"):
        initial_cancel.last_day(naive)
    with pytest.raises(ValueError, match="^started_on must"):
        initial_cancel.last_day(RECEIVED, naive)
    with pytest.raises(ValueError, match="^sent_at must"):
        initial_cancel.is_in_time(naive, RECEIVED)
    with pytest.raises(ValueError, match="^sent_at must"):
        InitialCancelFacts(sent_at=naive, received_on=RECEIVED)
    with pytest.raises(ValueError, match="^received_on must"):
        InitialCancelFacts(sent_at=IN_TIME, received_on=naive)
    with pytest.raises(ValueError, match="^started_on must"):
        InitialCancelFacts(sent_at=IN_TIME, received_on=RECEIVED, started_on=naive)
