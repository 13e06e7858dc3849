"""Where the pictures of papers lie: outside the web root, under names that say nothing."""

import errno
import logging
from datetime import timedelta

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
    """Take away what a crash has left: files that no row names, an hour old; how many."""
    now = realtime.now()
    names = [name for name in _names() if now - store().get_modified_time(name) > _LEFT_AFTER]
    known = PaperImage.objects.filter(name__in=names).values_list("name", flat=True)
    lost = set(names) - set(known)
    for name in lost:
        drop(name)
        log.warning("a picture without a row was taken away")
    return len(lost)


def _names() -> list[str]:
    try:
        return store().listdir("")[1]
    except FileNotFoundError:
        return []
