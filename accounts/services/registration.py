"""Making a member."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import identify_hasher
from django.db import transaction

from accounts.models import Member, Reminder, Standing, User
from accounts.services import reminders
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import World
from mioportal.rules import sign_up
from mioportal.rules.dates import day_in_japan
from mioportal.rules.mioid import is_mioid


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who the contractor is, as on the application form."""

    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    birth_date: date
    postcode: str
    address: str
    phone: str
    daytime_phone: str = ""
    company: str = ""


def register_member(
    *,
    world: World,
    mio_id: str,
    email: str,
    secret: str,
    person: Person | None,
    at: datetime,
    by: Actor,
    provisional: bool = False,
) -> Member:
    """Make a member with a login and a clean standing (F-ACC-01).

    A provisional mioID (仮登録) lives a month unless its application is completed (C-042, C-045);
    only it may be without a `person`, who is told on the application.
    `secret` is the password, hashed: that takes half a second, so do it outside any transaction.
    Raises ValueError on a bad ID and on a password that is not hashed.
    """
    if not is_mioid(mio_id):
        raise ValueError(f"mio_id: {mio_id!r} is not a mioID")
    if person is None and not provisional:
        raise ValueError("person: only a provisional member is nobody yet")
    identify_hasher(secret)
    today = day_in_japan(at)
    through = sign_up.draft_through(today) if provisional else None
    with transaction.atomic():
        user = User.objects.create(login=mio_id, email=email, password=secret)
        member = Member.objects.create(
            user=user,
            world=world,
            kind=Member.Kind.CORPORATE if person and person.company else Member.Kind.INDIVIDUAL,
            **(asdict(person) if person else {}),
            registered_on=today,
            provisional_through=through,
        )
        Standing.objects.create(member=member)
        if through is not None:
            reminders.plan(
                member=member,
                kind=Reminder.Kind.DRAFT_LAPSES,
                about=through.isoformat(),
                days=[sign_up.draft_warning_on(today)],
                at=at,
            )
        audit.record(world=world, at=at, by=by, verb="register_member", subject=mio_id)
    return member
