"""Addresses of the wizard typed by hand: a page that leads on, and nothing changed."""

from datetime import timedelta

import pytest
from django.test import Client

from cancellation import services
from cancellation.models import Cancellation
from mioportal.plumbing import acts
from mioportal.plumbing.models import PendingAct
from tests.cancellation.wizard import (
    APPLY,
    BEGIN,
    CONFIRM,
    NAMES,
    ON,
    act_at,
    at_review,
    at_step,
    by,
    step_url,
)
from tests.factories import MID_MONTH, LineFactory, MemberFactory, StaffFactory, hold
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("stands_at", "typed"),
    [
        ("reasons", "survey"),
        ("reasons", "cautions"),
        ("reasons", "review"),
        ("survey", "cautions"),
        ("survey", "review"),
        ("cautions", "review"),
    ],
)
def test_a_step_too_far_leads_back_to_the_first_unanswered_one(stands_at: str, typed: str) -> None:
    line = LineFactory()
    act = act_at(stands_at, line)
    visitor = Visitor.signed_in_as(line.member)
    before = everything()
    page = visitor.open(step_url(act, typed))
    assert page.path == step_url(act, stands_at)
    assert "先にこの手順を終えてください" in page.words
    assert changed(before) == {}


@pytest.mark.parametrize("typed", ["cautions", "review"])
def test_nor_can_a_step_too_far_be_posted(typed: str) -> None:
    line = LineFactory()
    act = act_at("reasons", line)
    visitor = Visitor.signed_in_as(line.member)
    visitor.client.handler.enforce_csrf_checks = False
    before = everything()
    answer = visitor.client.post(step_url(act, typed), {"agree": "on"})
    assert answer["Location"] == step_url(act, "reasons")
    assert changed(before) == {}


def test_a_review_posted_without_consent_leads_to_the_cautions() -> None:
    line = LineFactory()
    act = act_at("cautions", line)
    visitor = Visitor.signed_in_as(line.member)
    visitor.client.handler.enforce_csrf_checks = False
    answer = visitor.client.post(step_url(act, "review"))
    assert answer["Location"] == step_url(act, "cautions")
    assert not Cancellation.objects.exists()


@pytest.mark.parametrize("answered", NAMES)
def test_a_step_answered_before_may_be_opened_again(answered: str) -> None:
    line = LineFactory()
    act = act_at("review", line)
    page = Visitor.signed_in_as(line.member).open(step_url(act, answered))
    assert page.path == step_url(act, answered)


@pytest.mark.parametrize("typed", ["done", "consent", "", "REVIEW", "..", "%00", "0"])
def test_a_step_that_does_not_exist_is_not_found(typed: str) -> None:
    line = LineFactory()
    act = act_at("review", line)
    page = Visitor.signed_in_as(line.member).open(f"/cancel/acts/{act.code}/{typed}/")
    assert page.status == 404
    assert not Cancellation.objects.exists()


@pytest.mark.parametrize("code", ["0", "1", "x" * 32, "%00", "..%2f..", "髙"])
def test_a_wizard_that_does_not_exist_is_not_found(code: str) -> None:
    line = LineFactory()
    page = Visitor.signed_in_as(line.member).open(f"/cancel/acts/{code}/review/")
    assert page.status == 404


@pytest.mark.parametrize("step", NAMES)
def test_another_members_wizard_is_not_found(step: str) -> None:
    line = LineFactory()
    act = act_at("review", line)
    for somebody in (MemberFactory(world=line.world), StaffFactory()):
        visitor = Visitor.signed_in_as(somebody)
        visitor.client.handler.enforce_csrf_checks = False
        before = everything()
        page = visitor.open(step_url(act, step))
        assert page.status == 404
        assert line.phone_number not in page.html
        assert visitor.client.post(step_url(act, step), {"agree": "on"}).status_code == 404
        assert changed(before) == {}


