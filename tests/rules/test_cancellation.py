from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import cancellation
from mioportal.rules.cancellation import CancelFacts, LeavingReason, Reason, RiskGrade
from mioportal.rules.dates import day_in_japan

FLAGS = {
    "has_unpaid": Reason.UNPAID,
    "identity_incomplete": Reason.IDENTITY,
    "has_blocking_option": Reason.BLOCKING_OPTION,
    "in_maintenance": Reason.MAINTENANCE,
    "is_corporate": Reason.CORPORATE,
    "has_phone_only_plan": Reason.PHONE_ONLY,
    "is_primary_with_secondaries": Reason.MAIN_WITH_SUBS,
    "is_leaving": Reason.ALREADY_LEAVING,
    "has_ended": Reason.ENDED,
}
CONTRACTED = date(2022, 5, 10)
INSTANTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001
    datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def test_a_line_in_order_may_be_cancelled() -> None:
    assert cancellation.may_cancel(CancelFacts(contracted_on=CONTRACTED)).allowed


@pytest.mark.parametrize(("flag", "reason"), FLAGS.items())
def test_each_fact_against_is_a_reason(flag: str, reason: Reason) -> None:
    verdict = cancellation.may_cancel(CancelFacts(contracted_on=CONTRACTED, **{flag: True}))
    assert verdict.reasons == (reason,)
    assert not verdict.allowed


@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refusal_carries_every_reason_and_no_other(flags: set[str]) -> None:
    facts = CancelFacts(contracted_on=CONTRACTED, **dict.fromkeys(flags, True))
    verdict = cancellation.may_cancel(facts)
    assert set(verdict.reasons) == {FLAGS[flag] for flag in flags}
    assert verdict.allowed is not bool(flags)


@pytest.mark.parametrize(
    ("contracted_on", "reasons"),
    [
        pytest.param(date(2015, 12, 30), (Reason.PHONE_ONLY,), id="the day before"),
        pytest.param(date(2015, 12, 31), (Reason.PHONE_ONLY,), id="the last day"),
        pytest.param(date(2016, 1, 1), (), id="the day after"),
    ],
)
def test_contracts_of_2015_and_before_are_cancelled_by_phone(
    contracted_on: date, reasons: tuple[Reason, ...]
) -> None:
    assert cancellation.may_cancel(CancelFacts(contracted_on=contracted_on)).reasons == reasons


def test_an_instant_for_the_day_of_contract_is_refused() -> None:
    with pytest.raises(ValueError, match="^contracted_on must"):
        CancelFacts(contracted_on=jst("2022-05-10T00:00:00"))


def test_instalments_are_no_reason_and_seven_answers_to_why_exist() -> None:
    assert len(Reason) == 9
    assert not any("instalment" in reason for reason in Reason)
    assert len(LeavingReason) == 7


@pytest.mark.parametrize(
    ("accepted_at", "ends_on"),
    [
        pytest.param("2025-10-15T00:00:00", date(2025, 10, 31), id="vector: mid-month, midnight"),
        pytest.param("2025-10-15T23:59:59", date(2025, 10, 31), id="vector: mid-month, late"),
        pytest.param("2025-10-31T23:59:59", date(2025, 10, 31), id="vector: the last second"),
        pytest.param("2025-11-01T00:00:00", date(2025, 11, 30), id="vector: the next second"),
        pytest.param("2026-03-31T22:59:59", date(2026, 3, 31), id="vector: Tuesday month end"),
        pytest.param("2026-04-01T05:00:00", date(2026, 4, 30), id="vector: after the window"),
        pytest.param("2028-02-29T12:00:00", date(2028, 2, 29), id="29 February"),
        pytest.param("2026-02-28T23:59:59", date(2026, 2, 28), id="28 February"),
        pytest.param("2025-12-31T23:59:59", date(2025, 12, 31), id="year end"),
        pytest.param("2026-01-01T00:00:00", date(2026, 1, 31), id="new year"),
    ],
)
def test_a_cancellation_takes_effect_at_the_end_of_its_month(
    accepted_at: str, ends_on: date
) -> None:
    assert cancellation.ends_on(jst(accepted_at)) == ends_on


