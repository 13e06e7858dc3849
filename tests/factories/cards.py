"""Cards that pay, and visits to the processor."""

from datetime import date, timedelta
from typing import Any

import factory
from factory import django

from accounts.models import Card, CardVisit
from mioportal.outside.models import VaultedCard
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.codes import secret_code
from tests.factories.clocks import MID_MONTH, jst
from tests.factories.people import MemberFactory


class CardFactory(django.DjangoModelFactory[Card]):
    """A VISA card in use, registered by a visit to the processor, of whom it has no token."""

    class Meta:
        model = Card
        skip_postgeneration_save = True

    member = factory.SubFactory(MemberFactory)
    world = factory.SelfAttribute("member.world")
    token = factory.Sequence(lambda n: f"token-{n}")
    network = "visa"
    brand = "mitsui_sumitomo"
    last_four = "4242"
    expires_on = date(2029, 12, 31)
    registered_at = jst(2026, 4, 1, 10)
    visit = factory.RelatedFactory(
        "tests.factories.cards.CardVisitFactory",
        factory_related_name="card",
        member=factory.SelfAttribute("..member"),
        state=CardVisit.State.DONE,
    )


class CardVisitFactory(django.DjangoModelFactory[CardVisit]):
    """A visit to the processor's page that has begun in MID_MONTH and is not over."""

    class Meta:
        model = CardVisit

    member = factory.SubFactory(MemberFactory)
    world = factory.SelfAttribute("member.world")
    session = factory.Sequence(lambda n: f"session-{n}")
    started_at = MID_MONTH
    expires_at = MID_MONTH + timedelta(minutes=30)


def a_card_that(later: Later = Later.PAYS, **facts: Any) -> Card:
    """A card in use, of which the processor knows what its company will say to a charge."""
    card = CardFactory(token=secret_code(), **facts)
    VaultedCard.objects.create(
        token=card.token,
        network=card.network,
        brand=card.brand,
        last_four=card.last_four,
        expires_on=card.expires_on,
        later=later,
        kept_at=card.registered_at,
    )
    return card
