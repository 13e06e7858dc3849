from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import data
from mioportal.rules.data import BuyFacts, BuyReason, DataKind, Parcel

ON = date(2025, 10, 15)
FLAGS: dict[str, tuple[Any, BuyReason]] = {
    "bought_this_month": (20, BuyReason.CAP_REACHED),
    "is_not_yet_in_use": (True, BuyReason.NOT_YET_IN_USE),
    "is_suspended": (True, BuyReason.SUSPENDED),
    "has_ended": (True, BuyReason.ENDED),
}
PARCELS = st.lists(
    st.builds(
        Parcel,
        kind=st.sampled_from(DataKind),
        megabytes=st.integers(0, 5000),
        expires_on=st.dates(date(2025, 10, 1), date(2025, 12, 31)),
    ),
    max_size=6,
)


def parcel(kind: str, megabytes: int, expires_on: date) -> Parcel:
    return Parcel(kind=kind, megabytes=megabytes, expires_on=expires_on)  # type: ignore[arg-type]


CARRIED = parcel("plan", 1000, date(2025, 10, 31))
BOUGHT = parcel("bought", 1000, date(2025, 10, 31))
FRESH = parcel("plan", 5000, date(2025, 11, 30))


@pytest.mark.parametrize(
    ("kind", "granted_on", "expires_on"),
    [
        pytest.param("plan", date(2025, 10, 1), date(2025, 11, 30), id="of a plan"),
        pytest.param("plan", date(2025, 10, 31), date(2025, 11, 30), id="of a plan, last day"),
        pytest.param("plan", date(2025, 12, 1), date(2026, 1, 31), id="of a plan, over year end"),
        pytest.param("plan", date(2028, 1, 31), date(2028, 2, 29), id="of a plan, 29 February"),
        pytest.param("bought", date(2025, 10, 1), date(2025, 10, 31), id="bought on the first"),
        pytest.param("bought", date(2025, 10, 31), date(2025, 10, 31), id="bought on the last day"),
        pytest.param("bought", date(2025, 11, 1), date(2025, 11, 30), id="bought the day after"),
        pytest.param("bought", date(2028, 2, 10), date(2028, 2, 29), id="bought in February"),
    ],
)
def test_data_of_a_plan_lasts_a_month_longer_than_bought_data(
    kind: str, granted_on: date, expires_on: date
) -> None:
    assert data.expires_on(kind, granted_on) == expires_on


@pytest.mark.parametrize(
    ("parcels", "used", "left", "beyond"),
    [
        pytest.param((FRESH, CARRIED), 400, (("plan", 600), ("plan", 5000)), 0, id="a part"),
        pytest.param((FRESH, CARRIED), 1000, (("plan", 5000),), 0, id="exactly one"),
        pytest.param((FRESH, CARRIED), 1001, (("plan", 4999),), 0, id="one more"),
        pytest.param((FRESH, CARRIED), 6000, (), 0, id="all"),
        pytest.param((FRESH, CARRIED), 6001, (), 1, id="more than all"),
        pytest.param(
            (BOUGHT, CARRIED), 1500, (("bought", 500),), 0, id="of one day: the plan's first"
        ),
        pytest.param((), 7, (), 7, id="none held"),
        pytest.param((FRESH, BOUGHT), 0, (("bought", 1000), ("plan", 5000)), 0, id="nothing used"),
    ],
)
def test_what_expires_first_is_used_first(
    parcels: tuple[Parcel, ...], used: int, left: tuple[tuple[str, int], ...], beyond: int
) -> None:
    spent = data.spend(parcels, used)
    assert tuple((each.kind, each.megabytes) for each in spent.left) == left
    assert spent.beyond == beyond


@settings(max_examples=25)
@given(PARCELS, st.integers(0, 20000))
def test_no_data_is_made_or_lost_in_spending(parcels: list[Parcel], used: int) -> None:
    spent = data.spend(parcels, used)
    held = sum(each.megabytes for each in parcels)
    assert sum(each.megabytes for each in spent.left) - spent.beyond == held - used
    assert not (spent.left and spent.beyond)
    assert all(each.megabytes for each in spent.left)


@settings(max_examples=25)
@given(PARCELS, st.integers(0, 10000), st.integers(0, 10000))
def test_spending_in_steps_comes_to_the_same(parcels: list[Parcel], one: int, two: int) -> None:
    first = data.spend(parcels, one)
    second = data.spend(first.left, two)
    assert second.left == data.spend(parcels, one + two).left


