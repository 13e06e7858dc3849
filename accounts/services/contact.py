"""Changing where a member's mail goes."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import emails
from accounts.models import Member, User
from accounts.services.mail_change import drop_open
from accounts.services.recovery import void_links
from mioportal.plumbing import audit, outbox
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import secret_code
from mioportal.rules.dates import day_in_japan
from mioportal.rules.mioid import normalise_login
from mioportal.rules.sign_in import LOST_MAIL_PROOFS, LostMailProof


class NotChecked(Exception):
    """Not every fact was checked that says who is asking (F-ACC-11)."""


class MailTaken(Exception):
    """Somebody else signs in with this mail address."""


class SameMail(Exception):
    """The member has this mail address already: nothing is changed and nobody told again."""


def change_mail_at_the_desk(
    *, member: Member, address: str, checked: Collection[LostMailProof], at: datetime, by: Actor
) -> None:
    """Change the mail address of a member who has lost it, once the five facts are checked.

    Both addresses are told (M-07), and no link that went to the old one works any more. Raises
    NotChecked, SameMail and MailTaken.
    """
    if set(checked) != set(LOST_MAIL_PROOFS.on(day_in_japan(at))):
        raise NotChecked
    user, old, new = member.user, member.user.email, normalise_login(address)
    key = secret_code()
    try:
        with transaction.atomic():
            mine = User.objects.filter(pk=user.pk, email=old).exclude(email__iexact=new)
            if not mine.update(email=new):
                # Sent twice, or a colleague was faster: what stands now stays.
                raise SameMail
            user.email = new
            void_links(user)
            drop_open(member=member, at=at, by=by)
            for to, which in ((old, "old"), (new, "new")):
                outbox.put(
                    world=member.world,
                    user=user,
                    to=to,
                    mail=emails.mail_changed(user, at, at_the_desk=True),
                    key=f"mail:{key}:{which}",
                    at=at,
                )
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="change_mail",
                subject=user.login,
                detail={"checked": sorted(checked)},
            )
    except IntegrityError as error:
        user.email = old
        raise MailTaken from error
