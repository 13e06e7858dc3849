"""Telling all members of a world of maintenance and incidents by mail (M-28).

A window is told once, and once more for every change of what was told; whoever was not told of it
the first time hears nothing of changes. The weekly window is on the site alone.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import emails, queries
from accounts.models import NoticeMailed, ToldWindow
from accounts.queries import About, Announcement
from mioportal.plumbing import outbox, windows
from mioportal.plumbing.models import ExtraWindow, Notice, World
from mioportal.plumbing.outbox import Mail

MAIL = "M-28"


def announce(*, announcement: Announcement, world: World, at: datetime) -> int:
    """Tell what there is to tell to those it concerns; how many that were."""
    window, told, notice = announcement.window, announcement.told, announcement.notice
    with transaction.atomic():
        if notice is not None:
            return _tell_notice(notice, world, at)
        if told is None:
            assert window is not None
            return _tell_planned(window, world, at)
        if announcement.about is About.CALLED_OFF:
            mail = emails.window_called_off(told)
            return _tell_again(told, mail, at, called_off=True)
        assert window is not None
        return _tell_again(told, emails.window_changed(told, window), at, **_as_told(window))


def _tell_planned(window: ExtraWindow, world: World, at: datetime) -> int:
    told, is_new = ToldWindow.objects.get_or_create(
        world=world, window=window, defaults=_as_told(window) | {"told_at": at}
    )
    if not is_new:
        return 0
    mail = emails.window_planned(window)
    return _put(world, queries.mailboxes(world), mail, f"{told.code}:1", at)


def _tell_again(told: ToldWindow, mail: Mail, at: datetime, **now: Any) -> int:
    mine = ToldWindow.objects.filter(pk=told.pk, times=told.times, called_off=False)
    if not mine.update(times=told.times + 1, told_at=at, **now):
        return 0
    first = queries.mailboxes_told(told.world, f"{MAIL}:{told.code}:1")
    return _put(told.world, first, mail, f"{told.code}:{told.times + 1}", at)


def _tell_notice(notice: Notice, world: World, at: datetime) -> int:
    _row, is_new = NoticeMailed.objects.get_or_create(
        notice=notice, world=world, defaults={"at": at}
    )
    if not is_new:
        return 0
    mail = emails.notice_by_mail(notice)
    return _put(world, queries.mailboxes(world), mail, f"notice:{notice.code}", at)


def _as_told(window: ExtraWindow) -> dict[str, Any]:
    return {
        "function": window.function,
        "starts_at": window.starts_at,
        "ends_at": window.ends_at,
    }


def _put(
    world: World, users: Iterable[tuple[int, str]], mail: Mail, occasion: str, at: datetime
) -> int:
    return outbox.put_to_all(
        world=world,
        users=users,
        mail=mail,
        occasion=occasion,
        at=at,
        send_after=windows.night_ends_at(at),
    )
