from decimal import Decimal

import pytest

from mioportal.rules.charges import BillLine, ChargeKind


def a_charge(**changes: object) -> BillLine:
    facts = {"kind": "plan", "amount": Decimal(990), "percent": 10}
    return BillLine(**(facts | changes))  # type: ignore[arg-type]


def test_three_kinds_take_off_what_the_others_add() -> None:
    assert [kind for kind in ChargeKind if kind.is_discount] == [
        ChargeKind.FAMILY_DISCOUNT,
        ChargeKind.DEVICE_DISCOUNT,
        ChargeKind.MIO_WARI,
    ]


def test_every_item_of_a_last_bill_has_its_kind() -> None:
    """F-BIL-05 names eight."""
    eight = "plan calls sms option data release_fee instalment_rest sim_damage"
    assert {ChargeKind(each) for each in eight.split()} < set(ChargeKind)


def test_a_bill_line_is_for_one_thing_of_no_line_unless_told() -> None:
    charge = a_charge()
    assert charge.kind is ChargeKind.PLAN
    assert (charge.line, charge.code, charge.quantity) == ("", "", 1)


def test_nothing_is_an_amount_for_a_charge_and_for_a_discount() -> None:
    assert a_charge(amount=Decimal(0)).amount == 0
    assert a_charge(kind="mio_wari", amount=Decimal(0)).amount == 0
    assert a_charge(kind="mio_wari", amount=Decimal(-660)).amount == -660


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"kind": "gift"}, "^kind must be one of plan, added_sim", id="unknown kind"),
        pytest.param({"amount": Decimal(-1)}, "^amount must", id="a charge below nothing"),
        pytest.param(
            {"kind": "mio_wari", "amount": Decimal(1)},
            "^amount of a discount must",
            id="a discount above nothing",
        ),
        pytest.param({"percent": -1}, "^percent must", id="less than no tax"),
        pytest.param({"quantity": 0}, "^quantity must be .* 1 or more", id="none of it"),
    ],
)
def test_an_impossible_bill_line_is_refused_by_name(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        a_charge(**changes)
