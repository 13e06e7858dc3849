"""The morning after a member's last mobile line has ended: ひかり will cost its full price."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from contracts import services
from contracts.models import Line, RelatedService
from contracts.queries import Held, wari
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan

_NAME = "contracts.jobs.related.tell_full_price"


def _hikari(world: World) -> QuerySet[RelatedService]:
    rows = RelatedService.objects.filter(world=world, service="hikari", ends_on=None)
    return rows.exclude(code__in=parked_keys(world, _NAME))


def _waiting(related: QuerySet[RelatedService]) -> Iterator[tuple[date, RelatedService]]:
    """Services whose full price was not told yet, and the day from which it is to be."""
    for row in related.select_related("member"):
        lines = list(Line.objects.of(row.member))
        last_on = max((line.ends_on for line in lines if line.ends_on), default=None)
        if last_on is None or any(line.ends_on is None for line in lines):
            continue
        held = Held(row=row, today=last_on, wari=wari(lines, last_on))
        if held.loses_wari_from not in (None, row.told_full_price_from):
            # The desk may yet decide that the last of them goes on (C-031).
            waits = [line.held_through for line in lines if line.held_through]
            yield max([last_on, *waits]) + ONE_DAY, row


def _due(world: World) -> datetime | None:
    first = min((day for day, _row in _waiting(_hikari(world))), default=None)
    return starts(first) if first else None


@job(Phase.NOTIFY, due=_due)
def tell_full_price(world: World, at: datetime) -> Counts:
    """Tell members with ひかり who have no mobile line any more (M-19)."""
    today = day_in_japan(at)
    related = _hikari(world).select_related("member__user", "world")
    rows = [row for day, row in _waiting(related) if day <= today]
    return each(
        rows,
        lambda row: services.tell_full_price(service=row, at=at, by=system(_NAME)),
        key=lambda row: row.code,
        job_name=_NAME,
        world=world,
        at=at,
    )
