"""The days on which bills are fixed, and told of."""

from datetime import date, datetime

from billing import services
from billing.models import BillRun, RunChunk
from contracts.models import Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, job, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import add_months, day_in_japan, month_start
from mioportal.rules.payment import schedule

_BILL = "billing.jobs.bills.bill_months"


def _next_month(world: World) -> date | None:
    """The first month that is not billed; None where nobody has ever held a line.

    A world without a run begins with the first month that can still be fixed in time: what was
    before it belongs to no books of ours.
    """
    last = BillRun.objects.filter(world=world).order_by("-month").first()
    if last is not None:
        return add_months(last.month, 1) if last.finished_at else last.month
    if not Line.objects.filter(world=world).exists():
        return None
    month = add_months(month_start(day_in_japan(world.ran_through)), -1)
    in_time = starts(schedule(month).confirmed_on) >= world.ran_through
    return month if in_time else add_months(month, 1)


def _bill_due(world: World) -> datetime | None:
    month = _next_month(world)
    return starts(schedule(month).confirmed_on) if month else None


@job(Phase.BILL, due=_bill_due, rests_on=RestsOn.TIME)
def bill_months(world: World, at: datetime) -> Counts:
    """Fix last month's bills on the 5th (C-084), and those of any month before it that wait.

    What `manage.py bill` has done before is found done.
    """
    counts = {"bills": 0, "parked": 0}
    month = _next_month(world)
    while month and schedule(month).confirmed_on <= day_in_japan(at):
        made = services.bill_month(world=world, month=month, at=at, by=system(_BILL))
        counts = {name: counts[name] + made[name] for name in counts}
        month = add_months(month, 1)
    return counts


def _untold(world: World) -> datetime | None:
    chunks = RunChunk.objects.filter(
        run__world=world, run__is_silent=False, done_at__isnull=False, told_at=None
    )
    return chunks.order_by("done_at").values_list("done_at", flat=True).first()


@job(Phase.NOTIFY, due=_untold)
def tell_bills(world: World, at: datetime) -> Counts:
    """Tell every member whose bill is fixed (M-22)."""
    told = 0
    while (some := services.tell_chunk(world=world, at=at)) is not None:
        told += some
    return {"told": told}
