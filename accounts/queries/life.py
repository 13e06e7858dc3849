"""How mioIDs stand, and which of them end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import Member, Standing
from mioportal.plumbing.models import World
from mioportal.rules import mioid
from mioportal.rules.mioid import KeepsOpen, MioIdState


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
