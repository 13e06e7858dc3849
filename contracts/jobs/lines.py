"""The night on which lines end."""

from datetime import datetime, timedelta

from django.db.models import Min
from django.db.models.functions import Coalesce, Greatest

from contracts import services
from contracts.models import Line
from contracts.models.line import LineQuerySet
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan

_NAME = "contracts.jobs.lines.end_lines"


def _lines(world: World) -> LineQuerySet:
    return Line.objects.filter(world=world).due_to_end().exclude(
        code__in=parked_keys(world, _NAME)
    )


def _due(world: World) -> datetime | None:
    # One whose end waits for the desk is due on the day after that one.
    last_day = Greatest("ends_on", Coalesce("held_through", "ends_on"))
    first = _lines(world).aggregate(day=Min(last_day))["day"]
    return starts(first + timedelta(days=1)) if first else None


@job(Phase.END_LINES, due=_due, first_in_every_phase=True)
def end_lines(world: World, at: datetime) -> Counts:
    """End every line whose last day lies before this day."""
    lines = _lines(world).released(day_in_japan(at)).order_by("pk")
    return each(
        lines.select_related("member__world", "world"),
        lambda line: services.end_line(line=line, at=at, by=system(_NAME)),
        key=lambda line: line.code,
        job_name=_NAME,
        world=world,
        at=at,
    )
