from datetime import date, datetime

import pytest

from mioportal.rules import operators
from mioportal.rules.operators import Operator

TODAY = date(2025, 10, 15)


@pytest.mark.parametrize(
    ("code", "label", "days", "one_stop"),
    [
        ("docomo", "ドコモ", 10, True),
        ("au", "au", 10, True),
        ("softbank", "ソフトバンク", 10, True),
        ("rakuten", "楽天モバイル", 7, True),
        ("ahamo", "ahamo", 10, True),
        ("povo", "povo", 13, True),
        ("linemo", "LINEMO", 10, True),
        ("uq", "UQモバイル", 10, True),
        ("ymobile", "ワイモバイル", 10, True),
        ("mineo", "mineo", 10, False),
        ("nuro", "NUROモバイル", 10, False),
        ("aeon", "イオンモバイル", 10, False),
        ("other", "その他", 10, False),
    ],
)
def test_each_operator_has_its_name_its_days_and_its_way_in(
    code: str, label: str, days: int, one_stop: bool
) -> None:
    assert operators.operator(code) is Operator(code)
    assert operators.label(code) == label
    assert operators.required_days(code, TODAY) == days
    assert operators.is_one_stop_donor(code, TODAY) is one_stop


def test_every_operator_is_in_every_table() -> None:
    assert set(operators.LABELS) == set(operators.REQUIRED_DAYS) == set(Operator)
    assert len(Operator) == 13


@pytest.mark.parametrize("code", ["biglobe", "povo2", "Povo", " povo", "ドコモ", "", None, 7])
def test_a_code_that_is_not_listed_is_refused_by_name(code: object) -> None:
    """Whoever guesses povo2 to be povo's neighbour would promise three days too many."""
    for ask in (operators.operator, operators.label):
        with pytest.raises(
            ValueError, match="^operator must be one of docomo, au, .*, other, not "
        ):
            ask(code)


@pytest.mark.parametrize("ask", [operators.required_days, operators.is_one_stop_donor])
def test_an_instant_for_a_day_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match="^day must"):
        ask("au", datetime(2025, 10, 15))  # type: ignore[operator]  # noqa: DTZ001