def test_a_wizard_of_another_kind_is_not_found() -> None:
    line = LineFactory()
    act = acts.start(
        world=line.world, user=line.member.user, kind="other", subject=line.code, at=MID_MONTH
    )
    assert Visitor.signed_in_as(line.member).open(step_url(act, "reasons")).status == 404


def test_a_wizard_that_names_anothers_line_cancels_nothing() -> None:
    mine, theirs = LineFactory(), LineFactory()
    act = act_at("review", mine)
    PendingAct.objects.filter(pk=act.pk).update(subject=theirs.code)
    visitor = Visitor.signed_in_as(mine.member)
    visitor.client.handler.enforce_csrf_checks = False
    assert visitor.client.post(step_url(act, "review")).status_code == 404
    assert not Cancellation.objects.exists()


@pytest.mark.parametrize("step", NAMES)
def test_a_wizard_already_used_leads_to_its_receipt(step: str) -> None:
    line = LineFactory()
    visitor = at_review(line)
    path = visitor.page.path
    visitor.press(CONFIRM)
    receipt = visitor.page.path
    before = everything()
    page = visitor.open(path.replace("review", step))
    assert page.path == receipt
    assert "この手続きは受付済みです" in page.words
    visitor.client.handler.enforce_csrf_checks = False
    answer = visitor.client.post(path.replace("review", step), {"agree": "on"})
    assert answer["Location"] == receipt
    assert changed(before) == {}


@pytest.mark.parametrize("step", NAMES)
def test_a_wizard_left_for_too_long_starts_again_and_says_why(step: str) -> None:
    line = LineFactory()
    act = act_at(step, line)
    hold(line.member, MID_MONTH + acts.LIVES_FOR)
    visitor = Visitor.signed_in_as(line.member)
    visitor.client.handler.enforce_csrf_checks = False
    page = visitor.open(step_url(act, step))
    assert page.path == f"/cancel/lines/{line.code}/"
    assert "有効期限" in page.words
    assert page.has_button(BEGIN)
    answer = visitor.client.post(step_url(act, step), {"agree": "on"})
    assert answer["Location"] == f"/cancel/lines/{line.code}/"
    assert not Cancellation.objects.exists()


def test_a_wizard_lives_to_its_last_second() -> None:
    line = LineFactory()
    visitor = at_review(line)
    hold(line.member, MID_MONTH + acts.LIVES_FOR - timedelta(seconds=1))
    assert visitor.press(CONFIRM).path.startswith("/cancel/receipts/")


def test_the_service_itself_refuses_a_lapsed_wizard() -> None:
    line = LineFactory()
    act = act_at("review", line)
    with pytest.raises(services.Lapsed):
        services.accept(act=act, line=line, at=MID_MONTH + acts.LIVES_FOR, by=by(line))
    assert not Cancellation.objects.exists()


@pytest.mark.parametrize("step", NAMES)
def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(step: str) -> None:
    line = LineFactory()
    act = act_at(step, line)
    answer = Client().get(step_url(act, step))
    assert answer.status_code == 302
    assert answer["Location"] == f"/login/?next={step_url(act, step)}"


@pytest.mark.parametrize(
    ("step", "button", "answers"),
    [
        ("reasons", ON, {"reasons": ["speed"], "other_text": "書きかけ"}),
        ("survey", ON, {"satisfaction": "2", "comment": "書きかけ"}),
        ("cautions", APPLY, {"agree": "on"}),
        ("review", CONFIRM, {}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_session_that_ends_on_the_way_loses_no_answer(
    step: str, button: str, answers: dict[str, object]
) -> None:
    line = LineFactory()
    visitor = at_step(step, line)
    kept = line.member.user.acts.get().answers
    here = visitor.page.path
    visitor.client.cookies.pop("sessionid")
    page = visitor.press(button, **answers)
    assert page.path == "/login/"
    assert not Cancellation.objects.exists()
    page = visitor.sign_in(line.member.mio_id)
    assert page.path == here
    assert line.member.user.acts.get().answers == kept
    visitor.press(button, **answers)
    assert visitor.page.path != here
    assert visitor.page.status == 200
