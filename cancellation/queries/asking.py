"""What the wizard asks about a line: its kind, its devices, what goes on without it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import Member
from contracts.models import Line
from contracts.queries import (
    Held,
    HeldOption,
    Ledger,
    held_options,
    held_services,
    ledgers_of,
    plan_code,
)
from mioportal.plumbing.models import PendingAct
from mioportal.rules import cancellation as rules
from mioportal.rules import fees
from mioportal.rules.cancellation import Wizard
from mioportal.rules.dates import day_in_japan
from mioportal.rules.plans import Family, plan

# A line alone, and a primary line with all that it leads.
ACT, TOGETHER = "cancel_line", "cancel_group"


def wizard_of(line: Line) -> Wizard:
    """Which of the four wizards leads a prefetched line out (F-CAN-02, F-CAN-03)."""
    if plan(plan_code(line)).family is Family.LEGACY:
        return Wizard.LEGACY
    if line.medium == Line.Medium.ESIM:
        return Wizard.ESIM
    return Wizard.VOICE if line.function == Line.Function.VOICE else Wizard.DATA_AND_SMS


def begun(line: Line, user: Any, at: datetime) -> PendingAct | None:
    """The wizard for a line that a member has begun last and may go on with; None without one."""
    acts = PendingAct.objects.filter(
        user=user, kind__in=(ACT, TOGETHER), subject=line.code, used_at=None, expires_at__gt=at
    )
    act = acts.order_by("-started_at", "-pk").first()
    return act if act and act.answers else None


def devices_to_choose(lines: Sequence[Line], at: datetime) -> list[Ledger]:
    """Devices of a member's lines about whose rest there is something to decide or to know."""
    keys = {line.pk for line in lines}
    ledgers = ledgers_of(lines[0].member, day_in_japan(at))
    return [each for each in ledgers if each.device.line_id in keys and each.may_choose]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lasting:
    """What does not end with the lines: options that go on, or may, and related services."""

    options: list[HeldOption]
    services: list[Held]

    def __bool__(self) -> bool:
        return bool(self.options or self.services)

    @property
    def codes(self) -> list[str]:
        """The public codes of all, in their order."""
        services = [each.row.code for each in self.services]
        return [each.period.code for each in self.options] + services


def lasting(member: Member, lines: Iterable[Line], today: date) -> Lasting:
    """What goes on when these prefetched lines of a member have ended (F-OPT-02, F-HIK-02)."""
    held = (each for line in lines for each in held_options(line, today))
    return Lasting(
        options=[each for each in held if each.goes_on and not each.is_over],
        services=[each for each in held_services(member, today) if not each.is_over],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """The minimum term of an old contract, and what ending on a day costs (F-CON-06)."""

    contracted_on: date
    started_on: date
    through: date
    ends_on: date
    fee: Decimal

    @property
    def is_within(self) -> bool:
        """Whether the line ends inside its term."""
        return self.ends_on <= self.through


def term_of(line: Line, at: datetime) -> Term:
    """The term of a line, as a cancellation accepted at an instant finds it (C-088, C-089)."""
    ends_on = rules.ends_on(at)
    is_voice = line.function == Line.Function.VOICE
    return Term(
        contracted_on=line.contracted_on,
        started_on=line.started_on,
        through=fees.voice_release_term_through(line.started_on),
        ends_on=ends_on,
        fee=fees.voice_release_fee(line.contracted_on, line.started_on, ends_on, is_voice),
    )
