"""Lines, with their plan, options and card."""

from datetime import date

import factory
from factory import django

from contracts.models import Line, OptionPeriod, PlanPeriod, Sim


class LineFactory(django.DjangoModelFactory[Line]):
    """A voice line on a docomo card, 5GB, in use.

    `plan__plan_code="giga_2gb"` chooses the plan, `sim=None` leaves the card away.
    """

    class Meta:
        model = Line
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"hdu{n + 10_000_000:08d}")
    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    function = Line.Function.VOICE
    medium = Line.Medium.SIM
    network = Line.Network.DOCOMO
    phone_number = factory.Sequence(lambda n: f"090-0000-{n % 10_000:04d}")
    contracted_on = date(2025, 4, 1)
    started_on = factory.SelfAttribute("contracted_on")
    billing_started_on = factory.SelfAttribute("started_on")
    plan = factory.RelatedFactory(
        "tests.factories.lines.PlanPeriodFactory", factory_related_name="line"
    )
    sim = factory.RelatedFactory("tests.factories.lines.SimFactory", factory_related_name="line")


class PlanPeriodFactory(django.DjangoModelFactory[PlanPeriod]):
    """The plan from the line's first day on."""

    class Meta:
        model = PlanPeriod

    line = factory.SubFactory(LineFactory, plan=None)
    plan_code = "giga_5gb"
    starts_on = factory.SelfAttribute("line.started_on")


class OptionPeriodFactory(django.DjangoModelFactory[OptionPeriod]):
    """An option from the line's first day on."""

    class Meta:
        model = OptionPeriod

    line = factory.SubFactory(LineFactory)
    option_code = "call_5"
    starts_on = factory.SelfAttribute("line.started_on")


class SimFactory(django.DjangoModelFactory[Sim]):
    """A lent card; none is lent for an eSIM."""

    class Meta:
        model = Sim

    line = factory.SubFactory(LineFactory, sim=None)
    world = factory.SelfAttribute("line.world")
    iccid = factory.Sequence(lambda n: f"8981100{n:012d}")
    state = factory.LazyAttribute(
        lambda sim: Sim.State.LENT if sim.line.has_card else Sim.State.NO_RETURN
    )
