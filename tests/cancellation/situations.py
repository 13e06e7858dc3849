"""What somebody may have who cancels: kind × place in a group × device × option × service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import product

from accounts.models import Member
from cancellation import queries, services
from contracts import services as contracts
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, add_months, day_in_japan, month_start
from tests.cancellation.wizard import by
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    a_card_that,
    a_group_of,
)

FIVE_DAYS = 5 * ONE_DAY
KINDS = {
    "voice": {},
    "sms": {"function": "sms"},
    "data": {"function": "data", "phone_number": ""},
    "voice-esim": {"medium": "esim"},
    "data-esim": {"function": "data", "medium": "esim", "phone_number": ""},
    "old": {"contracted_on": date(2019, 9, 30), "plan__plan_code": "minimum_start"},
}
PLACES = ("alone", "beside", "secondary", "primary", "left behind")
DEVICES = {
    "no device": None,
    "continue": {},
    "lump": {"choice": "lump_sum"},
    "campaign": {"kind": "campaign"},
    "support": {"kind": "support", "discount_yen": Decimal(300)},
}
OPTIONS = {
    "no option": None,
    "call": {"option_code": "call_5"},
    "goes on": {"option_code": "tabuho"},
    "may go on": {"option_code": "nuisance_guard"},
    "trial": {"option_code": "tabuho"},
}
SERVICES = {
    "no service": None,
    "hikari": {},
    "supply": {"service": "supply", "home": "", "agreed_yen": 550},
}


@dataclass(frozen=True)
class Situation:
    """One combination."""

    kind: str
    place: str
    device: str
    option: str
    service: str

    def __str__(self) -> str:
        return "/".join((self.kind, self.place, self.device, self.option, self.service))

    @property
    def is_possible(self) -> bool:
        """Old plans share nothing, and calls are for voice."""
        if self.kind == "old" and self.place in ("secondary", "primary", "left behind"):
            return False
        return self.option != "call" or self.kind in ("voice", "voice-esim", "old")


EVERY = [each for each in map(Situation, *zip(*product(
    KINDS, PLACES, DEVICES, OPTIONS, SERVICES
), strict=True)) if each.is_possible]  # fmt: skip


def some(step: int) -> Iterator[Situation]:
    """A part of all, in which every value of every dimension meets many of the others."""
    return iter(EVERY[::step])


def live(situation: Situation, world: World, at: datetime) -> Line:
    """Somebody in this situation, in a world; the line that is to be cancelled at an instant."""
    member = MemberFactory(world=world)
    a_card_that(member=member)
    line = LineFactory(member=member, **KINDS[situation.kind])
    if situation.place == "beside":
        LineFactory(member=member)
    elif situation.place == "secondary":
        a_group_of(LineFactory(member=member), line, LineFactory(member=member))
    elif situation.place in ("primary", "left behind"):
        gone = LineFactory(member=member)
        a_group_of(line, gone, LineFactory(member=member, medium="esim"))
        if situation.place == "left behind":
            # Its number has gone to another operator a while before.
            contracts.port_out_line(line=gone, at=at - FIVE_DAYS, by=system("test"))
    month = month_start(at.date())
    if (device := DEVICES[situation.device]) is not None:
        DeviceFactory(line=line, first_month=add_months(month, -12), paid=12, **device)
    if (option := OPTIONS[situation.option]) is not None:
        tried = {"trial_through": add_months(month, 1) + 9 * ONE_DAY}
        OptionPeriodFactory(line=line, **option, **(tried if situation.option == "trial" else {}))
    if (service := SERVICES[situation.service]) is not None:
        RelatedServiceFactory(member=member, **service)
    return line


def cancel(line: Line, at: datetime) -> None:
    """Through the wizard's services: a primary line with all that it leads."""
    today = day_in_japan(at)
    fresh = line_of(Member.objects.get(pk=line.member_id), line.code, today)
    assert fresh
    is_primary = len(queries.together(fresh, today)) > 1
    begin = services.begin_together if is_primary else services.begin
    act = begin(line=fresh, user=fresh.member.user, at=at)
    digest = queries.quote_for(fresh, at).digest()
    assert services.agree(act=act, line=fresh, digest=digest, at=at)
    services.accept(act=act, line=fresh, at=at, by=by(fresh))
