"""What a company has asked its desk for."""

from typing import Any

import factory
from factory import django

from cancellation.models import CompanyPaper, CompanyRequest
from contracts.models import Line
from tests.factories.clocks import MID_MONTH


class CompanyRequestFactory(django.DjangoModelFactory[CompanyRequest]):
    """さくら運送 asks for the lines given as `lines=[…]`, in October 2026."""

    class Meta:
        model = CompanyRequest
        skip_postgeneration_save = True

    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    receipt_number = factory.Sequence(lambda n: f"C261015-{n:05d}")
    form_key = factory.Sequence(lambda n: f"form{n}")
    company = "株式会社さくら運送"
    person = "加藤 真理"
    asked_at = MID_MONTH

    @factory.post_generation
    def lines(
        request: CompanyRequest, create: bool, extracted: list[Line] | None, **kwargs: Any
    ) -> None:
        """The lines it is about."""
        request.lines.set(extracted or [])


class CompanyPaperFactory(django.DjangoModelFactory[CompanyPaper]):
    """A picture of the company's seal, not looked at."""

    class Meta:
        model = CompanyPaper

    request = factory.SubFactory(CompanyRequestFactory, papers_asked=["company_seal"])
    paper = "company_seal"
    data = b"\xff\xd8picture"
    sent_at = MID_MONTH
