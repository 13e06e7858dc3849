"""The card that pays: registering it on the processor's page, replacing it, removing it.

Card numbers are typed at the processor's and never come here (plumbing.gateways).
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from accounts import emails, queries
from accounts.models import Card, CardVisit, Member, Reminder, Standing
from accounts.services import reminders
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.gateways import CardSeen, NoAnswer, Unreachable, card_processor
from mioportal.plumbing.outbox import Mail
from mioportal.rules.cards import (
    VISITS_AN_HOUR,
    CardFacts,
    CardReason,
    RemovalReason,
    expiry_warning_days,
    may_register_card,
    visit_ends_at,
)
from mioportal.rules.dates import day_in_japan
from mioportal.rules.verdict import Verdict

log = logging.getLogger(__name__)

# Floors above add what they do with a new card, once it stands. What fails there is found by night.
card_registered: list[Callable[[Member, datetime, Actor], None]] = []

_AN_HOUR = timedelta(hours=1)


class PaysByInvoice(Exception):
    """A company has no card (C-081)."""


class TooManyVisits(Exception):
    """The member has begun too often; `again_at` is when they may begin next."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(f"too many visits: again at {again_at.isoformat()}")
        self.again_at = again_at


class VisitLapsed(Exception):
    """The visit came back too late."""


class NotRemovable(Exception):
    """The card is needed; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[RemovalReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


def begin_visit(*, member: Member, at: datetime) -> tuple[CardVisit, str]:
    """Send a member to the processor's page: the visit, and the address of that page.

    Raises PaysByInvoice, TooManyVisits, and Unreachable.
    """
    if member.is_corporate:
        raise PaysByInvoice
    _not_too_often(member, at)
    code = secret_code()
    page = card_processor().begin(
        return_to=reverse("accounts:card_visit", args=[code]),
        holder=f"{member.family_kana} {member.given_kana}",
        at=at,
    )
    visit = CardVisit.objects.create(
        code=code,
        member=member,
        world=member.world,
        session=page.session,
        started_at=at,
        expires_at=visit_ends_at(at),
    )
    return visit, page.url


def _not_too_often(member: Member, at: datetime) -> None:
    most = VISITS_AN_HOUR.on(day_in_japan(at))
    begun = CardVisit.objects.filter(member=member, started_at__gt=at - _AN_HOUR)
    times = list(begun.order_by("-started_at").values_list("started_at", flat=True)[:most])
    if len(times) == most:
        raise TooManyVisits(times[-1] + _AN_HOUR)


def finish_visit(*, visit: CardVisit, code: str, at: datetime, by: Actor) -> CardVisit:
    """A member is back from the processor's page, with the code of what was entered there.

    The card takes the place of the one in use; or the visit ends with every reason against it, and
    nothing of the card is kept. A visit that has ended is returned as it ended. Raises VisitLapsed,
    NoAnswer, Unreachable: nothing is changed then.
    """
    if visit.state != CardVisit.State.OPEN:
        return visit
    if visit.expires_at <= at:
        raise VisitLapsed
    try:
        seen = card_processor().collect(session=visit.session, code=code)
    except NoAnswer:
        visit.refresh_from_db()
        # The other click of a double click may have had the answer, and had it forgotten.
        if visit.state == CardVisit.State.OPEN:
            raise
        return visit
    verdict = may_register_card(_facts(seen, at))
    if verdict.allowed:
        unneeded = _register(visit, seen, at, by)
    else:
        unneeded = _refuse(visit, seen, verdict, at, by)
    _forget(unneeded)
    visit.refresh_from_db()
    if visit.state == CardVisit.State.DONE:
        for use in card_registered:
            use(visit.member, at, by)
    return visit


def _facts(seen: CardSeen, at: datetime) -> CardFacts:
    return CardFacts(
        network=seen.network,
        expires_on=seen.expires_on,
        registered_on=day_in_japan(at),
        is_debit=seen.is_debit,
        is_prepaid=seen.is_prepaid,
        needs_manual_approval=seen.needs_manual_approval,
        is_not_own=seen.is_not_own,
        is_declined=seen.is_declined,
    )


def _refuse(
    visit: CardVisit, seen: CardSeen, verdict: Verdict[CardReason], at: datetime, by: Actor
) -> str:
    """End the visit without a card; the token that nobody needs, "" if it had ended before."""
    reasons = [reason.value for reason in verdict.reasons]
    with transaction.atomic():
        refused = CardVisit.objects.filter(pk=visit.pk, state=CardVisit.State.OPEN).update(
            state=CardVisit.State.REFUSED, reasons=reasons, ended_at=at
        )
        if not refused:
            return ""
        audit.record(
            world=visit.world,
            at=at,
            by=by,
            verb="refuse_card",
            subject=visit.member.mio_id,
            detail={"reasons": reasons},
        )
    return seen.token


def _register(visit: CardVisit, seen: CardSeen, at: datetime, by: Actor) -> str:
    """Put the card in use; the token of the one it replaced, "" if there was none."""
    member = visit.member
    with transaction.atomic():
        _one_at_a_time(member)
        if not CardVisit.objects.filter(pk=visit.pk, state=CardVisit.State.OPEN).exists():
            return ""
        before = queries.card_in_use(member)
        if before is not None:
            _end(before, Card.State.REPLACED, at)
        card = Card.objects.create(
            member=member,
            world=visit.world,
            token=seen.token,
            network=seen.network,
            brand=seen.brand,
            last_four=seen.last_four,
            expires_on=seen.expires_on,
            registered_at=at,
        )
        CardVisit.objects.filter(pk=visit.pk).update(
            state=CardVisit.State.DONE, card=card, ended_at=at
        )
        reminders.plan(
            member=member,
            kind=Reminder.Kind.CARD_EXPIRES,
            about=visit.code,
            days=expiry_warning_days(card.expires_on),
            at=at,
        )
        _audit(card, "replace_card" if before else "register_card", at, by)
        if before is not None:
            _tell(card, emails.card_changed(card, at), f"{visit.code}:changed", at)
    return before.token if before else ""


def remove_card(*, card: Card, at: datetime, by: Actor) -> bool:
    """A member's card goes and none follows (C-022); False when it was not in use any more.

    Raises NotRemovable with every reason.
    """
    with transaction.atomic():
        standing = _one_at_a_time(card.member)
        if not Card.objects.filter(pk=card.pk, state=Card.State.IN_USE).exists():
            return False
        verdict = queries.may_remove_card(card.member, standing, day_in_japan(at))
        if not verdict.allowed:
            raise NotRemovable(verdict)
        _end(card, Card.State.REMOVED, at)
        _audit(card, "remove_card", at, by)
        _tell(card, emails.card_removed(card, at), f"{card.visit.code}:removed", at)
    _forget(card.token)
    card.refresh_from_db()
    return True


def _one_at_a_time(member: Member) -> Standing:
    """Whoever changes a member's card, or what they owe, waits for the other (SQLite does so)."""
    return Standing.objects.select_for_update().get(member=member)


