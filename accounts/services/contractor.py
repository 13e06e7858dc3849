"""Who the contractor of an application is: told once, and one mioID per person (C-039)."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import queries
from accounts.models import Member
from accounts.services.registration import Person
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules.contact import person_key
from mioportal.rules.sign_up import RegisterReason
from mioportal.rules.verdict import Verdict


class NotRegistered(Exception):
    """The person gets no mioID; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[RegisterReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class KnownAlready(Exception):
    """The mioID is in force: what changes of a member is changed on the profile's pages."""


def write_contractor(*, member: Member, person: Person, at: datetime, by: Actor) -> None:
    """Write who a provisional member is, again as often as they like.

    Raises NotRegistered with every reason, and KnownAlready.
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
            if not provisional.update(**asdict(person), person_key=key):
                raise KnownAlready
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="write_contractor",
                subject=member.mio_id,
            )
    except IntegrityError as error:
        # The same person, in another application, at the same time.
        raise NotRegistered(Verdict(reasons=(RegisterReason.SAME_PERSON,))) from error
    for name, value in asdict(person).items():
        setattr(member, name, value)
