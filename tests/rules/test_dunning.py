from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import dunning
from mioportal.rules.dunning import (
    DunningSchedule,
    DunningStatus,
    Payer,
    PaymentMatch,
    PaymentWay,
)
from mioportal.rules.spans import Bound

DAY = date(2025, 10, 15)
AT = datetime(2025, 10, 15)  # noqa: DTZ001
# Of a bill that could not be charged on 25 November 2025.
NOVEMBER = DunningSchedule(
    notice_on=date(2025, 11, 26),
    slip_on=date(2025, 12, 6),
    due_on=date(2025, 12, 31),
    suspended_on=date(2026, 1, 10),
    ends_on=date(2026, 1, 31),
)
SEPTEMBER, OCTOBER = date(2025, 9, 1), date(2025, 10, 1)
DEBTS = {OCTOBER: Decimal("990"), SEPTEMBER: Decimal("1433.4")}


@pytest.mark.parametrize(
    ("failed_on", "expected"),
    [
        pytest.param(date(2025, 11, 25), NOVEMBER, id="a Tuesday"),
        pytest.param(
            date(2025, 10, 25),
            DunningSchedule(
                notice_on=date(2025, 10, 27),
                slip_on=date(2025, 11, 6),
                due_on=date(2025, 11, 30),
                suspended_on=date(2025, 12, 10),
                ends_on=date(2025, 12, 31),
            ),
            id="a Saturday",
        ),
        pytest.param(
            date(2027, 12, 25),
            DunningSchedule(
                notice_on=date(2027, 12, 27),
                slip_on=date(2028, 1, 6),
                due_on=date(2028, 1, 31),
                suspended_on=date(2028, 2, 10),
                ends_on=date(2028, 2, 29),
            ),
            id="ending on 29 February",
        ),
        pytest.param(
            date(2026, 1, 31),
            DunningSchedule(
                notice_on=date(2026, 2, 2),
                slip_on=date(2026, 2, 6),
                due_on=date(2026, 2, 28),
                suspended_on=date(2026, 3, 10),
                ends_on=date(2026, 3, 31),
            ),
            id="the end of January",
        ),
    ],
)
def test_a_failed_charge_leads_to_the_end_step_by_step(
    failed_on: date, expected: DunningSchedule
) -> None:
    assert dunning.schedule(failed_on) == expected


@settings(max_examples=50)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_steps_come_in_order(failed_on: date) -> None:
    steps = dunning.schedule(failed_on)
    assert failed_on < steps.notice_on <= steps.slip_on < steps.due_on
    assert steps.due_on < steps.suspended_on < steps.ends_on


@pytest.mark.parametrize(
    ("day", "status"),
    [
        pytest.param(date(2025, 11, 25), DunningStatus.UNPAID, id="the day it failed"),
        pytest.param(date(2025, 11, 26), DunningStatus.REMINDED, id="the notice"),
        pytest.param(date(2026, 1, 9), DunningStatus.REMINDED, id="before the suspension"),
        pytest.param(date(2026, 1, 10), DunningStatus.SUSPENDED, id="the suspension"),
        pytest.param(date(2026, 1, 31), DunningStatus.SUSPENDED, id="the last day"),
        pytest.param(date(2026, 2, 1), DunningStatus.NO_RECONTRACT, id="the day after"),
    ],
)
def test_an_unpaid_bill_stands_as_the_calendar_says(day: date, status: DunningStatus) -> None:
    assert dunning.status_on(NOVEMBER, day) is status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        pytest.param(date(2026, 1, 14), DunningStatus.SUSPENDED, id="the day before it is paid"),
        pytest.param(date(2026, 1, 15), DunningStatus.CONFIRMING, id="paid"),
        pytest.param(date(2026, 1, 18), DunningStatus.CONFIRMING, id="not confirmed yet"),
        pytest.param(date(2026, 1, 19), DunningStatus.CLEARED, id="confirmed"),
        pytest.param(date(2026, 3, 1), DunningStatus.CLEARED, id="long after"),
    ],
)
def test_a_payment_stops_the_course(day: date, status: DunningStatus) -> None:
    found = dunning.status_on(
        NOVEMBER, day, paid_on=date(2026, 1, 15), confirmed_on=date(2026, 1, 19)
    )
    assert found is status


def test_a_payment_holds_while_nobody_has_confirmed_it() -> None:
    found = dunning.status_on(NOVEMBER, date(2026, 3, 1), paid_on=date(2026, 1, 15))
    assert found is DunningStatus.CONFIRMING


