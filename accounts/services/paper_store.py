"""Where the pictures of papers lie: outside the web root, under names that say nothing."""

import errno
import logging
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from accounts.models import PaperImage
from mioportal.plumbing import realtime
from mioportal.plumbing.codes import secret_code

log = logging.getLogger(__name__)

# A file without a row is being written, or was left by a crash.
_LEFT_AFTER = timedelta(hours=1)


class NoRoom(Exception):
    """The disk is full: nothing was kept."""


def store() -> Storage:
    """The storage itself."""
    return storages["papers"]


def keep(data: bytes) -> str:
    """Write a file and give its name. Raises NoRoom; then nothing of it is left."""
    name = f"{secret_code()}.jpg"
    try:
        return store().save(name, ContentFile(data))
    except OSError as error:
        drop(name)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NoRoom from error
        raise


def drop(name: str) -> None:
    """Take a file away; one that is gone already is left alone."""
    store().delete(name)


def sweep() -> int:
    """Take away what a crash has left: files that no row names, an hour old; how many.

    A row whose file is gone stays, for a person to look into: it is logged.
    """
    now = realtime.now()
    # The rows first: whatever they name was written before, so that a file missing now is missing.
    rows = dict(PaperImage.objects.values_list("name", "submission__code"))
    there = set(_names())
    for name in rows.keys() - there:
        if PaperImage.objects.filter(name=name).exists():
            log.error("a picture of the papers %s has no file", rows[name])
    names = [name for name in there - rows.keys() if _is_left(name, now)]
    # A row may have been written since.
    known = PaperImage.objects.filter(name__in=names).values_list("name", flat=True)
    lost = set(names) - set(known)
    for name in lost:
        drop(name)
        log.warning("a picture without a row was taken away")
    return len(lost)


def _is_left(name: str, now: datetime) -> bool:
    """Whether a file is old enough; one that has gone meanwhile is not there to be taken away."""
    try:
        return now - store().get_modified_time(name) > _LEFT_AFTER
    except FileNotFoundError:
        return False


def _names() -> list[str]:
    try:
        return store().listdir("")[1]
    except FileNotFoundError:
        return []
