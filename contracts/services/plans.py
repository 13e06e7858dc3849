"""Plan changes: booked, taken back, dropped when the line leaves, applied on the first (M-35).

A booking writes the periods themselves, so that pages and bills are right whether or not a job ran.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contracts import emails, queries
from contracts.models import Line, PlanChange
from contracts.services.periods import hold_lines, keep_plan, set_plan
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.rules import plan_change, plans
from mioportal.rules.dates import day_in_japan
from mioportal.rules.plan_change import PlanChangeReason, WithdrawalReason

State = PlanChange.State


class PlanRefused(Exception):
    """The change cannot be booked: `reasons` are all reasons against."""

    def __init__(self, reasons: Sequence[PlanChangeReason]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = tuple(reasons)


class NotAsShown(Exception):
    """The price, or the day, that was consented to is no longer that of the offer."""


class TooLateToWithdraw(Exception):
    """The booked change can no longer be taken back: `reasons` are all reasons against."""

    def __init__(self, reasons: Sequence[WithdrawalReason]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = tuple(reasons)


def book_plan_change(
    *, line: Line, plan_code: str, shown: str, at: datetime, by: Actor
) -> PlanChange:
    """Book a plan for the first of next month, for the line and those that share its plan.

    `shown` is `PlanOffer.shown` of what was consented to. Booked twice, the same booking stands.
    Raises PlanRefused, NotAsShown; ValueError for a plan that is none.
    """
    plans.plan(plan_code)
    today = day_in_japan(at)
    with transaction.atomic():
        hold_lines(line.member)
        line = _read(line, today)
        _catch_up(line, at, by)
        booked = queries.booked_change(line, today)
        if booked is not None and booked.to_plan == plan_code:
            return booked
        verdict = queries.may_change_plan(line, plan_code, booked, today)
        if not verdict.allowed:
            raise PlanRefused(verdict.reasons)
        offer = queries.plan_offer(line, plan_code, today)
        if offer.shown != shown:
            raise NotAsShown
        change = PlanChange.objects.create(
            receipt_number=f"P{today:%y%m%d}-{readable(5)}",
            line=line,
            world=line.world,
            from_plan=queries.plan_code(line),
            to_plan=plan_code,
            booked_at=at,
            takes_effect_on=offer.takes_effect_on,
        )
        _all_on(line, change.takes_effect_on, plan_code)
        _tell(change, "booked", at)
        _audit(change, "book_plan_change", at, by)
    return change


def withdraw_plan_change(*, change: PlanChange, at: datetime, by: Actor) -> bool:
    """Take a booked change back; False when it had ended otherwise. Raises TooLateToWithdraw."""
    today = day_in_japan(at)
    with transaction.atomic():
        hold_lines(change.line.member)
        change.refresh_from_db()
        if change.state in (State.WITHDRAWN, State.DROPPED):
            return False
        verdict = plan_change.may_withdraw(change.takes_effect_on, today)
        if not verdict.allowed:
            raise TooLateToWithdraw(verdict.reasons)
        _end(change, State.WITHDRAWN, at)
        _all_on(change.line, change.takes_effect_on, change.from_plan)
        _tell(change, "withdrawn", at)
        _audit(change, "withdraw_plan_change", at, by)
    return True


def drop_booking(*, line: Line, at: datetime, by: Actor) -> bool:
    """A line that leaves takes its booked change along (D-36); False when it had none.

    For the transaction that gives the line its last day, before its plan is cut there: whoever
    calls holds the line, and its plan then ends with what it is on today.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        keep_plan(line, today)
        change = queries.booked_change(line, today)
        if change is None:
            return False
        for other in queries.sharing(line, change.takes_effect_on):
            keep_plan(other, today)
        _end(change, State.DROPPED, at)
        _tell(change, "dropped", at)
        _audit(change, "drop_plan_change", at, by)
    return True


def apply_plan_change(*, change: PlanChange, at: datetime, by: Actor) -> bool:
    """Say that a booked change has taken effect; False when that was said before, or too early."""
    if change.takes_effect_on > day_in_japan(at):
        return False
    with transaction.atomic():
        if not _end(change, State.APPLIED, at):
            return False
        _tell(change, "applied", at)
        told = {"line": change.line.label, "plan": plans.plan(change.to_plan).label}
        worlds.note(
            world=change.world,
            at=at,
            kind="plan_changed",
            title=_("回線 %(line)s のプランが%(plan)sに変わりました") % told,
            subject=change.receipt_number,
            link=f"/plan-changes/{change.receipt_number}/",
        )
        _audit(change, "apply_plan_change", at, by)
    return True


def _read(line: Line, today: date) -> Line:
    found = queries.line_of(line.member, line.code, today)
    assert found is not None
    return found


def _catch_up(line: Line, at: datetime, by: Actor) -> None:
    """A change whose day has come makes way for the next, even before the job has run."""
    rows = PlanChange.objects.filter(line=line, state=State.BOOKED)
    for change in rows.select_related("line__member__user", "world"):
        apply_plan_change(change=change, at=at, by=by)


def _all_on(line: Line, day: date, plan_code: str) -> None:
    for each in queries.sharing(line, day):
        set_plan(each, day, plan_code)


def _end(change: PlanChange, state: PlanChange.State, at: datetime) -> bool:
    ended = PlanChange.objects.filter(pk=change.pk, state=State.BOOKED).update(
        state=state, ended_at=at
    )
    change.refresh_from_db()
    return bool(ended)


def _tell(change: PlanChange, occasion: str, at: datetime) -> None:
    outbox.put(
        world=change.world,
        user=change.line.member.user,
        mail=emails.plan_change_step(change),
        key=f"{change.receipt_number}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(change: PlanChange, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=change.world,
        at=at,
        by=by,
        verb=verb,
        subject=change.receipt_number,
        detail={
            "line": change.line.code,
            "from": change.from_plan,
            "to": change.to_plan,
            "on": change.takes_effect_on.isoformat(),
        },
    )
