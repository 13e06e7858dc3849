"""Staff review identity papers (F-IDV-07): look, approve or send back, in time, and once."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from accounts.models import Member, Submission
from accounts.services import papers, papers_review
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.desk.people import Desk
from tests.factories import SubmissionFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

QUEUE = "/admin/accounts/submission/"
BY = system("test")


@pytest.fixture
def sent() -> Submission:
    """A driving licence that waits for its review."""
    row = SubmissionFactory(
        member__identity="in_review", state="in_review", pictures=["front", "back"]
    )
    hold(row.member, jst(2026, 10, 16, 11, 30))
    return row


def decide(desk: Desk, row: Submission, page: Page | None = None, **decision: object) -> Page:
    """Choose on the page of the pictures; opened now, or before."""
    page = page or desk.act(QUEUE, "review", [row])
    form = next(form for form in page.forms if "confirmed" in form.fields)
    return desk.post(QUEUE, dict(form.fields) | decision)


def pictures(page: Page) -> list[str]:
    """The addresses of the pictures on a page of the desk."""
    parts = page.html.split('<img class="paper" src="')[1:]
    return [part.partition('"')[0] for part in parts]


def now(row: Submission) -> tuple[str, str]:
    """The state of a sending, and of the member's identity."""
    row.refresh_from_db()
    return row.state, Member.objects.get(pk=row.member_id).identity


def test_papers_in_order_are_approved(sent: Submission) -> None:
    desk = Desk("reviewer")
    page = desk.act(QUEUE, "review", [sent])
    member = sent.member
    for shown in (str(sent.receipt_number), member.full_name, member.address, "1984年5月17日"):
        assert shown in page.text
    assert len(pictures(page)) == 2
    page = decide(desk, sent, page, decision="complete")
    assert f"{sent.receipt_number}を「完了」にしました" in page.text
    assert now(sent) == ("complete", "complete")
    assert (sent.decided_by, sent.decided_at) == ("reviewer", jst(2026, 10, 16, 11, 30))
    assert sent.images_kept_through == date(2027, 1, 14)
    mail = Outbox.objects.get()
    assert (mail.mail_code, mail.user) == ("M-09", member.user)
    assert "本人確認状況は「完了」です" in mail.body and "もう一度" not in mail.body


def test_papers_go_back_with_every_reason_and_what_clears_it(sent: Submission) -> None:
    reasons = ["expired", "address_differs"]
    decide(Desk("reviewer"), sent, decision="return", reasons=reasons, note="裏面もどうぞ")
    assert now(sent) == ("returned", "returned")
    visitor = Visitor.signed_in_as(sent.member)
    told = [visitor.open(f"/identity/{rest}").words for rest in ("", f"{sent.code}/receipt/")]
    told.append(Outbox.objects.get().body)
    for words in told:
        for part in ("有効期限", "ご登録の住所と違います", "補助書類を添える", "裏面もどうぞ"):
            assert part in words
    assert "reviewer" not in "".join(told)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        pytest.param({}, "審査の結果を選んでください", id="nothing"),
        pytest.param({"decision": "return"}, "差し戻しの理由を選んで", id="back, no reason"),
        pytest.param(
            {"decision": "complete", "reasons": ["expired"]}, "理由を外して", id="in order, but"
        ),
        pytest.param(
            {"decision": "return", "reasons": ["expired"], "note": "あ" * 201},
            "200文字までで",
            id="a long note",
        ),
    ],
)
def test_half_a_decision_is_none(
    sent: Submission, decision: dict[str, object], said: str
) -> None:
    page = decide(Desk("reviewer"), sent, **decision)
    assert said in page.text
    assert now(sent) == ("in_review", "in_review")
    assert not Outbox.objects.exists()


def test_the_second_of_two_reviewers_is_told_who_decided_what(sent: Submission) -> None:
    first, second = Desk("reviewer"), Desk("supervisor")
    page = second.act(QUEUE, "review", [sent])
    decide(first, sent, decision="return", reasons=["expired"])
    before = everything()
    for again in (
        decide(second, sent, page, decision="complete"),
        second.act(QUEUE, "review", [sent]),
    ):
        assert f"{sent.receipt_number}は、reviewerがすでに「差し戻し」にしています" in again.text
    assert now(sent) == ("returned", "returned")
    assert changed(before) == {}


