"""What hangs on a line: options, services, number and address; and facts that do not fit."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from mioportal.rules.charges import ChargeKind
from mioportal.rules.quote import EventKind, LeavingFacts, Trial, quote
from mioportal.rules.related import HeldService
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


def hikari(**changes: Any) -> HeldService:
    return HeldService(**({"service": "hikari", "home": "apartment"} | changes))


@pytest.mark.parametrize(
    ("code", "kind", "on", "amount"),
    [
        pytest.param("call_10", "option_ends", LAST, None, id="a call option ends"),
        pytest.param("dial", "option_ends", LAST, None, id="so does the free one"),
        pytest.param("tabuho", "option_goes_on", NEXT, 550, id="a third party's goes on"),
        pytest.param("safety_mail", "option_goes_on", NEXT, 330, id="and so does mail"),
        pytest.param("nuisance_guard", "option_to_check", NEXT, 550, id="one may go on"),
    ],
)
def test_each_kind_of_option_is_told_what_becomes_of_it(
    code: str, kind: str, on: date, amount: int | None
) -> None:
    given = cancelled(leaving(a_line(options=(code,))))
    kinds = (EventKind.OPTION_ENDS, EventKind.OPTION_GOES_ON, EventKind.OPTION_TO_CHECK)
    [event] = of_kind(given, *kinds)
    assert (event.kind, event.on, event.amount) == (kind, on, amount)
    assert (event.subject, event.line) == (code, "hdu1")
    assert ("option", code) in charged(given)


def test_a_fee_that_the_contract_names_is_told_and_charged() -> None:
    held = a_line(options=("device_cover",), agreed=(("device_cover", Decimal(460)),))
    given = cancelled(leaving(held))
    assert charged(given)["option", "device_cover"] == 460
    assert only(given, EventKind.OPTION_ENDS).subject == "device_cover"


def test_a_trial_that_outlives_the_line_says_when_it_begins_to_cost() -> None:
    held = a_line(options=("tabuho", "call_5"), on_trial=("tabuho", "call_5"))
    trials = tuple(
        Trial(line="hdu1", option=code, free_through=date(2025, 11, 14))
        for code in ("tabuho", "call_5")
    )
    given = cancelled(leaving(held, trials=trials))
    becomes = only(given, EventKind.TRIAL_BECOMES_PAID)
    assert (becomes.on, becomes.amount) == (date(2025, 11, 15), 550)
    assert (becomes.subject, becomes.line) == ("tabuho", "hdu1")
    assert given.total == 990


@pytest.mark.parametrize(
    ("is_last", "fee", "ends"),
    [
        pytest.param(True, 5016, [NEXT], id="the last mobile line takes mio割 along"),
        pytest.param(False, 4356, [], id="another mobile line keeps it"),
    ],
)
def test_hikari_goes_on_with_or_without_its_discount(
    is_last: bool, fee: int, ends: list[date]
) -> None:
    held = hikari(has_mio_wari=True)
    given = cancelled(leaving(bill={"services": (held,)}, is_last_line=is_last))
    goes_on = only(given, EventKind.SERVICE_GOES_ON)
    assert (goes_on.on, goes_on.subject, goes_on.amount) == (NEXT, "hikari", fee)
    wari = of_kind(given, EventKind.MIO_WARI_ENDS)
    assert [(each.on, each.amount, each.subject) for each in wari] == [
        (on, 660, "hikari") for on in ends
    ]
    # The month of leaving still has the discount.
    assert given.total == 990 + 4356


def test_hikari_without_a_discount_has_none_to_lose() -> None:
    given = cancelled(leaving(bill={"services": (hikari(home="house"),)}, is_last_line=True))
    assert only(given, EventKind.SERVICE_GOES_ON).amount == 6116
    assert of_kind(given, EventKind.MIO_WARI_ENDS) == []


@pytest.mark.parametrize("service", ["supply", "data_zero", "mobile_plus"])
def test_no_related_service_ends_by_itself(service: str) -> None:
    held = HeldService(service=service, agreed=Decimal(1000))
    given = cancelled(leaving(bill={"services": (held,)}))
    event = only(given, EventKind.SERVICE_GOES_ON)
    assert (event.subject, event.amount, event.on) == (service, 1000, NEXT)
    assert given.total == 990 + 1000


@pytest.mark.parametrize(
    ("through", "on"),
    [
        pytest.param(date(2025, 10, 29), date(2025, 10, 29), id="expires before the line ends"),
        pytest.param(LAST, LAST, id="on its last day"),
        pytest.param(date(2025, 11, 8), LAST, id="dies with the line"),
    ],
)
def test_an_mnp_number_lives_as_long_as_its_line_at_most(through: date, on: date) -> None:
    """C-070."""
    event = only(cancelled(leaving(reservation_through=through)), EventKind.RESERVATION_ENDS)
    assert (event.on, event.at, event.subject) == (on, time(23, 59), "hdu1")


def test_a_port_out_uses_its_number_up_and_cannot_come_after_its_last_day() -> None:
    facts = leaving(reservation_through=date(2025, 10, 20))
    given = quote(facts, ASKED, "port_out", date(2025, 10, 20))
    assert of_kind(given, EventKind.RESERVATION_ENDS) == []
    with pytest.raises(ValueError, match="^opens_on 2025-10-21 is after .* 2025-10-20$"):
        quote(facts, ASKED, "port_out", date(2025, 10, 21))


def test_mail_address_and_cloud_end_too_where_there_are_any() -> None:
    given = cancelled(leaving(has_mail_address=True, has_cloud=True))
    address = only(given, EventKind.MAIL_ADDRESS_ENDS)
    assert (address.on, address.at) == (LAST, time(23, 59))
    assert only(given, EventKind.CLOUD_DELETED).on == date(2025, 11, 30)
    none = cancelled(leaving())
    assert of_kind(none, EventKind.MAIL_ADDRESS_ENDS, EventKind.CLOUD_DELETED) == []


def test_whoever_pays_by_invoice_has_no_card_to_keep() -> None:
    given = cancelled(leaving(pays_by_invoice=True, card_brand="jcb"))
    assert only(given, EventKind.BILL_FIXED).on == date(2025, 11, 5)
    card = (EventKind.CARD_CHARGED, EventKind.BANK_DEBIT, EventKind.CARD_NEEDED_THROUGH)
    assert of_kind(given, *card) == []


@pytest.mark.parametrize(
    ("facts", "through"),
    [
        pytest.param(leaving(is_last_line=True), date(2026, 2, 25), id="after the last bill"),
        pytest.param(
            leaving(bill={"instalments": (a_device(),)}, is_last_line=True),
            date(2027, 1, 25),
            id="after the last instalment",
        ),
        pytest.param(
            leaving(a_line(options=("nuisance_guard",)), is_last_line=True),
            None,
            id="an option may go on, and is billed until it is told to have ended",
        ),
        pytest.param(leaving(), None, id="another line stays"),
        pytest.param(
            leaving(a_line(options=("tabuho",)), is_last_line=True), None, id="an option goes on"
        ),
        pytest.param(
            leaving(bill={"services": (hikari(),)}, is_last_line=True), None, id="ひかり goes on"
        ),
        pytest.param(
            leaving(bill={"options": ("tabuho",)}, is_last_line=True),
            None,
            id="an option goes on that outlived an earlier line",
        ),
    ],
)
def test_the_mioid_closes_only_when_nothing_is_held_or_owed(
    facts: LeavingFacts, through: date | None
) -> None:
    told = cancelled(facts).event(EventKind.MIOID_VALID_THROUGH)
    assert (told.on if told else None) == through
    assert told is None or told.approximate


def test_older_debt_is_told_beside_the_bill() -> None:
    given = cancelled(leaving(owed=Decimal(3280)))
    assert (given.owed, given.total) == (3280, 990)
    assert cancelled(leaving()).owed == 0


def test_what_may_still_grow_is_an_estimate() -> None:
    held = a_line(calls=Decimal(33), sms=2, data_parcels=3)
    given = cancelled(leaving(held))
    grows = {each.kind for each in given.charges if each.estimate}
    assert grows == {ChargeKind.CALLS, ChargeKind.SMS, ChargeKind.DATA}
    # 990 + 33 + 6.6 + 660, rounded down once.
    assert given.total == 1689
    assert [each.quantity for each in given.charges if each.kind is ChargeKind.DATA] == [3]


@pytest.mark.parametrize(("sms", "is_rounded"), [(0, False), (1, True), (10, False)])
def test_a_total_below_what_its_charges_come_to_says_so(sms: int, is_rounded: bool) -> None:
    given = cancelled(leaving(a_line(sms=sms)))
    assert given.total == 990 + sms * 33 // 10
    assert given.is_rounded is is_rounded


def test_an_sms_line_is_told_of_messages_and_a_data_line_of_no_use() -> None:
    for function, kinds in (("sms", {ChargeKind.SMS}), ("data", set())):
        given = cancelled(leaving(a_line(function=function)))
        assert {each.kind for each in given.charges if each.estimate} == kinds


def test_an_old_plan_in_its_term_pays_for_each_voice_line_that_ends() -> None:
    facts = leaving(
        a_line(plan="minimum_start"),
        bill={"month": date(2019, 10, 1)},
        contracted_on=date(2019, 9, 30),
        started_on=date(2019, 9, 30),
    )
    given = cancelled(facts, jst("2019-10-31T23:59:59"))
    assert charged(given)["release_fee", ""] == 1100


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param(
            {"lines": (PRIMARY, SECONDARY_2)},
            "secondaries must name",
            id="a primary line without its secondaries",
        ),
        pytest.param(
            {"lines": (a_line(),), "secondaries": ("hdu2",)},
            "secondaries belong",
            id="secondaries of nobody",
        ),
        pytest.param(
            {"lines": (PRIMARY, SECONDARY_3), "secondaries": ("hdu3",)},
            "physical_sims of hdu3",
            id="an eSIM's card",
        ),
        pytest.param({"owed": Decimal(-1)}, "owed must", id="negative debt"),
        pytest.param({"reservation_through": ASKED}, "reservation_through must", id="an instant"),
        pytest.param(
            {"trials": (Trial(line="hdu1", option="tabuho", free_through=LAST),)},
            "trials name tabuho",
            id="a trial of nothing",
        ),
        pytest.param(
            {"trials": (Trial(line="hdu7", option="tabuho", free_through=LAST),)},
            "line hdu7 is not on the bill",
            id="a trial of nobody",
        ),
    ],
)
def test_facts_that_do_not_fit_together_are_refused_by_name(
    changes: dict[str, Any], named: str
) -> None:
    lines = changes.get("lines", ())
    others = {name: value for name, value in changes.items() if name != "lines"}
    others["secondaries"] = tuple(a_secondary(line) for line in changes.get("secondaries", ()))
    with pytest.raises(ValueError, match=f"^{named}"):
        leaving(*lines, **others)


@pytest.mark.parametrize(
    ("make", "named"),
    [
        pytest.param(
            lambda: Trial(line="a", option="free", free_through=LAST), "option", id="code"
        ),
        pytest.param(
            lambda: Trial(line="a", option="tabuho", free_through=ASKED),
            "free_through",
            id="instant",
        ),
        pytest.param(lambda: a_secondary("a", -1), "physical_sims", id="cards"),
        pytest.param(
            lambda: replace(a_secondary("a"), contracted_on=ASKED),
            "contracted_on",
            id="a secondary line's contract",
        ),
        pytest.param(
            lambda: replace(a_secondary("a"), started_on=ASKED),
            "started_on",
            id="a secondary line's start",
        ),
    ],
)
def test_impossible_parts_are_refused_by_name(make: Any, named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named} must"):
        make()
