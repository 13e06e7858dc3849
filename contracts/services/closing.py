"""When a member has no service left: their mioID begins to close (F-ACC-06)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import Member
from contracts.models import Line, OptionPeriod, RelatedService
from mioportal.rules.dates import day_in_japan
from mioportal.rules.options import OPTIONS, goes_on

# Options that go on, or may, until they are cancelled themselves: billed so long (C-095, D-73).
LASTING = tuple(code.value for code in OPTIONS if goes_on(code))


def close_if_nothing_is_left(*, member: Member, at: datetime) -> bool:
    """Begin the closing of a mioID; False while a line, an option or another service goes on."""
    with transaction.atomic():
        last = last_day_of_services(member, day_in_japan(at))
        if last is None:
            return False
        accounts.note_last_service_ended(
            member=member,
            ended_on=last,
            at=at,
            title=_(
                "すべてのサービスが終わりました。mioIDは、請求や契約の記録を見るために残ります"
            ),
        )
    return True


def last_day_of_services(member: Member, today: date) -> date | None:
    """The last day of whatever ended last; None while something goes on, and of nothing at all."""
    if Line.objects.of(member).filter(ended_at=None).exists():
        return None
    days = [
        *Line.objects.of(member).values_list("ends_on", flat=True),
        *RelatedService.objects.filter(member=member).values_list("ends_on", flat=True),
        *OptionPeriod.objects.filter(
            line__member=member, option_code__in=LASTING
        ).values_list("ends_on", flat=True),
    ]
    ended = [day for day in days if day is not None and day < today]
    return max(ended) if ended and len(ended) == len(days) else None
