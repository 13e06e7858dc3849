"""Applications at any point of their way, without the wizard."""

from datetime import date

import factory
from factory import django

from contracts.models import Application, AppliedLine, OneStopDonor
from mioportal.rules.operators import Operator
from tests.factories.clocks import MID_MONTH


class ApplicationFactory(django.DjangoModelFactory[Application]):
    """Handed in and not looked at yet, of a member whose identity waits for papers."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"P261015-{n:07d}")
    member = factory.SubFactory(
        "tests.factories.people.MemberFactory", identity="not_submitted"
    )
    world = factory.SelfAttribute("member.world")
    state = "applied"
    shown = factory.LazyFunction(dict)
    started_at = MID_MONTH
    changed_at = MID_MONTH
    lapses_on = date(2026, 11, 15)
    submitted_at = MID_MONTH
    line = factory.RelatedFactory(
        "tests.factories.applications.AppliedLineFactory", factory_related_name="application"
    )


class AppliedLineFactory(django.DjangoModelFactory[AppliedLine]):
    """A voice line on a docomo card, 5GB, with a new number."""

    class Meta:
        model = AppliedLine

    code = factory.Sequence(lambda n: f"APPLIED{n:05d}")
    application = factory.SubFactory(ApplicationFactory, line=None)
    position = 1
    function = "voice"
    medium = "sim"
    network = "docomo"
    plan_code = "giga_5gb"


class OneStopDonorFactory(django.DjangoModelFactory[OneStopDonor]):
    """An operator that takes part in the one-stop way because staff say so."""

    class Meta:
        model = OneStopDonor

    operator = factory.Iterator(each.value for each in reversed(Operator))