def test_papers_that_were_not_sent_are_not_reviewed() -> None:
    draft = SubmissionFactory(pictures=["front"])
    page = Desk("reviewer").act(QUEUE, "review", [draft])
    assert "審査中の書類ではありません" in page.text
    assert not pictures(page) and not AuditRow.objects.exists()


def test_every_look_at_the_pictures_leaves_its_trace(sent: Submission) -> None:
    desk = Desk("reviewer")
    for look in (1, 2):
        desk.act(QUEUE, "review", [sent])
        rows = AuditRow.objects.filter(verb="look_at_papers", subject=sent.member.mio_id)
        assert rows.count() == look
    row = rows.latest("pk")
    assert (row.actor, row.detail, row.world_at) == (
        "reviewer",
        {"papers": sent.code},
        jst(2026, 10, 16, 11, 30),
    )


def test_a_viewing_key_is_one_reviewers_for_one_sending_for_half_an_hour(
    sent: Submission,
) -> None:
    other = SubmissionFactory(state="in_review", pictures=["front"])
    with freeze_time("2026-11-25 03:00:00") as machine:
        desk = Desk("reviewer")
        front, _back = pictures(desk.act(QUEUE, "review", [sent]))
        answer = desk.client.get(front)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert answer["Content-Disposition"] == 'inline; filename="front.jpg"'
        assert "no-store" in answer["Cache-Control"]
        elsewhere = front.replace(sent.code, other.code)
        for client, path in (
            (desk.client, elsewhere),
            (desk.client, front.partition("?")[0]),
            (desk.client, f"{front}x"),
            (Desk("supervisor").client, front),
            (Desk("billing").client, front),
            (Visitor.signed_in_as(sent.member).client, front),
        ):
            assert client.get(path).status_code == 403, path
        machine.tick(timedelta(minutes=30))
        assert desk.client.get(front).status_code == 200
        machine.tick(timedelta(seconds=2))
        assert desk.client.get(front).status_code == 403


@pytest.mark.parametrize(
    ("handed_in", "last"),
    [
        pytest.param(jst(2026, 10, 15, 10), jst(2026, 10, 20), id="over a weekend"),
        pytest.param(jst(2026, 10, 15, 0), jst(2026, 10, 20), id="at Japanese midnight"),
        pytest.param(jst(2026, 10, 30, 23, 59), jst(2026, 11, 5), id="over a holiday"),
        pytest.param(jst(2026, 12, 28, 10), jst(2027, 1, 6), id="over New Year"),
        pytest.param(jst(2027, 4, 28, 10), jst(2027, 5, 7), id="over Golden Week"),
    ],
)
def test_a_review_is_overdue_the_day_after_its_third_business_day(
    handed_in: datetime, last: datetime
) -> None:
    draft = SubmissionFactory(member__identity="not_submitted", pictures=["front", "back"])
    hold(draft.member, handed_in)
    papers.send(draft=draft, at=handed_in, by=BY)
    assert draft.review_due_on == last.date()
    desk = Desk("reviewer")
    for at, late in ((last + timedelta(hours=23, minutes=59), False), (last + timedelta(1), True)):
        hold(draft.member, at)
        assert ("期限超過" in desk.open(QUEUE).html) is late, at
    papers_review.decide_complete(submission=draft, at=last + timedelta(1), by=BY)
    assert "期限超過" not in desk.open(QUEUE).html


def test_the_most_pressing_stand_first_and_a_picture_costs_no_question(sent: Submission) -> None:
    late = SubmissionFactory(state="in_review", review_due_on=date(2026, 10, 19))
    done = SubmissionFactory(state="complete", review_due_on=date(2026, 10, 1))
    desk = Desk("reviewer")
    html = desk.open(QUEUE).html
    at = [html.index(str(row.receipt_number)) for row in (late, sent, done)]
    assert at == sorted(at)
    asked = []
    for row in (sent, SubmissionFactory(state="in_review", pictures=["front"])):
        with CaptureQueriesContext(connection) as queries:
            desk.act(QUEUE, "review", [row])
        asked.append(len(queries))
    assert asked[0] == asked[1]
