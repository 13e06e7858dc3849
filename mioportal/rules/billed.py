"""What a month's bill is made from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mioportal.rules import fees, options, plans
from mioportal.rules.charges import BillLine
from mioportal.rules.checks import a_count, a_day, a_month, member, settle, yen
from mioportal.rules.dates import month_end
from mioportal.rules.instalments import Instalments
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.plans import Function, Medium, Network
from mioportal.rules.related import HeldService
from mioportal.rules.share import Place
from mioportal.rules.sources import BEGINNING


@dataclass(frozen=True, kw_only=True, slots=True)
class BilledLine:
    """What one telephone line was in the month billed.

    `options` are those held on any day of it, `on_trial` those of them that are still free, and
    `agreed` the fees that contracts name. `billing_started_on` matters only in the line's first
    month, and so does the `network`: where it is known, that bill has the fees of a new line.
    `is_prepaid` where the initial fee was paid beforehand (D-152).
    `undone_on` is the last day of a contract that was undone in the month. A SECONDARY of a share
    group stands on the group's plan. `calls` is what calls came to so far, tax included; `sms`
    counts messages, `data_parcels` extra data bought.
    """

    line: str
    plan: str
    function: Function
    medium: Medium
    place: Place = Place.ALONE
    options: tuple[OptionCode, ...] = ()
    on_trial: tuple[OptionCode, ...] = ()
    agreed: tuple[AgreedFee, ...] = ()
    billing_started_on: date | None = None
    calls: Decimal = Decimal(0)
    sms: int = 0
    data_parcels: int = 0
    network: Network | None = None
    undone_on: date | None = None
    is_prepaid: bool = False

    def __post_init__(self) -> None:
        settle(self, "function", member(Function, self.function, "function"))
        settle(self, "medium", member(Medium, self.medium, "medium"))
        settle(self, "place", member(Place, self.place, "place"))
        settle(self, "options", options.held_once(self.options, "options", self.line))
        settle(self, "on_trial", options.held_once(self.on_trial, "on_trial", self.line))
        if not set(self.on_trial) <= set(self.options):
            raise ValueError(f"on_trial of {self.line} names an option it does not hold")
        options.check_agreed(self.agreed, self.options, self.line)
        if not plans.is_sold(self.plan, self.function, self.medium):
            raise ValueError(f"plan {self.plan} is not sold as {self.function} on {self.medium}")
        if self.place is not Place.ALONE and plans.plan(self.plan).family is not plans.Family.GIGA:
            raise ValueError(f"place {self.place} is only for lines of ギガプラン")
        if self.billing_started_on is not None:
            a_day(self.billing_started_on, "billing_started_on")
        if self.undone_on is not None:
            a_day(self.undone_on, "undone_on")
        if self.network is not None:
            settle(self, "network", member(Network, self.network, "network"))
        yen(self.calls, "calls")
        a_count(self.sms, "sms")
        if self.function is Function.DATA and self.calls:
            raise ValueError(f"calls of {self.line} must be 0: a data line makes none")
        if self.function is Function.DATA and self.sms:
            raise ValueError(f"sms of {self.line} must be 0: a data line sends none")
        for code in self.options:
            self.option_fee(code, BEGINNING)
        a_count(self.data_parcels, "data_parcels")

    def begins_in(self, month: date) -> bool:
        """Whether this is the first month billed."""
        started_on = self.billing_started_on
        return started_on is not None and month <= started_on <= month_end(month)

    def initial_fee(self, begun_on: date) -> Decimal:
        """What its beginning costs: nothing where that was paid beforehand (D-152)."""
        return Decimal(0) if self.is_prepaid else fees.initial_fee(begun_on)

    def option_fee(self, code: OptionCode, month: date) -> Decimal:
        """What an option costs this line a month, its trial over."""
        return options.monthly_fee(code, month, dict(self.agreed).get(code))


@dataclass(frozen=True, kw_only=True, slots=True)
class BillFacts:
    """Everything a bill is made from. `posted` are one-off charges decided elsewhere.

    `instalments` are devices not yet paid off, whether their line still lives or not, `options`
    those that outlived their line (one for each line that had it), with the fees `agreed` for them.
    """

    month: date
    lines: tuple[BilledLine, ...] = ()
    options: tuple[OptionCode, ...] = ()
    agreed: tuple[AgreedFee, ...] = ()
    instalments: tuple[Instalments, ...] = ()
    services: tuple[HeldService, ...] = ()
    posted: tuple[BillLine, ...] = ()

    def __post_init__(self) -> None:
        a_month(self.month, "month")
        if len({each.line for each in self.lines}) < len(self.lines):
            raise ValueError("lines name one telephone line twice")
        if len({each.code for each in self.instalments}) < len(self.instalments):
            raise ValueError("instalments name one device twice")
        settle(self, "options", tuple(member(OptionCode, code, "options") for code in self.options))
        options.check_agreed(self.agreed, self.options, "the member")
        for code in self.options:
            if not options.needs_no_line(code):
                raise ValueError(f"options name {code}, which nobody holds without a line")
        for each in self.lines:
            if each.billing_started_on and each.billing_started_on > month_end(self.month):
                raise ValueError(f"billing_started_on of {each.line} is after the month billed")
            if each.undone_on and not self.month <= each.undone_on <= month_end(self.month):
                raise ValueError(f"undone_on of {each.line} is outside the month billed")
