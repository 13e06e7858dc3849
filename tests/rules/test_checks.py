from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mioportal.rules import checks
from mioportal.rules.plans import Medium, Network
from mioportal.rules.verdict import Verdict, against

A_DAY = date(2025, 10, 15)
NAIVE = datetime(2025, 10, 15, 10)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        pytest.param(checks.a_day, NAIVE, id="an instant for a day"),
        pytest.param(checks.a_day, "2025-10-15", id="text for a day"),
        pytest.param(checks.a_month, NAIVE, id="an instant for a month"),
        pytest.param(checks.a_month, A_DAY, id="mid-month for a month"),
        pytest.param(checks.an_instant, NAIVE, id="an instant without a zone"),
        pytest.param(checks.an_instant, A_DAY, id="a day for an instant"),
        pytest.param(checks.yen, Decimal(-1), id="negative yen"),
        pytest.param(checks.yen, Decimal("NaN"), id="yen that are no number"),
        pytest.param(checks.yen, 990, id="yen that are not decimal"),
        pytest.param(checks.yen, Decimal("Infinity"), id="yen without end"),
        pytest.param(checks.a_count, -1, id="less than none"),
        pytest.param(checks.a_count, True, id="a truth for a count"),
        pytest.param(checks.a_count, 1.5, id="a part of a thing"),
    ],
)
def test_an_impossible_value_is_refused_by_its_name(
    check: Callable[[object, str], object], wrong: object
) -> None:
    with pytest.raises(ValueError, match="^the_name must be "):
        check(wrong, "the_name")


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(Decimal("0.1"), id="above nothing"),
        pytest.param(Decimal("NaN"), id="no number"),
        pytest.param(Decimal("-Infinity"), id="without end"),
        pytest.param(-660, id="not decimal"),
    ],
)
def test_a_discount_above_nothing_is_refused_by_its_name(wrong: Decimal) -> None:
    with pytest.raises(ValueError, match=r"^amount of a discount must be a Decimal of 0 yen or le"):
        checks.a_discount(wrong, "amount")


@pytest.mark.parametrize("off", [Decimal(0), Decimal("-0.1"), Decimal(-660)])
def test_a_discount_comes_back_as_it_is(off: Decimal) -> None:
    assert checks.a_discount(off, "amount") == off


@pytest.mark.parametrize("wrong", ["softbank", "", None, "DOCOMO"])
def test_an_unknown_member_is_refused_with_the_known_ones(wrong: str) -> None:
    with pytest.raises(ValueError, match="^network must be one of docomo, au, not "):
        checks.member(Network, wrong, "network")


def test_possible_values_come_back_as_they_are() -> None:
    at = datetime(2025, 10, 15, tzinfo=UTC)
    assert checks.a_day(A_DAY, "x") == A_DAY
    assert checks.a_month(date(2025, 10, 1), "x") == date(2025, 10, 1)
    assert checks.an_instant(at, "x") == at
    assert checks.yen(Decimal("433.4"), "x") == Decimal("433.4")
    assert checks.a_count(0, "x") == 0
    assert checks.member(Network, "au", "x") is Network.AU


def test_a_verdict_allows_only_without_reasons() -> None:
    assert Verdict[Network]().allowed
    assert not Verdict(reasons=(Network.AU,)).allowed


@pytest.mark.parametrize(
    ("holds", "reasons"),
    [
        pytest.param({Medium.ESIM: True, Medium.SIM: True}, ("sim", "esim"), id="all, in order"),
        pytest.param({Medium.SIM: False, Medium.ESIM: True}, ("esim",), id="only what holds"),
        pytest.param({Medium.SIM: False}, (), id="nothing"),
    ],
)
def test_a_verdict_names_what_holds_in_the_order_of_the_enumeration(
    holds: dict[Medium, bool], reasons: tuple[str, ...]
) -> None:
    assert against(holds).reasons == reasons
