"""Who asks for a mioID, and what is known of them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from django.db.models import QuerySet

from accounts.models import Member, SignUp
from mioportal.plumbing.models import World
from mioportal.rules import sign_up as rules
from mioportal.rules.contact import person_key
from mioportal.rules.dates import day_in_japan
from mioportal.rules.sign_up import RegisterFacts, RegisterReason
from mioportal.rules.verdict import Verdict


class Somebody(Protocol):
    """As much of a person as tells one from another."""

    @property
    def family_kana(self) -> str:
        """Their family name's reading."""

    @property
    def given_kana(self) -> str:
        """Their given name's reading."""

    @property
    def birth_date(self) -> date:
        """The day they were born on."""


def open_sign_ups() -> QuerySet[SignUp]:
    """Wishes to apply that no mail was made for yet, oldest first."""
    return SignUp.objects.filter(state=SignUp.State.ASKED).order_by("pk")


def sign_up_with(link_digest: str) -> SignUp | None:
    """The wish to apply whose link this is, if it may still be used."""
    links = SignUp.objects.filter(state=SignUp.State.ANSWERED)
    return links.filter(link_digest=link_digest).first()


def member_at(email: str) -> Member | None:
    """The member whose mioID, provisional or in force, has a mail address."""
    return _at(email).filter(user__is_active=True).first()


def former_member_at(email: str) -> Member | None:
    """Whose mioID with this mail address ended last: they contract again in the same world."""
    return _at(email).filter(user__is_active=False).order_by("-pk").first()


def _at(email: str) -> QuerySet[Member]:
    rows = Member.objects.filter(user__email__iexact=email)
    return rows.select_related("user", "world", "standing")


def came_with(member: Member) -> str:
    """The partner's code of who is signing up: it goes with their first application alone.

    "" without one, and once their mioID is in force.
    """
    if member.provisional_through is None:
        return ""
    codes = SignUp.objects.filter(user=member.user_id).values_list("partner", flat=True)
    return codes.first() or ""


def may_begin_anew(former: Member, at: datetime) -> Verdict[RegisterReason]:
    """Whether somebody whose mioID has ended may have a new one, as far as is known by it."""
    return rules.may_register(
        RegisterFacts(
            in_cool_down=_is_cooling_down(former, at), has_open_debt=former.standing.owed_yen > 0
        )
    )


def may_register(member: Member, who: Somebody, at: datetime) -> Verdict[RegisterReason]:
    """Whether a person may contract under a provisional mioID, with every reason against."""
    others = list(_same_person(member.world, who, but=member))
    today = day_in_japan(at)
    return rules.may_register(
        RegisterFacts(
            has_valid_mioid=any(not each.has_ended(today) for each in others),
            in_cool_down=any(_is_cooling_down(each, at) for each in others),
            has_open_debt=any(each.standing.owed_yen > 0 for each in others),
            is_minor=rules.is_minor(who.birth_date, today),
        )
    )


def earlier_mioids(member: Member) -> list[int]:
    """The keys of the other mioIDs that the same person has had (F-ACC-02)."""
    if member.birth_date is None or member.kind != Member.Kind.INDIVIDUAL:
        return []
    others = _same_person(member.world, member, but=member)  # type: ignore[arg-type]
    return [each.pk for each in others]


def _same_person(world: World, who: Somebody, but: Member) -> Iterator[Member]:
    """Other members of a world with the same reading and birth date (F-ACC-02)."""
    key = person_key(who.family_kana, who.given_kana, who.birth_date)
    rows = Member.objects.filter(
        world=world, birth_date=who.birth_date, kind=Member.Kind.INDIVIDUAL
    )
    for each in rows.exclude(pk=but.pk).select_related("standing"):
        if person_key(each.family_kana, each.given_kana, who.birth_date) == key:
            yield each


def _is_cooling_down(member: Member, at: datetime) -> bool:
    since = member.invalid_since
    return since is not None and at < rules.cool_down_ends_at(since)
