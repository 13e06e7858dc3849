from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import instalments
from mioportal.rules.instalments import Advice, Choice, DeviceKind, Instalments, OnLeaving

OCTOBER = date(2025, 10, 1)


def a_device(**changes: object) -> Instalments:
    facts = {
        "code": "phone1",
        "line": "hdu1",
        "kind": "ordinary",
        "total": Decimal(57_800),
        "count": 24,
        "paid": 12,
    }
    return Instalments(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "count", "first", "then"),
    [
        pytest.param(57_800, 24, 2_416, 2_408, id="vector: 57,800 in 24"),
        pytest.param(39_800, 24, 1_666, 1_658, id="vector: 39,800 in 24"),
        pytest.param(48_000, 24, 2_000, 2_000, id="nothing left over"),
        pytest.param(25, 24, 2, 1, id="one yen left over"),
        pytest.param(47, 24, 24, 1, id="the most left over"),
    ],
)
def test_payments_are_equal_and_the_first_takes_what_is_left_over(
    total: int, count: int, first: int, then: int
) -> None:
    assert instalments.schedule(Decimal(total), count) == (first, *[then] * (count - 1))


def test_one_payment_is_the_price() -> None:
    assert instalments.schedule(Decimal(1), 1) == (1,)


@pytest.mark.parametrize(
    ("total", "after", "paid", "left"),
    [
        pytest.param(57_800, 12, 28_904, 28_896, id="vector: 57,800 after 12 of 24"),
        pytest.param(39_800, 6, 9_956, 29_844, id="vector: 39,800 after 6 of 24"),
        pytest.param(57_800, 0, 0, 57_800, id="before the first payment"),
        pytest.param(57_800, 1, 2_416, 55_384, id="after the first payment"),
        pytest.param(57_800, 23, 55_392, 2_408, id="before the last payment"),
        pytest.param(57_800, 24, 57_800, 0, id="after the last payment"),
    ],
)
def test_a_balance_is_the_sum_of_the_payments_still_to_come(
    total: int, after: int, paid: int, left: int
) -> None:
    payments = instalments.schedule(Decimal(total), 24)
    assert sum(payments[:after]) == paid
    assert instalments.balance(payments, after) == left
    assert isinstance(instalments.balance(payments, after), Decimal)


@pytest.mark.parametrize("total", [Decimal(0), Decimal("0.5"), Decimal("57800.1")])
def test_a_price_is_whole_yen_above_nothing(total: Decimal) -> None:
    with pytest.raises(ValueError, match=f"^total must be a whole number .* above 0, not {total}$"):
        instalments.schedule(total, 24)


def test_impossible_schedules_and_balances_are_refused_by_name() -> None:
    payments = instalments.schedule(Decimal(240), 24)
    for ask, message in (
        (lambda: instalments.schedule(Decimal(-1), 24), "^total must be a Decimal"),
        (lambda: instalments.schedule(Decimal(1), 0), "^count must be .* of 1 or more, not 0"),
        (lambda: instalments.balance(payments, -1), "^paid must be .* of 0 or more"),
        (lambda: instalments.balance(payments, 25), "^paid must be 24 payments or fewer, not 25$"),
    ):
        with pytest.raises(ValueError, match=message):
            ask()


@settings(max_examples=50)
@given(st.integers(1, 10**6), st.integers(1, 60), st.data())
def test_what_is_paid_and_what_is_left_are_the_price(
    total: int, count: int, data: st.DataObject
) -> None:
    payments = instalments.schedule(Decimal(total), count)
    paid = data.draw(st.integers(0, count))
    assert len(payments) == count
    assert sum(payments) == total
    assert sum(payments[:paid]) + instalments.balance(payments, paid) == total
    assert len(set(payments[1:])) <= 1
    assert 0 <= payments[0] - payments[-1] < count


@pytest.mark.parametrize(
    ("kind", "outcome", "choices"),
    [
        ("ordinary", OnLeaving.CONTINUE, (Choice.CONTINUE, Choice.LUMP_SUM)),
        ("campaign", OnLeaving.LUMP_SUM, (Choice.LUMP_SUM,)),
        ("support", OnLeaving.CONTINUE_DISCOUNT_ENDS, (Choice.CONTINUE, Choice.LUMP_SUM)),
    ],
)
def test_the_contract_of_a_device_says_what_leaving_does_to_it(
    kind: str, outcome: OnLeaving, choices: tuple[Choice, ...]
) -> None:
    assert instalments.on_leaving(kind) is outcome
    assert instalments.choices(kind) == choices


def test_an_unknown_kind_of_device_is_refused_by_name() -> None:
    for ask in (instalments.on_leaving, instalments.choices):
        with pytest.raises(ValueError, match="^kind must be one of ordinary, campaign, support, "):
            ask("leased")
    with pytest.raises(ValueError, match="^kind must be one of ordinary, "):
        a_device(kind="leased")


@pytest.mark.parametrize(
    ("balances", "band"),
    [
        pytest.param([], Advice.SMALL, id="nothing owed"),
        pytest.param([9_999], Advice.SMALL, id="a yen below 10,000"),
        pytest.param([10_000], Advice.MIDDLE, id="10,000"),
        pytest.param([29_999], Advice.MIDDLE, id="a yen below 30,000"),
        pytest.param([30_000], Advice.LARGE, id="30,000 is in one band only (C-023)"),
        pytest.param([5_000, 5_000], Advice.MIDDLE, id="two devices together"),
        pytest.param([29_844, 156], Advice.LARGE, id="two devices that reach 30,000"),
    ],
)
def test_advice_goes_by_the_sum_over_all_devices(balances: list[int], band: Advice) -> None:
    assert instalments.advice(Decimal(each) for each in balances) is band


