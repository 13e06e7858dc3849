"""The state of an identity, and what hangs on it: for the services of papers alone."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Member, PaperImage, Reminder, Submission
from accounts.services import paper_store, reminders
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.rules import identity as rules
from mioportal.rules.dates import day_in_japan

# Floors above add what waits for an identity: told of every change, in the same transaction.
changed: list[Callable[[Member, datetime, Actor], None]] = []


def hold(member: Member) -> str:
    """Keep a member's row to the end of the transaction; the state of their identity as it stands.

    Whoever sends, asks for or decides on papers begins here: a member first, then their papers.
    """
    rows = Member.objects.select_for_update().filter(pk=member.pk)
    return rows.values_list("identity", flat=True).get()


def set_state(member: Member, state: str, note: str, at: datetime, by: Actor) -> bool:
    """Give an identity its state and the reason that the member reads; False when both stood."""
    member.identity, member.identity_note = state, note[:200]
    stands = Member.objects.filter(pk=member.pk, identity=state)
    others = Member.objects.filter(pk=member.pk).exclude(identity=state)
    if others.update(identity=state, identity_note=note[:200]):
        for tell in changed:
            tell(member, at, by)
        return True
    stands.update(identity_note=note[:200])
    return False


def remind(member: Member, at: datetime) -> None:
    """Plan the day on which a member who sends nothing is reminded (M-10)."""
    reminders.plan(
        member=member,
        kind=Reminder.Kind.PAPERS,
        about="papers",
        days=[rules.reminder_on(day_in_japan(at))],
        at=at,
    )


def take_away(images: QuerySet[PaperImage]) -> int:
    """Delete rows now, and their files once that is certain; how many."""
    names = list(images.values_list("name", flat=True))
    images.delete()
    for name in names:
        _drop_once_written(name)
    return len(names)


def _drop_once_written(name: str) -> None:
    """A file that cannot go then is left to the sweeper; what was written stands."""

    def drop() -> None:
        paper_store.drop(name)

    # No partial here: Django wants to name what failed.
    transaction.on_commit(drop, robust=True)


def purge_pictures(*, member: Member, at: datetime) -> None:
    """Nothing came of an application: the pictures of papers that were sent go, too (C-042)."""
    for sent in Submission.objects.filter(member=member, purged_at=None):
        take_away(sent.images.all())
    Submission.objects.filter(member=member, purged_at=None).update(purged_at=at)


def end_review(*, member: Member, at: datetime, by: Actor) -> None:
    """The mioID has ended: papers in review are looked at by nobody any more, and go."""
    reviewed = Submission.objects.filter(member=member, state=Submission.State.IN_REVIEW)
    for sent in reviewed:
        take_away(sent.images.all())
    if reviewed.update(state=Submission.State.DROPPED, purged_at=at):
        set_state(member, Member.Identity.NOT_SUBMITTED, "", at, by)
        trace(member, "drop_papers", at, by)


def drafts(draft: Submission) -> QuerySet[Submission]:
    """The row, as long as it is a draft. Whoever writes to a draft holds it first."""
    return Submission.objects.filter(pk=draft.pk, state=Submission.State.DRAFT)


def give_up(draft: Submission, at: datetime, by: Actor) -> bool:
    """Papers are not sent; their pictures go at once. False when they are no draft any more."""
    with transaction.atomic():
        dropped = drafts(draft).update(state=Submission.State.DROPPED, purged_at=at)
        if dropped:
            take_away(draft.images.all())
            trace(draft.member, "drop_papers", at, by)
    return bool(dropped)


def put(submission: Submission, mail: outbox.Mail, occasion: str, at: datetime) -> None:
    """Mail a member about their papers; at night it waits for the morning."""
    outbox.put(
        world=submission.world,
        user=submission.member.user,
        mail=mail,
        key=f"{submission.receipt_number}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def trace(
    member: Member, verb: str, at: datetime, by: Actor, detail: dict[str, object] | None = None
) -> None:
    """Note who did what with a member's papers."""
    audit.record(
        world=member.world, at=at, by=by, verb=verb, subject=member.mio_id, detail=detail
    )
