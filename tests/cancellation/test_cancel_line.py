"""A member cancels a voice line: the nine steps of F-CAN-02, by links and buttons alone."""

from datetime import date

import pytest

from accounts.models import Member
from cancellation.models import Cancellation
from contracts.models import Line, Sim
from mioportal.plumbing.models import AuditRow, Happening, Outbox, PendingAct
from tests.cancellation.wizard import APPLY, BEGIN, CONFIRM, ON, at_cautions, at_step, cancelled
from tests.factories import MID_MONTH, LineFactory, OptionPeriodFactory
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

REASONS = [
    "他社への乗り換え",
    "料金が高い",
    "通信速度に不満",
    "サービス内容に不満",
    "サポート対応に不満",
    "スマホを使わなくなった",
    "その他",
]


@pytest.fixture
def line() -> Line:
    return OptionPeriodFactory(line__contracted_on=date(2024, 4, 1)).line


@pytest.fixture
def member(line: Line) -> Member:
    return line.member


def walked(visitor: Visitor) -> Page:
    """From the start page on, answering everything."""
    page = visitor.press(BEGIN)
    assert page.path.endswith("/reasons/")
    for reason in REASONS:
        assert reason in page.words
    page = visitor.press(ON, reasons=["price", "other"], other_text="引っ越しのため")
    assert page.path.endswith("/survey/")
    page = visitor.press(ON, satisfaction="4", comment="ありがとう")
    assert page.path.endswith("/cautions/")
    assert "上記に同意して解約する" in page.words
    page = visitor.press(APPLY, agree="on")
    assert page.path.endswith("/review/")
    assert "本当に解約しますか?" in page.words
    return visitor.press(CONFIRM)