def test_the_month_is_that_of_japan() -> None:
    assert cancellation.ends_on(datetime(2025, 10, 31, 14, 59, 59, tzinfo=UTC)) == date(
        2025, 10, 31
    )
    assert cancellation.ends_on(datetime(2025, 10, 31, 15, tzinfo=UTC)) == date(2025, 11, 30)


@pytest.mark.parametrize("ask", [cancellation.ends_on, cancellation.risk])
def test_an_instant_without_a_zone_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match="^accepted_at must"):
        ask(datetime(2025, 10, 31))  # type: ignore[operator]  # noqa: DTZ001


@given(INSTANTS)
def test_a_line_never_ends_before_it_was_asked_to(accepted_at: datetime) -> None:
    assert cancellation.ends_on(accepted_at) >= day_in_japan(accepted_at)


@pytest.mark.parametrize(
    ("accepted_at", "grade"),
    [
        pytest.param("2025-10-01T00:00:00", RiskGrade.NONE, id="the first"),
        pytest.param("2025-10-28T23:59:59", RiskGrade.NONE, id="the 28th of 31"),
        pytest.param("2025-10-29T00:00:00", RiskGrade.LOW, id="the 29th of 31 (C-029)"),
        pytest.param("2025-10-30T12:00:00", RiskGrade.MEDIUM, id="the day before the last"),
        pytest.param("2025-10-31T22:59:59", RiskGrade.HIGH, id="the last day"),
        pytest.param("2025-10-31T23:00:00", RiskGrade.VERY_HIGH, id="the last hour"),
        pytest.param("2025-10-30T23:00:00", RiskGrade.MEDIUM, id="a late hour before"),
        pytest.param("2028-02-26T12:00:00", RiskGrade.NONE, id="26 February, leap year"),
        pytest.param("2026-02-26T12:00:00", RiskGrade.LOW, id="26 February"),
        pytest.param("2025-12-31T23:59:59", RiskGrade.VERY_HIGH, id="year end"),
    ],
)
def test_the_risk_rises_over_the_last_three_days(accepted_at: str, grade: RiskGrade) -> None:
    assert cancellation.risk(jst(accepted_at)) is grade


@pytest.mark.parametrize(
    ("day", "safe"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 28), id="vector: 31 days"),
        pytest.param(date(2025, 11, 30), date(2025, 11, 27), id="vector: 30 days"),
        pytest.param(date(2028, 2, 1), date(2028, 2, 26), id="vector: 29 days"),
        pytest.param(date(2026, 2, 1), date(2026, 2, 25), id="vector: 28 days"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 28), id="year end"),
    ],
)
def test_the_safe_day_is_three_days_before_the_month_end(day: date, safe: date) -> None:
    assert cancellation.safe_until(day) == safe


@given(INSTANTS)
def test_there_is_no_risk_up_to_the_safe_day_and_some_after(at: datetime) -> None:
    is_safe = day_in_japan(at) <= cancellation.safe_until(day_in_japan(at))
    assert (cancellation.risk(at) is RiskGrade.NONE) is is_safe


def test_grades_never_fall_through_a_month() -> None:
    start = jst("2028-02-01T00:00:00")
    grades = [cancellation.risk(start + timedelta(hours=hour)) for hour in range(29 * 24)]
    order = list(RiskGrade)
    assert [order.index(grade) for grade in grades] == sorted(map(order.index, grades))
    assert set(grades) == set(RiskGrade)


@pytest.mark.parametrize(
    ("mail", "is_ours"),
    [
        ("yoko@family.iijmio.jp", True),
        ("yoko@FAMILY.IIJMIO.JP", True),
        ("yoko@iijmio.jp", True),
        ("yoko@x.iijmio-mail.jp", True),
        ("yoko@notiijmio.jp", False),
        ("iijmio.jp@example.jp", False),
        ("yoko@iijmio.jp.example.jp", False),
        ("", False),
    ],
)
def test_an_address_that_ends_with_the_contract_is_known_by_its_domain(
    mail: str, is_ours: bool
) -> None:
    assert cancellation.is_address_of_ours(mail) is is_ours
