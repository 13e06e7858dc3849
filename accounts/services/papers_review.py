"""Deciding on identity papers, and what becomes of their pictures afterwards."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import emails
from accounts.models import Member, Reminder, Submission
from accounts.services import identity, reminders
from mioportal.plumbing import outbox, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import UploadReason, images_kept_through

State = Submission.State
IDENTITY = Member.Identity


class AlreadyDecided(Exception):
    """Somebody has decided on these papers."""


def decide_complete(*, submission: Submission, at: datetime, by: Actor) -> None:
    """Staff found the papers in order: 完了 (M-09). Raises AlreadyDecided."""
    _decide(submission, State.COMPLETE, [], "", at, by)


def decide_return(
    *,
    submission: Submission,
    reasons: Collection[UploadReason],
    note: str = "",
    at: datetime,
    by: Actor,
) -> None:
    """Staff send the papers back (差し戻し), with every reason and what clears it (M-09).

    Raises AlreadyDecided, and ValueError without a reason.
    """
    if not reasons:
        raise ValueError("reasons: papers are sent back for a reason")
    _decide(submission, State.RETURNED, [str(reason) for reason in reasons], note, at, by)


def _decide(
    submission: Submission, state: str, reasons: list[str], note: str, at: datetime, by: Actor
) -> None:
    member = submission.member
    with transaction.atomic():
        identity.hold(member)
        decided = Submission.objects.filter(pk=submission.pk, state=State.IN_REVIEW).update(
            state=state,
            reasons=reasons,
            note=note,
            decided_at=at,
            decided_by=by.label,
            images_kept_through=images_kept_through(day_in_japan(at)),
        )
        if not decided:
            raise AlreadyDecided
        submission.refresh_from_db()
        passed = state == State.COMPLETE
        result = IDENTITY.COMPLETE if passed else IDENTITY.RETURNED
        identity.set_state(member, result, note, at, by)
        if passed:
            reminders.call_off(member=member, kind=Reminder.Kind.PAPERS)
        else:
            identity.remind(member, at)
        identity.put(submission, emails.papers_decided(submission), "decided", at)
        said = str(submission.get_state_display())
        worlds.note(
            world=submission.world,
            at=at,
            kind="papers_decided",
            title=_("本人確認の結果は「%s」でした") % said,
            subject=member.mio_id,
            link="/identity/",
        )
        detail: dict[str, object] = {"identity": state, "reasons": reasons, "note": note}
        identity.trace(member, "decide_identity", at, by, detail)


def complete_identity(*, member: Member, at: datetime, by: Actor) -> bool:
    """Staff found the member to be who they say, papers or not; False when that stood already.

    What was being put together is no longer needed, and goes.
    """
    with transaction.atomic():
        identity.hold(member)
        reviewed = Submission.objects.filter(member=member, state=State.IN_REVIEW).first()
        if reviewed is not None:
            decide_complete(submission=reviewed, at=at, by=by)
            return True
        for draft in Submission.objects.filter(member=member, state=State.DRAFT):
            identity.give_up(draft, at, by)
        completed = identity.set_state(member, IDENTITY.COMPLETE, "", at, by)
        if completed:
            reminders.call_off(member=member, kind=Reminder.Kind.PAPERS)
            identity.trace(member, "decide_identity", at, by, {"identity": IDENTITY.COMPLETE.value})
    return completed


def note_opened(*, submission: Submission, at: datetime, by: Actor) -> None:
    """A reviewer looks at the pictures: every look leaves its trace."""
    identity.trace(submission.member, "look_at_papers", at, by, {"papers": submission.code})


def purge(*, submission: Submission, at: datetime, by: Actor) -> bool:
    """The pictures have been kept for as long as they may be; False when they went before."""
    with transaction.atomic():
        purged = Submission.objects.filter(
            pk=submission.pk, purged_at=None, images_kept_through__lt=day_in_japan(at)
        ).update(purged_at=at)
        if purged:
            count = identity.take_away(submission.images.all())
            identity.trace(submission.member, "purge_papers", at, by, {"pictures": count})
    return bool(purged)


def remind_of_papers(reminder: Reminder, at: datetime) -> None:
    """M-10: nothing has come yet. Says nothing when papers are in, or no longer wanted."""
    member = reminder.member
    if member.identity not in (IDENTITY.NOT_SUBMITTED, IDENTITY.RETURNED):
        return
    outbox.put(
        world=member.world,
        user=member.user,
        mail=emails.papers_missing(member),
        key=f"papers:{reminder.pk}",
        at=at,
    )


reminders.tellers[Reminder.Kind.PAPERS] = remind_of_papers
