from datetime import date, datetime
from decimal import Decimal

import pytest

from mioportal.rules.billed import BilledLine, BillFacts
from mioportal.rules.billing import bill_lines
from mioportal.rules.instalments import Instalments
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.plans import Function, Medium
from mioportal.rules.share import Place

OCTOBER = date(2025, 10, 1)
LARGE = AgreedFee(OptionCode.LARGE_DATA, Decimal(1100))


def a_line(**changes: object) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))  # type: ignore[arg-type]


def a_device(code: str = "phone1") -> Instalments:
    return Instalments(
        code=code,
        line="hdu1",
        kind="ordinary",  # type: ignore[arg-type]
        total=Decimal(2400),
        count=24,
        paid=0,
    )


def test_what_is_spelled_becomes_what_is_meant() -> None:
    held = a_line(place="secondary", options=("call_5", "tabuho"), on_trial=("tabuho",))
    assert (held.function, held.medium, held.place) == (Function.VOICE, Medium.SIM, Place.SECONDARY)
    assert all(isinstance(code, OptionCode) for code in (*held.options, *held.on_trial))
    assert isinstance(held.function, Function)
    assert isinstance(held.medium, Medium)
    assert isinstance(held.place, Place)


def test_a_line_stands_alone_and_used_nothing_unless_told() -> None:
    held = a_line()
    assert held.place is Place.ALONE
    assert (held.options, held.on_trial, held.agreed) == ((), (), ())
    assert held.billing_started_on is None
    assert (held.calls, held.sms, held.data_parcels) == (0, 0, 0)


