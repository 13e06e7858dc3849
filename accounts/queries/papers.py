"""Identity papers and their pictures."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from accounts.models import Member, PaperImage, Submission

# Whether a member applies for a voice eSIM: the floors above say so as they start.
wants_voice_esim: list[Callable[[Member], bool]] = []


def is_for_voice_esim(member: Member) -> bool:
    """Whether a member's papers are to be those that a voice eSIM takes (O-21)."""
    return any(ask(member) for ask in wants_voice_esim)


def submissions_of(member: Member) -> QuerySet[Submission]:
    """A member's papers with their pictures, newest first."""
    rows = Submission.objects.filter(member=member).select_related("member__user", "world")
    return rows.prefetch_related("images").order_by("-started_at", "-pk")


def papers_sent_or_begun(member: Member) -> list[Submission]:
    """A member's papers without those given up, newest first; one question."""
    rows = Submission.objects.filter(member=member).exclude(state=Submission.State.DROPPED)
    return list(rows.order_by("-started_at", "-pk"))


def in_order(images: Iterable[PaperImage]) -> list[PaperImage]:
    """Front before back, the paper before its supplement."""
    order = list(PaperImage.Side)
    return sorted(images, key=lambda image: order.index(PaperImage.Side(image.side)))
