"""Logins by their names, ways back in, and the history of sign-ins."""

from datetime import date, datetime, time

from django.db.models import QuerySet

from accounts.models import Recovery, SecondCheck, SignIn, User, WatchedNetwork
from mioportal.plumbing import networks
from mioportal.plumbing.models import World
from mioportal.rules.dates import at_japan
from mioportal.rules.second_check import RiskFacts, misses_count_from
from mioportal.rules.sign_in import history_kept_from


def login_named(name: str) -> User | None:
    """Who has this normalised name, a mioID or a registered mail address (C-044).

    The address of a mioID that has ended may be somebody's new one: that goes before.
    """
    logins = User.objects.select_related("member__world", "member__standing")
    if "@" in name:
        return logins.filter(email__iexact=name).order_by("-is_active", "-pk").first()
    return logins.filter(login__iexact=name).first()


def recoverable(name: str) -> User | None:
    """The member of this normalised name who is answered by mail; staff ask at the desk.

    Whose mioID has ended is told so, in the mail alone.
    """
    user = login_named(name)
    if user is None or user.is_staff:
        return None
    return user if user.is_active or user.member.invalid_since is not None else None


def open_recoveries() -> QuerySet[Recovery]:
    """Requests of somebody's to get back in that no mail was made for yet, oldest first."""
    waiting = Recovery.objects.filter(state=Recovery.State.ASKED, user__isnull=False)
    whose = ("user__member__world", "user__member__standing")
    return waiting.select_related(*whose).order_by("pk")


def link_with(link_digest: str) -> Recovery | None:
    """The request whose link this is, if it may still be used at all."""
    links = Recovery.objects.filter(
        kind=Recovery.Kind.PASSWORD, state=Recovery.State.ANSWERED, user__is_active=True
    )
    whose = ("user__member__world", "user__member__standing")
    return links.select_related(*whose).filter(link_digest=link_digest).first()


def sign_ins_of(user: User, today: date) -> QuerySet[SignIn]:
    """The history of a login as far as it reaches back, the newest first."""
    kept_from = at_japan(history_kept_from(today), time(0))
    return SignIn.objects.filter(user=user, at__gte=kept_from).order_by("-at", "-pk")


def risk_of(user: User, source: str, at: datetime) -> RiskFacts:
    """What stands out about a sign-in of a member from a network address (C-117)."""
    kinds = WatchedNetwork.objects.filter(network__in=networks.around(source))
    watched = set(kinds.values_list("kind", flat=True))
    tries = SignIn.objects.filter(user=user)
    missed = (SignIn.Result.MISS, SignIn.Result.LOCKED, SignIn.Result.CODE)
    lately = tries.filter(result__in=missed, at__gte=misses_count_from(at), at__lte=at)
    return RiskFacts(
        is_vpn=WatchedNetwork.Kind.VPN in watched,
        is_abroad=WatchedNetwork.Kind.ABROAD in watched,
        is_new_place=not tries.filter(result=SignIn.Result.IN, source=source).exists(),
        has_misses_elsewhere=lately.exclude(source=source).exists(),
    )


def second_check_with(code: str) -> SecondCheck | None:
    """The second check of an address, whatever has become of it, if its login is in use."""
    checks = SecondCheck.objects.filter(code=code, user__is_active=True)
    return checks.select_related("user__member__world", "user__member__standing").first()


def first_sign_in(world: World) -> SignIn | None:
    """The oldest row of the histories of a world."""
    return SignIn.objects.filter(world=world).order_by("at").first()
