"""Papers are asked for (C-076): who is asked, what they read, and the way to the papers page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import services
from accounts.models import Member, Reminder
from accounts.services import papers
from mioportal.plumbing.actor import Actor, Role, system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.identity import UploadReason
from tests.accounts.changing import ADDRESS, NAME, change, stored, tells
from tests.accounts.sending_papers import asked
from tests.factories import (
    MID_MONTH,
    LineFactory,
    MemberFactory,
    SubmissionFactory,
    jst,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = Actor(role=Role.STAFF, label="reviewer")
WHY = "確認のため、書類をお送りください。"


def ask(member: Member, why: str = WHY) -> bool:
    return services.ask_for_papers(member=member, why=why, at=MID_MONTH, by=BY)


def test_asked_once_it_stands_and_only_the_reason_is_written_anew() -> None:
    member = MemberFactory()
    assert ask(member)
    row = AuditRow.objects.get(verb="ask_for_papers")
    assert (row.actor, row.subject, row.detail) == ("reviewer", member.mio_id, {"why": WHY})
    assert stored(member)["identity"] == "not_submitted"
    before = everything()
    assert not ask(member)
    assert changed(before) == {}
    assert not ask(member, "もう一つの理由")
    assert stored(member)["identity_note"] == "もう一つの理由"
    assert (AuditRow.objects.count(), Reminder.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "told", "said"),
    [
        pytest.param("address", ADDRESS, UploadReason.ADDRESS_DIFFERS, id="address"),
        pytest.param("name", NAME, UploadReason.NOT_OWN, id="name"),
    ],
)
def test_papers_in_review_go_back_for_what_they_show_no_longer(
    field: str, told: dict[str, str], said: UploadReason
) -> None:
    member = LineFactory(member__identity="in_review").member
    row = SubmissionFactory(member=member, state="in_review", pictures=["front", "back"])
    change(Visitor.signed_in_as(member), field, told)
    row.refresh_from_db()
    assert (row.state, row.reasons) == ("returned", [said])
    assert stored(member)["identity"] == "not_submitted"
    assert sorted(Outbox.objects.values_list("mail_code", flat=True)) == ["M-07", "M-09"]
    # Those of before are over: new ones can be put together at once.
    visitor = Visitor.signed_in_as(member)
    assert tells(visitor.open("/identity/"), "未提出", "書類をお送りください")
    assert visitor.page.has_link("書類を選んで準備を始める")


def test_a_draft_outlives_a_question_and_ends_with_the_answer() -> None:
    member = asked()
    draft = SubmissionFactory(member=member, pictures=["front", "back"])
    ask(member)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert services.complete_identity(member=member, at=MID_MONTH, by=BY)
    draft.refresh_from_db()
    assert (draft.state, draft.images.count()) == ("dropped", 0)
    visitor = Visitor.signed_in_as(member)
    assert visitor.open(f"/identity/{draft.code}/check/").path == "/identity/"
    assert tells(visitor.page, "完了", "お送りいただく書類はありません")
    assert stored(member)["identity"] == "complete"


def test_a_draft_is_not_sent_by_who_is_confirmed_already() -> None:
    draft = SubmissionFactory(pictures=["front", "back"])
    with pytest.raises(papers.NotAsked):
        papers.send(draft=draft, at=MID_MONTH, by=system("test"))
    assert stored(draft.member)["identity"] == "complete"
    visitor = Visitor.signed_in_as(draft.member)
    visitor.open(f"/identity/{draft.code}/check/")
    rules = ["in_date", "four_corners", "legible", "own", "present_address"]
    assert visitor.press("提出する", checked=rules).path == "/identity/"
    assert not Outbox.objects.exists()


@pytest.mark.parametrize(
    ("identity", "link"),
    [
        pytest.param("not_submitted", "書類を送る", id="not sent"),
        pytest.param("in_review", "審査の状況を見る", id="in review"),
        pytest.param("returned", "書類をもう一度送る", id="sent back"),
        pytest.param("complete", "", id="complete"),
    ],
)
def test_the_contract_the_profile_and_the_first_page_lead_to_the_papers(
    identity: str, link: str
) -> None:
    line = LineFactory(member__identity=identity)
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/lines/{line.code}/")
    if link:
        assert visitor.follow(f"{link}：本人確認状況").path == "/identity/"
        for path in ("/", "/profile/"):
            main = visitor.open(path).html.partition("<main")[2]
            assert 'href="/identity/"' in main, path
    else:
        assert tells(page, "本人確認状況", "完了")
        assert 'href="/identity/"' not in page.html.partition("<main")[2]
        assert not visitor.open("/").says("本人確認書類")


def test_the_mail_of_a_change_leads_there_only_when_papers_are_asked_for() -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    change(visitor, "address", ADDRESS)
    assert "本人確認書類のアップロード: " in Outbox.objects.get().body
    assert "/identity/" in Outbox.objects.get().body
    data_only = LineFactory(function="data", phone_number="").member
    change(Visitor.signed_in_as(data_only), "address", ADDRESS)
    assert "/identity/" not in Outbox.objects.get(user=data_only.user).body


def test_who_is_leaving_is_not_called_to_send_anything() -> None:
    member = MemberFactory(
        identity="returned", standing__last_service_ended_on=jst(2026, 8, 31).date()
    )
    assert "本人確認書類" not in Visitor.signed_in_as(member).open("/").words


def test_many_sendings_cost_no_more_questions_than_one() -> None:
    member = LineFactory(member__identity="returned").member
    returned = {"member": member, "state": "returned", "reasons": ["expired", "not_own"]}
    draft = SubmissionFactory(member=member, pictures=["front"])
    visitor = Visitor.signed_in_as(member)
    asked_for: list[dict[str, int]] = []
    for more in (1, 12):
        SubmissionFactory.create_batch(more, pictures=["front", "back"], **returned)
        asked_for.append({})
        for path in ("", "identity/", "identity/new/", f"identity/{draft.code}/"):
            with CaptureQueriesContext(connection) as queries:
                assert visitor.open(f"/{path}").status == 200
            asked_for[-1][path] = len(queries)
    assert asked_for[0] == asked_for[1]
    assert asked_for[0]["identity/"] <= 10 and asked_for[0][f"identity/{draft.code}/"] <= 9


def test_four_pictures_cost_no_more_questions_than_one() -> None:
    asked_for = []
    for sides in (["front"], ["front", "back", "supplement_front", "supplement_back"]):
        draft = SubmissionFactory(member=asked(), pictures=sides)
        sent = SubmissionFactory(member=draft.member, state="returned", pictures=sides)
        visitor = Visitor.signed_in_as(draft.member)
        paths = (f"{draft.code}/", f"{draft.code}/check/", f"{sent.code}/receipt/")
        with CaptureQueriesContext(connection) as queries:
            for path in paths:
                assert visitor.open(f"/identity/{path}").status == 200
        asked_for.append(len(queries))
    assert asked_for[0] == asked_for[1]
