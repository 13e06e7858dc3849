"""Many hands on one member's papers: one draft, one picture a side, one receipt, one decision."""

from collections.abc import Callable
from itertools import cycle

import pytest

from accounts import services
from accounts.models import Member, PaperImage, Submission
from accounts.services import papers, papers_review
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.identity import Paper, UploadReason
from mioportal.rules.pictures import Side
from tests.accounts.sending_papers import PICTURE, asked, kept, named, own_store
from tests.factories import MID_MONTH, LineFactory, SubmissionFactory
from tests.plumbing.races import at_once

__all__ = ["own_store"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.usefixtures("own_store"),
]

HANDS, ROUNDS = 8, 5
BY = system("test")
MOVED = services.Address(postcode="530-0001", address="大阪府大阪市北区梅田1-1")


def fresh(row: Submission) -> Submission:
    return Submission.objects.select_related("member__user", "member__world").get(pk=row.pk)


def a_draft() -> Submission:
    """A driving licence with both its sides, ready to be sent."""
    member = asked()
    draft = papers.begin(member=member, paper=Paper.DRIVING_LICENCE, at=MID_MONTH, by=BY)
    for side in (Side.FRONT, Side.BACK):
        papers.add_picture(draft=draft, side=side, picture=PICTURE, at=MID_MONTH, by=BY)
    return draft


def in_review() -> Submission:
    draft = a_draft()
    return papers.send(draft=draft, at=MID_MONTH, by=BY)


def hands(*things: Callable[[], object]) -> list[str]:
    """Let each do its own at the same moment; what became of it, by name."""
    turns = cycle(things)

    def do() -> str:
        try:
            next(turns)()
        except (papers.NotDraft, papers.NotAsked, papers.InReview, papers.Incomplete) as no:
            return type(no).__name__
        except papers_review.AlreadyDecided:
            return "decided"
        return "done"

    return at_once(HANDS, do)


def add(row: Submission, side: Side = Side.FRONT) -> Callable[[], object]:
    draft = fresh(row)
    return lambda: papers.add_picture(
        draft=draft, side=side, picture=PICTURE, at=MID_MONTH, by=BY
    )


def sending(row: Submission) -> Callable[[], object]:
    return lambda: papers.send(draft=fresh(row), at=MID_MONTH, by=BY)


def test_many_beginnings_are_one_draft() -> None:
    for _round in range(ROUNDS):
        member = asked()

        def begin(pk: int = member.pk) -> str:
            fresh = Member.objects.get(pk=pk)
            return papers.begin(member=fresh, paper=Paper.PASSPORT, at=MID_MONTH, by=BY).code

        assert len(set(at_once(HANDS, begin))) == 1


def test_of_many_pictures_of_one_side_one_stays() -> None:
    for _round in range(ROUNDS):
        draft = a_draft()
        assert hands(add(draft)) == ["done"] * HANDS
        assert draft.images.filter(side="front").count() == 1
        assert kept() == named()


def test_sent_by_many_hands_it_is_sent_once() -> None:
    for _round in range(ROUNDS):
        draft = a_draft()
        assert hands(sending(draft)) == ["done"] * HANDS
        assert Outbox.objects.filter(user=draft.member.user, mail_code="M-10").count() == 1
        told = AuditRow.objects.filter(subject=draft.member.mio_id, verb="send_papers")
        assert told.count() == 1


def test_sent_and_given_up_at_once_it_is_one_of_the_two() -> None:
    for _round in range(ROUNDS):
        draft = a_draft()

        def gives_up(row: Submission = draft) -> None:
            papers.drop_draft(draft=row, at=MID_MONTH, by=BY)

        hands(sending(draft), gives_up)
        row = fresh(draft)
        sent = row.state == Submission.State.IN_REVIEW
        assert (row.state, row.images.count()) == (
            ("in_review", 2) if sent else ("dropped", 0)
        )
        assert row.member.identity == ("in_review" if sent else "not_submitted")
        assert Outbox.objects.filter(user=row.member.user).count() == int(sent)
        assert kept() == named()


def test_nothing_is_taken_out_of_papers_that_were_sent_meanwhile() -> None:
    for _round in range(ROUNDS):
        draft = a_draft()

        def takes_away(row: Submission = draft) -> None:
            papers.drop_picture(draft=row, side=Side.BACK, at=MID_MONTH, by=BY)

        hands(sending(draft), takes_away, add(draft))
        row = fresh(draft)
        sides = set(row.images.values_list("side", flat=True))
        assert sides == ({"front", "back"} if row.state == "in_review" else {"front"})
        assert kept() == named()


def test_no_back_is_kept_of_a_card_with_a_number_that_was_chosen_meanwhile() -> None:
    for _round in range(ROUNDS):
        draft = a_draft()

        def chooses_another(member: Member = draft.member) -> None:
            papers.begin(member=member, paper=Paper.MY_NUMBER_CARD, at=MID_MONTH, by=BY)

        hands(add(draft, Side.BACK), chooses_another)
        assert not PaperImage.objects.filter(submission=draft, side="back").exists()
        assert kept() == named()


def test_of_many_reviewers_one_decides() -> None:
    for _round in range(ROUNDS):
        row = in_review()

        def approves(row: Submission = row) -> None:
            papers_review.decide_complete(submission=fresh(row), at=MID_MONTH, by=BY)

        def sends_back(row: Submission = row) -> None:
            reasons = [UploadReason.EXPIRED]
            papers_review.decide_return(
                submission=fresh(row), reasons=reasons, at=MID_MONTH, by=BY
            )

        assert hands(approves, sends_back).count("done") == 1
        decided = fresh(row)
        assert decided.member.identity == decided.state
        assert Outbox.objects.filter(user=row.member.user, mail_code="M-09").count() == 1


def test_a_move_reported_during_the_review_leaves_the_identity_open() -> None:
    for _round in range(ROUNDS):
        member = LineFactory(member__identity="in_review").member
        row = SubmissionFactory(member=member, state="in_review", pictures=["front", "back"])

        def moves(member: Member = member) -> None:
            services.change_profile(member=member, change=MOVED, at=MID_MONTH, by=BY)

        def approves(row: Submission = row) -> None:
            papers_review.decide_complete(submission=fresh(row), at=MID_MONTH, by=BY)

        # Whoever comes first, the papers that were approved show the old address at most.
        hands(moves, approves)
        assert fresh(row).state in ("complete", "returned")
        assert fresh(row).member.identity == "not_submitted"


def test_completed_at_the_desk_while_they_are_sent_nothing_waits() -> None:
    for _round in range(ROUNDS):
        draft = a_draft()

        def completes(member: Member = draft.member) -> None:
            services.complete_identity(
                member=Member.objects.get(pk=member.pk), at=MID_MONTH, by=BY
            )

        hands(sending(draft), completes)
        row = fresh(draft)
        assert (row.member.identity, row.state in ("complete", "dropped")) == ("complete", True)
