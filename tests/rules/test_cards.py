from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import cards
from mioportal.rules.cards import (
    CardFacts,
    CardNetwork,
    CardReason,
    RemovalFacts,
    RemovalReason,
)
from mioportal.rules.dates import JST

DAY = date(2025, 10, 15)
AT = datetime(2025, 10, 15)  # noqa: DTZ001
FLAGS = {
    "is_debit": CardReason.DEBIT,
    "is_prepaid": CardReason.PREPAID,
    "needs_manual_approval": CardReason.MANUAL_APPROVAL,
    "is_not_own": CardReason.NOT_OWN,
    "is_declined": CardReason.DECLINED,
}
REMOVAL_FLAGS = {
    "has_open_balance": RemovalReason.OPEN_BALANCE,
    "has_unpaid": RemovalReason.UNPAID,
    "has_service": RemovalReason.HAS_SERVICE,
}


def a_card(**changes: object) -> CardFacts:
    facts: dict[str, object] = {
        "network": "visa",
        "expires_on": date(2027, 3, 31),
        "registered_on": DAY,
    }
    return CardFacts(**(facts | changes))


@pytest.mark.parametrize("network", CardNetwork)
def test_a_card_of_each_of_five_networks_is_taken(network: CardNetwork) -> None:
    assert cards.may_register_card(a_card(network=network)).allowed
    assert len(CardNetwork) == 5


@pytest.mark.parametrize("network", ["unionpay", "VISA", ""])
def test_any_other_network_is_unknown(network: str) -> None:
    verdict = cards.may_register_card(a_card(network=network))
    assert verdict.reasons == (CardReason.UNKNOWN_NETWORK,)


@pytest.mark.parametrize(("flag", "reason"), FLAGS.items())
def test_each_fact_against_a_card_is_a_reason(flag: str, reason: CardReason) -> None:
    assert cards.may_register_card(a_card(**{flag: True})).reasons == (reason,)


@settings(max_examples=50)
@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refused_card_carries_every_reason_in_order(flags: set[str]) -> None:
    verdict = cards.may_register_card(a_card(**dict.fromkeys(flags, True)))
    found = {FLAGS[flag] for flag in flags}
    assert verdict.reasons == tuple(reason for reason in CardReason if reason in found)


def test_all_seven_reasons_can_meet() -> None:
    facts = a_card(network="?", expires_on=date(2025, 9, 30), **dict.fromkeys(FLAGS, True))
    assert cards.may_register_card(facts).reasons == tuple(CardReason)
    assert len(CardReason) == 7


@pytest.mark.parametrize(
    ("registered_on", "reasons"),
    [
        pytest.param(date(2027, 3, 30), (), id="the day before its last"),
        pytest.param(date(2027, 3, 31), (), id="its last day"),
        pytest.param(date(2027, 4, 1), (CardReason.EXPIRED,), id="the day after"),
    ],
)
def test_a_card_is_good_on_its_last_day(
    registered_on: date, reasons: tuple[CardReason, ...]
) -> None:
    assert cards.may_register_card(a_card(registered_on=registered_on)).reasons == reasons


def test_eleven_names_are_shown() -> None:
    names = cards.CARD_NAMES.on(DAY)
    assert len(set(names)) == 11
    assert {"JCB", "VISA", "楽天カード"} <= set(names)


def test_a_card_of_which_nothing_is_owed_may_go() -> None:
    assert cards.may_remove_card(RemovalFacts(asked_on=DAY)).allowed


@pytest.mark.parametrize(("flag", "reason"), REMOVAL_FLAGS.items())
def test_each_thing_owed_keeps_the_card(flag: str, reason: RemovalReason) -> None:
    verdict = cards.may_remove_card(RemovalFacts(asked_on=DAY, **{flag: True}))
    assert verdict.reasons == (reason,)


