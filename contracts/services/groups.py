"""Share groups: made, joined and left for the first of a month; led by another line (F-SHR).

One pool and one bill a month: so lines come and go with the months, as plans do (D-66).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from accounts.models import Member
from contracts import emails, queries
from contracts.models import Line, PlanChange, Seat, ShareGroup
from contracts.queries import Group
from contracts.queries.groups import PRIMARY, SECONDARY
from contracts.services.periods import (
    hold_lines,
    keep_plan,
    leave_seat,
    set_plan,
    take_seat,
)
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules import share
from mioportal.rules.dates import ONE_DAY, day_in_japan


class GroupRefused(Exception):
    """The group cannot be changed so: `reasons` are all reasons against, by the line's code."""

    def __init__(self, reasons: Mapping[str, Sequence[StrEnum]]) -> None:
        super().__init__(", ".join(f"{line}: {', '.join(why)}" for line, why in reasons.items()))
        self.reasons = {line: tuple(why) for line, why in reasons.items()}


class NothingComing(Exception):
    """No change of this line's place is ahead, or it is too late to call it off."""


def make_group(
    *, primary: Line, secondaries: Sequence[Line], at: datetime, by: Actor
) -> ShareGroup:
    """Let lines share one plan and one pool from the first of next month.

    Asked twice for the same lines, the same group stands. Raises GroupRefused, and ValueError
    where there is nobody to share with.
    """
    if not secondaries:
        raise ValueError("secondaries: a group has two lines or more")
    today = day_in_japan(at)
    on = share.takes_effect_on(today)
    codes = [primary.code, *(line.code for line in secondaries)]
    with transaction.atomic():
        hold_lines(primary.member)
        lines = _read(primary.member, codes, today)
        for group in queries.groups_of(primary.member, today):
            if group.on(on)[:1] == lines[:1] and set(group.on(on)) == set(lines):
                return group.row
        _refuse(lines, today)
        row = ShareGroup.objects.create(
            member=primary.member, world=primary.world, made_on=today
        )
        take_seat(lines[0], row, PRIMARY, on)
        _seat_and_tell(row, lines[0], lines[1:], at, by, "make_group")
    return row


def join_group(*, group: ShareGroup, lines: Sequence[Line], at: datetime, by: Actor) -> None:
    """Add lines to a group from the first of next month; those that are to be in it stand.

    Raises GroupRefused.
    """
    today = day_in_japan(at)
    on = share.takes_effect_on(today)
    with transaction.atomic():
        hold_lines(group.member)
        found = _group(group, today)
        there = {line.code for line in found.on(on)}
        new = [line.code for line in lines if line.code not in there]
        if not new:
            return
        newcomers = _read(group.member, new, today)
        _refuse(newcomers, today, there=len(there))
        _seat_and_tell(group, found.on(on)[0], newcomers, at, by, "join_group")


def part_from_group(*, group: ShareGroup, line: Line, at: datetime, by: Actor) -> None:
    """Take a line out of its group at the end of the month; it goes on alone, on the same plan.

    Asked twice, it is taken out once. Raises GroupRefused.
    """
    today = day_in_japan(at)
    on = share.takes_effect_on(today)
    with transaction.atomic():
        hold_lines(group.member)
        found = _group(group, today)
        (line,) = _read(group.member, [line.code], today)
        place = found.place_of(line, today)
        if place and queries.seat_on(line, on) is None:
            return
        verdict = queries.may_part(found, line)
        if place is None or not verdict.allowed:
            raise GroupRefused({line.code: verdict.reasons})
        leave_seat(line, on - ONE_DAY)
        if place == SECONDARY:
            keep_plan(line, today)
        _tell(group, emails.line_parts(line, on), "part", at)
        _audit(group, "part_from_group", at, by, {"line": line.code, "from": on.isoformat()})


def call_off_group_change(*, group: ShareGroup, line: Line, at: datetime, by: Actor) -> None:
    """A line that was to join, or to be taken out, stays as it is (D-66).

    Without its primary line, or without any other, a group that was to begin does not begin.
    Raises NothingComing, and GroupRefused where the line cannot stay in the group.
    """
    today = day_in_japan(at)
    on = share.takes_effect_on(today)
    with transaction.atomic():
        hold_lines(group.member)
        found = _group(group, today)
        (line,) = _read(group.member, [line.code], today)
        before, then = found.place_of(line, today), found.place_of(line, on)
        if today > share.changeable_through(today) or bool(before) == bool(then):
            raise NothingComing
        if then is None:
            _stay(found, line, on)
        else:
            _stay_away(found, line, today, on)
        _tell(group, emails.group_change_called_off(line, on), "call off", at)
        _audit(group, "call_off_group_change", at, by, {"line": line.code})


def change_primary(*, group: ShareGroup, line: Line, at: datetime, by: Actor) -> date:
    """The desk makes a secondary line the primary one: from when it is (C-052, M-30).

    A plan that the old primary line has booked goes on as the new one's (D-68). Raises
    GroupRefused.
    """
    today = day_in_japan(at)
    on = share.primary_changes_on(today)
    with transaction.atomic():
        hold_lines(group.member)
        found = _group(group, today)
        (line,) = _read(group.member, [line.code], today)
        verdict = queries.may_be_primary(found, line, today)
        if not verdict.allowed:
            raise GroupRefused({line.code: verdict.reasons})
        old = found.on(on)[0]
        take_seat(old, group, SECONDARY, on)
        take_seat(line, group, PRIMARY, on)
        ahead = PlanChange.objects.filter(line=old, state=PlanChange.State.BOOKED)
        ahead.filter(takes_effect_on__gt=today).update(line=line)
        _tell(group, emails.primary_changed(old, line, on), "primary", at)
        detail = {"from": old.code, "to": line.code, "on": on.isoformat()}
        _audit(group, "change_primary", at, by, detail)
    return on


