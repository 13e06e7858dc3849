"""What the members of a world are still to be told of maintenance and incidents (M-28)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum, auto

from django.db.models import Q

from accounts.models import Member, ToldWindow
from mioportal.plumbing import windows
from mioportal.plumbing.models import ExtraWindow, Notice, Outbox, World
from mioportal.rules import maintenance
from mioportal.rules.dates import at_japan, day_in_japan

_HOUR = time(10)
_CHUNK = 1000


class About(Enum):
    """What there is to say."""

    PLANNED = auto()
    CHANGED = auto()
    CALLED_OFF = auto()
    NOTICE = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """One thing to tell, from an instant of the world on; `told` is what was told of it before."""

    about: About
    since: datetime
    key: str
    window: ExtraWindow | None = None
    told: ToldWindow | None = None
    notice: Notice | None = None


def announcements(world: World, at: datetime) -> list[Announcement]:
    """Everything that is to be told now or later, unless it is over by now."""
    found = [*_planned(world, at), *_amended(world, at), *_notices(world, at)]
    return sorted(found, key=lambda each: (each.since, each.key))


def _planned(world: World, at: datetime) -> Iterator[Announcement]:
    """Windows that nobody has been told of: on the day before at 10:00, or as soon as may be."""
    told = ToldWindow.objects.filter(world=world, window__isnull=False).values("window")
    for window in windows.extras(world).filter(ends_at__gt=at).exclude(pk__in=told):
        since = at_japan(maintenance.told_on(window.starts_at), _HOUR)
        key = f"window:{window.pk}"
        yield Announcement(about=About.PLANNED, since=since, key=key, window=window)


def _amended(world: World, at: datetime) -> Iterator[Announcement]:
    """Windows that are not as they were told, or will not be held."""
    standing = ToldWindow.objects.filter(
        Q(ends_at__gt=at) | Q(window__ends_at__gt=at), world=world, called_off=False
    )
    for told in standing.select_related("window"):
        key, window = f"told:{told.code}:{told.times}", told.window
        if window is None or window.world_id not in (None, world.pk):
            about = About.CALLED_OFF
        elif _times(window) != _times(told):
            about = About.CHANGED
        else:
            continue
        yield Announcement(about=about, since=told.told_at, key=key, told=told, window=window)


def _times(row: ExtraWindow | ToldWindow) -> tuple[str, datetime, datetime]:
    return row.function, row.starts_at, row.ends_at


def _notices(world: World, at: datetime) -> Iterator[Announcement]:
    """Notices that go by mail as well, while they are shown."""
    wanted = Notice.objects.filter(
        Q(world=None) | Q(world=world),
        Q(shown_through=None) | Q(shown_through__gte=day_in_japan(at)),
        by_mail=True,
    )
    for notice in wanted.exclude(mailed__world=world):
        since = at_japan(notice.shown_from, _HOUR)
        key = f"notice:{notice.code}"
        yield Announcement(about=About.NOTICE, since=since, key=key, notice=notice)


def mailboxes(world: World) -> Iterator[tuple[int, str]]:
    """Every member of a world whose mioID has not ended, by login and mail address."""
    members = Member.objects.filter(world=world, invalid_since=None).order_by("pk")
    return members.values_list("user", "user__email").iterator(chunk_size=_CHUNK)


def mailboxes_told(world: World, key: str) -> Iterator[tuple[int, str]]:
    """Those of them who were sent a mail on an occasion before (its key without the login)."""
    chunk: dict[str, tuple[int, str]] = {}
    for user, address in mailboxes(world):
        chunk[f"{key}:{user}"] = user, address
        if len(chunk) == _CHUNK:
            yield from _sent(chunk)
            chunk.clear()
    yield from _sent(chunk)


def _sent(chunk: dict[str, tuple[int, str]]) -> list[tuple[int, str]]:
    sent = Outbox.objects.filter(key__in=chunk).values_list("key", flat=True)
    return [chunk[key] for key in sorted(sent)]
