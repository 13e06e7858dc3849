"""The processor's ledger: a charge as its card's company says, once for each key."""

from decimal import Decimal

import pytest

from mioportal.outside.models import CardCharge, CardRefund
from mioportal.outside.processor import services
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.gateways import Answer, NotRefundable, card_processor
from tests.factories import CardFactory, a_card_that, jst

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NIGHT, NEXT = jst(2026, 11, 25), jst(2026, 11, 26)
YEN = Decimal(990)


def charge(token: str, key: str = "k", at: object = NIGHT, yen: Decimal = YEN) -> tuple[str, str]:
    said = card_processor().charge(token=token, yen=yen, key=key, at=at)  # type: ignore[arg-type]
    return said.answer.value, said.reason


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (Later.PAYS, ("accepted", "")),
        (Later.DECLINES, ("declined", "refused")),
        (Later.LACKS_BALANCE, ("declined", "balance")),
        (Later.ANSWERS_LATE, ("late", "")),
    ],
)
def test_a_card_answers_as_its_company_does(later: Later, said: tuple[str, str]) -> None:
    assert charge(a_card_that(later).token) == said


def test_a_card_that_is_not_kept_and_one_that_has_ended_are_declined() -> None:
    assert charge(CardFactory().token) == ("declined", "unknown_card")
    ended = a_card_that(expires_on=jst(2026, 10, 31).date())
    assert charge(ended.token, "other") == ("declined", "expired")


def test_a_known_key_names_the_charge_that_was_made_whatever_card_is_named() -> None:
    first, second = a_card_that(), a_card_that(Later.DECLINES)
    assert charge(first.token) == charge(second.token) == ("accepted", "")
    assert CardCharge.objects.get().last_four == first.last_four


def test_a_late_answer_comes_on_the_next_day_though_the_card_has_been_forgotten() -> None:
    card = a_card_that(Later.ANSWERS_LATE)
    assert charge(card.token) == charge(card.token) == (Answer.LATE, "")
    services.forget(token=card.token)
    assert charge(card.token, at=NEXT) == ("accepted", "")


@pytest.mark.parametrize("yen", [Decimal(0), Decimal(-1), Decimal("1.5")])
def test_less_than_a_yen_is_not_charged(yen: Decimal) -> None:
    with pytest.raises(ValueError):
        charge("t", yen=yen)


def test_a_refund_is_made_once_for_its_key_and_never_of_more_than_was_charged() -> None:
    token = a_card_that().token
    charge(token)
    door = card_processor()
    for _again in range(2):
        door.refund(key="k", yen=Decimal(900), refund_key="r", at=NEXT)
    assert CardRefund.objects.get().yen == 900
    for key, yen in (("k", 91), ("k", 0), ("none", 1)):
        with pytest.raises(NotRefundable):
            door.refund(key=key, yen=Decimal(yen), refund_key=f"{key}{yen}", at=NEXT)
    door.refund(key="k", yen=Decimal(90), refund_key="rest", at=NEXT)
