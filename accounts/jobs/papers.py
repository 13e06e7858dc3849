"""The night on which pictures of papers are deleted, and what a crash left is swept away."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import Submission
from accounts.services import paper_store, papers, papers_review
from mioportal.plumbing import mailroom, realtime
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan
from mioportal.rules.pictures import draft_through

_PURGE, _DRAFTS = "accounts.jobs.papers.purge_papers", "accounts.jobs.papers.drop_old_drafts"
_SWEEP_EVERY = timedelta(hours=1)


def _kept(world: World) -> QuerySet[Submission]:
    rows = Submission.objects.filter(
        world=world, purged_at=None, images_kept_through__isnull=False
    )
    return rows.exclude(code__in=parked_keys(world, _PURGE))


def _purge_due(world: World) -> datetime | None:
    first = _kept(world).order_by("images_kept_through")
    day = first.values_list("images_kept_through", flat=True).first()
    return starts(day + ONE_DAY) if day else None


@job(Phase.EXPIRE, due=_purge_due)
def purge_papers(world: World, at: datetime) -> Counts:
    """Delete the pictures whose days are over (D-21)."""
    rows = _kept(world).filter(images_kept_through__lt=day_in_japan(at)).order_by("pk")
    return each(
        rows.select_related("member__world"),
        lambda row: papers_review.purge(submission=row, at=at, by=system(_PURGE)),
        key=lambda row: row.code,
        job_name=_PURGE,
        world=world,
        at=at,
    )


def _drafts(world: World) -> QuerySet[Submission]:
    rows = Submission.objects.filter(world=world, state=Submission.State.DRAFT)
    return rows.exclude(code__in=parked_keys(world, _DRAFTS)).order_by("started_at")


def _drafts_due(world: World) -> datetime | None:
    oldest = _drafts(world).first()
    if oldest is None:
        return None
    return starts(draft_through(day_in_japan(oldest.started_at)) + ONE_DAY)


@job(Phase.EXPIRE, due=_drafts_due)
def drop_old_drafts(world: World, at: datetime) -> Counts:
    """Give up papers that were put together and never sent (D-46)."""
    today = day_in_japan(at)
    rows = [
        row
        for row in _drafts(world).select_related("member__world")
        if draft_through(day_in_japan(row.started_at)) < today
    ]
    return each(
        rows,
        lambda row: papers.drop_draft(draft=row, at=at, by=system(_DRAFTS)),
        key=lambda row: row.code,
        job_name=_DRAFTS,
        world=world,
        at=at,
    )


class _Sweeper:
    """Looks for files without rows from time to time: real time, for all worlds."""

    __name__ = "sweep_papers"

    def __init__(self) -> None:
        self.last: datetime | None = None

    def __call__(self, _moment_of: mailroom.Moments) -> None:
        now = realtime.now()
        if self.last is None or now - self.last >= _SWEEP_EVERY:
            self.last = now
            paper_store.sweep()


mailroom.beginnings.append(_Sweeper())
