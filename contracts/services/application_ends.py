"""An application handed in, or lapsed: what stands from then on, and who is told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import queries as accounts_queries
from accounts import services as accounts
from accounts.models import Member, Reminder
from accounts.services import reminders
from contracts import emails, queries
from contracts.models import Application, AppliedLine
from contracts.models.application import OPEN
from contracts.queries.apply_course import PORT_IN
from contracts.services.applications import DRAFT, NotAllowed, NotDraft, end
from contracts.services.applied import give_time
from contracts.services.course import take_up
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules.application import ApplicationState
from mioportal.rules.dates import day_in_japan

# What comes next is done by the operator, not by the member.
_WITH_US = (
    ApplicationState.APPLIED,
    ApplicationState.IN_REVIEW,
    ApplicationState.APPROVED,
    ApplicationState.SENT,
)


class NotWhole(Exception):
    """A page has not been answered, or what was answered no longer holds; `step` is the first."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class NumberTaken(NotWhole):
    """A number to be brought along is in use here, or asked for by another application."""


class ShownHasChanged(Exception):
    """What was shown when the button was pressed no longer holds: it is shown anew."""


def hand_in(*, application: Application, shown: str, at: datetime, by: Actor) -> Application:
    """Hand an application in (この内容で申し込む, M-02); handed in before, it is returned.

    `shown` is the digest of what the check page showed. Raises NotDraft, NotWhole, NotAllowed with
    every reason, ShownHasChanged: nothing is changed then.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        # One application after the other of a member, and none while a debt is noted.
        accounts.hold(application.member)
        mine = Application.objects.filter(
            pk=application.pk, state=DRAFT, lapses_on__gte=today
        ).update(changed_at=at)
        member = accounts_queries.members().get(pk=application.member_id)
        current = queries.applications_of(member).get(pk=application.pk)
        if not mine:
            if current.submitted_at is None:
                raise NotDraft
            return current
        lines = list(current.lines.all())
        _check(current, at)
        told = queries.as_shown(lines, queries.first_bills(member, lines, today), today)
        if queries.digest_of(told, current, queries.usable_card(member, today)) != shown:
            raise ShownHasChanged
        _ask_for_numbers(lines)
        Application.objects.filter(pk=current.pk).update(
            state=ApplicationState.APPLIED.value,
            submitted_at=at,
            shown=told,
            shown_digest=shown,
        )
        reminders.call_off(
            member=member, kind=Reminder.Kind.APPLICATION_LAPSES, about=current.number
        )
        give_time(current, at, by)
        try:
            accounts.note_application(member=member, is_open=True, at=at)
        except accounts.MioIdEnded as over:
            raise NotDraft from over
        _tell_handed_in(queries.applications_of(member).get(pk=current.pk), at)
        audit.record(
            world=current.world,
            at=at,
            by=by,
            verb="hand_in_application",
            subject=current.number,
            detail={"lines": len(lines)},
        )
        take_up(application=current, at=at, by=by)
        current.refresh_from_db()
    return current


def _check(application: Application, at: datetime) -> None:
    today = day_in_japan(at)
    course = queries.course(application, today)
    if not course.is_whole:
        raise NotWhole(course.reachable)
    lines = list(application.lines.all())
    reasons = [*queries.against_application(application.member, lines, at)]
    reasons += queries.against_port_in(lines, today)
    for line in lines:
        number = line.brought_number
        if line.is_brought and (
            queries.is_ours(application.world_id, number) or queries.is_asked_for(line, number)
        ):
            raise NumberTaken(PORT_IN)
    if reasons:
        raise NotAllowed(dict.fromkeys(reasons))


def _ask_for_numbers(lines: Iterable[AppliedLine]) -> None:
    """One application at a time asks for a number: of two at the same moment, the database says."""
    try:
        with transaction.atomic():
            for line in lines:
                if line.is_brought:
                    asks_for = f"{line.application.world_id}:{line.brought_number}"
                    AppliedLine.objects.filter(pk=line.pk).update(asks_for=asks_for)
    except IntegrityError as taken:
        raise NumberTaken(PORT_IN) from taken


def _tell_handed_in(application: Application, at: datetime) -> None:
    member, lines = application.member, application.lines.all()
    waits = queries.needs_papers(member, lines, day_in_japan(at))
    worlds.note(
        world=application.world,
        at=at,
        kind="application_handed_in",
        title=_("お申し込みを受け付けました（受付番号 %s）") % application.number,
        subject=application.number,
        link=f"/apply/{application.number}/receipt/",
    )
    outbox.put(
        world=application.world,
        user=member.user,
        mail=emails.application_received(
            application,
            waits_for_papers=waits and member.identity != Member.Identity.IN_REVIEW,
        ),
        key=application.number,
        at=at,
        send_after=windows.night_ends_at(at),
    )


def lapse(*, application: Application, at: datetime, by: Actor) -> bool:
    """The last day of a member's draft has passed (期限切れ, M-39); False when it is none now."""
    with transaction.atomic():
        if application.lapses_on >= day_in_japan(at):
            return False
        if not end(application, ApplicationState.LAPSED, [DRAFT], at, by.label):
            return False
        worlds.note(
            world=application.world,
            at=at,
            kind="application_lapsed",
            title=_("お申し込みの下書きが、期限切れになりました"),
            subject=application.number,
            link="/apply/",
        )
        outbox.put(
            world=application.world,
            user=application.member.user,
            mail=emails.application_lapsed(application),
            key=f"{application.number}:lapsed",
            at=at,
            send_after=windows.night_ends_at(at),
        )
        audit.record(
            world=application.world,
            at=at,
            by=by,
            verb="lapse_application",
            subject=application.number,
        )
    return True


def _end_with_mio_id(member: Member, at: datetime, by: Actor) -> None:
    """A provisional mioID has ended: whatever it applied for comes to nothing (F-ACC-04)."""
    for application in Application.objects.of(member).open().select_related("member"):
        end(application, ApplicationState.LAPSED, [state.value for state in OPEN], at, by.label)
    accounts.note_application(member=member, is_open=False, at=at)


def _is_with_us(member: Member) -> bool:
    """Whether what a member handed in is being reviewed, to be posted, or on its way to them."""
    states = [state.value for state in _WITH_US]
    held = Application.objects.of(member).filter(state__in=states).first()
    if held is None or held.state != ApplicationState.APPROVED:
        return held is not None
    # Nothing is posted for a number that has run out: its member goes on first.
    return held.lines.filter(state=AppliedLine.State.APPLIED, number_lapsed_at=None).exists()


def _remind_of_the_draft(reminder: Reminder, at: datetime) -> None:
    """M-39, unless the application has been handed in or given up since."""
    draft = Application.objects.of(reminder.member).drafts().filter(number=reminder.about).first()
    if draft is not None:
        outbox.put(
            world=reminder.world,
            user=reminder.member.user,
            mail=emails.application_lapses(draft),
            key=f"{draft.number}:{reminder.on.isoformat()}",
            at=at,
        )


accounts.with_the_operator.append(_is_with_us)
accounts.mio_id_ended.append(_end_with_mio_id)
reminders.tellers[Reminder.Kind.APPLICATION_LAPSES] = _remind_of_the_draft
