"""Turning a line's dated periods on a day: its plan, and its place in a group.

Whoever turns them holds the lines (`hold_lines`). What a period was before the day stays as it was.
"""

from datetime import date

from accounts.models import Member
from contracts.models import Line, PlanPeriod, Seat, ShareGroup
from mioportal.rules.dates import ONE_DAY


def hold_lines(member: Member) -> None:
    """Let nobody else change a member's lines, or let them leave, until the transaction ends.

    Always in the same order, so that two who want several never wait for each other.
    """
    lines = Line.objects.of(member).order_by("pk").select_for_update(no_key=True)
    list(lines.values_list("pk", flat=True))


def set_plan(line: Line, day: date, plan_code: str) -> None:
    """From a day on a line is on a plan."""
    periods = PlanPeriod.objects.filter(line=line)
    periods.filter(starts_on__gte=day).delete()
    last = periods.latest("starts_on")
    goes_on = last.plan_code == plan_code
    periods.filter(pk=last.pk).update(ends_on=None if goes_on else day - ONE_DAY)
    if not goes_on:
        PlanPeriod.objects.create(line=line, plan_code=plan_code, starts_on=day)


def keep_plan(line: Line, today: date) -> bool:
    """A line stays on the plan it is on; False when no other was to come.

    Of two who do this at once, one does it: the period that was to come is gone for the other.
    """
    periods = PlanPeriod.objects.filter(line=line)
    gone, _by_table = periods.filter(starts_on__gt=max(today, line.started_on)).delete()
    if gone:
        last = periods.latest("starts_on")
        periods.filter(pk=last.pk).update(ends_on=None)
    return bool(gone)


def take_seat(line: Line, group: ShareGroup, place: Seat.Where, day: date) -> None:
    """From a day on a line has a place in a group."""
    seats = Seat.objects.filter(line=line)
    seats.filter(starts_on__gte=day).delete()
    last = seats.order_by("starts_on").last()
    same = last is not None and last.group_id == group.pk and last.place == place
    if last is not None and same and last.ends_on in (None, day - ONE_DAY):
        seats.filter(pk=last.pk).update(ends_on=None)
        return
    seats.between(day, day).update(ends_on=day - ONE_DAY)
    Seat.objects.create(
        group=group, line=line, place=place, starts_on=day, ends_on=line.ends_on
    )


def leave_seat(line: Line, last_day: date) -> bool:
    """After a day a line is in no group; False when it was to be in none already."""
    seats = Seat.objects.filter(line=line)
    gone, _by_table = seats.filter(starts_on__gt=last_day).delete()
    ended = seats.filter(ends_on=None).update(ends_on=last_day)
    return bool(gone or ended)
