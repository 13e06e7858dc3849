"""Taking a cancellation back: asked for on its day, decided by staff (C-031, C-085, M-13)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Inquiry
from cancellation import emails, queries
from cancellation.models import Cancellation, Withdrawal
from contracts import services as contracts
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules import cancellation as rules
from mioportal.rules.cancellation import WithdrawGround, WithdrawReason
from mioportal.rules.dates import day_in_japan
from mioportal.rules.verdict import Verdict

State = Withdrawal.State


class NotWithdrawn(Exception):
    """The cancellation cannot be taken back; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[WithdrawReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class AlreadyDecided(Exception):
    """The desk has decided this, or there is nothing to decide."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What staff found out: when the member said so, on what ground, and what proves it."""

    asked_at: datetime
    ground: WithdrawGround
    evidence: str


def ask_withdrawal(*, cancellation: Cancellation, at: datetime, by: Actor) -> Withdrawal:
    """A member wants their cancellation back, on the day of it: its end waits for the desk (C-085).

    Asked twice, the first request stands; once the desk has said no, that stands (D-142). Raises
    NotWithdrawn.
    """
    _check(queries.may_ask_back(cancellation, at))
    with transaction.atomic():
        # The line first, as who ends it does.
        _hold(cancellation, at, by)
        _check(queries.may_ask_back(_held(cancellation), at))
        made, is_new = Withdrawal.objects.get_or_create(
            cancellation=cancellation,
            state=State.ASKED,
            defaults={
                "receipt_number": f"T{day_in_japan(at):%y%m%d}-{readable(5)}",
                "world": cancellation.world,
                "asked_at": at,
                "ground": WithdrawGround.SAME_DAY.value,
            },
        )
        if is_new:
            title = _("回線 %(line)s の解約の取り下げの申し出を受け付けました")
            _note(made, "withdrawal_asked", title, at)
            _trace(made, "ask_withdrawal", at, by)
    return made


def heed_inquiry(inquiry: Inquiry, at: datetime, by: Actor) -> None:
    """An inquiry about taking back counts as the request where it comes in time (C-085).

    It may name the line by its code or its number; where it names none of the member's, it is about
    every cancellation of that day (D-143). One that is not in time is answered like any other.
    """
    if inquiry.topic != Inquiry.Topic.WITHDRAWAL:
        return
    named = queries.lines_named(inquiry.member, inquiry.line)
    pending = queries.cancellations_of(inquiry.member).pending()
    for made in pending.filter(line__in=named) if named else pending:
        if queries.may_ask_back(made, at).allowed:
            ask_withdrawal(cancellation=made, at=at, by=by)


def withdraw(
    *, cancellation: Cancellation, found: Found, at: datetime, by: Actor
) -> Withdrawal:
    """Staff take a cancellation back: the line goes on as if nothing had been asked (M-13).

    Raises NotWithdrawn with every reason, AlreadyDecided where it is no cancellation any more, and
    ValueError for no evidence.
    """
    if not found.evidence.strip():
        raise ValueError("evidence: taking back is proven")
    is_error = found.ground is WithdrawGround.PROVEN_ERROR
    _check(
        queries.may_withdraw(
            cancellation, asked_at=found.asked_at, at=at, is_proven_error=is_error
        )
    )
    with transaction.atomic():
        try:
            contracts.take_back_leaving(line=cancellation.line, at=at, by=by)
        except contracts.NotLeaving as error:
            raise AlreadyDecided from error
        taken = Cancellation.objects.filter(
            pk=cancellation.pk, state=Cancellation.State.ACCEPTED
        ).update(state=Cancellation.State.WITHDRAWN, completed_at=at)
        if not taken:
            raise AlreadyDecided
        made = _decided(cancellation, found, at, by)
        _tell(made, emails.withdrawn(made, queries.goes_on_alone(made)), at)
        title = _("回線 %(line)s の解約を取り下げました。これまでどおり使えます")
        _note(made, "cancellation_withdrawn", title, at)
        detail = {"ground": found.ground.value, "evidence": found.evidence.strip()}
        _trace(made, "withdraw_cancellation", at, by, detail)
        cancellation.refresh_from_db()
    return made


def refuse_withdrawal(
    *, withdrawal: Withdrawal, evidence: str, at: datetime, by: Actor
) -> None:
    """Staff say no, and why: the line ends as it was to.

    Raises AlreadyDecided, also where the line has left otherwise meanwhile.
    """
    if not evidence.strip():
        raise ValueError("evidence: a refusal says why")
    cancellation = withdrawal.cancellation
    with transaction.atomic():
        try:
            contracts.release_end(line=cancellation.line, at=at, by=by)
        except contracts.NotLeaving as error:
            raise AlreadyDecided from error
        refused = Withdrawal.objects.waiting().filter(pk=withdrawal.pk).update(
            state=State.REFUSED,
            evidence=evidence.strip(),
            decided_at=at,
            decided_by=by.label,
        )
        if not refused:
            raise AlreadyDecided
        withdrawal.refresh_from_db()
        _tell(withdrawal, emails.withdrawal_refused(withdrawal), at)
        _trace(withdrawal, "refuse_withdrawal", at, by, {"why": evidence.strip()})


def _check(verdict: Verdict[WithdrawReason]) -> None:
    if not verdict.allowed:
        raise NotWithdrawn(verdict)


def _hold(cancellation: Cancellation, at: datetime, by: Actor) -> None:
    through = rules.held_through(cancellation.accepted_at, at)
    line = cancellation.line
    try:
        if line.held_through is None:
            contracts.hold_end(line=line, through=through, at=at, by=by)
    except contracts.NotLeaving as error:
        raise NotWithdrawn(Verdict(reasons=(WithdrawReason.IN_EFFECT,))) from error


def _held(cancellation: Cancellation) -> Cancellation:
    return Cancellation.objects.select_for_update(no_key=True).get(pk=cancellation.pk)


def _decided(
    cancellation: Cancellation, found: Found, at: datetime, by: Actor
) -> Withdrawal:
    """What was asked for is done; on the telephone it is asked for and done at once."""
    made, _is_new = Withdrawal.objects.update_or_create(
        cancellation=cancellation,
        state=State.ASKED,
        defaults={
            "state": State.DONE,
            "ground": found.ground.value,
            "evidence": found.evidence.strip(),
            "decided_at": at,
            "decided_by": by.label,
        },
        create_defaults={
            "receipt_number": f"T{day_in_japan(at):%y%m%d}-{readable(5)}",
            "world": cancellation.world,
            "asked_at": found.asked_at,
            "state": State.DONE,
            "ground": found.ground.value,
            "evidence": found.evidence.strip(),
            "decided_at": at,
            "decided_by": by.label,
        },
    )
    return made


def _tell(made: Withdrawal, mail: Mail, at: datetime) -> None:
    outbox.put(
        world=made.world,
        user=made.cancellation.line.member.user,
        mail=mail,
        key=made.receipt_number,
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _note(made: Withdrawal, kind: str, title: str, at: datetime) -> None:
    line = made.cancellation.line
    worlds.note(
        world=made.world,
        at=at,
        kind=kind,
        title=title % {"line": line.label},
        subject=line.code,
        link=f"/cancel/receipts/{made.cancellation.receipt_number}/",
    )


def _trace(
    made: Withdrawal, verb: str, at: datetime, by: Actor, more: dict[str, str] | None = None
) -> None:
    detail = {"receipt": made.cancellation.receipt_number, **(more or {})}
    audit.record(
        world=made.world,
        at=at,
        by=by,
        verb=verb,
        subject=made.cancellation.line.code,
        detail=detail,
    )