def test_an_option_costs_a_line_its_fee_or_what_the_contract_names() -> None:
    held = a_line(options=("call_10", "large_data"), agreed=(LARGE,))
    assert held.option_fee(OptionCode.CALL_10, OCTOBER) == 700
    assert held.option_fee(OptionCode.LARGE_DATA, OCTOBER) == 1100


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"plan": "giga_7gb"}, "^plan_code must", id="unknown plan"),
        pytest.param({"function": "fax"}, "^function must", id="unknown function"),
        pytest.param({"medium": "nano"}, "^medium must", id="unknown medium"),
        pytest.param({"place": "middle"}, "^place must be one of alone", id="unknown place"),
        pytest.param(
            {"plan": "light_start", "medium": "esim"},
            "^plan light_start is not sold as voice on esim$",
            id="not sold",
        ),
        pytest.param(
            {"plan": "light_start", "place": "primary"},
            "^place primary is only for lines of ギガプラン$",
            id="an old plan as a primary line",
        ),
        pytest.param(
            {"plan": "light_start", "place": "secondary"},
            "^place secondary",
            id="an old plan as a secondary line",
        ),
        pytest.param({"options": ("call_15",)}, "^options must", id="unknown option"),
        pytest.param(
            {"options": ("call_5", "call_5")},
            "^options of hdu1 name one twice$",
            id="an option twice",
        ),
        pytest.param(
            {"options": ("tabuho",), "on_trial": ("tabuho", "tabuho")},
            "^on_trial of hdu1 name one twice$",
            id="a trial twice",
        ),
        pytest.param({"on_trial": ("call_15",)}, "^on_trial must", id="unknown trial"),
        pytest.param(
            {"options": ("call_5",), "on_trial": ("tabuho",)},
            "^on_trial of hdu1 names an option it does not hold$",
            id="a trial of nothing held",
        ),
        pytest.param(
            {"options": ("call_5",), "agreed": (LARGE,)},
            "^agreed of hdu1 names an option it does not hold$",
            id="a fee for nothing held",
        ),
        pytest.param({"calls": Decimal(-1)}, "^calls must", id="negative calls"),
        pytest.param({"sms": -1}, "^sms must", id="negative messages"),
        pytest.param({"data_parcels": -1}, "^data_parcels must", id="negative data"),
        pytest.param(
            {"billing_started_on": datetime(2025, 10, 1)},  # noqa: DTZ001
            "^billing_started_on must",
            id="an instant",
        ),
    ],
)
def test_an_impossible_line_is_refused_by_name(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        a_line(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"month": date(2025, 10, 2)}, "^month must be the first day", id="no month"),
        pytest.param(
            {"lines": (a_line(), a_line())},
            "^lines name one telephone line twice$",
            id="a line twice",
        ),
        pytest.param(
            {"instalments": (a_device(), a_device())},
            "^instalments name one device twice$",
            id="a device twice",
        ),
        pytest.param({"options": ("call_15",)}, "^options must", id="an unknown option"),
        pytest.param(
            {"lines": (a_line(undone_on=date(2025, 11, 1)),)},
            "^undone_on of hdu1 is outside the month billed$",
            id="undone in the next month",
        ),
        pytest.param(
            {"lines": (a_line(undone_on=date(2025, 9, 30)),)},
            "^undone_on of hdu1 is outside the month billed$",
            id="undone in the month before",
        ),
        pytest.param(
            {"lines": (a_line(billing_started_on=date(2025, 11, 1)),)},
            "^billing_started_on of hdu1 is after the month billed$",
            id="a line of the next month",
        ),
    ],
)
def test_impossible_bill_facts_are_refused_by_name(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        BillFacts(**({"month": OCTOBER} | changes))  # type: ignore[arg-type]


def test_a_bill_takes_lines_that_began_by_its_last_day_and_several_devices() -> None:
    facts = BillFacts(
        month=OCTOBER,
        lines=(a_line(), a_line(line="hdu2", billing_started_on=date(2025, 10, 31))),
        options=("tabuho",),  # type: ignore[arg-type]
        instalments=(a_device(), a_device("phone2")),
    )
    assert facts.options == (OptionCode.TABUHO,)
    assert isinstance(facts.options[0], OptionCode)


def test_a_bill_is_of_nothing_unless_told() -> None:
    facts = BillFacts(month=OCTOBER)
    assert (facts.lines, facts.options, facts.instalments) == ((), (), ())
    assert (facts.services, facts.posted) == ((), ())


def test_the_cover_of_a_device_may_be_held_without_a_line_at_its_agreed_fee() -> None:
    agreed = AgreedFee(OptionCode.DEVICE_COVER, Decimal(460))
    facts = BillFacts(month=OCTOBER, options=("device_cover", "tabuho"), agreed=(agreed,))  # type: ignore[arg-type]
    assert [(row.code, row.amount, row.line) for row in bill_lines(facts)] == [
        ("device_cover", 460, ""),
        ("tabuho", 550, ""),
    ]


def test_an_option_that_has_outlived_two_lines_is_billed_twice() -> None:
    facts = BillFacts(month=OCTOBER, options=("tabuho", "tabuho"))  # type: ignore[arg-type]
    assert [(row.code, row.amount) for row in bill_lines(facts)] == [("tabuho", 550)] * 2


@pytest.mark.parametrize("code", ["call_5", "dial", "large_data"])
def test_what_lives_only_with_a_line_is_held_by_nobody_without_one(code: str) -> None:
    with pytest.raises(ValueError, match=f"^options name {code}, which nobody holds without"):
        BillFacts(month=OCTOBER, options=(code,))  # type: ignore[arg-type]


def test_a_fee_agreed_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="^agreed of the member names an option it does not hold"):
        BillFacts(month=OCTOBER, agreed=(LARGE,))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"calls": Decimal(11)}, "calls of hdu1 must be 0", id="calls"),
        pytest.param({"sms": 1}, "sms of hdu1 must be 0", id="messages"),
    ],
)
def test_a_data_line_neither_calls_nor_writes(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        a_line(function="data", **changes)


def test_an_option_priced_by_contract_needs_its_price_at_once() -> None:
    with pytest.raises(ValueError, match="^agreed fee of large_data must be 220 to 3410"):
        a_line(options=("large_data",))