def _end(card: Card, state: Card.State, at: datetime) -> None:
    Card.objects.filter(pk=card.pk, state=Card.State.IN_USE).update(state=state, ended_at=at)
    reminders.call_off(member=card.member, kind=Reminder.Kind.CARD_EXPIRES)


def _forget(token: str) -> None:
    """After the transaction: what the processor keeps too long harms nobody, and it may be away."""
    if not token:
        return
    try:
        card_processor().forget(token=token)
    except Unreachable:
        log.warning("the processor could not be told that a card is needed no more")


def warn_of_expiry(reminder: Reminder, at: datetime) -> None:
    """M-23: the card in use ends soon. Nothing is said of a card that nobody will charge."""
    member = reminder.member
    card = queries.card_in_use(member)
    today = day_in_japan(at)
    if card is None or card.visit.code != reminder.about:
        return
    if not queries.may_remove_card(member, member.standing, today).allowed:
        _tell(card, emails.card_expires(card, today), f"{reminder.about}:{reminder.on}", at)


reminders.tellers[Reminder.Kind.CARD_EXPIRES] = warn_of_expiry


def _tell(card: Card, mail: Mail, occasion: str, at: datetime) -> None:
    outbox.put(
        world=card.world,
        user=card.member.user,
        mail=mail,
        key=occasion,
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(card: Card, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=card.world,
        at=at,
        by=by,
        verb=verb,
        subject=card.member.mio_id,
        detail={"network": card.network, "last_four": card.last_four},
    )
