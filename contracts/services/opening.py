"""Opening a line."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts import services as accounts
from accounts.models import Member
from contracts.models import Line, OptionPeriod, PlanPeriod, Sim
from contracts.queries.options import tried_options
from contracts.services.metering import start_metering
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules import option_changes, options, plans
from mioportal.rules.dates import month_start
from mioportal.rules.options import AgreedFee


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLine:
    """What was applied for. `started_on` is the first day of use (C-088)."""

    code: str
    plan_code: str
    contracted_on: date
    started_on: date
    iccid: str
    function: Line.Function = Line.Function.VOICE
    medium: Line.Medium = Line.Medium.SIM
    network: Line.Network = Line.Network.DOCOMO
    phone_number: str = ""
    user_name: str = ""
    option_codes: tuple[str, ...] = ()
    # The fees of those options whose price the contract names.
    agreed: tuple[AgreedFee, ...] = ()
    by_phone_only: bool = False
    initial_fee_prepaid: bool = False
    # A past that is told in one go has its books written at the end (`recount_past`).
    is_metered: bool = True


def open_line(*, member: Member, new: NewLine, at: datetime, by: Actor) -> Line:
    """Open a line with its plan, options and SIM; a mioID that was closing is valid again (C-039).

    Raises ValueError for a plan or option that is not sold for it, a second call option, or a fee
    that an option has not, and MioIdEnded of accounts.
    """
    if not plans.is_sold(new.plan_code, new.function, new.medium):
        raise ValueError(f"plan_code: {new.plan_code} is not sold as {new.function}/{new.medium}")
    fees = _option_fees(new)
    with transaction.atomic():
        accounts.note_service_begun(member=member, at=at)
        line = Line.objects.create(
            code=new.code,
            member=member,
            world=member.world,
            function=new.function,
            medium=new.medium,
            network=new.network,
            phone_number=new.phone_number,
            user_name=new.user_name,
            contracted_on=new.contracted_on,
            started_on=new.started_on,
            billing_started_on=new.started_on,
            by_phone_only=new.by_phone_only,
            initial_fee_prepaid=new.initial_fee_prepaid,
        )
        PlanPeriod.objects.create(
            line=line, plan_code=new.plan_code, starts_on=new.started_on
        )
        _hold_options(line, fees)
        card = new.medium == Line.Medium.SIM
        Sim.objects.create(
            line=line,
            world=member.world,
            iccid=new.iccid,
            state=Sim.State.LENT if card else Sim.State.NO_RETURN,
        )
        if new.is_metered:
            start_metering(line=line, at=at)
        audit.record(world=member.world, at=at, by=by, verb="open_line", subject=line.code)
    return line


def _option_fees(new: NewLine) -> dict[str, Decimal | None]:
    """The options applied for, each with the fee that the contract names for it."""
    agreed = dict(new.agreed)
    held = options.held_once(new.option_codes, "option_codes", new.code)
    options.check_agreed(new.agreed, held, new.code)
    for code in held:
        if not option_changes.may_hold(code, new.function, new.started_on):
            raise ValueError(f"option_codes: {code} is not for a line of {new.function}")
        if any(option_changes.gives_way(code, other) for other in held):
            raise ValueError(f"option_codes: {code} is not the only call option")
        options.monthly_fee(code, month_start(new.started_on), agreed.get(code))
    return {code.value: agreed.get(code) for code in held}


def _hold_options(line: Line, fees: dict[str, Decimal | None]) -> None:
    had = tried_options(line.member)
    OptionPeriod.objects.bulk_create(
        OptionPeriod(
            line=line,
            option_code=code,
            agreed_yen=fee,
            starts_on=line.started_on,
            trial_through=option_changes.trial_through(
                code, line.started_on, had_before=code in had
            ),
        )
        for code, fee in fees.items()
    )