@settings(max_examples=25)
@given(PARCELS, st.integers(0, 20000))
def test_what_is_taken_of_each_is_what_spending_takes(parcels: list[Parcel], used: int) -> None:
    taken = data.shares(parcels, used)
    left = [
        parcel("plan" if each.kind == "plan" else "bought", rest, each.expires_on)
        for each, gone in zip(parcels, taken, strict=True)
        if (rest := each.megabytes - gone)
    ]
    assert data.alive(left, date(2025, 1, 1)) == data.spend(parcels, used).left
    assert all(gone >= 0 for gone in taken)


@pytest.mark.parametrize(
    ("today", "alive"),
    [
        pytest.param(date(2025, 10, 30), (CARRIED, BOUGHT, FRESH), id="the day before"),
        pytest.param(date(2025, 10, 31), (CARRIED, BOUGHT, FRESH), id="the last day"),
        pytest.param(date(2025, 11, 1), (FRESH,), id="the day after"),
    ],
)
def test_data_may_be_used_to_the_end_of_its_last_day(
    today: date, alive: tuple[Parcel, ...]
) -> None:
    assert data.alive((FRESH, BOUGHT, CARRIED), today) == alive


@pytest.mark.parametrize(
    ("plan", "month", "started_on", "megabytes"),
    [
        pytest.param("giga_5gb", date(2025, 10, 1), None, 5000, id="a whole month"),
        pytest.param("giga_5gb", date(2025, 10, 9), date(2025, 9, 9), 5000, id="a later month"),
        pytest.param("giga_5gb", date(2025, 10, 1), date(2025, 10, 1), 5000, id="from the first"),
        pytest.param("giga_5gb", date(2025, 10, 1), date(2025, 10, 2), 4838, id="from the second"),
        pytest.param("giga_5gb", date(2025, 10, 1), date(2025, 10, 31), 161, id="the last day"),
        pytest.param("giga_2gb", date(2028, 2, 1), date(2028, 2, 29), 68, id="29 February"),
        pytest.param("light_start", date(2025, 10, 1), None, 6000, id="an old plan"),
    ],
)
def test_a_plan_gives_its_data_and_in_the_first_month_a_part_of_it(
    plan: str, month: date, started_on: date | None, megabytes: int
) -> None:
    assert data.granted(plan, month, started_on) == megabytes


@pytest.mark.parametrize(
    ("family", "parcels", "price", "megabytes"),
    [
        pytest.param("giga", 1, 220, 1000, id="1GB"),
        pytest.param("giga", 20, 4400, 20000, id="as much as a month allows"),
        pytest.param("giga", 0, 0, 0, id="none"),
        pytest.param("legacy", 1, 220, 100, id="100MB on an old plan"),
        pytest.param("legacy", 3, 660, 300, id="three on an old plan"),
    ],
)
def test_extra_data_has_its_price_and_size(
    family: str, parcels: int, price: int, megabytes: int
) -> None:
    assert data.price(family, parcels, ON) == price
    assert isinstance(data.price(family, parcels, ON), Decimal)
    assert data.megabytes(family, parcels, ON) == megabytes


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        pytest.param({}, True, id="the first"),
        pytest.param({"bought_this_month": 19}, True, id="the twentieth"),
        pytest.param({"bought_this_month": 20}, False, id="the twenty-first"),
        pytest.param({"parcels": 20}, True, id="twenty at once"),
        pytest.param({"parcels": 21}, False, id="twenty-one at once"),
        pytest.param({"parcels": 2, "bought_this_month": 19}, False, id="one of two too many"),
    ],
)
def test_twenty_parcels_may_be_bought_in_a_month(facts: dict[str, int], allowed: bool) -> None:
    assert data.may_buy(BuyFacts(bought_on=ON, **facts)).allowed is allowed


@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refusal_carries_every_reason_in_their_order_and_no_other(flags: set[str]) -> None:
    facts = BuyFacts(bought_on=ON, **{flag: FLAGS[flag][0] for flag in flags})
    against = {FLAGS[flag][1] for flag in flags}
    assert data.may_buy(facts).reasons == tuple(each for each in BuyReason if each in against)


@pytest.mark.parametrize(
    ("on", "kbps"),
    [
        pytest.param(date(2021, 3, 31), 200, id="the day before the new plans"),
        pytest.param(date(2021, 4, 1), 300, id="the day of the new plans"),
        pytest.param(ON, 300, id="today"),
    ],
)
def test_the_low_speed_rose_with_the_new_plans(on: date, kbps: int) -> None:
    assert data.low_speed(on) == kbps


