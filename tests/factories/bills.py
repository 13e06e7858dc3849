"""Bills of past months, as their runs would have made them."""

from datetime import date, datetime, time

from billing import services
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from mioportal.rules.dates import JST
from mioportal.rules.payment import schedule


def bill_months(world: World, *months: date) -> None:
    """Bill some months (their first days) of a world, in order; nobody is told of it."""
    for month in months:
        at = datetime.combine(schedule(month).confirmed_on, time(0), tzinfo=JST)
        services.bill_month(world=world, month=month, at=at, by=system("test"), is_silent=True)
