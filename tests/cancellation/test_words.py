"""Everything the rules can say has words for the member."""

from datetime import date, time
from decimal import Decimal

import pytest

from cancellation.forms import REASON_LABELS
from cancellation.models import Cancellation
from cancellation.views.preview import changes, preview
from cancellation.views.words import EVENT_WORDS, charge_words
from contracts.models import Line, Sim
from mioportal.rules.cancellation import LeavingReason
from mioportal.rules.charges import ChargeKind
from mioportal.rules.quote import Charge, ConditionalCharge, Event, EventKind, Part, Quote, Way
from tests.factories import LineFactory

LAST = date(2026, 10, 31)
JAPANESE = range(ord("ぁ"), ord("鿿"))
SUBJECTS = {
    EventKind.OPTION_ENDS: "call_5",
    EventKind.OPTION_GOES_ON: "tabuho",
    EventKind.OPTION_TO_CHECK: "nuisance_guard",
    EventKind.TRIAL_BECOMES_PAID: "tabuho",
    EventKind.SERVICE_GOES_ON: "hikari",
}
CODES = {
    ChargeKind.PLAN: "giga_5gb",
    ChargeKind.OPTION: "call_5",
    ChargeKind.RELATED: "hikari",
}

pytestmark = pytest.mark.any_database


def a_quote(**parts: object) -> Quote:
    """A quote with nothing in it but what is given."""
    told = {
        "way": Way.CANCELLATION,
        "line": "hdu1",
        "ends_on": LAST,
        "bill_month": date(2026, 10, 1),
        "events": (),
        "charges": (),
        "conditional": (),
        "total": Decimal(990),
    }
    return Quote(**(told | parts))


def an_event(kind: EventKind) -> Event:
    return Event(
        kind=kind,
        on=LAST,
        at=time(23, 59),
        subject=SUBJECTS.get(kind, "hdu1"),
        amount=Decimal(550),
    )


def a_charge(kind: ChargeKind, yen: int = 990) -> Charge:
    return Charge(kind=kind, amount=Decimal(yen), line="hdu1", code=CODES.get(kind, ""))


def in_japanese(words: object) -> bool:
    return any(ord(letter) in JAPANESE for letter in str(words))


@pytest.mark.parametrize("reason", LeavingReason)
def test_every_reason_for_leaving_has_words(reason: LeavingReason) -> None:
    assert in_japanese(REASON_LABELS[reason])


def test_the_reasons_for_leaving_are_the_documented_seven_in_their_order() -> None:
    assert [str(label) for label in REASON_LABELS.values()] == [
        "他社への乗り換え",
        "料金が高い",
        "通信速度に不満",
        "サービス内容に不満",
        "サポート対応に不満",
        "スマホを使わなくなった",
        "その他",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", EventKind)
def test_every_event_has_words_on_the_timeline(kind: EventKind) -> None:
    quote = a_quote(events=(an_event(kind),))
    line = LineFactory.build(phone_number="090-0000-0001")
    title, _text = EVENT_WORDS[kind](an_event(kind), quote, line)
    assert in_japanese(title)
    for accepted in (False, True):
        row = preview(quote, line, accepted=accepted)["events"][0]
        assert in_japanese(row["title"])
        assert row["on"] == LAST


@pytest.mark.parametrize("kind", ChargeKind)
@pytest.mark.parametrize("yen", [0, 1100])
def test_every_charge_has_words_on_the_bill(kind: ChargeKind, yen: int) -> None:
    quote = a_quote(charges=(a_charge(kind, yen),))
    label, _sub = charge_words(a_charge(kind, yen), quote)
    assert in_japanese(label)


@pytest.mark.django_db
@pytest.mark.parametrize(("message", "is_rounded"), [("3.3", True), ("33", False)])
def test_a_total_says_that_it_is_rounded_where_the_rows_come_to_more(
    message: str, is_rounded: bool
) -> None:
    sent = Charge(kind=ChargeKind.SMS, amount=Decimal(message), line="hdu1")
    rows = (a_charge(ChargeKind.PLAN), sent)
    quote = a_quote(charges=rows, total=Decimal(990 + int(Decimal(message))))
    assert preview(quote, LineFactory.build())["is_rounded"] is is_rounded


@pytest.mark.django_db
@pytest.mark.parametrize("kind", EventKind)
def test_an_event_that_moved_can_be_told_before_and_after(kind: EventKind) -> None:
    before = a_quote(events=(an_event(kind),))
    line = LineFactory.build(phone_number="090-0000-0001")
    told = changes(before, a_quote(), line) + changes(a_quote(), before, line)
    if before.promised_events:
        assert [(row["before"], row["after"]) for row in told] == [
            ("2026年10月31日（土）", "なし"),
            ("なし", "2026年10月31日（土）"),
        ]
        assert in_japanese(told[0]["label"])


@pytest.mark.parametrize("kind", ChargeKind)
def test_a_charge_that_came_or_went_can_be_told(kind: ChargeKind) -> None:
    line = LineFactory.build(phone_number="090-0000-0001")
    told = changes(a_quote(), a_quote(charges=(a_charge(kind),)), line)
    assert [(row["before"], row["after"]) for row in told] == [("なし", "990円")]
    assert in_japanese(told[0]["label"])


@pytest.mark.parametrize("part", Part)
def test_every_part_of_a_quote_that_changes_has_a_label(part: Part) -> None:
    line = LineFactory.build(phone_number="090-0000-0001")
    damage = ConditionalCharge(
        kind=ChargeKind.SIM_DAMAGE, amount=Decimal(2200), quantity=1, from_on=LAST, line="hdu1"
    )
    other = {
        Part.ENDS_ON: {"ends_on": date(2026, 11, 30)},
        Part.BILL_MONTH: {"bill_month": date(2026, 11, 1)},
        Part.EVENT: {"events": (an_event(EventKind.LINE_ENDS),)},
        Part.CHARGE: {"charges": (a_charge(ChargeKind.PLAN),)},
        Part.CONDITIONAL: {"conditional": (damage,)},
        Part.TOTAL: {"total": Decimal(1490)},
        Part.OWED: {"owed": Decimal(3280)},
    }[part]
    told = changes(a_quote(), a_quote(**other), line)
    assert len(told) == 1
    assert in_japanese(told[0]["label"])
    assert told[0]["before"] != told[0]["after"]


@pytest.mark.parametrize(
    "choices",
    [Cancellation.State, Cancellation.Channel, Line.Status, Line.Leaving, Sim.State],
    ids=lambda choices: choices.__qualname__,
)
def test_every_state_has_a_label(choices: type[Line.Status]) -> None:
    for choice in choices:
        assert in_japanese(choice.label)