def test_a_balance_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="^balances must be a Decimal"):
        instalments.advice([Decimal(-1)])


@pytest.mark.parametrize(
    ("paid", "due", "rest"),
    [
        pytest.param(0, 2_416, 55_384, id="the first payment"),
        pytest.param(1, 2_408, 52_976, id="the second"),
        pytest.param(12, 2_408, 26_488, id="the thirteenth"),
        pytest.param(23, 2_408, 0, id="the last"),
    ],
)
def test_a_device_knows_what_is_due_and_what_is_left_after_it(
    paid: int, due: int, rest: int
) -> None:
    device = a_device(paid=paid)
    assert (device.due, device.after_this_month) == (due, rest)


@pytest.mark.parametrize(
    ("month", "paid", "last_month"),
    [
        pytest.param(OCTOBER, 18, date(2026, 3, 1), id="vector: six left in October (C-018)"),
        pytest.param(OCTOBER, 23, OCTOBER, id="one left: this month"),
        pytest.param(OCTOBER, 22, date(2025, 11, 1), id="two left: the next month"),
        pytest.param(date(2025, 12, 1), 22, date(2026, 1, 1), id="over the year end"),
        pytest.param(OCTOBER, 0, date(2027, 9, 1), id="all 24 left"),
    ],
)
def test_payments_left_include_the_current_month(month: date, paid: int, last_month: date) -> None:
    assert a_device(total=Decimal(48_000), paid=paid).last_month(month) == last_month


def test_six_payments_of_2000_from_october_are_five_after_the_month_of_leaving() -> None:
    """vector: F-DEV-05 as C-018 decides it: April is the first month with nothing due."""
    device = a_device(total=Decimal(48_000), paid=18)
    assert device.due == 2_000
    assert device.after_this_month == 10_000 == 5 * device.due
    assert device.last_month(OCTOBER) < date(2026, 4, 1)


def test_the_last_month_is_asked_of_a_month() -> None:
    with pytest.raises(ValueError, match="^month must be the first day"):
        a_device().last_month(date(2025, 10, 2))


@pytest.mark.parametrize(
    ("kind", "choice", "in_lump"),
    [
        ("ordinary", None, False),
        ("ordinary", "continue", False),
        ("ordinary", "lump_sum", True),
        ("campaign", None, True),
        ("campaign", "lump_sum", True),
        ("support", None, False),
        ("support", "continue", False),
        ("support", "lump_sum", True),
    ],
)
def test_the_rest_falls_due_where_the_contract_or_the_member_says_so(
    kind: str, choice: str | None, in_lump: bool
) -> None:
    assert a_device(kind=kind, choice=choice).ends_in_lump is in_lump


def test_the_support_may_take_off_up_to_a_whole_payment() -> None:
    device = a_device(kind="support", discount=Decimal(2_408))
    assert device.discount == 2_408
    once = a_device(kind="support", count=1, paid=0, discount=Decimal(57_800))
    assert once.discount == once.due == 57_800
    assert a_device().discount == 0
    assert a_device().choice is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"paid": -1}, "^paid must be .* 0 or more", id="less than none paid"),
        pytest.param(
            {"paid": 24}, "^paid must be fewer than 24: nothing is left of phone1$", id="all paid"
        ),
        pytest.param({"count": 0}, "^count must be .* 1 or more", id="no payments"),
        pytest.param({"total": Decimal(0)}, "^total must", id="no price"),
        pytest.param(
            {"kind": "support", "discount": Decimal(2_409)},
            "^discount of phone1 is more than a payment of 2408$",
            id="more off than a payment",
        ),
        pytest.param(
            {"kind": "support", "total": Decimal(3), "count": 2, "paid": 0, "discount": Decimal(2)},
            "^discount of phone1 is more than a payment of 1$",
            id="as much off as the first payment, and more than the second",
        ),
        pytest.param(
            {"kind": "support", "total": Decimal(3), "count": 1, "paid": 0, "discount": Decimal(4)},
            "^discount of phone1 is more than a payment of 3$",
            id="more off than the only payment",
        ),
        pytest.param(
            {"kind": "support", "discount": Decimal(-1)}, "^discount must", id="less than none off"
        ),
        pytest.param(
            {"discount": Decimal(1)},
            "^discount belongs to a purchase support, not to ordinary$",
            id="an ordinary device at a discount",
        ),
        pytest.param({"choice": "never"}, "^choice must be one of continue", id="unknown choice"),
        pytest.param(
            {"kind": "campaign", "choice": "continue"},
            "^choice continue is not open for campaign$",
            id="a campaign device in instalments",
        ),
    ],
)
def test_an_impossible_device_is_refused_by_name(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        a_device(**changes)


def test_a_device_is_paid_in_24_and_never_keeps_a_line() -> None:
    assert instalments.COUNT.on(OCTOBER) == 24
    for rule in (
        instalments.REMAINDER_FIRST,
        instalments.NEVER_A_BLOCK,
        instalments.THIS_MONTH_COUNTS,
        instalments.LUMP_ON_LAST_BILL,
        instalments.EARLY_BY_PHONE,
        instalments.NOT_TAXED,
    ):
        assert rule.on(OCTOBER)
    assert list(instalments.ON_LEAVING) == list(DeviceKind)
