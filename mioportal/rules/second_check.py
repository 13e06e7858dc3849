"""When a right password does not suffice: what stands out about a sign-in, and the code by mail.

Access from abroad and through a VPN works (C-117). Signs are counted in points; at the limit a code
is asked for as well, and nobody is refused for good.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mioportal.rules.checks import an_instant
from mioportal.rules.dates import JST, day_in_japan
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class RiskSign(StrEnum):
    """What stands out about a sign-in whose password was right."""

    VPN = "vpn"
    ABROAD = "abroad"
    NEW_PLACE = "new_place"
    MISSES_ELSEWHERE = "misses_elsewhere"


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskFacts:
    """What is known of the connection and of the tries just before."""

    is_vpn: bool = False
    is_abroad: bool = False
    is_new_place: bool = False
    has_misses_elsewhere: bool = False


VPN_POINTS: Table[int] = always("risk_vpn", Unit.POINTS, 2, "解約ガイド §8⑧ (C-117、D-52)")
ABROAD_POINTS: Table[int] = always("risk_abroad", Unit.POINTS, 2, "解約ガイド §8⑧ (C-117、D-52)")
NEW_PLACE_POINTS: Table[int] = always("risk_new_place", Unit.POINTS, 1, "D-52")
MISSES_POINTS: Table[int] = always("risk_misses_elsewhere", Unit.POINTS, 1, "D-52")
MISSES_MINUTES: Table[int] = always("risk_misses_minutes", Unit.MINUTES, 60, "D-52")
# What stands out without a watched connection must not reach it: most people sign in so.
LIMIT: Table[int] = always("risk_limit", Unit.POINTS, 3, "D-52")

CODE_DIGITS: Table[int] = always("check_code_digits", Unit.DIGITS, 6, "D-54")
CODE_MINUTES: Table[int] = always("check_code_minutes", Unit.MINUTES, 10, "D-54")
CODE_TRIES: Table[int] = always("check_code_tries", Unit.TIMES, 5, "D-54")
CODE_MAILS: Table[int] = always("check_code_mails", Unit.TIMES, 3, "D-54")
CODE_MISS_COUNTS: Table[bool] = stated("check_code_miss_counts", "D-54")


def may_enter_at_once(facts: RiskFacts, on: date) -> Verdict[RiskSign]:
    """Whether a right password suffices; if not, every sign that spoke against it."""
    holds = {
        RiskSign.VPN: facts.is_vpn,
        RiskSign.ABROAD: facts.is_abroad,
        RiskSign.NEW_PLACE: facts.is_new_place,
        RiskSign.MISSES_ELSEWHERE: facts.has_misses_elsewhere,
    }
    points = {
        RiskSign.VPN: VPN_POINTS.on(on),
        RiskSign.ABROAD: ABROAD_POINTS.on(on),
        RiskSign.NEW_PLACE: NEW_PLACE_POINTS.on(on),
        RiskSign.MISSES_ELSEWHERE: MISSES_POINTS.on(on),
    }
    if sum(points[sign] for sign in RiskSign if holds[sign]) < LIMIT.on(on):
        return Verdict()
    return against(holds)


def misses_count_from(at: datetime) -> datetime:
    """From this instant on a miss elsewhere stands out at a sign-in."""
    local = an_instant(at, "at").astimezone(JST)
    return local - timedelta(minutes=MISSES_MINUTES.on(day_in_japan(at)))


def code_expires_at(asked_at: datetime) -> datetime:
    """From this instant on the code of the mail no longer works."""
    local = an_instant(asked_at, "asked_at").astimezone(JST)
    return local + timedelta(minutes=CODE_MINUTES.on(day_in_japan(asked_at)))
