from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import share
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.share import (
    FeePart,
    GroupFacts,
    GroupLine,
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
