"""The mails that follow a line's end."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line, Sim
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import fees, options, sim_return
from mioportal.rules.dates import add_months
from mioportal.rules.options import Option, Provider


def after_leaving(
    line: Line, member: Member, still: Sequence[Option], *, awaits_card: bool
) -> Mail:
    """M-37 解約後の確認: what may cost something still, and how to see that it does not."""
    assert line.ends_on is not None
    watched = options.CARD_WATCH_MONTHS.on(line.ends_on)
    return from_template(
        "M-37",
        _("解約後のご確認のお願い"),
        "after_leaving",
        line=line,
        member=member,
        here=[each for each in still if each.provider is Provider.HERE],
        elsewhere=[each for each in still if each.provider is not Provider.HERE],
        watched_through=add_months(line.ends_on, watched),
        awaits_card=awaits_card,
    )


def return_reminder(line: Line, member: Member, cards: Sequence[Sim]) -> Mail:
    """M-20 SIMカードの返却のお願い: which cards, where to, and from when a fee may be charged."""
    assert line.ends_on is not None
    fee_from = sim_return.fee_risk_from(line.ends_on)
    return from_template(
        "M-20",
        _("SIMカードの返却をお願いします"),
        "return_reminder",
        line=line,
        member=member,
        cards=cards,
        address=sim_return.RETURN_ADDRESSES.on(line.ends_on),
        fee_risk_from=fee_from,
        fee=fees.sim_damage_fee(fee_from),
    )