def test_from_the_menu_to_the_receipt(line: Line, member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open("/")
    visitor.follow("サービスのご解約")
    visitor.follow("解約する")
    page = walked(visitor)
    made = Cancellation.objects.get()
    assert page.path == f"/cancel/receipts/{made.receipt_number}/"
    assert made.receipt_number in page.words
    assert "2026年10月31日（土）23:59" in page.words


def test_from_the_contract_page_to_the_receipt(line: Line, member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open("/")
    visitor.follow("ご契約内容の確認")
    visitor.follow(line.phone_number)
    visitor.follow("解約する")
    assert walked(visitor).path == f"/cancel/receipts/{Cancellation.objects.get().receipt_number}/"


def test_from_the_services_page_to_the_receipt(line: Line, member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open("/")
    visitor.follow("サービスのご利用状況")
    visitor.follow("サービスのご解約")
    visitor.follow("解約する")
    assert walked(visitor).path.startswith("/cancel/receipts/")


def test_everything_that_was_said_is_kept(line: Line, member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open(f"/cancel/lines/{line.code}/")
    walked(visitor)
    made = Cancellation.objects.get()
    assert made.reasons == ["price", "other"]
    assert made.other_reason == "引っ越しのため"
    assert made.survey == {"satisfaction": "4", "comment": "ありがとう"}
    assert made.channel == Cancellation.Channel.SITE
    assert made.accepted_at == MID_MONTH
    assert made.shown["total"] == "1490"


def test_what_acceptance_writes(line: Line, member: Member) -> None:
    cancelled(line)
    line.refresh_from_db()
    made = Cancellation.objects.get()
    assert (line.leaving_by, line.ends_on, line.ended_at) == (
        "cancellation",
        date(2026, 10, 31),
        None,
    )
    assert (made.ends_on, made.state) == (date(2026, 10, 31), "accepted")
    assert line.sims.get().state == Sim.State.AWAITED
    assert Outbox.objects.get().mail_code == "M-11"
    act = PendingAct.objects.get()
    assert (act.used_at, act.result) == (MID_MONTH, made.receipt_number)
    rows = AuditRow.objects.filter(verb__in=("start_leaving", "accept_cancellation"))
    assert {(row.actor, row.subject) for row in rows} == {(member.mio_id, line.code)}
    assert rows.count() == 2
    kinds = set(Happening.objects.values_list("kind", flat=True))
    assert kinds == {"cancellation_accepted", "mail"}


def test_every_question_may_be_left_unanswered(line: Line) -> None:
    visitor = at_step("reasons", line)
    visitor.press(ON)
    visitor.press(ON)
    visitor.press(APPLY, agree="on")
    visitor.press(CONFIRM)
    made = Cancellation.objects.get()
    assert (made.reasons, made.other_reason) == ([], "")


def test_all_seven_reasons_may_be_given_at_once(line: Line) -> None:
    visitor = at_step("reasons", line)
    values = ["switching", "price", "speed", "service", "support", "unused", "other"]
    visitor.press(ON, reasons=values)
    visitor.press(ON)
    words = visitor.press(APPLY, agree="on").words
    assert "、".join(REASONS) in words


def test_the_three_cautions_stand_before_the_tick(line: Line) -> None:
    page = at_cautions(line).page
    before, _after = page.words.split("上記に同意して解約する")
    assert "日割りになりません" in before
    assert "SIMカードの返却が必要です" in before
    assert "元に戻せません" in before


def test_the_last_page_before_consent_names_the_way_out_with_the_number(line: Line) -> None:
    words = at_cautions(line).page.words
    before, _after = words.split("上記に同意して解約する")
    assert "MNP転出" in before
    assert "0570-09-4400" in before
    assert "受付中" in before


def test_the_tick_is_never_set_beforehand(line: Line) -> None:
    form, _button = at_cautions(line).page.form(APPLY)
    assert "agree" not in form.fields


def test_the_review_page_shows_the_answers_with_a_way_to_change_each(line: Line) -> None:
    visitor = at_step("review", line)
    words = visitor.page.words
    assert line.phone_number in words
    assert "髙橋 みどり" in words
    assert "料金が高い、その他、引っ越しのため" in words
    assert "回答あり" in words
    for step in ("reasons", "survey", "cautions"):
        assert any(href.endswith(f"/{step}/") for _words, href in visitor.page.links)


def test_going_back_shows_what_was_answered_and_keeps_the_rest(line: Line) -> None:
    visitor = at_step("review", line)
    review = visitor.page.path
    visitor.open(review.replace("review", "reasons"))
    form, _button = visitor.page.form(ON)
    assert form.fields["reasons"] == ["price", "other"]
    assert form.fields["other_text"] == ["引っ越しのため"]
    visitor.press(ON, reasons=["speed"], other_text="")
    form, _button = visitor.page.form(ON)
    assert form.fields["satisfaction"] == ["4"]
    assert form.fields["comment"] == ["ありがとうございました"]
    assert "通信速度に不満" in visitor.open(review).words


def test_the_back_link_leads_one_step_back_and_quitting_to_the_line(line: Line) -> None:
    visitor = at_step("survey", line)
    assert visitor.follow("前の手順へ戻る").path.endswith("/reasons/")
    assert visitor.follow("前の手順へ戻る").path == "/cancel/"
    visitor = at_step("review", line)
    assert visitor.follow("やめる").path == f"/lines/{line.code}/"
    assert not Cancellation.objects.exists()


def test_a_wizard_that_was_left_half_way_changes_nothing(line: Line) -> None:
    at_step("review", line)
    line.refresh_from_db()
    assert (line.leaving_by, line.ends_on) == ("", None)
    assert not Outbox.objects.exists()


def test_the_wizard_of_one_line_never_cancels_the_other(line: Line, member: Member) -> None:
    other, _kept = LineFactory.create_batch(2, member=member)
    first, second = at_step("review", line), at_step("review", other)
    second.press(CONFIRM)
    line.refresh_from_db()
    other.refresh_from_db()
    assert (line.leaving_by, other.leaving_by) == ("", "cancellation")
    first.press(CONFIRM)
    line.refresh_from_db()
    assert line.leaving_by == "cancellation"


def test_the_steps_are_numbered_out_of_five_with_the_receipt_as_the_last(line: Line) -> None:
    for number, step in enumerate(("reasons", "survey", "cautions", "review"), 1):
        assert f"手順{number}／5" in at_step(step, line).page.words
