"""Share groups: who is in them on a day, what is coming, and who may come, go and lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line, Seat, ShareGroup
from contracts.queries.lines import lines_of, plan_on, seat_on
from mioportal.rules import plans, share
from mioportal.rules.dates import ONE_DAY
from mioportal.rules.share import (
    JoinFacts,
    JoinReason,
    PartFacts,
    PartReason,
    PrimaryFacts,
    PrimaryReason,
)
from mioportal.rules.verdict import Verdict

PRIMARY, SECONDARY = Seat.Where.PRIMARY, Seat.Where.SECONDARY


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """From `on` a line has this place in the group; None: it is out of it, and goes on alone."""

    on: date
    line: Line
    place: Seat.Where | None
    before: Seat.Where | None

    @property
    def title(self) -> str:
        """What changes for the line."""
        label = self.line.label
        if self.place is None:
            return _("%sが、グループから外れます") % label
        if self.before is None and self.place == PRIMARY:
            return _("%sを主回線に、グループが始まります") % label
        if self.before is None:
            return _("%sが、副回線として加わります") % label
        if self.place == PRIMARY:
            return _("%sが、主回線になります") % label
        return _("%sが、副回線になります") % label


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group as it stands on a day: its seats from that day on, each with its prefetched line."""

    row: ShareGroup
    today: date
    seats: tuple[Seat, ...]

    @property
    def code(self) -> str:
        """Its public code."""
        return self.row.code

    @property
    def begins_on(self) -> date:
        """Today, or the day on which it begins where that lies ahead."""
        return max(self.today, min(seat.starts_on for seat in self.seats))

    def on(self, day: date) -> list[Line]:
        """The lines that are in it and live on a day, the primary one first."""
        held = sorted(
            (seat for seat in self.seats if seat.holds_on(day) and _lives(seat.line, day)),
            key=lambda seat: (seat.place != PRIMARY, seat.starts_on, seat.pk),
        )
        return [seat.line for seat in held]

    @property
    def lines(self) -> list[Line]:
        """Those of the day it stands on, or begins on."""
        return self.on(self.begins_on)

    @property
    def primary(self) -> Line:
        """主回線: pays for all, and its plan is the group's."""
        return self.lines[0]

    @property
    def secondaries(self) -> list[Line]:
        """副回線."""
        return self.lines[1:]

    def place_of(self, line: Line, day: date) -> Seat.Where | None:
        """A line's place on a day."""
        held = (seat for seat in self.seats if seat.line_id == line.pk and seat.holds_on(day))
        return next((Seat.Where(seat.place) for seat in held), None)

    @property
    def turns(self) -> list[Turn]:
        """What changes from tomorrow on, in order; a line that ends is no change of the group."""
        days = {seat.starts_on for seat in self.seats if seat.starts_on > self.today}
        days |= {seat.ends_on + ONE_DAY for seat in self.seats if seat.ends_on}
        lines = {seat.line_id: seat.line for seat in self.seats}
        found = [
            Turn(
                on=day,
                line=line,
                place=self.place_of(line, day),
                before=self.place_of(line, day - ONE_DAY),
            )
            for day in sorted(days)
            for line in lines.values()
            if _lives(line, day)
        ]
        return [turn for turn in found if turn.place != turn.before]


def _lives(line: Line, day: date) -> bool:
    return line.ends_on is None or day <= line.ends_on


def groups_of(member: Member, today: date) -> list[Group]:
    """A member's groups that stand or are to begin, the oldest first."""
    lines = list(lines_of(member, today))
    return groups_among(lines, today)


def groups_among(lines: Iterable[Line], today: date) -> list[Group]:
    """The groups of prefetched lines: all those of one member."""
    seats: dict[ShareGroup, list[Seat]] = {}
    for line in lines:
        for seat in line.seats_held:  # type: ignore[attr-defined]
            if (seat.ends_on is None or seat.ends_on >= today) and _lives(line, today):
                seat.line = line
                seats.setdefault(seat.group, []).append(seat)
    found = [
        Group(row=row, today=today, seats=tuple(held))
        for row, held in sorted(seats.items(), key=lambda item: item[0].pk)
    ]
    return [group for group in found if group.lines]


