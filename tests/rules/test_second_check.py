"""What stands out about a sign-in, and how long a code lives (C-117, D-52, D-54)."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest

from mioportal.rules import second_check
from mioportal.rules.second_check import RiskFacts, RiskSign

TODAY = date(2026, 10, 15)
FLAGS = {
    "is_vpn": RiskSign.VPN,
    "is_abroad": RiskSign.ABROAD,
    "is_new_place": RiskSign.NEW_PLACE,
    "has_misses_elsewhere": RiskSign.MISSES_ELSEWHERE,
}


@pytest.mark.parametrize(
    ("signs", "enters"),
    [
        pytest.param([], True, id="nothing"),
        pytest.param(["is_vpn"], True, id="a VPN that is known here"),
        pytest.param(["is_abroad"], True, id="a place abroad that is known here"),
        pytest.param(["is_new_place", "has_misses_elsewhere"], True, id="not watched at all"),
        pytest.param(["is_vpn", "is_new_place"], False, id="a new VPN"),
        pytest.param(["is_abroad", "is_new_place"], False, id="abroad for the first time"),
        pytest.param(["is_vpn", "has_misses_elsewhere"], False, id="a known VPN after misses"),
        pytest.param(["is_vpn", "is_abroad"], False, id="a VPN abroad"),
        pytest.param(list(FLAGS), False, id="everything"),
    ],
)
def test_signs_are_counted_and_at_the_limit_all_of_them_are_told(
    signs: list[str], enters: bool
) -> None:
    verdict = second_check.may_enter_at_once(RiskFacts(**dict.fromkeys(signs, True)), TODAY)
    assert verdict.allowed is enters
    assert verdict.reasons == (() if enters else tuple(FLAGS[sign] for sign in signs))


def test_without_a_watched_connection_nobody_is_asked_for_more() -> None:
    for new, missed in product([True, False], repeat=2):
        facts = RiskFacts(is_new_place=new, has_misses_elsewhere=missed)
        assert second_check.may_enter_at_once(facts, TODAY).allowed


@pytest.mark.parametrize(
    "at",
    [
        datetime.fromisoformat("2026-10-15T10:00:00+09:00"),
        datetime.fromisoformat("2026-12-31T23:55:00+09:00"),
        datetime.fromisoformat("2028-02-29T14:59:59+00:00"),
    ],
    ids=["an ordinary day", "over the year's end", "29 February before midnight in Japan"],
)
def test_a_code_lives_ten_minutes_and_misses_stand_out_for_an_hour(at: datetime) -> None:
    assert second_check.code_expires_at(at) == at + timedelta(minutes=10)
    assert second_check.misses_count_from(at) == at - timedelta(hours=1)


@pytest.mark.parametrize(
    ("ask", "name"),
    [(second_check.code_expires_at, "asked_at"), (second_check.misses_count_from, "at")],
)
def test_an_instant_without_a_zone_is_refused_by_name(ask: object, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must be a timezone-aware datetime"):
        ask(datetime(2026, 10, 15))  # type: ignore[operator]  # noqa: DTZ001
