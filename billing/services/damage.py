"""The fee for a SIM card that did not come back: charged when staff approve it (C-055, C-061)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from billing import emails
from billing.models import Bill, BillRun, PostedCharge
from billing.services.posting import charge_once
from billing.services.refunds import NotPaidYet, refund
from billing.services.telling import tell
from contracts import services as contracts
from contracts.models import Sim
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules import fees, tax
from mioportal.rules.charges import ChargeKind
from mioportal.rules.dates import day_in_japan


def charge_damage(*, sim: Sim, at: datetime, by: Actor) -> PostedCharge:
    """Put the fee for one card on the next bill, and tell its member (M-21).

    Raises `NotChargeable` of contracts with every reason: it is charged once at most.
    """
    today, member = day_in_japan(at), sim.line.member
    with transaction.atomic():
        contracts.charge_sim(sim=sim, at=at, by=by)
        charge = charge_once(
            member=member,
            kind=ChargeKind.SIM_DAMAGE,
            amount=fees.sim_damage_fee(today),
            percent=tax.rate(today),
            at=at,
            by=by,
            line=sim.line,
            code=sim.iccid,
        )
        tell(member, emails.damage_charged(sim, charge), sim.iccid, at)
    return charge


def give_back_damage(*, sim: Sim, at: datetime, by: Actor) -> None:
    """A fee was charged in error (誤請求, C-059): it is taken off, or paid back where it was paid.

    Raises NotPaidYet while its bill waits to be paid, `NotAwaited` of contracts unless it is
    charged.
    """
    line, member = sim.line, sim.line.member
    with transaction.atomic():
        contracts.waive_charged(sim=sim, at=at, by=by)
        charge = PostedCharge.objects.select_for_update().get(
            line=line, kind=ChargeKind.SIM_DAMAGE.value, code=sim.iccid
        )
        if not BillRun.objects.filter(world=member.world, month=charge.month).exists():
            charge.delete()
            detail = {"card": sim.iccid_tail, "yen": str(charge.amount_yen)}
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="take_back_charge",
                subject=line.code,
                detail=detail,
            )
            return
        bill = Bill.objects.of(member).filter(month=charge.month).first()
        if bill is None:
            raise NotPaidYet
        refund(
            bill=bill,
            yen=charge.amount_yen,
            reason=_("SIM損害金の誤請求"),
            at=at,
            by=by,
            form=f"sim:{sim.iccid_tail}",
        )
