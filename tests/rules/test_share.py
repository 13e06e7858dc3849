from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import plans, share
from mioportal.rules.share import (
    JoinFacts,
    JoinReason,
    PartFacts,
    PartReason,
    PrimaryFacts,
    PrimaryReason,
)

OCTOBER, MID = date(2025, 10, 1), date(2025, 10, 15)


@pytest.mark.parametrize(
    ("sims", "fee"),
    [
        pytest.param(1, 990, id="vector: 5GB with 1 SIM"),
        pytest.param(2, 1430, id="vector: 5GB with 2 SIMs"),
        pytest.param(3, 1870, id="vector: 5GB with 3 SIMs"),
        pytest.param(10, 4950, id="5GB with the most SIMs"),
    ],
)
def test_a_group_pays_its_plan_and_440_yen_for_each_sim_after_the_first(
    sims: int, fee: int
) -> None:
    assert share.monthly_fee(Decimal(990), sims) == fee
    assert share.monthly_fee(Decimal(990), sims, OCTOBER) == fee


@pytest.mark.parametrize("code", ["giga_2gb", "giga_5gb", "giga_10gb", "giga_15gb", "giga_20gb"])
def test_the_added_sim_costs_the_same_on_every_plan(code: str) -> None:
    base = plans.monthly_fee(code, "voice", "sim", OCTOBER)
    assert share.monthly_fee(base, 2) - share.monthly_fee(base, 1) == 440


def test_an_impossible_group_fee_is_refused_by_name() -> None:
    for ask, message in (
        (lambda: share.monthly_fee(Decimal(-1), 1), "^plan_fee must"),
        (lambda: share.monthly_fee(Decimal(990), 0), "^sims must be .* 1 or more, not 0"),
        (lambda: share.monthly_fee(Decimal(990), 1, date(2025, 10, 2)), "^month must"),
    ):
        with pytest.raises(ValueError, match=message):
            ask()


@pytest.mark.parametrize(
    ("requested_on", "changes_on"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 16), id="mid-month"),
        pytest.param(date(2025, 10, 31), date(2025, 11, 1), id="month end"),
        pytest.param(date(2028, 2, 28), date(2028, 2, 29), id="to 29 February"),
        pytest.param(date(2025, 12, 31), date(2026, 1, 1), id="year end"),
    ],
)
def test_the_main_line_changes_at_the_midnight_after_the_request(
    requested_on: date, changes_on: date
) -> None:
    assert share.primary_changes_on(requested_on) == changes_on


def test_a_main_line_change_is_asked_on_a_day() -> None:
    with pytest.raises(ValueError, match="^requested_on must be a date"):
        share.primary_changes_on(datetime(2025, 10, 15))  # noqa: DTZ001


JOINING = {
    "is_of_another_mioid": JoinReason.OTHER_MIOID,
    "is_legacy": JoinReason.NOT_GIGA,
    "is_in_a_group": JoinReason.IN_A_GROUP,
    "is_leaving": JoinReason.LEAVING,
    "is_not_in_use": JoinReason.NOT_IN_USE,
    "has_booked_plan": JoinReason.PLAN_CHANGE_BOOKED,
}


@pytest.mark.parametrize(
    ("sims", "full"),
    [
        pytest.param(1, False, id="a first secondary line"),
        pytest.param(9, False, id="the tenth line may join"),
        pytest.param(10, True, id="an eleventh may not"),
        pytest.param(11, True, id="nor any after it"),
    ],
)
def test_a_group_holds_ten_lines(sims: int, full: bool) -> None:
    verdict = share.may_join(JoinFacts(asked_on=MID, sims=sims))
    assert verdict.allowed is not full
    assert verdict.reasons == ((JoinReason.GROUP_FULL,) if full else ())


@settings(max_examples=32)
@given(st.sets(st.sampled_from(sorted(JOINING))), st.sampled_from([9, 10]))
def test_a_line_that_may_not_join_is_told_every_reason_in_order(
    problems: set[str], sims: int
) -> None:
    verdict = share.may_join(JoinFacts(asked_on=MID, sims=sims, **dict.fromkeys(problems, True)))
    expected = {JOINING[each] for each in problems}
    if sims == 10:
        expected.add(JoinReason.GROUP_FULL)
    assert verdict.reasons == tuple(reason for reason in JoinReason if reason in expected)


def test_a_group_to_join_has_a_line() -> None:
    with pytest.raises(ValueError, match="^sims must be .* 1 or more, not 0"):
        JoinFacts(asked_on=MID, sims=0)


@pytest.mark.parametrize(
    ("asked_on", "from_on", "too_late"),
    [
        pytest.param(date(2025, 10, 1), date(2025, 11, 1), False, id="the first"),
        pytest.param(date(2025, 10, 30), date(2025, 11, 1), False, id="the day before the last"),
        pytest.param(date(2025, 10, 31), date(2025, 11, 1), True, id="the last day"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), False, id="28 February, leap year"),
        pytest.param(date(2028, 2, 29), date(2028, 3, 1), True, id="29 February"),
        pytest.param(date(2025, 12, 30), date(2026, 1, 1), False, id="over year end"),
    ],
)
def test_a_group_changes_on_the_first_and_not_for_what_is_asked_on_a_last_day(
    asked_on: date, from_on: date, too_late: bool
) -> None:
    assert share.takes_effect_on(asked_on) == from_on
    joining = share.may_join(JoinFacts(asked_on=asked_on, sims=1))
    parting = share.may_part(PartFacts(asked_on=asked_on))
    assert joining.reasons == ((JoinReason.LAST_DAY,) if too_late else ())
    assert parting.reasons == ((PartReason.LAST_DAY,) if too_late else ())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"is_primary_with_secondaries": True}, PartReason.MAIN_WITH_SUBS),
        ({"is_leaving": True}, PartReason.LEAVING),
        ({"is_in_no_group": True}, PartReason.NOT_IN_GROUP),
    ],
)
def test_a_line_that_may_not_be_taken_out_is_told_why(
    facts: dict[str, bool], reason: PartReason
) -> None:
    assert share.may_part(PartFacts(asked_on=MID, **facts)).reasons == (reason,)
    everything = PartFacts(
        asked_on=date(2025, 10, 31),
        is_primary_with_secondaries=True,
        is_leaving=True,
        is_in_no_group=True,
    )
    assert share.may_part(everything).reasons == tuple(PartReason)


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        pytest.param({"is_secondary": True}, (), id="a secondary line that stays"),
        pytest.param({"is_secondary": False}, (PrimaryReason.NOT_SECONDARY,), id="another line"),
        pytest.param(
            {"is_secondary": True, "is_leaving": True, "is_parting": True},
            (PrimaryReason.LEAVING, PrimaryReason.PARTING),
            id="one that goes",
        ),
    ],
)
def test_only_a_secondary_line_that_stays_becomes_the_primary_one(
    facts: dict[str, bool], reasons: tuple[PrimaryReason, ...]
) -> None:
    assert share.may_be_primary(PrimaryFacts(**facts)).reasons == reasons
