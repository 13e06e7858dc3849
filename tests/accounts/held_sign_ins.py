"""A sign-in that waits for its digits."""

from accounts.models import Member, SecondCheck
from accounts.services.second_checks import hold_sign_in
from mioportal.plumbing.actor import Actor, Role
from mioportal.rules.second_check import RiskSign
from tests.factories import hold, jst


def a_held_sign_in(owner: Member) -> SecondCheck:
    """Of the owner; their clock stands still all the while."""
    at, by = jst(2026, 10, 16, 10), Actor(role=Role.MEMBER, label="", source="192.0.2.7")
    made = hold_sign_in(user=owner.user, signs=[RiskSign.VPN], at=at, by=by)
    # It let the clock run; the street's stands still.
    hold(owner, at)
    return made
