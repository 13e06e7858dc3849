"""The only writer of the processor's tables. Everything here runs on real time, as it would there.

What is handed in is a documented card, never a number that somebody typed.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from secrets import compare_digest
from typing import Any

from django.db import transaction
from django.db.models import F

from mioportal.outside.processor.holder import is_same, romanised
from mioportal.outside.processor.models import CardSession, VaultedCard
from mioportal.outside.processor.numbers import DocumentedCard
from mioportal.plumbing import realtime
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.gateways import CardSeen, NoAnswer
from mioportal.rules.dates import day_in_japan

PAGE_LIVES = timedelta(minutes=30)
CODE_LIVES = timedelta(minutes=10)
# Whoever tries numbers out gets no farther than this; a slip or two is everybody's.
MOST_MISSES = 5
FORGOTTEN_AFTER = timedelta(hours=1)


class PageOver(Exception):
    """The page was used, has lapsed, or was closed after too many wrong numbers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A card as it was entered: what its company knows, and what was typed beside the number."""

    card: DocumentedCard
    expires_on: date
    holder: str


def open_page(*, return_to: str, holder: str, at: datetime) -> CardSession:
    """Open a page for one card. `holder` is the customer's name in kana, `at` the shop's time."""
    now = realtime.now()
    CardSession.objects.filter(expires_at__lt=now - FORGOTTEN_AFTER).delete()
    return CardSession.objects.create(
        return_to=return_to,
        holder=romanised(holder)[:100],
        opened_on=day_in_japan(at),
        expires_at=now + PAGE_LIVES,
    )


def is_open(session: CardSession) -> bool:
    """Whether a card may still be entered."""
    return session.state == CardSession.State.OPEN and session.expires_at > realtime.now()


def count_miss(*, session: CardSession) -> None:
    """A number that is none of ours was typed. Raises PageOver once that happens too often."""
    rows = CardSession.objects.filter(pk=session.pk, state=CardSession.State.OPEN)
    rows.update(misses=F("misses") + 1)
    if rows.filter(misses__gte=MOST_MISSES).update(state=CardSession.State.CLOSED):
        session.refresh_from_db()
        raise PageOver


def enter(*, session: CardSession, entry: Entry) -> str:
    """The card was entered; returns where the customer goes back to. Raises PageOver.

    A second press of the button finds it entered, and leads back the same way.
    """
    now = realtime.now()
    card = entry.card
    seen = CardSeen(
        token="",
        network=card.network,
        brand=card.brand.value,
        last_four="" if card.is_declined else card.last_four,
        expires_on=card.expires_on(entry.expires_on, session.opened_on),
        is_debit=card.is_debit,
        is_prepaid=card.is_prepaid,
        needs_manual_approval=card.needs_manual_approval,
        is_not_own=not is_same(entry.holder, session.holder),
        is_declined=card.is_declined,
    )
    facts: dict[str, Any] = asdict(seen) | {"expires_on": seen.expires_on.isoformat()}
    CardSession.objects.filter(
        pk=session.pk, state=CardSession.State.OPEN, expires_at__gt=now
    ).update(
        state=CardSession.State.ANSWERED,
        answer={"seen": facts, "later": card.later.value},
        code=secret_code(),
        expires_at=now + CODE_LIVES,
    )
    session.refresh_from_db()
    return way_back(session)


def way_back(session: CardSession) -> str:
    """The shop's page, with the code of what was entered. Raises PageOver where nothing was."""
    if session.state != CardSession.State.ANSWERED:
        raise PageOver
    return f"{session.return_to}?code={session.code}"


def collect(*, reference: str, code: str) -> CardSeen:
    """What was entered on a page; a card that was not declined is vaulted. Raises NoAnswer.

    Asked again with the same code, it is the same card.
    """
    answered = CardSession.objects.filter(
        reference=reference,
        state=CardSession.State.ANSWERED,
        expires_at__gt=realtime.now(),
        answer__isnull=False,
    )
    with transaction.atomic():
        session = answered.select_for_update().first()
        # Compared here: what was typed into an address may be nothing a database can look for.
        if session is None or not compare_digest(session.code.encode(), code.encode()):
            raise NoAnswer
        answer: dict[str, Any] = session.answer or {}
        facts: dict[str, Any] = answer["seen"]
        facts["expires_on"] = date.fromisoformat(facts["expires_on"])
        if not (session.token or facts["is_declined"]):
            session.token = _vault(facts, answer["later"]).token
            CardSession.objects.filter(pk=session.pk).update(token=session.token)
    return CardSeen(**facts | {"token": session.token})


def _vault(facts: dict[str, Any], later: str) -> VaultedCard:
    kept = {name: facts[name] for name in ("network", "brand", "last_four", "expires_on")}
    return VaultedCard.objects.create(**kept, later=later, kept_at=realtime.now())


def forget(*, token: str) -> None:
    """The shop needs a card no more: nothing of it stays, on the page it was entered neither."""
    if not token:
        return
    with transaction.atomic():
        VaultedCard.objects.filter(token=token).delete()
        CardSession.objects.filter(token=token).update(answer=None, code="", token="")
