"""What a member ticks off once a line has left (F-CAN-16, F-CAN-17)."""

from datetime import datetime

from django.db import transaction

from contracts.models import LeavingCheck, Line
from contracts.queries import leaving_checks
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan


class NothingToTick(Exception):
    """This is nothing that the line has, or its day has not come."""


def tick_leaving(
    *, line: Line, item: LeavingCheck.Item, at: datetime, by: Actor
) -> LeavingCheck:
    """The member says that something is done; said twice, the first time stands.

    Raises NothingToTick.
    """
    if item not in leaving_checks.may_be_ticked(line, day_in_japan(at)):
        raise NothingToTick
    with transaction.atomic():
        tick, is_new = LeavingCheck.objects.get_or_create(
            line=line, item=item, defaults={"ticked_at": at}
        )
        if is_new:
            audit.record(
                world=line.world,
                at=at,
                by=by,
                verb="tick_leaving",
                subject=line.code,
                detail={"item": item.value},
            )
    return tick
