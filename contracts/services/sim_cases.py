"""The fee for a card that did not come back: put before staff, decided by them (C-055, C-061)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from contracts.models import DeskRequest, Line, Sim
from contracts.services import requests
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules import sim_return
from mioportal.rules.dates import day_in_japan
from mioportal.rules.sim_return import FeeReason
from mioportal.rules.verdict import Verdict


class NotChargeable(Exception):
    """The fee for this card cannot be charged; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[FeeReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


def open_case(*, sim: Sim, at: datetime, by: Actor) -> bool:
    """Put a card that is overdue before staff; False when it was, or the card has come back.

    Nothing is charged by that. The mioID does not close before it is decided (C-041, D-53).
    """
    if not fee_verdict(sim, at, awaits_approval=False).allowed:
        return False
    with transaction.atomic():
        opened = Sim.objects.out().filter(pk=sim.pk, case_opened_at=None).update(case_opened_at=at)
        if not opened:
            return False
        accounts.note_sim_case(member=sim.line.member, closed_on=None, at=at, by=by)
        _trace(sim, "open_sim_case", at, by)
    return True


def charge_sim(*, sim: Sim, at: datetime, by: Actor) -> None:
    """Staff approve the fee for a card (損害金請求); the floor above puts it on a bill.

    Raises NotChargeable with every reason; with none where it is charged already.
    """
    with transaction.atomic():
        charged = Sim.objects.in_case().filter(pk=sim.pk).update(
            state=Sim.State.CHARGED, charged_at=at
        )
        sim.refresh_from_db()
        # Of one that is charged already there is nothing against it but that.
        waits = not charged and sim.state != Sim.State.CHARGED
        verdict = fee_verdict(sim, at, awaits_approval=waits)
        if not charged or not verdict.allowed:
            raise NotChargeable(verdict)
        _trace(sim, "charge_sim", at, by)
        worlds.note(
            world=sim.world,
            at=at,
            kind="sim_charged",
            title=_("回線 %s の返却されていないSIMカードの損害金を請求します") % sim.line.label,
            subject=sim.line.code,
            link=f"/lines/{sim.line.code}/sim-return/",
        )
        close_case(sim=sim, at=at, by=by)
        said = _("SIM損害金を請求することに決まりました。")
        end_loss(sim.line, DeskRequest.State.REFUSED, at, by, said)


def fee_verdict(sim: Sim, at: datetime, *, awaits_approval: bool) -> Verdict[FeeReason]:
    """Whether the fee may be charged on this day, read anew."""
    now = Sim.objects.select_related("line").get(pk=sim.pk)
    if now.line.ends_on is None:
        return Verdict(reasons=(FeeReason.TOO_EARLY,))
    return sim_return.may_charge_fee(
        sim_return.FeeFacts(
            ended_on=now.line.ends_on,
            charged_on=day_in_japan(at),
            reminders_sent=now.reminders_sent,
            awaits_approval=awaits_approval,
            is_esim=now.state == Sim.State.NO_RETURN,
            is_received=now.state == Sim.State.RECEIVED,
            is_waived=now.state == Sim.State.WAIVED,
        )
    )


def close_case(*, sim: Sim, at: datetime, by: Actor) -> None:
    """Of a card whose fee was before staff: the member's case closes with the last such card."""
    now = Sim.objects.get(pk=sim.pk)
    member = sim.line.member
    if now.case_opened_at is None or Sim.objects.in_case().filter(line__member=member).exists():
        return
    accounts.note_sim_case(member=member, closed_on=day_in_japan(at), at=at, by=by)


def end_loss(
    line: Line, state: DeskRequest.State, at: datetime, by: Actor, note: str = ""
) -> None:
    """Where no card of a line is lost any more, nothing about it waits for the desk."""
    if not line.sims.out().filter(lost_at__isnull=False).exists():
        requests.end(
            kind=DeskRequest.Kind.SIM_LOST,
            subject=line.code,
            state=state,
            at=at,
            by=by,
            note=note,
        )


def _trace(sim: Sim, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=sim.world,
        at=at,
        by=by,
        verb=verb,
        subject=sim.line.code,
        detail={"card": sim.iccid_tail},
    )
