"""The mail about the fee for a SIM card that did not come back."""

from django.utils.translation import gettext as _

from billing.models import PostedCharge
from contracts.models import Sim
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules.payment import schedule


def damage_charged(sim: Sim, charge: PostedCharge) -> Mail:
    """M-21 SIM損害金: how much, for which card, on which bill, and what to do if it is wrong."""
    return from_template(
        "M-21",
        _("SIM損害金を請求します"),
        "damage_charged",
        sim=sim,
        line=sim.line,
        member=charge.member,
        charge=charge,
        charged_on=schedule(charge.month).charged_on,
    )
