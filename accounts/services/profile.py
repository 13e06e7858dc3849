"""Changing what a member is called, where they live, and by what number they are reached."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import emails, queries
from accounts.models import Member
from accounts.services.papers import ask_for_papers
from mioportal.plumbing import audit, outbox
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.codes import secret_code
from mioportal.rules.contact import ContactField, person_key
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import UploadReason


class AtTheCorporateDesk(Exception):
    """A company and who is in charge there are changed by the corporate desk only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """What a member is called; `company` is a corporate member's."""

    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    company: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a member lives; other countries may have no postcode."""

    postcode: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Phones:
    """By what numbers a member is reached; the second is optional."""

    phone: str
    daytime_phone: str


Change = Name | Address | Phones
# What the member reads where papers are asked for again.
WHY: Mapping[ContactField, Promise] = {
    ContactField.NAME: _(
        "お名前の変更を受け付けました。新しいお名前が分かる書類をお送りください。"
    ),
    ContactField.ADDRESS: _(
        "ご住所の変更を受け付けました。いまの住所が分かる書類をお送りください。"
    ),
}
# What papers in review then show no longer.
OUTDATED: Mapping[ContactField, UploadReason] = {
    ContactField.NAME: UploadReason.NOT_OWN,
    ContactField.ADDRESS: UploadReason.ADDRESS_DIFFERS,
}
# What each field of the table is to the member.
TOLD: Mapping[str, ContactField] = {
    **dict.fromkeys(
        ("family_name", "given_name", "family_kana", "given_kana", "company"), ContactField.NAME
    ),
    **dict.fromkeys(("postcode", "address"), ContactField.ADDRESS),
    "phone": ContactField.TELEPHONE,
    "daytime_phone": ContactField.DAYTIME,
}


def differs(member: Member, change: Change) -> list[str]:
    """The fields of a member that a change would write anew."""
    return [name for name, value in asdict(change).items() if getattr(member, name) != value]


def change_profile(*, member: Member, change: Change, at: datetime, by: Actor) -> bool:
    """Write a change down and tell the member (M-07); papers are asked for again where due (C-076).

    False when nothing differs: it was done before. Raises AtTheCorporateDesk.
    """
    if isinstance(change, Name) and member.is_corporate and by.role == Role.MEMBER:
        raise AtTheCorporateDesk
    with transaction.atomic():
        rows = Member.objects.select_for_update(of=("self",)).select_related("user", "world")
        current = rows.get(pk=member.pk)
        fields = differs(current, change)
        if not fields:
            return False
        more = _as_somebody(current, change)
        Member.objects.filter(pk=member.pk).update(**asdict(change), **more)
        for name, value in asdict(change).items():
            setattr(current, name, value)
        told = list(dict.fromkeys(TOLD[name] for name in fields))
        audit.record(
            world=current.world,
            at=at,
            by=by,
            verb="change_profile",
            subject=current.mio_id,
            detail={"fields": fields},
        )
        _tell(current, told, asks=_ask_again(current, told, at, by), at=at)
    return True


def _as_somebody(member: Member, change: Change) -> dict[str, str]:
    """Who signed up here stays findable under a new name, unless that is somebody else's."""
    if not isinstance(change, Name) or member.person_key is None or member.birth_date is None:
        return {}
    key = person_key(change.family_kana, change.given_kana, member.birth_date)
    others = Member.objects.filter(world=member.world, person_key=key).exclude(pk=member.pk)
    return {} if others.exists() else {"person_key": key}


def _ask_again(
    member: Member, changed: Collection[ContactField], at: datetime, by: Actor
) -> bool:
    today = day_in_japan(at)
    why = [
        field for field in changed if queries.asks_for_papers_again(member, field, today)
    ]
    if why:
        ask_for_papers(
            member=member, why=str(WHY[why[0]]), outdated=OUTDATED[why[0]], at=at, by=by
        )
    return bool(why)


def _tell(
    member: Member, changed: Collection[ContactField], *, asks: bool, at: datetime
) -> None:
    outbox.put(
        world=member.world,
        user=member.user,
        mail=emails.profile_changed(member, changed, at, asks_for_papers=asks),
        key=f"profile:{secret_code()}",
        at=at,
    )
