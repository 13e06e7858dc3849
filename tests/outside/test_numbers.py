"""The documented test numbers: what is typed for them, and that the document lists them all."""

import re
from datetime import date
from pathlib import Path

import pytest

from mioportal.outside.processor import numbers
from mioportal.outside.processor.numbers import BY_NUMBER, TEST_CARDS, DocumentedCard, Lasts
from mioportal.rules.cards import CardNetwork
from mioportal.rules.payment import CardBrand

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "test-cards.md"
CARDS = list(TEST_CARDS.values())


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.key)
def test_a_number_adds_up_and_belongs_to_its_network(card: DocumentedCard) -> None:
    assert numbers.adds_up(card.number)
    begins = {
        CardNetwork.VISA: r"4\d{15}",
        CardNetwork.MASTERCARD: r"(5[1-5]|2[2-7])\d{14}",
        CardNetwork.JCB: r"35\d{14}",
        CardNetwork.AMEX: r"3[47]\d{13}",
        CardNetwork.DINERS: r"3[0689]\d{12}",
        numbers.UNIONPAY: r"62\d{14}",
    }
    assert re.fullmatch(begins[card.network], card.number)
    assert card.printed.replace(" ", "") == card.number


def test_no_two_share_a_number_and_every_network_and_brand_is_there() -> None:
    assert len(BY_NUMBER) == len(TEST_CARDS)
    assert {card.network for card in CARDS} == {*CardNetwork, numbers.UNIONPAY}
    assert {card.brand for card in CARDS} == set(CardBrand)


def test_the_document_lists_exactly_these_in_the_same_words() -> None:
    rows = re.findall(r"^\| `([\d ]+)` \| (.+?) \| (.+?) \|$", DOCUMENT.read_text(), re.M)
    assert rows == [(card.printed, card.company, str(card.does)) for card in CARDS]


@pytest.mark.parametrize(
    "typed",
    [
        "4242424242424242",
        "4242 4242 4242 4242",
        "4242-4242-4242-4242",
        " 4242 42424242  4242 ",
        "４２４２　４２４２　４２４２　４２４２",
        "４２４２－４２４２－４２４２－４２４２",
        "4242ー4242ー4242ー4242",
        "4242‐4242–4242—4242",
        "\t4242424242424242\n",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert numbers.read(typed) == "4242424242424242"


@pytest.mark.parametrize(
    "typed",
    ["", "4242", "4" * 12, "4" * 20, "4242x4242424242424", "四二四二", "٤٢" * 8, "-" * 16],
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert numbers.read(typed) == ""


@pytest.mark.parametrize(
    ("digits", "good"),
    [("4242424242424242", True), ("4242424242424243", False), ("4224424242424242", False)],
    ids=["as documented", "a wrong digit", "two digits swapped"],
)
def test_a_slip_is_told_by_the_last_digit(digits: str, good: bool) -> None:
    assert numbers.adds_up(digits) is good


@pytest.mark.parametrize(
    ("lasts", "today", "end"),
    [
        (Lasts.OVER, date(2026, 3, 31), date(2026, 2, 28)),
        (Lasts.OVER, date(2028, 3, 1), date(2028, 2, 29)),
        (Lasts.NEARLY_OVER, date(2026, 12, 31), date(2027, 2, 28)),
        (Lasts.AS_TYPED, date(2026, 10, 15), date(2029, 10, 31)),
    ],
)
def test_what_its_company_knows_of_its_end_follows_the_day(
    lasts: Lasts, today: date, end: date
) -> None:
    card = next(card for card in CARDS if card.lasts is lasts)
    assert card.usual_end(today) == end
    typed = date(2040, 1, 31)
    assert card.expires_on(typed, today) == (typed if lasts is Lasts.AS_TYPED else end)
