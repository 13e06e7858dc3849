"""Members whose mioIDs are on their way out, or not yet in force."""

from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password

from accounts import services
from accounts.models import Member, Reminder
from accounts.services.registration import Person
from mioportal.plumbing.actor import system
from mioportal.rules.dates import ONE_DAY, at_japan
from tests.factories import PASSWORD, MemberFactory, WorldFactory, hold

BY = system("test")


def at(day: date, clock: time = time(10)) -> datetime:
    """An instant of a day."""
    return at_japan(day, clock)


def closing(ended_on: date) -> Member:
    """A member whose last service ended on a day; their clock shows the midnight after."""
    member: Member = MemberFactory()
    hold(member, at(ended_on + ONE_DAY, time(0)))
    note_end(member, ended_on)
    return member


def note_end(member: Member, ended_on: date) -> None:
    """The last service of a member ends."""
    midnight = at(ended_on + ONE_DAY, time(0))
    services.note_last_service_ended(
        member=member, ended_on=ended_on, at=midnight, title="all services have ended"
    )
    refresh(member)


def draft(registered_on: date) -> Member:
    """A member whose application is not completed."""
    world = WorldFactory(held_at=at(registered_on), ran_through=at(registered_on))
    return services.register_member(
        world=world,
        mio_id="MA5555555",
        email="draft@example.jp",
        secret=make_password(PASSWORD),
        person=Person(
            family_name="下書",
            given_name="花",
            family_kana="シタガキ",
            given_kana="ハナ",
            birth_date=date(1990, 1, 1),
            postcode="102-0071",
            address="東京都千代田区富士見2-10-2",
            phone="080-0000-5555",
        ),
        at=at(registered_on),
        by=BY,
        provisional=True,
    )


def refresh(member: Member) -> Member:
    """The member, standing and login as they are now."""
    member.refresh_from_db()
    member.user.refresh_from_db()
    member.standing.refresh_from_db()
    return member


def through(member: Member) -> date | None:
    """The last day of a member's mioID, as it stands now."""
    return refresh(member).last_day


def reminded_on(member: Member) -> list[date]:
    """The days on which a member is still to be told something."""
    rows = Reminder.objects.filter(member=member, told_at=None)
    return sorted(rows.values_list("on", flat=True))