def keep_primary(*, line: Line, at: datetime, by: Actor) -> bool:
    """A line that leaves before it has become the primary one: the present one stays (D-68).

    With it stays the plan it had booked. For the transaction that gives the line its last day;
    False when the line was not to become the primary one.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        coming = Seat.objects.filter(line=line, place=PRIMARY, starts_on__gt=today)
        seat = coming.select_related("group__member__user", "group__world").first()
        present = Seat.objects.on(today).filter(group=seat.group, place=PRIMARY) if seat else None
        held = present.select_related("line__member").first() if present is not None else None
        if seat is None or held is None:
            return False
        take_seat(line, seat.group, SECONDARY, seat.starts_on)
        take_seat(held.line, seat.group, PRIMARY, seat.starts_on)
        ahead = PlanChange.objects.filter(line=line, state=PlanChange.State.BOOKED)
        ahead.filter(takes_effect_on__gt=today).update(line=held.line)
        mail = emails.group_change_called_off(held.line, seat.starts_on)
        _tell(seat.group, mail, "keep", at)
        detail = {"primary": held.line.code, "leaving": line.code}
        _audit(seat.group, "keep_primary", at, by, detail)
    return True


def give_up_seat(*, line: Line, ends_on: date, at: datetime, by: Actor) -> bool:
    """A line that leaves leaves its group with its last day; False when it was in none.

    For the transaction that gives the line its last day. Lines that were to join a group which
    it leads stay alone.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        led = Seat.objects.filter(line=line, place=PRIMARY).exclude(ends_on__lt=today)
        joining = Seat.objects.filter(
            group__in=led.values("group"), place=SECONDARY, starts_on__gt=max(today, ends_on)
        )
        for each in joining.select_related("line").order_by("line"):
            leave_seat(each.line, ends_on)
            keep_plan(each.line, today)
        seat = Seat.objects.filter(line=line).order_by("starts_on").last()
        if not leave_seat(line, ends_on) or seat is None:
            return False
        _audit(seat.group, "give_up_seat", at, by, {"line": line.code, "on": ends_on.isoformat()})
    return True


def _seat_and_tell(
    row: ShareGroup, primary: Line, newcomers: Sequence[Line], at: datetime, by: Actor, verb: str
) -> None:
    """Seat the newcomers on the primary line's plan."""
    on = share.takes_effect_on(day_in_japan(at))
    for line in newcomers:
        take_seat(line, row, SECONDARY, on)
        set_plan(line, on, queries.plan_on(primary, on))
    _tell(row, emails.lines_join(primary, newcomers, on), "join", at)
    codes = ", ".join(line.code for line in newcomers)
    detail = {"primary": primary.code, "lines": codes, "from": on.isoformat()}
    _audit(row, verb, at, by, detail)


def _refuse(lines: Sequence[Line], today: date, there: int = 0) -> None:
    """Raise GroupRefused when any of these may not join; the first of a new group leads it."""
    verdicts = {
        line.code: queries.may_join(
            line, max(1, there + place), today, leads=not there and place == 0
        )
        for place, line in enumerate(lines)
    }
    against = {code: verdict.reasons for code, verdict in verdicts.items() if verdict.reasons}
    if against:
        raise GroupRefused(against)


def _stay(found: Group, line: Line, on: date) -> None:
    """The line stays in the group after all, on the plan which that has by then."""
    primary = found.on(on)[0] if found.on(on) else line
    verdict = queries.may_join(line, max(1, len(found.on(on))), found.today, leads=primary == line)
    reasons = [why for why in verdict.reasons if why is not share.JoinReason.LAST_DAY]
    if reasons:
        raise GroupRefused({line.code: reasons})
    place = found.place_of(line, found.today)
    assert place is not None
    take_seat(line, found.row, place, on)
    set_plan(line, on, queries.plan_on(primary, on))


def _stay_away(found: Group, line: Line, today: date, on: date) -> None:
    """The line does not join after all; a group of one does not begin."""
    rest = [each for each in found.on(on) if each != line]
    never_begins = not found.on(today) and (len(rest) < 2 or found.on(on)[0] == line)
    for each in [line, *(rest if never_begins else [])]:
        Seat.objects.filter(group=found.row, line=each, starts_on__gte=on).delete()
        if each != found.on(on)[0]:
            keep_plan(each, today)


def _group(row: ShareGroup, today: date) -> Group:
    for group in queries.groups_of(row.member, today):
        if group.row == row:
            return group
    raise NothingComing


def _read(member: Member, codes: Sequence[str], today: date) -> list[Line]:
    """These lines of a member, prefetched, in this order."""
    found = {line.code: line for line in queries.lines_of(member, today).filter(code__in=codes)}
    return [found[code] for code in codes]


def _tell(group: ShareGroup, mail: Mail, occasion: str, at: datetime) -> None:
    # The same may happen again another time: each is an occasion of its own.
    outbox.put(
        world=group.world,
        user=group.member.user,
        mail=mail,
        key=f"{group.code}:{occasion}:{readable(8)}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(
    group: ShareGroup, verb: str, at: datetime, by: Actor, detail: dict[str, str]
) -> None:
    audit.record(
        world=group.world, at=at, by=by, verb=verb, subject=group.code, detail=detail
    )
