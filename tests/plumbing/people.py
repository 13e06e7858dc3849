"""Members at an hour of their own, their browsers, and what their clocks show."""

from django.test import Client

from accounts.models import Member, User
from cancellation import services as cancellation
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from tests.factories import LineFactory, MemberFactory
from tests.plumbing.chores import japan


def member_at(day: str, time: str = "10:00") -> Member:
    """A member whose world is held at an hour."""
    return MemberFactory(world__held_at=japan(day, time))


def line_at(day: str, time: str = "10:00") -> Line:
    """A voice line of a member whose world is held at an hour."""
    return LineFactory(member__world__held_at=japan(day, time))


def browser(who: Member | User) -> Client:
    """Somebody's browser, signed in without letting a held world run."""
    client = Client()
    client.force_login(who.user if isinstance(who, Member) else who)
    return client


def clock_of(member: Member) -> str:
    """What the member's clock shows."""
    world = World.objects.get(pk=member.world_id)
    return f"{clock.moment_of(world):%Y-%m-%d %H:%M}"


def accepted_by_phone(line: Line, day: str, time: str = "10:00") -> Cancellation:
    """A cancellation of a line, received at an hour."""
    rows = Line.objects.select_related("member__user", "member__standing", "world")
    return cancellation.accept_by_phone(
        line=rows.get(pk=line.pk), at=japan(day, time), by=system("test")
    )
