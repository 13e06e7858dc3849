"""The month's run: every member's bill once, whatever breaks off and however often it is begun.

A run is a list of ranges of members. Each range is one transaction that first locks its row, so
that several workers never take the same one; a worker that dies leaves it to the next.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max, Min, Sum

from accounts.models import Member
from billing.models import BillRun, RunChunk
from billing.queries.proof import There, there
from billing.services.chunks import write_bills
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import World
from mioportal.rules.dates import add_months, day_in_japan
from mioportal.rules.payment import schedule

# Keys of members in one transaction: with more, two workers would wait for each other at the end.
CHUNK = 5000


class TooEarly(Exception):
    """The month's bills are not to be fixed yet (C-084)."""


class NotProven(Exception):
    """What was written does not hold together: items without a bill, or sums that differ."""


class _RangeNotProven(NotProven):
    def __init__(self, chunk: RunChunk, why: str) -> None:
        super().__init__(f"{chunk}: {why}")
        self.chunk = chunk


def open_books(*, world: World, month: date, at: datetime) -> None:
    """Bills begin with this month's use: whatever was before it is none of ours."""
    before = add_months(month, -1)
    BillRun.objects.get_or_create(
        world=world, month=before, defaults={"begun_at": at, "finished_at": at, "is_silent": True}
    )


def begin_run(
    *, world: World, month: date, at: datetime, by: Actor, is_silent: bool = False
) -> BillRun:
    """List what is to be done for a month; a run that was finished is gone through once more.

    Whoever has their bill already is left alone. `is_silent` tells nobody. Raises TooEarly.
    """
    if day_in_japan(at) < schedule(month).confirmed_on:
        raise TooEarly
    with transaction.atomic():
        run, is_new = BillRun.objects.select_for_update().get_or_create(
            world=world, month=month, defaults={"begun_at": at, "is_silent": is_silent}
        )
        if run.finished_at is not None:
            RunChunk.objects.filter(run=run).update(done_at=None)
            BillRun.objects.filter(pk=run.pk).update(finished_at=None)
            run.refresh_from_db()
        listed = run.chunks.aggregate(last=Max("last_member"))["last"] or 0
        RunChunk.objects.bulk_create(
            RunChunk(run=run, first_member=first, last_member=last)
            for first, last in _ranges(world, after=listed)
        )
        if not is_silent:
            detail = {"again": not is_new}
            subject = f"{month:%Y-%m}"
            audit.record(world=world, at=at, by=by, verb="bill", subject=subject, detail=detail)
    return run


def _ranges(world: World, *, after: int) -> Iterator[tuple[int, int]]:
    """Each of so many keys at most: between those of a small world, many others may lie."""
    members = Member.objects.filter(world=world, pk__gt=after)
    shelves = members.annotate(shelf=F("pk") / CHUNK).order_by().values("shelf")
    found = shelves.annotate(first=Min("pk"), last=Max("pk")).order_by("first")
    return iter(found.values_list("first", "last"))


def do_chunks(*, run: BillRun, at: datetime) -> Iterator[RunChunk]:
    """Do ranges until none is left; one that is not proven keeps nobody from the others.

    Raises NotProven at the end, with all that were not.
    """
    passed: list[_RangeNotProven] = []
    while True:
        try:
            chunk = do_chunk(run=run, at=at, after=passed[-1].chunk.pk if passed else 0)
        except _RangeNotProven as error:
            passed.append(error)
            continue
        if chunk is None:
            break
        yield chunk
    if passed:
        raise NotProven("; ".join(map(str, passed)))


def do_chunk(*, run: BillRun, at: datetime, after: int = 0) -> RunChunk | None:
    """Do the next range that nobody is at, `after` one's key; None when there is none.

    Raises NotProven.
    """
    with transaction.atomic():
        waiting = run.chunks.filter(done_at=None, pk__gt=after).order_by("pk")
        chunk = waiting.select_for_update(skip_locked=True).first()
        if chunk is None:
            return None
        made = write_bills(run=run, first=chunk.first_member, last=chunk.last_member, at=at)
        chunk.done_at = at
        chunk.bills += made.bills
        chunk.items += made.items
        chunk.yen += made.yen
        chunk.parked = made.parked
        _prove(chunk)
        chunk.save()
    return chunk


def _prove(chunk: RunChunk) -> None:
    """What was written is there, each under its own: what does not hold together is not kept."""
    found = there(chunk)
    if (found.bills, found.items, found.yen) != (chunk.bills, chunk.items, chunk.yen):
        raise _RangeNotProven(chunk, f"{_told(chunk)} written, {_told(found)} found")
    if found.empty:
        raise _RangeNotProven(chunk, f"{found.empty} bills without items")


def _told(sums: RunChunk | There) -> str:
    return f"{sums.bills} bills, {sums.items} items, {sums.yen} yen"


def finish_run(*, run: BillRun, at: datetime) -> bool:
    """Close a run whose ranges are all done, each of them proven; False while some wait."""
    if RunChunk.objects.filter(run=run, done_at=None).exists():
        return False
    return bool(BillRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=at))


def bill_month(
    *, world: World, month: date, at: datetime, by: Actor, is_silent: bool = False
) -> dict[str, int]:
    """The whole run, in one process; what it came to. Raises TooEarly, NotProven."""
    run = begin_run(world=world, month=month, at=at, by=by, is_silent=is_silent)
    for _chunk in do_chunks(run=run, at=at):
        pass
    finish_run(run=run, at=at)
    sums = run.chunks.aggregate(bills=Sum("bills"), parked=Sum("parked"))
    return {"bills": sums["bills"] or 0, "parked": sums["parked"] or 0}
