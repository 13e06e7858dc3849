"""The writer of the notices for all members, and which of them a member sees."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import Notice, World


def shown_to(*, world: World, today: date) -> QuerySet[Notice]:
    """The notices that members of a world see on a day of theirs, newest first (F-MAI-03)."""
    return Notice.objects.filter(
        Q(world=None) | Q(world=world),
        Q(shown_through=None) | Q(shown_through__gte=today),
        shown_from__lte=today,
    ).order_by("-shown_from", "-pk")


def save(*, notice: Notice, at: datetime, by: Actor) -> None:
    """Put a notice up, or change it."""
    with transaction.atomic():
        notice.save()
        _audit(notice, "save_notice", at, by)


def drop(*, notice: Notice, at: datetime, by: Actor) -> None:
    """Take a notice down for good."""
    with transaction.atomic():
        _audit(notice, "drop_notice", at, by)
        notice.delete()


def _audit(notice: Notice, verb: str, at: datetime, by: Actor) -> None:
    last = notice.shown_through
    audit.record(
        world=notice.world,
        at=at,
        by=by,
        verb=verb,
        subject=notice.code,
        detail={
            "title": notice.title,
            "from": notice.shown_from.isoformat(),
            "through": last.isoformat() if last else "",
            "by_mail": notice.by_mail,
        },
    )
