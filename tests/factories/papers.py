"""Identity papers in any state, with pictures of nothing."""

from typing import Any

import factory
from factory import django

from accounts.models import PaperImage, Submission
from accounts.services import paper_store
from tests.factories.clocks import MID_MONTH, jst

SENT = ("in_review", "returned", "complete")
DECIDED = ("returned", "complete")


class SubmissionFactory(django.DjangoModelFactory[Submission]):
    """A driving licence, still a draft; `pictures=["front"]` puts files to its sides."""

    class Meta:
        model = Submission
        skip_postgeneration_save = True

    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    paper = "driving_licence"
    state = "draft"
    started_at = MID_MONTH
    receipt_number = factory.Sequence(lambda n: f"H261015-{n:05d}")
    sent_at = factory.LazyAttribute(lambda row: MID_MONTH if row.state in SENT else None)
    review_due_on = factory.LazyAttribute(
        lambda row: jst(2026, 10, 20).date() if row.state in SENT else None
    )
    decided_at = factory.LazyAttribute(lambda row: MID_MONTH if row.state in DECIDED else None)

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> Any:
        if kwargs["state"] not in SENT:
            kwargs["receipt_number"] = None
        return kwargs

    @factory.post_generation
    def pictures(row: Submission, create: bool, extracted: list[str] | None, **_: Any) -> None:
        """A file and its row for each side named."""
        for side in extracted or ():
            PaperImage.objects.create(
                submission=row,
                side=side,
                name=paper_store.keep(b"a picture"),
                image_format="jpeg",
                sent_bytes=9,
                width=800,
                height=500,
                added_at=MID_MONTH,
            )
