"""What days do to options: a trial is about to be over, or is; an option has ended."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contracts import emails
from contracts.models import OptionPeriod
from contracts.queries import HeldOption
from contracts.services.options import find, put
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan


def complete_option(*, period: OptionPeriod, at: datetime, by: Actor) -> bool:
    """The last day of an option that was ended has passed (M-17); False when told before."""
    with transaction.atomic():
        ended = OptionPeriod.objects.filter(
            pk=period.pk, ended_at=None, ends_on__lt=day_in_japan(at)
        ).update(ended_at=at)
        if not ended:
            return False
        _note(period, at, "option_ended", _("%(label)s（%(line)s）が終わり、解約済みになりました"))
        audit.record(
            world=period.line.world,
            at=at,
            by=by,
            verb="complete_option",
            subject=period.code,
            detail={"line": period.line.code, "option": period.option_code},
        )
        held = find(period, day_in_japan(at))
        decided_at = held.period.decided_at or at
        put(period, emails.option_ended(held), f"ended:{decided_at.isoformat()}", at)
    return True


def warn_of_trial(*, period: OptionPeriod, on: date, at: datetime) -> bool:
    """A trial will be over soon (M-18); False when that was told since the day it was due.

    `on` is that day, one of `option_changes.warned_on`.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        mine = OptionPeriod.objects.filter(pk=period.pk, ends_on=None).exclude(
            trial_told_on__gte=on
        )
        if not mine.update(trial_told_on=today):
            return False
        held = HeldOption(period=period, today=today)
        put(period, emails.trial_ends(held), f"trial:{on.isoformat()}", at)
    return True


def note_trial_over(*, period: OptionPeriod, at: datetime) -> bool:
    """A trial is over and the option costs from today on; False when that was noted before."""
    with transaction.atomic():
        over = OptionPeriod.objects.filter(
            pk=period.pk,
            trial_over_at=None,
            ends_on=None,
            trial_through__lt=day_in_japan(at),
        ).update(trial_over_at=at)
        if over:
            said = _("%(label)s（%(line)s）のお試しが終わり、今日から有料になりました")
            _note(period, at, "trial_over", said)
    return bool(over)


def _note(period: OptionPeriod, at: datetime, kind: str, said: str) -> None:
    worlds.note(
        world=period.line.world,
        at=at,
        kind=kind,
        title=said % {"label": period.label, "line": period.line.label},
        subject=period.code,
        link=f"/options/#line-{period.line.code}",
    )
