"""The night after the last service of a member that is no line."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q

from accounts.models import Member
from contracts import services
from contracts.models import Line, OptionPeriod, RelatedService
from contracts.services.closing import LASTING
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan

_NAME = "contracts.jobs.closing.close_members"
# The desk writes down the end of ひかり some time after it; an option ends on the day or later.
_RELATED_BACK, _OPTIONS_BACK = timedelta(days=100), timedelta(days=2)


def _last_days(world: World) -> dict[int, date]:
    """Of members without a line, by primary key: the last day of the last other service."""
    today = day_in_japan(world.ran_through)
    related = RelatedService.objects.filter(world=world, ends_on__gte=today - _RELATED_BACK)
    lasting = OptionPeriod.objects.filter(option_code__in=LASTING)
    options = lasting.filter(line__world=world, ends_on__gte=today - _OPTIONS_BACK)
    # Asked first, as on most days nothing has ended and the question below is a long one.
    if not related.exists() and not options.exists():
        return {}
    mine = Line.objects.filter(member=OuterRef("pk"), ended_at=None)
    goes_on = (
        Exists(mine)
        | Exists(RelatedService.objects.filter(member=OuterRef("pk"), ends_on=None))
        | Exists(lasting.filter(line__member=OuterRef("pk"), ends_on=None))
    )
    members = Member.objects.filter(
        Q(pk__in=related.values("member")) | Q(pk__in=options.values("line__member")),
        ~goes_on,
        world=world,
        invalid_since=None,
        standing__last_service_ended_on=None,
    )
    ends = members.exclude(user__login__in=parked_keys(world, _NAME)).annotate(
        related_through=Max("related_services__ends_on"),
        options_through=Max(
            "lines__option_periods__ends_on",
            filter=Q(lines__option_periods__option_code__in=LASTING),
        ),
    )
    return {
        pk: max(day for day in days if day is not None)
        for pk, *days in ends.values_list("pk", "related_through", "options_through")
    }


def _due(world: World) -> datetime | None:
    first = min(_last_days(world).values(), default=None)
    return starts(first + ONE_DAY) if first else None


@job(Phase.END_LINES, due=_due, first_in_every_phase=True, rests_on=RestsOn.FADING_ROWS)
def close_members(world: World, at: datetime) -> Counts:
    """Begin to close the mioIDs of those whose last service has ended."""
    today = day_in_japan(at)
    over = [pk for pk, last in _last_days(world).items() if last < today]
    return each(
        Member.objects.filter(pk__in=over).select_related("user", "world").order_by("pk"),
        lambda member: services.close_if_nothing_is_left(member=member, at=at),
        key=lambda member: member.mio_id,
        job_name=_NAME,
        world=world,
        at=at,
    )
