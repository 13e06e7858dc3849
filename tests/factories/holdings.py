"""What hangs on a line: groups, devices, related services."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory
from factory import django

from contracts.models import (
    DeskRequest,
    Device,
    Line,
    Payment,
    PlanChange,
    RelatedService,
    Seat,
    ShareGroup,
)
from mioportal.rules import instalments, payment
from mioportal.rules.dates import add_months, month_start
from tests.factories.clocks import MID_MONTH


class ShareGroupFactory(django.DjangoModelFactory[ShareGroup]):
    """A group without seats."""

    class Meta:
        model = ShareGroup

    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    made_on = date(2025, 4, 1)


class SeatFactory(django.DjangoModelFactory[Seat]):
    """A line's place in a group: `line=` and `group=` say whose and where."""

    class Meta:
        model = Seat

    group = factory.SubFactory(ShareGroupFactory)
    line = factory.SubFactory(
        "tests.factories.lines.LineFactory", member=factory.SelfAttribute("..group.member")
    )
    place = Seat.Where.SECONDARY
    starts_on = date(2025, 4, 1)


def a_group_of(
    primary: Line, *secondaries: Line, on: date = date(2025, 4, 1)
) -> ShareGroup:
    """A group of lines of one member, from a day on."""
    group = ShareGroupFactory(member=primary.member)
    SeatFactory(group=group, line=primary, place=Seat.Where.PRIMARY, starts_on=on)
    for line in secondaries:
        SeatFactory(group=group, line=line, starts_on=on)
    return group


class PlanChangeFactory(django.DjangoModelFactory[PlanChange]):
    """From 5GB to 10GB in November 2026, booked in October; the line's plans follow it."""

    class Meta:
        model = PlanChange
        skip_postgeneration_save = True

    line = factory.SubFactory("tests.factories.lines.LineFactory")
    world = factory.SelfAttribute("line.world")
    receipt_number = factory.Sequence(lambda n: f"P261015-{n:05d}")
    from_plan = "giga_5gb"
    to_plan = "giga_10gb"
    booked_at = MID_MONTH
    takes_effect_on = date(2026, 11, 1)

    @factory.post_generation
    def periods(change: PlanChange, create: bool, extracted: object, **kwargs: Any) -> None:
        """The plan ends the day before, and the new one begins."""
        periods = change.line.plan_periods
        day = change.takes_effect_on
        periods.filter(ends_on=None).update(ends_on=day - timedelta(days=1))
        periods.create(plan_code=change.to_plan, starts_on=day)


class DeviceFactory(django.DjangoModelFactory[Device]):
    """A phone for 57,800円 in 24, the first payment in October 2025; none of it paid.

    `first_month=` says when it begins, `paid=` how many payments were made by card.
    """

    class Meta:
        model = Device
        skip_postgeneration_save = True

    class Params:
        first_month = date(2025, 10, 1)

    line = factory.SubFactory("tests.factories.lines.LineFactory")
    member = factory.SelfAttribute("line.member")
    world = factory.SelfAttribute("line.world")
    code = factory.Sequence(lambda n: f"dev{n + 10_000_000:08d}")
    name = "iPhone SE（第3世代）64GB"
    kind = Device.Kind.ORDINARY
    bought_on = factory.SelfAttribute("first_month")
    total_yen = Decimal(57_800)
    count = 24

    @factory.post_generation
    def paid(device: Device, create: bool, extracted: int | None, **kwargs: Any) -> None:
        """The ledger, its first payments made by card."""
        first = month_start(device.bought_on)
        for number, yen in enumerate(instalments.schedule(device.total_yen, device.count), 1):
            month = add_months(first, number - 1)
            made = number <= (extracted or 0)
            Payment.objects.create(
                device=device,
                world=device.world,
                number=number,
                month=month,
                yen=yen,
                paid_on=payment.schedule(month).charged_on if made else None,
                way=Payment.Way.CARD if made else "",
            )


class RelatedServiceFactory(django.DjangoModelFactory[RelatedService]):
    """IIJmioひかり in a house, long past its minimum term."""

    class Meta:
        model = RelatedService

    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    code = factory.Sequence(lambda n: f"hkr{n + 10_000_000:08d}")
    service = "hikari"
    home = RelatedService.Home.HOUSE
    starts_on = date(2023, 4, 1)


class DeskRequestFactory(django.DjangoModelFactory[DeskRequest]):
    """Early repayment of the device that `subject=` names, asked for in October 2026."""

    class Meta:
        model = DeskRequest

    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    receipt_number = factory.Sequence(lambda n: f"D261015-{n:05d}")
    kind = DeskRequest.Kind.EARLY_REPAYMENT
    asked_at = MID_MONTH
