"""The return of SIM cards: sent, received, lost, let go (F-SIM-01 to 11)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Reminder
from accounts.services import reminders
from contracts.models import DeskRequest, Line, Sim
from contracts.services import requests
from contracts.services.requests import About, CannotBeDone, Matter
from contracts.services.sim_cases import close_case, end_loss
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan
from mioportal.rules.post import Way
from mioportal.rules.sim_return import WaiverReason

State = Sim.State
Kind = DeskRequest.Kind


class NotAwaited(Exception):
    """The card is not on its way back."""


def receive_sim(*, sim: Sim, at: datetime, by: Actor) -> None:
    """A card came back (受領済). No mail is sent: the member sees it on the site (C-057).

    Raises NotAwaited.
    """
    _receive(sim, day_in_japan(at), "receive_sim", at, by)


def note_delivered(*, sim: Sim, on: date, at: datetime, by: Actor) -> bool:
    """The post says 配達完了 of a way that proves it: the card counts as returned (C-060).

    False when it had come back before.
    """
    try:
        _receive(sim, on, "note_delivered", at, by)
    except NotAwaited:
        return False
    return True


def report_posted(
    *,
    line: Line,
    iccids: Collection[str],
    way: Way,
    number: str,
    at: datetime,
    by: Actor,
) -> bool:
    """The member says that cards were sent today, how, and under which number (C-060).

    Said again, the last word stands. False where none of them is to come back any more.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        rows = line.sims.out().filter(iccid__in=iccids)
        told = rows.exclude(posted_by=way.value, tracking_number=number, posted_on=today)
        if not told.exists():
            return rows.exists()
        sent = rows.update(
            state=State.POSTED,
            posted_by=way.value,
            tracking_number=number,
            posted_on=today,
            # What was lost has been found.
            lost_at=None,
        )
        detail = {"way": way.value, "number": number, "cards": str(sent)}
        audit.record(
            world=line.world, at=at, by=by, verb="report_posted", subject=line.code, detail=detail
        )
        end_loss(line, DeskRequest.State.WITHDRAWN, at, by)
    return True


def report_lost(
    *, line: Line, iccids: Collection[str], at: datetime, by: Actor
) -> DeskRequest:
    """The member says that cards are lost: the desk may let their fee go (F-SIM-10, C-059).

    Said again while the desk has not decided, the same request stands. Raises NotAwaited.
    """
    with transaction.atomic():
        rows = line.sims.out().filter(iccid__in=iccids)
        if not rows.exists():
            raise NotAwaited
        rows.filter(lost_at=None).update(lost_at=at)
        request, _is_new = requests.ask(
            member=line.member, kind=Kind.SIM_LOST, subject=line.code, line=line, at=at, by=by
        )
    return request


def waive_sim(*, sim: Sim, why: WaiverReason, at: datetime, by: Actor) -> None:
    """Staff let the fee for a card go, and say why (免除, C-059). Raises NotAwaited."""
    with transaction.atomic():
        waived = (
            Sim.objects.out()
            .filter(pk=sim.pk)
            .update(state=State.WAIVED, waived_at=at, waived_for=why.value)
        )
        if not waived:
            raise NotAwaited
        detail = {"card": sim.iccid_tail, "why": why.value}
        subject = sim.line.code
        audit.record(
            world=sim.world, at=at, by=by, verb="waive_sim", subject=subject, detail=detail
        )
        _settled(sim, at, by)
        sim.refresh_from_db()


def waive_charged(*, sim: Sim, at: datetime, by: Actor) -> None:
    """A fee was charged in error (誤請求): for the floor above, which gives it back.

    Raises NotAwaited unless it is charged.
    """
    with transaction.atomic():
        why = WaiverReason.CHARGED_IN_ERROR
        taken = Sim.objects.filter(pk=sim.pk, state=State.CHARGED).update(
            state=State.WAIVED, waived_at=at, waived_for=why.value
        )
        if not taken:
            raise NotAwaited
        detail = {"card": sim.iccid_tail, "why": why.value}
        subject = sim.line.code
        audit.record(
            world=sim.world, at=at, by=by, verb="waive_sim", subject=subject, detail=detail
        )
        sim.refresh_from_db()


def _receive(sim: Sim, on: date, verb: str, at: datetime, by: Actor) -> None:
    with transaction.atomic():
        received = (
            Sim.objects.out().filter(pk=sim.pk).update(state=State.RECEIVED, received_on=on)
        )
        if not received:
            raise NotAwaited
        audit.record(world=sim.world, at=at, by=by, verb=verb, subject=sim.line.code)
        worlds.note(
            world=sim.world,
            at=at,
            kind="sim_received",
            title=_("回線 %s のSIMカードが返却先に届きました") % sim.line.label,
            subject=sim.line.code,
            link=f"/lines/{sim.line.code}/sim-return/",
        )
        _settled(sim, at, by)


def _settled(sim: Sim, at: datetime, by: Actor) -> None:
    """A card is no matter any more: its case is closed, and nobody is asked for it again."""
    close_case(sim=sim, at=at, by=by)
    line = sim.line
    if not line.sims.out().exists():
        reminders.call_off(member=line.member, kind=Reminder.Kind.SIM_RETURN, about=line.code)
    end_loss(line, DeskRequest.State.DONE, at, by)


def _about(request: DeskRequest) -> About:
    line = Line.objects.get(code=request.subject)
    tails = [sim.iccid_tail for sim in line.sims.filter(lost_at__isnull=False).order_by("pk")]
    label = _("SIMカード（ICCID 末尾 %s）") % "、".join(tails) if tails else _("SIMカード")
    return About(label=label, url=f"/lines/{line.code}/sim-return/")


def _let_go(request: DeskRequest, at: datetime, by: Actor) -> None:
    """What was lost is not charged; the request has been ended already."""
    lost = Sim.objects.out().filter(line__code=request.subject, lost_at__isnull=False)
    cards = list(lost.select_related("line__member", "world"))
    if not cards:
        raise CannotBeDone(_("紛失の届出のあるSIMカードは、もうありません"))
    for sim in cards:
        waive_sim(sim=sim, why=WaiverReason.LOST_DECLARED, at=at, by=by)


def _found(request: DeskRequest, at: datetime, by: Actor) -> None:
    """Taken back, or refused: the cards are waited for as before."""
    Sim.objects.out().filter(line__code=request.subject).update(lost_at=None)


requests.matters[Kind.SIM_LOST] = Matter(
    about=_about,
    next=gettext_lazy(
        "窓口が届出を確かめ、SIM損害金を免除するかどうかを決めます。結果は、会員サイトで確かめられます。"
    ),
    complete=_let_go,
    call_off=_found,
)
