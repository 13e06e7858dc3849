"""The life of a mioID: provisional until an application is completed, and how it ends."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import emails
from accounts.models import Member, Reminder, Standing, Submission, User
from accounts.services import papers, reminders
from accounts.services.identity import end_review, purge_pictures
from accounts.services.recovery import void_links
from accounts.services.standing import MioIdEnded, hold
from accounts.services.visits import note_all_ended
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor, system
from mioportal.rules import mioid, sign_up
from mioportal.rules.dates import day_in_japan

# Floors above add what ends along with a mioID, in the same transaction.
mio_id_ended: list[Callable[[Member, datetime, Actor], None]] = []
# Floors above say whether what a provisional member applied for waits for the operator.
with_the_operator: list[Callable[[Member], bool]] = []


def give_until(*, member: Member, through: date, at: datetime, by: Actor) -> bool:
    """A provisional mioID lasts through another day: its application goes on (D-86, D-150).

    M-39 is planned for it anew. False when it is in force, or has ended.
    """
    with transaction.atomic():
        current = hold(member).member
        if current.has_ended(day_in_japan(at)):
            return False
        if current.provisional_through == through:
            return True
        moved = Member.objects.filter(pk=member.pk, provisional_through__isnull=False).update(
            provisional_through=through
        )
        if moved:
            reminders.call_off(member=member, kind=Reminder.Kind.DRAFT_LAPSES)
            reminders.plan(
                member=current,
                kind=Reminder.Kind.DRAFT_LAPSES,
                about=through.isoformat(),
                days=[sign_up.warning_before(through)],
                at=at,
            )
            audit.record(
                world=current.world,
                at=at,
                by=by,
                verb="give_until",
                subject=current.mio_id,
                detail={"through": through.isoformat()},
            )
    member.provisional_through = through if moved else member.provisional_through
    return bool(moved)


def complete_registration(*, member: Member, at: datetime, by: Actor) -> bool:
    """The first line of its application runs: the mioID is in force (C-045, D-150).

    False when it was before.

    Raises MioIdEnded when its month is over.
    """
    with transaction.atomic():
        current = hold(member).member
        if current.has_ended(day_in_japan(at)):
            raise MioIdEnded
        completed = Member.objects.filter(
            pk=member.pk, provisional_through__isnull=False
        ).update(provisional_through=None)
        if completed:
            reminders.call_off(member=member, kind=Reminder.Kind.DRAFT_LAPSES)
            audit.record(
                world=current.world,
                at=at,
                by=by,
                verb="complete_registration",
                subject=current.mio_id,
            )
    return bool(completed)


def end_mio_id(*, member: Member, at: datetime, by: Actor) -> bool:
    """Carry out the end of a mioID whose last day has passed (M-32, M-39).

    It is 無効 since the midnight after its last day, whenever this runs: no session goes on and
    nobody signs in any more. False when that was done before, or the last day was put off.
    """
    with transaction.atomic():
        standing = hold(member)
        current, through = standing.member, standing.member.last_day
        if current.invalid_since is not None or through is None or through >= day_in_japan(at):
            return False
        Member.objects.filter(pk=current.pk).update(
            invalid_since=mioid.invalid_from_at(through), pickup_news_since=None
        )
        Standing.objects.filter(pk=standing.pk).update(valid_through=None)
        User.objects.filter(pk=current.user_id).update(
            is_active=False, sessions_ended=F("sessions_ended") + 1
        )
        void_links(current.user)
        note_all_ended(user=current.user, at=at)
        reminders.call_off_all(member=current)
        for draft in Submission.objects.filter(member=current, state=Submission.State.DRAFT):
            papers.drop_draft(draft=draft, at=at, by=by)
        if current.provisional_through is not None:
            purge_pictures(member=current, at=at)
        for end_along in mio_id_ended:
            end_along(current, at, by)
        end_review(member=current, at=at, by=by)
        _tell_ended(current, at)
        audit.record(
            world=current.world,
            at=at,
            by=by,
            verb="end_mio_id",
            subject=current.mio_id,
            detail={"through": through.isoformat()},
        )
    return True


def _tell_ended(member: Member, at: datetime) -> None:
    through = member.last_day
    assert through is not None
    is_draft = member.provisional_through is not None
    mail = emails.draft_lapsed(member) if is_draft else emails.mio_id_ended(member)
    worlds.note(
        world=member.world,
        at=at,
        kind="mioid_ended",
        title=_("mioIDが無効になりました（最終日は%s）") % date_format(through, _("Y年n月j日")),
        subject=member.mio_id,
    )
    outbox.put(
        world=member.world,
        user=member.user,
        mail=mail,
        key=f"{member.mio_id}:ended",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _remind_of_the_end(reminder: Reminder, at: datetime) -> None:
    """M-32, unless the last day has been put off since."""
    member = reminder.member
    if member.last_day is not None and member.last_day.isoformat() == reminder.about:
        _tell(reminder, emails.mio_id_closes(member), at)


def _remind_of_the_draft(reminder: Reminder, at: datetime) -> None:
    """M-39, unless a line of it runs; who waits for the operator is given time instead (D-150)."""
    member = reminder.member
    if member.provisional_through is None:
        return
    if any(waits(member) for waits in with_the_operator):
        through = sign_up.draft_through(day_in_japan(at))
        give_until(member=member, through=through, at=at, by=system("accounts.remind_of_the_draft"))
    else:
        _tell(reminder, emails.draft_lapses(member), at)


def _tell(reminder: Reminder, mail: outbox.Mail, at: datetime) -> None:
    outbox.put(
        world=reminder.world,
        user=reminder.member.user,
        mail=mail,
        key=f"{reminder.member.mio_id}:{reminder.about}:{reminder.on.isoformat()}",
        at=at,
    )


reminders.tellers[Reminder.Kind.MIOID_CLOSES] = _remind_of_the_end
reminders.tellers[Reminder.Kind.DRAFT_LAPSES] = _remind_of_the_draft
