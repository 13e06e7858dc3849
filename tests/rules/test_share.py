from datetime import date, datetime
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import plans, share
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.share import (
    FeePart,
    GroupFacts,
    GroupLine,
    JoinFacts,
    JoinReason,
    PartFacts,
    PartReason,
    PrimaryFacts,
    PrimaryReason,
)
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit

OCTOBER, MID = date(2025, 10, 1), date(2025, 10, 15)


def a_group(*lines: GroupLine, leaver: str, **changes: object) -> GroupFacts:
    facts = {"month": OCTOBER, "plan_fee": Decimal(990), "lines": lines, "leaver": leaver}
    return GroupFacts(**(facts | changes))  # type: ignore[arg-type]


def of_three(*options: str) -> tuple[GroupLine, ...]:
    return tuple(
        GroupLine(line=name, options=options)  # type: ignore[arg-type]
        for name in ("main", "sub1", "sub2")
    )


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


def rows(facts: GroupFacts) -> list[tuple[FeePart, Decimal, Decimal, Decimal]]:
    fees = share.consequences_of_leaving(facts).fees
    return [(row.part, row.before, row.after, row.difference) for row in fees]


def test_vector_share_and_call_options_go_from_3370_to_2430_row_by_row() -> None:
    """vector: F-SHR-03, three lines with 通話定額 at 500 yen each, one of them leaving."""
    assert rows(a_group(*of_three("call_5"), leaver="sub1")) == [
        (FeePart.BASE, 990, 990, 0),
        (FeePart.ADDED_SIMS, 880, 440, -440),
        (FeePart.OPTIONS, 1500, 1000, -500),
        (FeePart.TOTAL, 3370, 2430, -940),
    ]


def test_a_sub_line_leaves_alone_and_the_row_of_the_whole_is_the_total() -> None:
    told = share.consequences_of_leaving(a_group(*of_three("call_5"), leaver="sub2"))
    assert told.ends == ("sub2",)
    assert told.fee is told.fees[-1]
    assert (told.fee.part, told.fee.before, told.fee.after) == (FeePart.TOTAL, 3370, 2430)


def test_a_main_line_takes_every_sub_line_along_and_nothing_is_left_to_pay() -> None:
    facts = a_group(*of_three("call_5"), leaver="main")
    assert share.consequences_of_leaving(facts).ends == ("main", "sub1", "sub2")
    assert rows(facts) == [
        (FeePart.BASE, 990, 0, -990),
        (FeePart.ADDED_SIMS, 880, 0, -880),
        (FeePart.OPTIONS, 1500, 0, -1500),
        (FeePart.TOTAL, 3370, 0, -3370),
    ]
    assert {type(row[2]) for row in rows(facts)} == {Decimal}


def test_the_last_sub_line_leaves_the_main_line_at_the_price_of_its_plan() -> None:
    pair = (GroupLine(line="main"), GroupLine(line="sub1", options=(OptionCode.CALL_10,)))
    assert rows(a_group(*pair, leaver="sub1")) == [
        (FeePart.BASE, 990, 990, 0),
        (FeePart.ADDED_SIMS, 440, 0, -440),
        (FeePart.OPTIONS, 700, 0, -700),
        (FeePart.TOTAL, 2130, 990, -1140),
    ]


def test_an_option_costs_a_line_what_its_contract_names() -> None:
    held = GroupLine(
        line="sub1",
        options=(OptionCode.LARGE_DATA, OptionCode.CALL_5),
        agreed=(AgreedFee(OptionCode.LARGE_DATA, Decimal(3410)),),
    )
    assert held.fee(OCTOBER) == 3910
    assert repr(GroupLine(line="main").fee(OCTOBER)) == "Decimal('0')"


