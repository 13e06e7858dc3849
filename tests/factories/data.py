"""Data of lines: what was granted, bought and used."""

from datetime import date, datetime

import factory
from factory import django

from contracts import queries, services
from contracts.models import DataGrant, DataUse, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.codes import secret_code
from mioportal.rules.dates import day_in_japan
from tests.factories.clocks import MID_MONTH


class DataGrantFactory(django.DjangoModelFactory[DataGrant]):
    """What a plan of 5GB gave in October 2026; all of it is left.

    `group=` in place of `line=None` puts it into a pool.
    """

    class Meta:
        model = DataGrant

    line = factory.SubFactory("tests.factories.lines.LineFactory")
    kind = DataGrant.Kind.PLAN
    granted_on = date(2026, 10, 1)
    expires_on = date(2026, 11, 30)
    megabytes = 5000
    left_mb = factory.SelfAttribute("megabytes")


class DataUseFactory(django.DjangoModelFactory[DataUse]):
    """100MB on a day."""

    class Meta:
        model = DataUse

    line = factory.SubFactory("tests.factories.lines.LineFactory")
    day = date(2026, 10, 14)
    fast_mb = 100


def a_purchase(
    line: Line, parcels: int = 1, *, at: datetime = MID_MONTH, form: str = ""
) -> DataGrant:
    """Data bought for a line, as its member buys it; gives the parcel with the receipt."""
    offer = queries.offer(line, parcels, day_in_japan(at))
    return services.buy_data(
        line=line,
        parcels=parcels,
        shown=offer.shown,
        form=form or secret_code(),
        at=at,
        by=system("test"),
    )
