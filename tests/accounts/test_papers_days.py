"""Days that count for identity papers: reminded of, given up, deleted after."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from accounts import services
from accounts.models import Member, Reminder, Submission
from accounts.services import papers, papers_review
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.identity import UploadReason
from tests.accounts.changing import tells
from tests.accounts.sending_papers import PICTURE, asked, kept, named, own_store
from tests.factories import MID_MONTH, MemberFactory, SubmissionFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

__all__ = ["own_store"]

BY = system("test")


def ask(member: Member, at: datetime = MID_MONTH) -> None:
    services.ask_for_papers(member=member, why="確認のため", at=at, by=BY)


def in_review(at: datetime) -> Submission:
    """Papers sent at an instant, their files and all."""
    row = SubmissionFactory(
        member__identity="in_review", state="in_review", pictures=["front", "back"]
    )
    hold(row.member, at)
    return row


# Deleting is for good only once it is committed.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("result", ["complete", "returned"])
@pytest.mark.parametrize(
    ("decided", "last"),
    [
        pytest.param(jst(2026, 10, 15, 10), date(2027, 1, 13), id="over the year end"),
        pytest.param(jst(2026, 10, 15, 23, 59, 59), date(2027, 1, 13), id="just before midnight"),
        pytest.param(jst(2027, 11, 30, 0), date(2028, 2, 28), id="the day before 29 February"),
        pytest.param(jst(2027, 12, 1, 9), date(2028, 2, 29), id="29 February"),
    ],
)
def test_pictures_are_kept_for_90_days_after_the_decision_and_then_deleted(
    own_store: Path, decided: datetime, last: date, result: str
) -> None:
    row = in_review(decided)
    if result == "complete":
        papers_review.decide_complete(submission=row, at=decided, by=BY)
    else:
        reasons = [UploadReason.EXPIRED]
        papers_review.decide_return(submission=row, reasons=reasons, at=decided, by=BY)
    for day in (last - timedelta(days=1), last):
        live_through(row.member, jst(day.year, day.month, day.day, 23, 59))
        assert len(kept()) == 2 and kept() == named()
    after = last + timedelta(days=1)
    live_through(row.member, jst(after.year, after.month, after.day, 10))
    assert kept() == named() == set()
    row.refresh_from_db()
    assert row.purged_at is not None and row.state == result
    assert AuditRow.objects.get(verb="purge_papers").detail == {"pictures": 2}
    assert not papers_review.purge(submission=row, at=jst(2028, 6, 1), by=BY)


@pytest.mark.django_db
def test_papers_that_wait_for_a_decision_are_kept_however_long() -> None:
    row = in_review(MID_MONTH)
    live_through(row.member, jst(2027, 3, 1, 10))
    assert row.images.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "began",
    [
        pytest.param(jst(2026, 10, 15, 0), id="at midnight, the day before in Greenwich"),
        pytest.param(jst(2026, 10, 15, 23, 59), id="late in the evening"),
    ],
)
def test_an_unfinished_draft_is_kept_for_30_days_as_the_page_says(
    own_store: Path, began: datetime
) -> None:
    member = asked()
    hold(member, began)
    draft = papers.begin(member=member, paper="driving_licence", at=began, by=BY)  # type: ignore[arg-type]
    papers.add_picture(draft=draft, side="front", picture=PICTURE, at=began, by=BY)  # type: ignore[arg-type]
    visitor = Visitor.signed_in_as(member)
    assert tells(visitor.open(f"/identity/{draft.code}/"), "続きは2026年11月14日（土）まで")
    live_through(member, jst(2026, 11, 14, 23, 59))
    assert len(kept()) == 1
    live_through(member, jst(2026, 11, 15, 0, 1))
    draft.refresh_from_db()
    assert (draft.state, kept(), named()) == ("dropped", set(), set())
    assert visitor.open(f"/identity/{draft.code}/").path == "/identity/"
    assert visitor.page.has_link("書類を選んで準備を始める")


@pytest.mark.django_db
def test_who_sends_nothing_is_reminded_on_the_third_day_once() -> None:
    member = MemberFactory()
    ask(member)
    for until, mails in (
        (jst(2026, 10, 17, 23, 59), 0),
        (jst(2026, 10, 18, 9, 59), 0),
        (jst(2026, 10, 18, 10), 1),
        (jst(2026, 12, 31, 10), 1),
    ):
        live_through(member, until)
        assert Outbox.objects.filter(mail_code="M-10").count() == mails, until
    mail = Outbox.objects.get()
    for told in ("まだ届いていません", "確認のため", "/identity/", "MNP予約番号"):
        assert told in mail.body


@pytest.mark.django_db
def test_asked_again_the_days_are_counted_anew_and_told_once() -> None:
    member = MemberFactory()
    ask(member)
    ask(member, MID_MONTH + timedelta(days=2))
    # It stood already: the first day stands, and the newer reason is told.
    assert Reminder.objects.get().on == date(2026, 10, 18)
    services.complete_identity(member=member, at=MID_MONTH, by=BY)
    assert not Reminder.objects.exists()
    ask(member, MID_MONTH + timedelta(days=2))
    assert Reminder.objects.get().on == date(2026, 10, 20)


@pytest.mark.django_db
def test_what_is_sent_back_is_reminded_of_and_what_is_sent_is_not() -> None:
    row = in_review(MID_MONTH)
    reasons = [UploadReason.EXPIRED]
    papers_review.decide_return(submission=row, reasons=reasons, at=MID_MONTH, by=BY)
    assert Reminder.objects.get().on == date(2026, 10, 18)
    again = SubmissionFactory(member=row.member, pictures=["front", "back"])
    papers.send(draft=again, at=MID_MONTH, by=BY)
    live_through(row.member, jst(2026, 10, 19, 10))
    assert not Outbox.objects.filter(subject__contains="お送りください", mail_code="M-10").exists()
