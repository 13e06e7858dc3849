"""A line of a share group leaves, or one with a device on instalments."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mioportal.rules import hikari, share
from mioportal.rules.charges import ChargeKind
from mioportal.rules.hikari import HomeType
from mioportal.rules.quote import EventKind, quote
from mioportal.rules.related import HeldService
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit
from tests.rules.situations import (
    ASKED,
    a_device,
    a_line,
    a_secondary,
    cancelled,
    charged,
    jst,
    leaving,
    of_kind,
    only,
)

LAST, NEXT = date(2025, 10, 31), date(2025, 11, 1)
PRIMARY = a_line(place="primary", options=("call_5",))
SECONDARY_2 = a_line(line="hdu2", place="secondary", options=("call_5",))
SECONDARY_3 = a_line(line="hdu3", place="secondary", medium="esim")


def test_a_main_line_takes_its_sub_lines_along() -> None:
    facts = leaving(
        PRIMARY, SECONDARY_2, SECONDARY_3, secondaries=(a_secondary("hdu2"), a_secondary("hdu3", 0))
    )
    given = cancelled(facts)
    assert [each.subject for each in of_kind(given, EventKind.SECONDARY_ENDS)] == ["hdu2", "hdu3"]
    assert {each.on for each in of_kind(given, EventKind.SECONDARY_ENDS)} == {LAST}
    lost = of_kind(given, EventKind.NUMBER_LOST)
    assert [each.subject for each in lost] == ["hdu1", "hdu2", "hdu3"]
    ended = of_kind(given, EventKind.OPTION_ENDS)
    assert [(each.line, each.subject) for each in ended] == [
        ("hdu1", "call_5"),
        ("hdu2", "call_5"),
    ]
    # 990 + 440 × 2 + 500 × 2.
    assert given.total == 2870
    assert [(each.line, each.quantity) for each in given.conditional] == [("hdu1", 1), ("hdu2", 1)]
    assert {each.from_on for each in given.conditional} == {date(2026, 2, 1)}


def test_a_secondary_that_has_its_last_day_already_keeps_it_when_the_number_leaves() -> None:
    own = replace(a_secondary("hdu2"), ends_on=date(2025, 10, 31))
    facts = leaving(PRIMARY, SECONDARY_2, secondaries=(own,), is_last_line=True)
    given = quote(facts, ASKED, "port_out", date(2025, 10, 20))
    days = {(event.kind, event.line or event.subject): event.on for event in given.events}
    assert days[EventKind.LINE_ENDS, "hdu1"] == date(2025, 10, 20)
    assert days[EventKind.SECONDARY_ENDS, "hdu2"] == date(2025, 10, 31)
    assert days[EventKind.OPTION_ENDS, "hdu2"] == date(2025, 10, 31)
    assert days[EventKind.SIM_FEE_RISK, "hdu1"] == date(2026, 1, 21)
    assert days[EventKind.SIM_FEE_RISK, "hdu2"] == date(2026, 2, 1)
    assert [each.from_on for each in given.conditional] == [date(2026, 1, 21), date(2026, 2, 1)]


def test_a_port_out_of_the_main_line_keeps_its_own_number_only() -> None:
    facts = leaving(PRIMARY, SECONDARY_2, secondaries=(a_secondary("hdu2"),))
    given = quote(facts, ASKED, "port_out", date(2025, 10, 20))
    assert only(given, EventKind.NUMBER_MOVES).subject == "hdu1"
    assert only(given, EventKind.NUMBER_LOST).subject == "hdu2"
    assert only(given, EventKind.SECONDARY_ENDS).at is None
    fees = [(each.line, each.kind) for each in given.charges if each.kind.endswith("_fee")]
    assert fees == [
        ("hdu1", ChargeKind.PORT_OUT_FEE),
        ("hdu1", ChargeKind.RELEASE_FEE),
        ("hdu2", ChargeKind.CANCELLATION_FEE),
        ("hdu2", ChargeKind.RELEASE_FEE),
    ]


def test_the_lines_that_end_are_told_before_those_that_stay() -> None:
    other = a_line(line="hdu0", plan="giga_2gb")
    given = cancelled(leaving(other, SECONDARY_2, PRIMARY, secondaries=(a_secondary("hdu2"),)))
    assert list(dict.fromkeys(each.line for each in given.charges)) == ["hdu1", "hdu2", "hdu0"]


def test_a_sub_line_leaves_alone_and_the_group_pays_440_yen_less() -> None:
    leaver = a_line(place="secondary")
    main, other = a_line(line="hdu2", place="primary"), a_line(line="hdu3", place="secondary")
    given = cancelled(leaving(leaver, main, other))
    assert of_kind(given, EventKind.SECONDARY_ENDS) == []
    change = only(given, EventKind.SHARE_FEE_CHANGES)
    assert (change.on, change.amount) == (NEXT, 1430)
    # This month is still paid for three: 990 + 440 × 2.
    assert given.total == 1870
    assert charged(given)["added_sim", "giga_5gb"] == 440


def test_without_its_main_line_on_the_bill_a_sub_line_says_nothing_of_the_group() -> None:
    given = cancelled(leaving(a_line(place="secondary")))
    assert of_kind(given, EventKind.SHARE_FEE_CHANGES) == []
    alone = cancelled(leaving(a_line(), a_line(line="hdu2", place="primary")))
    assert of_kind(alone, EventKind.SHARE_FEE_CHANGES) == []


def test_ordinary_instalments_go_on_to_their_last_bill_and_keep_the_card_needed() -> None:
    given = cancelled(leaving(bill={"instalments": (a_device(),)}))
    assert charged(given)["instalment", "dev1"] == 2408
    assert ("instalment_rest", "dev1") not in charged(given)
    # Twelve are left, this month's among them: the last stands on the bill of September 2026.
    end = only(given, EventKind.INSTALMENTS_END)
    assert (end.on, end.subject, end.line) == (date(2026, 10, 25), "dev1", "hdu1")
    assert only(given, EventKind.CARD_NEEDED_THROUGH).on == date(2026, 11, 30)
    assert given.total == 990 + 2408


def test_six_left_in_october_are_five_after_it_and_the_last_is_of_march() -> None:
    """C-018."""
    device = a_device(total=Decimal(48_000), paid=18)
    given = cancelled(leaving(bill={"instalments": (device,)}))
    assert charged(given)["instalment", "dev1"] == 2000
    assert given.total == 2990
    assert only(given, EventKind.INSTALMENTS_END).on == date(2026, 4, 25)


@pytest.mark.parametrize(
    "device",
    [
        pytest.param(a_device(kind="campaign"), id="by its contract"),
        pytest.param(a_device(choice="lump_sum"), id="by choice"),
        pytest.param(a_device(kind="support", choice="lump_sum"), id="by choice, supported"),
    ],
)
def test_a_lump_sum_stands_on_the_last_bill(device: Any) -> None:
    given = cancelled(leaving(bill={"instalments": (device,)}))
    assert charged(given)["instalment", "dev1"] == 2408
    assert charged(given)["instalment_rest", "dev1"] == 11 * 2408
    assert [each.line for each in given.charges if each.code == "dev1"] == ["hdu1", "hdu1"]
    assert of_kind(given, EventKind.INSTALMENTS_END) == []
    assert only(given, EventKind.CARD_NEEDED_THROUGH).on == date(2025, 12, 31)
    assert given.total == 990 + 12 * 2408


def test_a_last_payment_leaves_nothing_to_pay_at_once_or_later() -> None:
    for kind in ("ordinary", "campaign"):
        device = a_device(kind=kind, paid=23)
        given = cancelled(leaving(bill={"instalments": (device,)}))
        assert given.total == 990 + 2408
        assert of_kind(given, EventKind.INSTALMENTS_END) == []
        assert ("instalment_rest", "dev1") not in charged(given)


def test_a_purchase_support_loses_its_discount_with_the_line() -> None:
    device = a_device(kind="support", discount=Decimal(500))
    given = cancelled(leaving(bill={"instalments": (device,)}))
    assert charged(given)["device_discount", "dev1"] == -500
    ends = only(given, EventKind.DEVICE_DISCOUNT_ENDS)
    assert (ends.on, ends.amount, ends.subject, ends.line) == (NEXT, 500, "dev1", "hdu1")
    assert given.total == 990 + 2408 - 500


def test_devices_of_lines_that_stay_are_billed_but_not_told_of() -> None:
    device = a_device(line="hdu2", kind="campaign")
    given = cancelled(leaving(a_line(), a_line(line="hdu2"), bill={"instalments": (device,)}))
    assert charged(given)["instalment", "dev1"] == 2408
    assert ("instalment_rest", "dev1") not in charged(given)
    assert of_kind(given, EventKind.INSTALMENTS_END, EventKind.DEVICE_DISCOUNT_ENDS) == []


@pytest.mark.parametrize(
    ("contracted_on", "month", "function", "rest"),
    [
        pytest.param(date(2019, 9, 30), date(2019, 10, 1), "voice", 11, id="inside the term"),
        pytest.param(date(2019, 9, 30), date(2019, 11, 1), "voice", 0, id="after the term"),
        pytest.param(date(2019, 10, 1), date(2019, 10, 1), "voice", 0, id="a newer contract"),
        pytest.param(date(2019, 9, 30), date(2019, 10, 1), "data", 0, id="no voice line"),
    ],
)
def test_an_old_voice_line_in_its_minimum_term_owes_the_rest_at_once(
    contracted_on: date, month: date, function: str, rest: int
) -> None:
    """C-020."""
    facts = leaving(
        a_line(plan="minimum_start", function=function),
        bill={"month": month, "instalments": (a_device(),)},
        contracted_on=contracted_on,
        started_on=date(2019, 9, 15),
    )
    given = cancelled(facts, jst(f"{month.isoformat()}T10:00:00"))
    assert charged(given).get(("instalment_rest", "dev1"), 0) == rest * 2408


def test_what_goes_on_is_told_at_the_price_of_the_month_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dearer(before: int, after: int) -> Table[Decimal]:
        rows = (
            Dated(since=BEGINNING, value=Decimal(before), source="C-007"),
            Dated(since=NEXT, value=Decimal(after), source="C-007"),
            Dated(since=date(2026, 1, 1), value=Decimal(1), source="C-007"),
        )
        return Table("dearer", Unit.YEN, rows)

    monkeypatch.setattr(hikari, "LIST_PRICES", {HomeType.APARTMENT: dearer(5016, 5500)})
    monkeypatch.setattr(hikari, "DISCOUNT", dearer(660, 550))
    monkeypatch.setattr(share, "ADDED_SIM_FEE", dearer(440, 500))
    held = HeldService(service="hikari", home="apartment", has_mio_wari=True)
    lines = (
        a_line(place="secondary"),
        a_line(line="hdu2", place="primary"),
        a_line(line="hdu3", place="secondary"),
    )
    stays = cancelled(leaving(*lines, bill={"services": (held,)}))
    assert only(stays, EventKind.SERVICE_GOES_ON).amount == 5500 - 550
    assert only(stays, EventKind.SHARE_FEE_CHANGES).amount == 990 + 500
    last = cancelled(leaving(bill={"services": (held,)}, is_last_line=True))
    assert only(last, EventKind.SERVICE_GOES_ON).amount == 5500
    assert only(last, EventKind.MIO_WARI_ENDS).amount == 550


@pytest.mark.parametrize(
    ("month", "asked", "paid", "ends", "next_month"),
    [
        pytest.param(
            date(2028, 2, 1), "2028-02-29T10:00:00", 22, date(2028, 4, 25), date(2028, 3, 1),
            id="29 February",
        ),
        pytest.param(
            date(2025, 12, 1), "2025-12-31T23:59:59", 21, date(2026, 3, 25), date(2026, 1, 1),
            id="over the new year",
        ),
        pytest.param(
            date(2026, 1, 1), "2026-01-01T00:00:00", 22, date(2026, 3, 25), date(2026, 2, 1),
            id="the first day of a year",
        ),
    ],
)  # fmt: skip
def test_instalments_and_the_group_go_on_over_every_end_of_the_calendar(
    month: date, asked: str, paid: int, ends: date, next_month: date
) -> None:
    lines = (a_line(place="secondary"), a_line(line="hdu2", place="primary"))
    bill = {"month": month, "instalments": (a_device(paid=paid),)}
    given = cancelled(leaving(*lines, bill=bill), jst(asked))
    assert only(given, EventKind.INSTALMENTS_END).on == ends
    assert only(given, EventKind.SHARE_FEE_CHANGES).on == next_month


def test_no_fee_of_a_group_is_told_when_its_primary_line_has_gone_too() -> None:
    stays = leaving(a_line(place="secondary"), a_line(line="hdu2", place="primary"))
    assert of_kind(cancelled(stays), EventKind.SHARE_FEE_CHANGES)
    goes = replace(stays, going_too=("hdu2",))
    assert not of_kind(cancelled(goes), EventKind.SHARE_FEE_CHANGES)


def test_what_outlives_a_line_that_left_before_was_told_with_its_own_end() -> None:
    lasting = a_line(line="hdu2", place="secondary", options=("virus_buster",))
    facts = leaving(PRIMARY, lasting, secondaries=(a_secondary("hdu2"),))
    kinds = (EventKind.OPTION_GOES_ON, EventKind.OPTION_TO_CHECK)
    assert [event.line for event in of_kind(cancelled(facts), *kinds)] == ["hdu2"]
    left = replace(a_secondary("hdu2"), ends_on=date(2025, 10, 10), has_left=True)
    assert not of_kind(cancelled(replace(facts, secondaries=(left,))), *kinds)