@pytest.mark.parametrize(
    ("asked_on", "reasons"),
    [
        pytest.param(date(2025, 12, 30), (RemovalReason.FINAL_BILL_DUE,), id="the day before"),
        pytest.param(date(2025, 12, 31), (RemovalReason.FINAL_BILL_DUE,), id="the last day"),
        pytest.param(date(2026, 1, 1), (), id="the day after"),
    ],
)
def test_a_card_is_kept_through_the_month_of_the_final_debit(
    asked_on: date, reasons: tuple[RemovalReason, ...]
) -> None:
    facts = RemovalFacts(asked_on=asked_on, card_needed_through=date(2025, 12, 31))
    assert cards.may_remove_card(facts).reasons == reasons


def test_all_four_reasons_to_keep_a_card_can_meet() -> None:
    facts = RemovalFacts(
        asked_on=DAY, card_needed_through=DAY, **dict.fromkeys(REMOVAL_FLAGS, True)
    )
    assert cards.may_remove_card(facts).reasons == tuple(RemovalReason)
    assert len(RemovalReason) == 4


@pytest.mark.parametrize(
    ("year", "month", "last"),
    [
        (2027, 3, date(2027, 3, 31)),
        (2028, 2, date(2028, 2, 29)),
        (2027, 2, date(2027, 2, 28)),
        (2027, 1, date(2027, 1, 31)),
        (2027, 12, date(2027, 12, 31)),
        (2000, 1, date(2000, 1, 31)),
        (9999, 12, date(9999, 12, 31)),
    ],
)
def test_a_card_ends_with_the_month_on_it(year: int, month: int, last: date) -> None:
    assert cards.expires_on(year, month) == last


@pytest.mark.parametrize(
    ("year", "month", "message"),
    [
        pytest.param(27, 3, "^year must be a whole number of 2000", id="two digits"),
        pytest.param(1999, 12, "^year must be a whole number of 2000", id="long ago"),
        pytest.param(10000, 1, "^year must be in the calendar, not 10000$", id="far ahead"),
        pytest.param(2027, 0, "^month must be a whole number of 1", id="month 0"),
        pytest.param(2027, 13, "^month must be from 1 to 12, not 13$", id="month 13"),
    ],
)
def test_an_impossible_month_on_a_card_is_refused(year: int, month: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cards.expires_on(year, month)


@pytest.mark.parametrize(
    ("expires_on", "days"),
    [
        pytest.param(date(2027, 3, 31), (date(2027, 1, 30), date(2027, 3, 1)), id="March"),
        pytest.param(date(2028, 2, 29), (date(2027, 12, 31), date(2028, 1, 30)), id="leap year"),
        pytest.param(date(2026, 1, 31), (date(2025, 12, 2), date(2026, 1, 1)), id="January"),
    ],
)
def test_the_end_of_a_card_is_announced_twice(expires_on: date, days: tuple[date, ...]) -> None:
    assert cards.expiry_warning_days(expires_on) == days


def test_an_instant_for_a_day_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^expires_on must"):
        a_card(expires_on=AT)
    with pytest.raises(ValueError, match="^registered_on must"):
        a_card(registered_on=AT)
    with pytest.raises(ValueError, match="^asked_on must"):
        RemovalFacts(asked_on=AT)
    with pytest.raises(ValueError, match="^card_needed_through must"):
        RemovalFacts(asked_on=DAY, card_needed_through=AT)
    with pytest.raises(ValueError, match="^expires_on must"):
        cards.expiry_warning_days(AT)


def test_a_visit_lasts_half_an_hour() -> None:
    begun = datetime(2026, 12, 31, 23, 45, tzinfo=JST)
    assert cards.visit_ends_at(begun) == datetime(2027, 1, 1, 0, 15, tzinfo=JST)


def test_a_visit_begins_at_an_instant_and_not_at_a_wall_clock() -> None:
    with pytest.raises(ValueError, match="begun_at"):
        cards.visit_ends_at(AT)
