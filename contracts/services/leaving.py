"""How a line leaves: decided once, carried out when its last day has passed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line, Sim
from contracts.services.aftercheck import plan_aftercheck
from contracts.services.closing import close_if_nothing_is_left
from contracts.services.groups import give_up_seat, keep_primary
from contracts.services.periods import hold_lines
from contracts.services.plans import drop_booking
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules import options, sim_return
from mioportal.rules.dates import day_in_japan
from mioportal.rules.options import OptionCode

_OF_THE_LINE = [code for code in OptionCode if not options.goes_on(code)]


class AlreadyLeaving(Exception):
    """The line has a last day already, or has ended."""


def start_leaving(
    *, line: Line, way: Line.Leaving, ends_on: date, at: datetime, by: Actor
) -> None:
    """Give a line its last day. One conditional UPDATE decides who wins.

    The plan, and options that belong to the line, last as long as it does (C-097); others go on
    until they are ended themselves (C-095). A booked plan is dropped (D-36), and the place in a
    group ends with the line. The return of its card opens at once (C-056). Raises AlreadyLeaving.
    """
    with transaction.atomic():
        hold_lines(line.member)
        won = Line.objects.filter(pk=line.pk, leaving_by="", ended_at=None).update(
            leaving_by=way, ends_on=ends_on
        )
        if not won:
            raise AlreadyLeaving
        keep_primary(line=line, at=at, by=by)
        drop_booking(line=line, at=at, by=by)
        give_up_seat(line=line, ends_on=ends_on, at=at, by=by)
        line.plan_periods.filter(ends_on=None).update(ends_on=ends_on)
        # One that was ended alone, for a later day, does not outlive its line either.
        line.option_periods.filter(
            Q(ends_on=None) | Q(ends_on__gt=ends_on), option_code__in=_OF_THE_LINE
        ).update(ends_on=ends_on)
        line.sims.filter(state=Sim.State.LENT).update(
            state=Sim.State.AWAITED,
            return_opened_at=at,
            fee_risk_from=sim_return.fee_risk_from(ends_on),
        )
        audit.record(
            world=line.world,
            at=at,
            by=by,
            verb="start_leaving",
            subject=line.code,
            detail={"way": str(way), "ends_on": ends_on.isoformat()},
        )
    line.refresh_from_db()


def end_all_lines(*, member: Member, ends_on: date, at: datetime, by: Actor) -> list[Line]:
    """Give every line of a member that has none its last day, as a cancellation does (O-22).

    Those it was given; a line that leaves already keeps its own last day.
    """
    with transaction.atomic():
        hold_lines(member)
        staying = Line.objects.of(member).filter(leaving_by="", ended_at=None)
        lines = list(staying.select_related("member__user", "world").order_by("pk"))
        for line in lines:
            start_leaving(
                line=line, way=Line.Leaving.CANCELLATION, ends_on=ends_on, at=at, by=by
            )
    return lines


def end_line(*, line: Line, at: datetime, by: Actor) -> bool:
    """Carry out the end of a line whose last day has passed; False when that was done before.

    A month later the member is told to look again (M-37). Their last service also starts the
    closing of their mioID (F-ACC-06).
    """
    with transaction.atomic():
        ended = Line.objects.filter(
            pk=line.pk, ended_at=None, ends_on__lt=day_in_japan(at)
        ).update(ended_at=at)
        if not ended:
            return False
        worlds.note(
            world=line.world,
            at=at,
            kind="line_ended",
            title=_("回線 %(line)s が%(month)s月%(day)s日23:59で終わり、解約済みになりました")
            % {
                "line": line.label,
                "month": line.ends_on.month if line.ends_on else "",
                "day": line.ends_on.day if line.ends_on else "",
            },
            subject=line.code,
            link=f"/lines/{line.code}/",
        )
        audit.record(world=line.world, at=at, by=by, verb="end_line", subject=line.code)
        plan_aftercheck(line=line, at=at)
        close_if_nothing_is_left(member=line.member, at=at)
    return True
