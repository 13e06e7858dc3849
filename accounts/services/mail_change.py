"""A new mail address, confirmed at the old one and at the new one (F-ACC-13, D-48).

Whether the new address is somebody else's is found out only when it has been confirmed there: who
asks must not learn it, who reads that mailbox knows it. The links of the mails are made from the
row's code with the site's key as the mails leave; neither message box nor staff's list has them.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts import emails
from accounts.models import MailChange, Member, User
from accounts.services.recovery import void_links
from mioportal.plumbing import audit, outbox
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.models import Outbox
from mioportal.rules.contact import mail_change_expires_at
from mioportal.rules.mioid import normalise_login

CONFIRM_MAIL = "M-07"
_CONFIRM = "confirm"
# How often the two mails can be sent again: more would be a way of filling somebody's mailbox.
MOST_SENDINGS = 5


class Side(StrEnum):
    """Which of the two addresses."""

    OLD = "old"
    NEW = "new"


class SameAddress(Exception):
    """The member has this mail address already."""


class ChangeGone(Exception):
    """The change was made, dropped, replaced by a newer one, or is too old."""


class AddressTaken(Exception):
    """Somebody else signs in with the new address: the change has ended without being made."""


class SentOftenEnough(Exception):
    """The mails have been sent again as often as they may be."""


def ask(*, member: Member, address: str, at: datetime, by: Actor) -> MailChange:
    """Begin a change and mail a link to both addresses; it takes the place of one under way.

    Asked twice for the same address it is one change. Raises SameAddress.
    """
    new = normalise_login(address)
    with transaction.atomic():
        # Of two that ask at once, the second waits here and finds the first's.
        user = _hold(member)
        if user.email.lower() == new:
            raise SameAddress
        standing = MailChange.objects.filter(member=member, state=MailChange.State.OPEN).first()
        if standing and standing.new_address == new and standing.expires_at > at:
            return standing
        if standing:
            _end(standing, _ended_as(standing, at), at)
        code = secret_code()
        change = MailChange.objects.create(
            code=code,
            member=member,
            world=member.world,
            old_address=user.email,
            new_address=new,
            old_digest=digest(token_of(code, Side.OLD)),
            new_digest=digest(token_of(code, Side.NEW)),
            asked_at=at,
            expires_at=mail_change_expires_at(at),
        )
        _send(change, tuple(Side), "first", at)
        _audit(change, "ask_for_mail_change", at, by)
    return change


def send_again(*, change: MailChange, form: str, at: datetime, by: Actor) -> None:
    """Mail the links once more, to whom has not confirmed yet; they live no longer for that.

    `form` names the form that was sent: sent twice, it mails once. Raises ChangeGone and
    SentOftenEnough.
    """
    occasion = digest(form)[:16]
    with transaction.atomic():
        row = _locked(change, at)
        waiting = [side for side in Side if not _confirmed_at(row, side)]
        mails = Outbox.objects.filter(key__startswith=f"{CONFIRM_MAIL}:{_CONFIRM}:{row.code}:")
        if mails.filter(key__endswith=f":{occasion}").exists():
            return
        if mails.count() >= MOST_SENDINGS * len(Side):
            raise SentOftenEnough
        _send(row, waiting, occasion, at)
        _audit(row, "send_mail_change_again", at, by)


def drop(*, change: MailChange, at: datetime, by: Actor) -> bool:
    """Call a change off: its links stop working. False when it had ended before."""
    with transaction.atomic():
        dropped = _end(change, _ended_as(change, at), at)
        if dropped:
            _audit(change, "drop_mail_change", at, by)
    return dropped


def drop_open(*, member: Member, at: datetime, by: Actor) -> None:
    """Call off whatever is under way: the address was changed in another way."""
    for change in MailChange.objects.filter(member=member, state=MailChange.State.OPEN):
        drop(change=change, at=at, by=by)


def confirm(*, change: MailChange, side: Side, at: datetime, by: Actor) -> bool:
    """One of the two says yes; whether the address has changed by that, both having said so.

    Saying it twice is saying it once. Raises ChangeGone and AddressTaken.
    """
    try:
        with transaction.atomic():
            row = _locked(change, at)
            if not _confirmed_at(row, side):
                setattr(row, f"{side}_confirmed_at", at)
                row.save(update_fields=[f"{side}_confirmed_at"])
                _audit(row, "confirm_mail_change", at, by, {"side": side})
            if side is Side.NEW:
                _refuse_taken(row)
            if not (row.old_confirmed_at and row.new_confirmed_at):
                return False
            _make(row, at, by)
    except IntegrityError as error:
        _give_up(change, at, by)
        raise AddressTaken from error
    except AddressTaken:
        _give_up(change, at, by)
        raise
    return True


def lapse(*, change: MailChange, at: datetime) -> None:
    """Write down that a change was met too late."""
    if change.expires_at <= at:
        _end(change, MailChange.State.LAPSED, at)


def with_link(row: Outbox) -> str:
    """The words of the confirming mails as they leave; every other M-07 has no link to add."""
    _mail, kind, code, side, *_rest = [*row.key.split(":"), "", "", ""]
    if kind != _CONFIRM:
        return row.body
    path = reverse("accounts:confirm_mail", args=[token_of(code, Side(side))])
    return row.body.replace(str(emails.LINK_STANDS_HERE), settings.SITE_URL + path)


def token_of(code: str, side: Side) -> str:
    """The secret part of a link: made from its change's code with the site's key."""
    return salted_hmac("accounts.mail_change", f"{code}:{side}", algorithm="sha256").hexdigest()


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def side_of(change: MailChange, link_digest: str) -> Side:
    """Which of the two addresses a link was mailed to."""
    return Side.OLD if change.old_digest == link_digest else Side.NEW


def _hold(member: Member) -> User:
    """The login, held for this transaction: whoever changes its address comes one at a time."""
    return User.objects.select_for_update(no_key=True).get(pk=member.user_id)


def _locked(change: MailChange, at: datetime) -> MailChange:
    """The change, held for this transaction and still open; the login before it, as in `ask`."""
    _hold(change.member)
    rows = MailChange.objects.select_for_update(of=("self",))
    row = rows.select_related("member__user", "world").get(pk=change.pk)
    if row.state != MailChange.State.OPEN or row.expires_at <= at:
        raise ChangeGone
    return row


def _confirmed_at(change: MailChange, side: Side) -> datetime | None:
    return change.old_confirmed_at if side is Side.OLD else change.new_confirmed_at


def _refuse_taken(change: MailChange) -> None:
    others = User.objects.exclude(pk=change.member.user_id)
    if others.filter(email__iexact=change.new_address).exists():
        raise AddressTaken


def _make(change: MailChange, at: datetime, by: Actor) -> None:
    user = change.member.user
    mine = User.objects.filter(pk=user.pk, email__iexact=change.old_address)
    if not mine.update(email=change.new_address):
        # The desk changed it meanwhile: what stands now stays.
        raise ChangeGone
    _end(change, MailChange.State.DONE, at)
    user.email = change.new_address
    void_links(user)
    for side, to in ((Side.OLD, change.old_address), (Side.NEW, change.new_address)):
        outbox.put(
            world=change.world,
            user=user,
            to=to,
            mail=emails.mail_changed(user, at),
            key=f"changed:{change.code}:{side}",
            at=at,
        )
    _audit(change, "change_mail", at, by)


def _give_up(change: MailChange, at: datetime, by: Actor) -> None:
    """The change cannot be made; the member is told at the address that stays."""
    with transaction.atomic():
        if _end(change, MailChange.State.DROPPED, at):
            user = change.member.user
            outbox.put(
                world=change.world,
                user=user,
                mail=emails.mail_not_changed(user),
                key=f"taken:{change.code}",
                at=at,
            )
            _audit(change, "refuse_mail_change", at, by)


def _ended_as(change: MailChange, at: datetime) -> MailChange.State:
    over = change.expires_at <= at
    return MailChange.State.LAPSED if over else MailChange.State.DROPPED


def _end(change: MailChange, state: MailChange.State, at: datetime) -> bool:
    still = MailChange.objects.filter(pk=change.pk, state=MailChange.State.OPEN)
    return bool(still.update(state=state, ended_at=at))


def _send(change: MailChange, sides: Iterable[Side], occasion: str, at: datetime) -> None:
    # At night too: who asks waits for them.
    for side in sides:
        old = side is Side.OLD
        outbox.put(
            world=change.world,
            user=change.member.user,
            to=change.old_address if old else change.new_address,
            mail=emails.confirm_old_mail(change) if old else emails.confirm_new_mail(change),
            key=f"{_CONFIRM}:{change.code}:{side}:{occasion}",
            at=at,
        )


def _audit(
    change: MailChange, verb: str, at: datetime, by: Actor, detail: dict[str, str] | None = None
) -> None:
    audit.record(
        world=change.world,
        at=at,
        by=by,
        verb=verb,
        subject=change.member.mio_id,
        detail=detail,
    )