@pytest.mark.parametrize(
    ("before", "after", "reached"),
    [
        pytest.param(0, 3999, (), id="just short of 80 per cent"),
        pytest.param(3999, 4000, (80,), id="80 per cent"),
        pytest.param(4000, 4999, (), id="past it"),
        pytest.param(4999, 5000, (100,), id="all"),
        pytest.param(5000, 6000, (), id="past all"),
        pytest.param(0, 9000, (80, 100), id="both at once"),
        pytest.param(4000, 4000, (), id="nothing used"),
    ],
)
def test_an_alert_comes_once_when_a_threshold_is_reached(
    before: int, after: int, reached: tuple[int, ...]
) -> None:
    assert data.alerts(5000, before, after, ON) == reached


@pytest.mark.parametrize(
    ("today", "longest_from", "months_from", "days_from"),
    [
        pytest.param(
            ON, date(2024, 11, 1), date(2025, 7, 1), date(2025, 9, 16), id="in the month"
        ),
        pytest.param(
            date(2026, 1, 1),
            date(2025, 2, 1),
            date(2025, 10, 1),
            date(2025, 12, 3),
            id="new year",
        ),
        pytest.param(
            date(2028, 2, 29),
            date(2027, 3, 1),
            date(2027, 11, 1),
            date(2028, 1, 31),
            id="29 February",
        ),
    ],
)
def test_use_is_shown_for_three_past_months_and_thirty_days_and_for_a_year_at_most(
    today: date, longest_from: date, months_from: date, days_from: date
) -> None:
    assert data.longest_history_from(today) == longest_from
    assert data.history_from(today) == months_from
    assert data.daily_history_from(today) == days_from


def test_files_in_the_cloud_go_thirty_days_after_the_end() -> None:
    assert data.cloud_deleted_on(date(2025, 10, 31)) == date(2025, 11, 30)
    assert data.cloud_deleted_on(date(2028, 1, 31)) == date(2028, 3, 1)


AT = datetime(2025, 10, 15)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        pytest.param(lambda: parcel("gift", 1, ON), "^kind must be one of plan, bought", id="kind"),
        pytest.param(lambda: parcel("plan", -1, ON), "^megabytes must", id="below zero"),
        pytest.param(lambda: parcel("plan", 1, AT), "^expires_on must", id="expires_on"),
        pytest.param(lambda: BuyFacts(bought_on=AT), "^bought_on must", id="bought_on"),
        pytest.param(
            lambda: BuyFacts(bought_on=ON, parcels=0), "^parcels must .* 1 or more", id="no parcel"
        ),
        pytest.param(
            lambda: BuyFacts(bought_on=ON, bought_this_month=-1), "^bought_this_month", id="count"
        ),
        pytest.param(lambda: data.expires_on("plan", AT), "^granted_on must", id="granted_on"),
        pytest.param(lambda: data.expires_on("gift", ON), "^kind must", id="unknown kind"),
        pytest.param(lambda: data.price("giant", 1, ON), "^family must", id="price: family"),
        pytest.param(lambda: data.price("giga", -1, ON), "^parcels must", id="price: parcels"),
        pytest.param(lambda: data.megabytes("giant", 1, ON), "^family must", id="size: family"),
        pytest.param(lambda: data.megabytes("giga", -1, ON), "^parcels must", id="size: parcels"),
        pytest.param(lambda: data.alive((), AT), "^today must", id="alive"),
        pytest.param(lambda: data.spend((), -1), "^megabytes must", id="spend"),
        pytest.param(lambda: data.granted("giga", ON), "^plan_code must", id="granted: plan"),
        pytest.param(lambda: data.granted("giga_5gb", ON, AT), "^started_on must", id="start"),
        pytest.param(
            lambda: data.granted("giga_5gb", ON, date(2025, 11, 1)),
            "^started_on 2025-11-01 is after the month of 2025-10-01",
            id="a later start",
        ),
        pytest.param(
            lambda: data.alerts(0, 0, 1, ON), "^held must .* 1 or more", id="nothing held"
        ),
        pytest.param(lambda: data.alerts(9, -1, 1, ON), "^used_before must", id="before"),
        pytest.param(lambda: data.alerts(9, 0, -1, ON), "^used_after must", id="after"),
        pytest.param(lambda: data.alerts(9, 3, 2, ON), "^used_after 2 is less than", id="back"),
        pytest.param(lambda: data.daily_history_from(AT), "^today must", id="daily history"),
        pytest.param(lambda: data.history_from(AT), "^day must", id="history"),
        pytest.param(lambda: data.longest_history_from(AT), "^day must", id="longest history"),
        pytest.param(lambda: data.cloud_deleted_on(AT), "^ended_on must", id="cloud"),
        pytest.param(lambda: data.low_speed(AT), "^day must", id="low speed"),
    ],
)
def test_impossible_arguments_are_refused_by_name(ask: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ask()
