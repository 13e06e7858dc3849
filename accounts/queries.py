"""Reads of accounts that pages and other apps use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from accounts.models import Member, Recovery, SecondCheck, SignIn, Standing, User, WatchedNetwork
from mioportal.plumbing import networks
from mioportal.plumbing.models import Outbox, World
from mioportal.rules import mioid
from mioportal.rules.dates import at_japan
from mioportal.rules.mioid import KeepsOpen, MioIdState
from mioportal.rules.second_check import RiskFacts, misses_count_from
from mioportal.rules.sign_in import history_kept_from


def members() -> QuerySet[Member]:
    """Members with everything a page reads of them, in one query."""
    return Member.objects.select_related("user", "world", "standing")


def messages_of(user: User) -> QuerySet[Outbox]:
    """A member's messages, newest first."""
    return Outbox.objects.filter(user=user).order_by("-at", "-pk")


def unread_count(user: User) -> int:
    """How many messages a member has not opened yet."""
    return Outbox.objects.filter(user=user, read_at=None).count()


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """How a mioID stands on a day, as pages show it.

    `through` is its last day; while something keeps it open, the earliest it can be (見込み).
    """

    state: MioIdState
    through: date | None
    kept_open_by: tuple[KeepsOpen, ...] = ()

    @property
    def is_closing(self) -> bool:
        """Whether every service has ended (閉鎖予定)."""
        return self.state is MioIdState.CLOSING

    @property
    def is_provisional(self) -> bool:
        """Whether the application is still to be completed (仮登録)."""
        return self.state is MioIdState.PROVISIONAL


def life_of(member: Member, today: date) -> Life:
    """How a member's mioID stands on a day of theirs."""
    through, facts = member.last_day, member.standing.closing
    if through is None and facts is not None:
        through = mioid.earliest_last_day(facts, today)
    return Life(
        state=member.mio_id_state(today),
        through=through,
        kept_open_by=mioid.kept_open_by(facts) if facts else (),
    )


def first_last_day(world: World, *, but: Collection[str]) -> date | None:
    """The last day of the mioID of a world that ends first; None when none has one.

    `but` are mioIDs that are left to staff.
    """
    waiting = [
        _drafts(world, but).order_by("provisional_through").values_list(
            "provisional_through", flat=True
        ),
        _closing(world, but).order_by("valid_through").values_list("valid_through", flat=True),
    ]
    return min((day for rows in waiting if (day := rows.first())), default=None)


def members_over(world: World, today: date, *, but: Collection[str]) -> QuerySet[Member]:
    """The members of a world whose mioIDs' last day lies before a day, and has not been noted."""
    drafts = _drafts(world, but).filter(provisional_through__lt=today)
    closing = _closing(world, but).filter(valid_through__lt=today)
    found = [*drafts.values_list("pk", flat=True), *closing.values_list("member", flat=True)]
    return Member.objects.filter(pk__in=found).select_related("user").order_by("pk")


def _drafts(world: World, but: Collection[str]) -> QuerySet[Member]:
    rows = Member.objects.filter(provisional_through__isnull=False, world=world)
    return rows.filter(invalid_since=None).exclude(user__login__in=but)


def _closing(world: World, but: Collection[str]) -> QuerySet[Standing]:
    rows = Standing.objects.filter(member__world=world, valid_through__isnull=False)
    return rows.exclude(member__user__login__in=but)