@pytest.mark.parametrize(
    ("paid_on", "restored"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 20), id="Wednesday"),
        pytest.param(date(2025, 12, 27), date(2026, 1, 7), id="over the new year"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 2), id="over 29 February"),
    ],
)
def test_menus_are_back_within_three_business_days(paid_on: date, restored: date) -> None:
    assert dunning.restored_by(paid_on) == restored
    assert dunning.CONFIRMATION[Bound.LEAST].on(paid_on) == 1


@pytest.mark.parametrize(
    ("payer", "ways"),
    [
        pytest.param("individual", (PaymentWay.CARD,), id="an individual"),
        pytest.param("company", (PaymentWay.COMPANY_INVOICE,), id="a company"),
        pytest.param(
            Payer.DEBTOR,
            (PaymentWay.CARD, PaymentWay.SLIP, PaymentWay.POSTED_INVOICE),
            id="a debtor",
        ),
    ],
)
def test_individuals_pay_by_card_and_companies_by_invoice(
    payer: str, ways: tuple[PaymentWay, ...]
) -> None:
    assert dunning.payment_ways(payer, DAY) == ways


def test_nothing_is_added_to_a_debt() -> None:
    assert dunning.late_charge_percent(DAY) == 0
    assert dunning.slip_fee(DAY) == 0


@pytest.mark.parametrize(
    ("paid", "cleared", "left_over"),
    [
        pytest.param("1433.3", (), "1433.3", id="less than the oldest"),
        pytest.param("1433.4", (SEPTEMBER,), "0", id="the oldest"),
        pytest.param("2423.3", (SEPTEMBER,), "989.9", id="a little less than both"),
        pytest.param("2423.4", (SEPTEMBER, OCTOBER), "0", id="both"),
        pytest.param("2500", (SEPTEMBER, OCTOBER), "76.6", id="more than both"),
        pytest.param("990", (), "990", id="the newer one alone"),
    ],
)
def test_a_payment_clears_the_oldest_bill_first(
    paid: str, cleared: tuple[date, ...], left_over: str
) -> None:
    expected = PaymentMatch(cleared=cleared, left_over=Decimal(left_over))
    assert dunning.match_payment(Decimal(paid), DEBTS) == expected


def test_a_payment_without_a_debt_is_left_over() -> None:
    assert dunning.match_payment(Decimal(500), {}).left_over == 500


@settings(max_examples=50)
@given(
    st.decimals(0, 5000, places=1),
    st.dictionaries(
        st.sampled_from([date(2025, month, 1) for month in range(1, 13)]),
        st.decimals(0, 3000, places=1),
    ),
)
def test_no_yen_of_a_payment_is_lost(paid: Decimal, debts: dict[date, Decimal]) -> None:
    found = dunning.match_payment(paid, debts)
    assert sum(debts[month] for month in found.cleared) + found.left_over == paid
    assert found.cleared == tuple(sorted(debts))[: len(found.cleared)]
    assert found.left_over >= 0


def test_impossible_arguments_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^failed_on must"):
        dunning.schedule(AT)
    with pytest.raises(ValueError, match="^day must"):
        dunning.status_on(NOVEMBER, AT)
    with pytest.raises(ValueError, match="^paid_on must"):
        dunning.status_on(NOVEMBER, DAY, paid_on=AT)
    with pytest.raises(ValueError, match="^confirmed_on must"):
        dunning.status_on(NOVEMBER, DAY, confirmed_on=AT)
    with pytest.raises(ValueError, match="^paid_on must"):
        dunning.restored_by(AT)
    with pytest.raises(ValueError, match="^payer must be one of individual, company, debtor"):
        dunning.payment_ways("child", DAY)
    for ask in (dunning.late_charge_percent, dunning.slip_fee):
        with pytest.raises(ValueError, match="^on must"):
            ask(AT)
    with pytest.raises(ValueError, match="^on must"):
        dunning.payment_ways("company", AT)
    with pytest.raises(ValueError, match="^paid must"):
        dunning.match_payment(Decimal(-1), DEBTS)
    with pytest.raises(ValueError, match="^debts must be the first day of a month"):
        dunning.match_payment(Decimal(1), {DAY: Decimal(1)})
    with pytest.raises(ValueError, match="^debts must be a Decimal of 0 yen or more"):
        dunning.match_payment(Decimal(1), {OCTOBER: Decimal(-1)})