@pytest.mark.parametrize(("month", "fee"), [(OCTOBER, 440), (date(2025, 11, 1), 330)])
def test_a_price_that_changes_is_that_of_the_month(
    month: date, fee: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = (
        Dated(since=BEGINNING, value=Decimal(440), source="C-010"),
        Dated(since=date(2025, 11, 1), value=Decimal(330), source="C-010"),
    )
    monkeypatch.setattr(share, "ADDED_SIM_FEE", Table("added_sim_fee", Unit.YEN, dated))
    assert share.monthly_fee(Decimal(990), 2, month) == 990 + fee
    assert share.monthly_fee(Decimal(990), 2) == 990 + 330
    assert rows(a_group(*of_three(), leaver="sub1", month=month))[1][1:] == (2 * fee, fee, -fee)


@pytest.mark.parametrize(
    ("option", "before", "after"),
    [
        pytest.param("call_5", 500, 0, id="ends with its line"),
        pytest.param("tabuho", 550, 550, id="goes on, and so does its fee"),
        pytest.param("nuisance_guard", 550, 550, id="may go on"),
    ],
)
def test_an_option_that_outlives_its_line_is_still_paid_for(
    option: str, before: int, after: int
) -> None:
    main, leaver = GroupLine(line="main"), GroupLine(line="sub", options=(option,))  # type: ignore[arg-type]
    told = share.consequences_of_leaving(a_group(main, leaver, leaver="sub"))
    fees = {each.part: (each.before, each.after) for each in told.fees}
    assert fees[share.FeePart.OPTIONS] == (before, after)
    assert fees[share.FeePart.TOTAL] == (990 + 440 + before, 990 + after)


@pytest.mark.parametrize("sims", [11, 12])
def test_no_group_has_more_than_ten_lines(sims: int) -> None:
    assert share.monthly_fee(Decimal(990), 10) == 990 + 9 * 440
    with pytest.raises(ValueError, match=f"^sims must be 10 or fewer, not {sims}$"):
        share.monthly_fee(Decimal(990), sims)


@settings(max_examples=20)
@given(
    st.lists(st.sets(st.sampled_from(["call_5", "call_10", "dial"])), min_size=2).map(
        lambda each: each[:5]
    ),
    st.sampled_from([850, 990, 1500, 1800, 2000]),
)
def test_the_order_in_which_sub_lines_leave_changes_nothing(
    held: list[set[str]], plan_fee: int
) -> None:
    lines = [
        GroupLine(line=f"line{n}", options=tuple(sorted(codes)))  # type: ignore[arg-type]
        for n, codes in enumerate(held)
    ]
    afterwards = set()
    for order in list(permutations(lines[1:]))[:6]:
        left, after = list(lines), Decimal(-1)
        for leaver in order:
            told = share.consequences_of_leaving(
                a_group(*left, leaver=leaver.line, plan_fee=Decimal(plan_fee))
            )
            assert after in (-1, told.fee.before)
            after = told.fee.after
            left.remove(leaver)
        afterwards.add(after)
    assert afterwards == {plan_fee + lines[0].fee(OCTOBER)}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"month": date(2025, 10, 2)}, "^month must be the first", id="no month"),
        pytest.param({"plan_fee": Decimal(-1)}, "^plan_fee must", id="no fee"),
        pytest.param({"leaver": "sub3"}, "^leaver sub3 is not in the group$", id="a stranger"),
        pytest.param(
            {"lines": (GroupLine(line="main"),)}, "^lines must be two or more", id="a line alone"
        ),
        pytest.param(
            {"lines": (GroupLine(line="main"), GroupLine(line="main"))},
            "^lines must be two or more, each once$",
            id="a line twice",
        ),
    ],
)
def test_an_impossible_group_is_refused_by_name(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        a_group(*of_three(), **({"leaver": "main"} | changes))  # type: ignore[arg-type]


def test_an_impossible_line_of_a_group_is_refused_by_name() -> None:
    fee = AgreedFee(OptionCode.LARGE_DATA, Decimal(220))
    with pytest.raises(ValueError, match="^options must be one of call_5, "):
        of_three("call_15")
    with pytest.raises(ValueError, match="^options of main name one twice$"):
        of_three("call_5", "call_5")
    with pytest.raises(ValueError, match="^agreed of sub1 names an option it does not hold$"):
        GroupLine(line="sub1", options=(OptionCode.CALL_5,), agreed=(fee,))


def test_the_rules_of_a_group_stand_in_the_book() -> None:
    assert share.ADDED_SIM_FEE.on(OCTOBER) == 440
    assert share.MOST_SIMS.on(OCTOBER) == 10
    assert (share.PRIMARY_CHANGE_DAYS.on(OCTOBER), share.PRIMARY_CHANGE_FEE.on(OCTOBER)) == (1, 0)
    assert share.FAMILY_DISCOUNT.on(OCTOBER) == 0
    for rule in (
        share.PRIMARY_TAKES_ALL,
        share.SECONDARY_LEAVES_ALONE,
        share.SECONDARIES_KEEP_PORTING,
        share.POOL_TO_THE_END,
        share.ORDER_IS_FREE,
    ):
        assert rule.on(OCTOBER)
