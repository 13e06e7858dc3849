"""The look at all options before leaving (F-OPT-08): what ends by itself, what has to be ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import Member
from contracts.queries.options import HeldOption, LineOptions, options_of
from mioportal.plumbing.models import PendingAct
from mioportal.rules import option_changes
from mioportal.rules.option_changes import Check, Forgotten
from mioportal.rules.options import OnLineEnd

ACT = "option_audit"
# The names of its steps that ask something, and of what they ask.
NEED, CONFIRM = "need", "confirm"
DROPPED, CHECKED = "dropped", "checked"


def open_audit(user: Any, at: datetime) -> PendingAct | None:
    """The audit that a member has begun last and may go on with; None where there is none."""
    begun = PendingAct.objects.filter(user=user, kind=ACT, used_at=None, expires_at__gt=at)
    return begun.order_by("-started_at", "-pk").first()


def dropped_in(act: PendingAct) -> frozenset[str]:
    """The codes of the options that a member said, in an audit, not to need."""
    return frozenset(act.answers.get(NEED, {}).get(DROPPED, ()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """Every option of a member, and what they have said of it so far."""

    lines: Sequence[LineOptions]
    dropped_codes: frozenset[str]
    checked: frozenset[Check]

    @property
    def held(self) -> list[HeldOption]:
        """Everything that has not ended, line by line."""
        return [each for line in self.lines for each in line.held]

    @property
    def with_line(self) -> list[HeldOption]:
        """What ends by itself with its line (F-OPT-01)."""
        return [each for each in self.held if not each.goes_on]

    @property
    def lasting(self) -> list[HeldOption]:
        """What goes on, or may, and has no last day yet (F-OPT-02)."""
        return [each for each in self.held if each.goes_on and each.is_open]

    @property
    def to_look_at(self) -> list[HeldOption]:
        """Those of them that only may go on (C-101)."""
        may = OnLineEnd.MAY_GO_ON
        return [each for each in self.lasting if each.option.on_line_end is may]

    @property
    def dropped(self) -> list[HeldOption]:
        """What the member does not need, ended or not."""
        every = [each for line in self.lines for each in (*line.held, *line.ended)]
        return [each for each in every if each.period.code in self.dropped_codes]

    @property
    def still_open(self) -> list[HeldOption]:
        """What they do not need and have not ended."""
        return [each for each in self.dropped if each.is_open]

    @property
    def over(self) -> list[HeldOption]:
        """What they did not need and is 解約済み."""
        return [each for each in self.dropped if each.is_over]

    @property
    def forgotten(self) -> tuple[Forgotten, ...]:
        """Which of the cases of F-OPT-09 fit this member."""
        held = [each for each in self.held if each.is_open]
        tried = [each.option.code for each in held if each.period.trial_through]
        return option_changes.easily_forgotten([each.option.code for each in held], tried)

    @property
    def last_day(self) -> date | None:
        """The last of the last days of what they do not need; None before all are known."""
        ends = [each.period.ends_on for each in self.dropped if each.period.ends_on]
        return max(ends) if ends and not self.still_open else None


def audit_of(member: Member, act: PendingAct, today: date) -> Audit:
    """An audit with the options as they are now."""
    answers = act.answers
    return Audit(
        lines=[line for line in options_of(member, today) if line.held or line.ended],
        dropped_codes=dropped_in(act),
        checked=frozenset(Check(each) for each in answers.get(CONFIRM, {}).get(CHECKED, ())),
    )