def group_by_code(member: Member, code: str, today: date) -> Group | None:
    """One of a member's groups by its public code; None when it is not theirs, or is over."""
    return next((group for group in groups_of(member, today) if group.code == code), None)


def group_of(line: Line, today: date) -> Group | None:
    """The group a line is in on a day, with the lines that live on it; None when it is alone."""
    for group in groups_of(line.member, today):
        if any(each.pk == line.pk for each in group.on(today)):
            return group
    return None


def seat_of(line: Line, day: date) -> Seat | None:
    """The place a line holds on a day; None when it is alone."""
    return Seat.objects.on(day).filter(line=line).select_related("group").first()


def seat_cut_short(line: Line) -> Seat | None:
    """The place in a group that ends because its line leaves; None where none does."""
    if line.let_go.get("seat") is None or line.ends_on is None:
        return None
    return Seat.objects.filter(line=line, ends_on=line.ends_on).order_by("starts_on").last()


def is_led(seat: Seat) -> bool:
    """Whether there is a group to come back to: it has a primary line that stays, or this is it."""
    leads = Seat.objects.filter(group=seat.group_id, place=PRIMARY, ends_on=None)
    return seat.place == PRIMARY or leads.exists()


def sharing(line: Line, day: date) -> list[Line]:
    """The lines whose plan is one with a line's on a day, those that are to end left out."""
    groups = Seat.objects.on(day).filter(line=line).values("group")
    together = Seat.objects.on(day).filter(group__in=groups).values("line")
    both = Q(pk=line.pk) | Q(pk__in=together)
    return list(Line.objects.filter(both, leaving_by="").order_by("pk"))


def leads_others(line: Line, today: date) -> bool:
    """Whether other lines would end with it: those of the group that it leads (C-050)."""
    led = Seat.objects.on(today).filter(line=line, place=PRIMARY)
    seconds = Seat.objects.on(today).filter(group__in=led.values("group"), place=SECONDARY)
    return Line.objects.live(today).filter(leaving_by="", pk__in=seconds.values("line")).exists()


def free_lines(member: Member, today: date) -> list[Line]:
    """A member's lines, prefetched, that are in no group on the day on which groups change."""
    on = share.takes_effect_on(today)
    lines = lines_of(member, today).live(today)  # type: ignore[attr-defined]
    return [line for line in lines if seat_on(line, on) is None]


def may_join(line: Line, sims: int, today: date, *, leads: bool = False) -> Verdict[JoinReason]:
    """Whether a prefetched line may be in a group of `sims` lines from the next change on.

    The one that `leads` brings its plan along, a booked one too.
    """
    on = share.takes_effect_on(today)
    status = line.status(today)
    return share.may_join(
        JoinFacts(
            asked_on=today,
            sims=sims,
            is_legacy=plans.plan(plan_on(line, today)).family is plans.Family.LEGACY,
            is_in_a_group=seat_on(line, on) is not None,
            is_leaving=line.leaving_by != "",
            is_not_in_use=status == Line.Status.WAITING,
            has_booked_plan=not leads and plan_on(line, on) != plan_on(line, today),
        )
    )


def may_part(group: Group, line: Line) -> Verdict[PartReason]:
    """Whether a line may be taken out of its group while its contract goes on."""
    on = share.takes_effect_on(group.today)
    place = group.place_of(line, on)
    return share.may_part(
        PartFacts(
            asked_on=group.today,
            is_primary_with_secondaries=place == PRIMARY and len(group.on(on)) > 1,
            is_leaving=line.leaving_by != "",
            is_in_no_group=place is None,
        )
    )


def may_be_primary(group: Group, line: Line, today: date) -> Verdict[PrimaryReason]:
    """Whether a line may become the primary one when the desk acts on a day."""
    on = share.primary_changes_on(today)
    next_month = share.takes_effect_on(today)
    is_secondary = group.place_of(line, on) == SECONDARY
    return share.may_be_primary(
        PrimaryFacts(
            is_secondary=is_secondary,
            is_leaving=line.leaving_by != "",
            is_parting=is_secondary and group.place_of(line, max(on, next_month)) is None,
        )
    )
