from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import sim_return
from mioportal.rules.sim_return import FeeFacts, FeeReason, WaiverReason

FLAGS = {
    "is_esim": FeeReason.NO_CARD,
    "is_received": FeeReason.RECEIVED,
    "is_waived": FeeReason.WAIVED,
    "awaits_approval": FeeReason.NOT_APPROVED,
}


def a_card_kept(**changes: object) -> FeeFacts:
    facts: dict[str, object] = {
        "ended_on": date(2025, 10, 31),
        "charged_on": date(2026, 2, 1),
        "reminders_sent": 1,
        "awaits_approval": False,
    }
    return FeeFacts(**(facts | changes))


@pytest.mark.parametrize(
    ("ended_on", "risk_from"),
    [
        pytest.param(date(2025, 10, 31), date(2026, 2, 1), id="vector: end of October"),
        pytest.param(date(2025, 11, 30), date(2026, 3, 1), id="vector: end of November"),
        pytest.param(date(2027, 11, 30), date(2028, 3, 1), id="over 29 February"),
        pytest.param(date(2028, 2, 29), date(2028, 5, 30), id="from 29 February"),
        pytest.param(date(2025, 12, 31), date(2026, 4, 1), id="year end"),
        pytest.param(date(2025, 10, 5), date(2026, 1, 6), id="a port-out in mid-month"),
    ],
)
def test_a_fee_may_follow_when_three_months_have_fully_passed(
    ended_on: date, risk_from: date
) -> None:
    assert sim_return.fee_risk_from(ended_on) == risk_from


@pytest.mark.parametrize(
    ("ended_on", "days"),
    [
        pytest.param(
            date(2025, 10, 31),
            (date(2025, 11, 7), date(2025, 11, 30), date(2025, 12, 31)),
            id="end of October",
        ),
        pytest.param(
            date(2025, 12, 31),
            (date(2026, 1, 7), date(2026, 1, 31), date(2026, 2, 28)),
            id="year end",
        ),
        pytest.param(
            date(2027, 12, 31),
            (date(2028, 1, 7), date(2028, 1, 31), date(2028, 2, 29)),
            id="into 29 February",
        ),
    ],
)
def test_reminders_come_after_a_week_and_one_and_two_months(
    ended_on: date, days: tuple[date, ...]
) -> None:
    assert sim_return.reminder_days(ended_on) == days


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_reminder_comes_before_a_fee_may(ended_on: date) -> None:
    days = sim_return.reminder_days(ended_on)
    assert ended_on < days[0] < days[1] < days[2] < sim_return.fee_risk_from(ended_on)


def test_the_address_is_written_one_way() -> None:
    assert sim_return.RETURN_ADDRESS == (
        "〒143-0006 東京都大田区平和島3-6-1 東京団地倉庫A-2棟 住友倉庫内"
        " IIJモバイル解約受付センター"
    )


@pytest.mark.parametrize("ask", [sim_return.fee_risk_from, sim_return.reminder_days])
def test_an_instant_for_a_day_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match="^ended_on must"):
        ask(datetime(2025, 10, 31))  # type: ignore[operator]  # noqa: DTZ001


def test_a_card_kept_too_long_may_be_charged_for() -> None:
    assert sim_return.may_charge_fee(a_card_kept()).allowed


@pytest.mark.parametrize(("flag", "reason"), FLAGS.items())
def test_each_fact_against_the_fee_is_a_reason(flag: str, reason: FeeReason) -> None:
    assert sim_return.may_charge_fee(a_card_kept(**{flag: True})).reasons == (reason,)


@settings(max_examples=50)
@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_fee_not_charged_carries_every_reason_in_order(flags: set[str]) -> None:
    verdict = sim_return.may_charge_fee(a_card_kept(**dict.fromkeys(flags, True)))
    found = {FLAGS[flag] for flag in flags}
    assert verdict.reasons == tuple(reason for reason in FeeReason if reason in found)


@pytest.mark.parametrize(
    ("charged_on", "reasons"),
    [
        pytest.param(date(2026, 1, 30), (FeeReason.TOO_EARLY,), id="the day before"),
        pytest.param(date(2026, 1, 31), (FeeReason.TOO_EARLY,), id="three months to the day"),
        pytest.param(date(2026, 2, 1), (), id="vector: the day after"),
    ],
)
def test_no_fee_before_three_months_have_fully_passed(
    charged_on: date, reasons: tuple[FeeReason, ...]
) -> None:
    assert sim_return.may_charge_fee(a_card_kept(charged_on=charged_on)).reasons == reasons


@pytest.mark.parametrize(
    ("reminders_sent", "reasons"), [(0, (FeeReason.NOT_REMINDED,)), (1, ()), (3, ())]
)
def test_no_fee_without_a_reminder(reminders_sent: int, reasons: tuple[FeeReason, ...]) -> None:
    facts = a_card_kept(reminders_sent=reminders_sent)
    assert sim_return.may_charge_fee(facts).reasons == reasons


def test_all_six_reasons_against_the_fee_can_meet() -> None:
    facts = a_card_kept(
        charged_on=date(2025, 11, 1), reminders_sent=0, **dict.fromkeys(FLAGS, True)
    )
    assert sim_return.may_charge_fee(facts).reasons == tuple(FeeReason)
    assert len(FeeReason) == 6


@pytest.mark.parametrize("protection", ["reminders_sent", "awaits_approval"])
def test_what_protects_the_member_must_be_told(protection: str) -> None:
    facts = {
        "ended_on": date(2025, 10, 31),
        "charged_on": date(2026, 2, 1),
        "reminders_sent": 1,
        "awaits_approval": False,
    }
    del facts[protection]
    with pytest.raises(TypeError, match=protection):
        FeeFacts(**facts)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ended_on": datetime(2025, 10, 31)}, "^ended_on must"),  # noqa: DTZ001
        ({"charged_on": datetime(2026, 2, 1)}, "^charged_on must"),  # noqa: DTZ001
        ({"reminders_sent": -1}, "^reminders_sent must"),
    ],
)
def test_impossible_facts_of_a_fee_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        a_card_kept(**changes)


def test_staff_may_waive_a_fee_for_three_reasons() -> None:
    assert sim_return.WAIVERS.rows[-1].value == tuple(WaiverReason)
    assert len(WaiverReason) == 3
