"""Many hands on one member's card at the same moment: one card in use, and everybody is told."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest

from accounts import services
from accounts.models import Card, CardVisit, Member, Standing
from mioportal.outside.processor.models import VaultedCard
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.paying import card_of, entered, finished
from tests.factories import MID_MONTH, MemberFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 5
Result = TypeVar("Result")


def in_turn(*acts: Callable[[], Result]) -> Callable[[], Result]:
    """Gives each hand the next act."""
    waiting = list(acts)
    return lambda: waiting.pop()()


def made(member: Member) -> dict[str, int]:
    rows = AuditRow.objects.filter(subject=member.mio_id).values_list("verb", flat=True)
    return {verb: list(rows).count(verb) for verb in rows}


def test_one_visit_finished_by_many_hands_registers_one_card() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory()
        visit, code = entered(member)
        ends = at_once(HANDS, partial(finished, visit, code))
        card = Card.objects.get(member=member)
        assert [end.card_id for end in ends] == [card.pk] * HANDS
        assert made(member) == {"register_card": 1}


def test_one_refused_visit_finished_by_many_hands_is_refused_once() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory()
        visit, code = entered(member, "debit")
        ends = at_once(HANDS, partial(finished, visit, code))
        assert {(end.state, *end.reasons) for end in ends} == {("REFUSED", "debit")}
        assert made(member) == {"refuse_card": 1}
        assert not VaultedCard.objects.exists()


def test_many_visits_finished_at_once_leave_one_card_in_use() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory()
        visits = [entered(member, key) for key in ("visa", "jcb", "amex", "saison")]
        acts = [partial(finished, visit, code) for visit, code in visits]
        ends = at_once(len(acts), in_turn(*acts))
        assert {end.state for end in ends} == {CardVisit.State.DONE}
        assert Card.objects.filter(member=member).count() == len(acts)
        assert made(member) == {"register_card": 1, "replace_card": len(acts) - 1}
        assert Outbox.objects.filter(user=member.user).count() == len(acts) - 1
        kept = VaultedCard.objects.filter(token__in=[end.card.token for end in ends if end.card])
        assert [row.token for row in kept] == [card_of(member).token]


def test_a_card_removed_while_it_is_replaced_goes_once() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory(standing__last_service_ended_on="2026-08-31")
        finished(*entered(member))
        old = card_of(member)
        visit, code = entered(member, "jcb")

        def remove(old: Card = old) -> bool:
            fresh = Card.objects.select_related("member__user", "world", "visit").get(pk=old.pk)
            return services.remove_card(card=fresh, at=MID_MONTH, by=system("test"))

        def replace(visit: CardVisit = visit, code: str = code) -> bool:
            return finished(visit, code).state == CardVisit.State.DONE

        at_once(2, in_turn(remove, replace))
        old.refresh_from_db()
        assert card_of(member).network == "jcb"
        removed = made(member).get("remove_card", 0)
        assert old.state == (Card.State.REMOVED if removed else Card.State.REPLACED)
        assert Outbox.objects.filter(user=member.user).count() == 1


def test_a_card_is_not_removed_past_a_debt_that_comes_at_the_same_moment() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory(standing__last_service_ended_on="2026-08-31")
        finished(*entered(member))
        card = Card.objects.select_related("member__user", "world", "visit").get(member=member)

        def remove(card: Card = card) -> bool:
            try:
                return services.remove_card(card=card, at=MID_MONTH, by=system("test"))
            except services.NotRemovable:
                return False

        def owe(member: Member = member) -> bool:
            services.note_debt(member=member, yen=1490, at=MID_MONTH, by=system("test"))
            return True

        at_once(2, in_turn(remove, owe))
        verbs = list(
            AuditRow.objects.filter(subject=member.mio_id)
            .order_by("pk")
            .values_list("verb", flat=True)
        )
        assert Standing.objects.get(member=member).owed_yen == 1490
        if "remove_card" in verbs:
            assert verbs.index("remove_card") < verbs.index("note_debt")
