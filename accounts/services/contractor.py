"""Who the contractor of an application is: told once, and one mioID per person (C-039)."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import queries
from accounts.models import Member
from accounts.services import identity
from accounts.services.papers import ask_for_papers
from accounts.services.registration import Person
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules.contact import person_key
from mioportal.rules.identity import UploadReason
from mioportal.rules.sign_up import RegisterReason
from mioportal.rules.verdict import Verdict

_PERSON = {"family_name", "given_name", "family_kana", "given_kana", "birth_date"}
_SHOWN_BY_PAPERS = _PERSON | {"postcode", "address"}
_WHY = _("ご契約者の情報が変わりました。新しい内容が分かる書類をお送りください。")


class NotRegistered(Exception):
    """The person gets no mioID; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[RegisterReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class KnownAlready(Exception):
    """The mioID is in force: what changes of a member is changed on the profile's pages."""


def write_contractor(*, member: Member, person: Person, at: datetime, by: Actor) -> None:
    """Write who a provisional member is, again as often as they like.

    Papers that were sent for somebody else, or another address, are asked for again (C-076). Raises
    NotRegistered with every reason, and KnownAlready.
    """
    verdict = queries.may_register(member, person, at)
    if not verdict.allowed:
        raise NotRegistered(verdict)
    key = person_key(person.family_kana, person.given_kana, person.birth_date)
    provisional = Member.objects.filter(
        pk=member.pk, provisional_through__isnull=False, invalid_since=None
    )
    try:
        with transaction.atomic():
            identity.hold(member)
            before = Member.objects.get(pk=member.pk)
            if not provisional.update(**asdict(person), person_key=key):
                raise KnownAlready
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="write_contractor",
                subject=member.mio_id,
            )
            _ask_again(before, person, at, by)
    except IntegrityError as error:
        # The same person, in another application, at the same time.
        raise NotRegistered(Verdict(reasons=(RegisterReason.SAME_PERSON,))) from error
    for name, value in asdict(person).items():
        setattr(member, name, value)


def _ask_again(before: Member, person: Person, at: datetime, by: Actor) -> None:
    """Papers vouch for who was told when they were sent, and for no one else."""
    is_sent = before.identity in (Member.Identity.IN_REVIEW, Member.Identity.COMPLETE)
    told = [name for name, value in asdict(person).items() if getattr(before, name) != value]
    if not is_sent or not set(told) & _SHOWN_BY_PAPERS:
        return
    is_somebody_else = bool(set(told) & _PERSON)
    ask_for_papers(
        member=before,
        why=str(_WHY),
        outdated=UploadReason.NOT_OWN if is_somebody_else else UploadReason.ADDRESS_DIFFERS,
        at=at,
        by=by,
    )
