"""The folder and the table agree: no row without its file, no file without its row."""

import logging
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from accounts.models import Member, PaperImage, Submission
from accounts.services import paper_store, papers, papers_review
from mioportal import settings as ours
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.identity import Paper, UploadReason
from mioportal.rules.pictures import Side
from tests.accounts.sending_papers import PICTURE, asked, kept, named, own_store
from tests.factories import MID_MONTH, SubmissionFactory, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

__all__ = ["own_store"]
# Really committed: files go after that.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_store")]

BY = system("test")
SECONDS_OF_AN_HOUR = 3600


def left_for(folder: Path, name: str, seconds: float) -> None:
    """A file was last written so long ago."""
    then = time.time() - seconds
    os.utime(folder / name, (then, then))


def test_a_crash_leaves_a_file_that_is_swept_away_after_an_hour(own_store: Path) -> None:
    row = SubmissionFactory(pictures=["front", "back"])
    lost, young = paper_store.keep(b"lost"), paper_store.keep(b"being written")
    for name in kept() - {lost, young}:
        left_for(own_store, name, 30 * SECONDS_OF_AN_HOUR)
    left_for(own_store, lost, SECONDS_OF_AN_HOUR + 60)
    left_for(own_store, young, SECONDS_OF_AN_HOUR - 60)
    assert paper_store.sweep() == 1
    assert kept() == named() | {young}
    assert row.images.count() == 2
    assert paper_store.sweep() == 0


def test_nothing_is_swept_where_nothing_was_ever_kept(own_store: Path) -> None:
    assert paper_store.sweep() == 0
    assert not own_store.exists()


