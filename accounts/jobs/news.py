"""The morning on which an issue of IIJ Pickup News goes out."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from accounts import queries
from accounts.models import Member, PickupNews
from accounts.services import news
from mioportal.plumbing import mailroom
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan

_NAME = "accounts.jobs.news.mail_news"
# Members are read by so many, however many there are.
_CHUNK = 500


def _due(world: World) -> datetime | None:
    first = queries.news_waiting(world, day_in_japan(world.ran_through)).first()
    return starts(first.mail_on) if first else None


@job(Phase.NOTIFY, due=_due, rests_on=RestsOn.FADING_ROWS)
def mail_news(world: World, at: datetime) -> Counts:
    """Mail every issue whose day has come to those of this world who asked for it."""
    today = day_in_japan(at)
    issues = queries.news_waiting(world, today).filter(mail_on__lte=today)
    counts: Counter[str] = Counter()
    # Held, so that nobody writes an issue anew while it goes out.
    for issue in issues.select_for_update(of=("self",)):
        counts.update(_mail(issue, world, at))
    return dict(counts)


def _mail(issue: PickupNews, world: World, at: datetime) -> Counts:
    parked = [key.split(":") for key in parked_keys(world, _NAME)]
    given_up = [mio_id for code, mio_id in parked if code == issue.code]
    readers = queries.readers_waiting(issue, world).exclude(user__login__in=given_up)
    return each(
        _in_chunks(readers),
        lambda member: news.mail_issue(issue=issue, member=member, at=at),
        key=lambda member: f"{issue.code}:{member.mio_id}",
        job_name=_NAME,
        world=world,
        at=at,
    )


def _in_chunks(members: QuerySet[Member]) -> Iterator[Member]:
    last = 0
    while chunk := list(members.filter(pk__gt=last)[:_CHUNK]):
        yield from chunk
        last = chunk[-1].pk


mailroom.completions[news.NEWS_MAIL] = news.with_way_out