def test_a_row_without_its_file_is_told_to_who_runs_the_site_and_stays(
    own_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    row = SubmissionFactory(state="in_review", member__identity="in_review", pictures=["front"])
    image = row.images.get()
    (own_store / image.name).unlink()
    with caplog.at_level(logging.ERROR):
        assert paper_store.sweep() == 0
    assert [each.getMessage() for each in caplog.records] == [
        f"a picture of the papers {row.code} has no file"
    ]
    assert row.images.count() == 1
    visitor = Visitor.signed_in_as(row.member)
    assert visitor.client.get(f"/identity/{row.code}/front/picture/").status_code == 404
    assert visitor.open(f"/identity/{row.code}/receipt/").status == 200
    # Deciding and deleting go on as ever.
    papers_review.decide_complete(submission=row, at=MID_MONTH, by=BY)
    assert papers_review.purge(submission=row, at=jst(2027, 6, 1), by=BY)


def test_a_file_that_cannot_be_deleted_leaves_the_new_picture_whole(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = papers.begin(member=asked(), paper=Paper.PASSPORT, at=MID_MONTH, by=BY)

    def add() -> PaperImage:
        return papers.add_picture(
            draft=draft, side=Side.FRONT, picture=PICTURE, at=MID_MONTH, by=BY
        )

    first = add()

    def refuse(*_: object) -> None:
        raise PermissionError("the folder is read-only")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.files.storage.FileSystemStorage.delete", refuse)
        second = add()
    assert named() == {second.name}
    assert kept() == {first.name, second.name}
    left_for(own_store, first.name, 2 * SECONDS_OF_AN_HOUR)
    assert paper_store.sweep() == 1
    assert kept() == named()


def test_files_are_for_the_site_alone() -> None:
    options = ours.STORAGES["papers"]["OPTIONS"]
    assert options["file_permissions_mode"] == 0o600
    assert options["directory_permissions_mode"] == 0o700
    roots = (ours.MEDIA_ROOT, ours.STATIC_ROOT)
    assert not any(options["location"].is_relative_to(root) for root in roots)


def deeds(rng: random.Random, member: Member) -> dict[str, Callable[[], object]]:
    """What may happen to a member's papers, whether it makes sense now or not."""
    draft = Submission.objects.filter(member=member).order_by("-pk").first()
    if draft is None:
        draft = papers.begin(member=member, paper=Paper.DRIVING_LICENCE, at=MID_MONTH, by=BY)
    row, side = draft, rng.choice(list(Side))
    told = {"at": MID_MONTH, "by": BY}
    return {
        "begin": lambda: papers.begin(member=member, paper=rng.choice(list(Paper)), **told),
        "add": lambda: papers.add_picture(draft=row, side=side, picture=PICTURE, **told),
        "take": lambda: papers.drop_picture(draft=row, side=side, **told),
        "drop": lambda: papers.drop_draft(draft=row, **told),
        "send": lambda: papers.send(draft=row, **told),
        "ask": lambda: papers.ask_for_papers(member=member, why="確認のため", **told),
        "approve": lambda: papers_review.decide_complete(submission=row, **told),
        "return": lambda: papers_review.decide_return(
            submission=row, reasons=[UploadReason.EXPIRED], **told
        ),
        "complete": lambda: papers_review.complete_identity(member=member, **told),
        "purge": lambda: papers_review.purge(submission=row, at=jst(2027, 2, 1), by=BY),
    }


REFUSED = (
    papers.NotAsked,
    papers.InReview,
    papers.NotDraft,
    papers.Incomplete,
    papers.NotAccepted,
    papers_review.AlreadyDecided,
    ValueError,
)


def walk(rng: random.Random, member: Member) -> set[str]:
    """A hundred acts, the folder looked into after each; which of them were let through."""
    done = set()
    for _step in range(100):
        found = deeds(rng, member)
        # What leads on more often than the rest, or papers would hardly ever be complete.
        name = rng.choice([*found, *["add"] * 14, *["send", "approve"] * 5, "ask"])
        with suppress(*REFUSED):
            found[name]()
            done.add(name)
        assert kept() == named(), name
        identity = Member.objects.get(pk=member.pk).identity
        waiting = Submission.objects.filter(member=member, state="in_review").count()
        assert waiting == int(identity == "in_review"), name
        gone = Submission.objects.filter(member=member, purged_at__isnull=False)
        assert not PaperImage.objects.filter(submission__in=gone).exists(), name
    return done


def test_after_any_acts_the_folder_and_the_table_agree() -> None:
    done = set().union(*(walk(random.Random(seed), asked()) for seed in range(5)))
    assert done == set(deeds(random.Random(0), asked()))


def test_a_fault_while_sending_leaves_a_draft_or_papers_that_were_sent() -> None:
    draft = SubmissionFactory(
        member__identity="not_submitted", pictures=["front", "back"]
    )

    def check(number: int) -> None:
        row = Submission.objects.select_related("member").get(pk=draft.pk)
        sent = row.state == "in_review"
        assert row.member.identity == ("in_review" if sent else "not_submitted"), number
        assert Outbox.objects.count() == int(sent), number
        assert AuditRow.objects.filter(verb="send_papers").count() == int(sent), number
        assert kept() == named() and len(kept()) == 2

    def send() -> None:
        row = Submission.objects.select_related("member__user", "world").get(pk=draft.pk)
        papers.send(draft=row, at=MID_MONTH, by=BY)

    assert at_every_statement(send, check) > 8
    check(0)
    before = everything()
    send()
    assert changed(before) == {}


@pytest.mark.parametrize("passes", [True, False], ids=["approved", "sent back"])
def test_a_fault_while_deciding_decides_wholly_or_not_at_all(passes: bool) -> None:
    sent = SubmissionFactory(
        member__identity="in_review", state="in_review", pictures=["front", "back"]
    )
    state = "complete" if passes else "returned"

    def decide() -> None:
        row = Submission.objects.select_related("member__user", "world").get(pk=sent.pk)
        try:
            if passes:
                papers_review.decide_complete(submission=row, at=MID_MONTH, by=BY)
            else:
                reasons = [UploadReason.EXPIRED]
                papers_review.decide_return(submission=row, reasons=reasons, at=MID_MONTH, by=BY)
        except papers_review.AlreadyDecided:
            assert row.decided_at

    def check(number: int) -> None:
        row = Submission.objects.select_related("member").get(pk=sent.pk)
        decided = row.state == state
        assert row.member.identity == (state if decided else "in_review"), number
        assert (row.images_kept_through is not None) is decided, number
        assert Outbox.objects.count() == int(decided), number
        assert row.member.reminders.count() == int(decided and not passes), number
        assert kept() == named() and len(kept()) == 2

    assert at_every_statement(decide, check) > 8
    check(0)
