"""The form for questions counts as a request to take a cancellation back (C-085), once."""

import pytest

from accounts import services as accounts
from accounts.services.inquiries import Question
from cancellation import services
from cancellation.models import Cancellation, Withdrawal
from contracts.models import Line
from mioportal.plumbing.actor import system
from tests.cancellation.taken_back import (
    DECIDED_BY,
    LAST_EVENING,
    again,
    left,
    page_of,
    same_day,
)
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")


def test_the_form_for_questions_counts_with_its_time_stamp() -> None:
    made = left()
    question = Question(
        topic="withdrawal", text="解約を取り消してください", line=made.line.code
    )
    for _time in range(2):
        accounts.ask_support(
            member=made.line.member, question=question, form="f", at=LAST_EVENING, by=BY
        )
    assert Withdrawal.objects.get().asked_at == LAST_EVENING
    assert again(made).line.held_through == DECIDED_BY


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("090-1234-5678", id="its number"),
        pytest.param("０９０１２３４５６７８", id="its number in one piece and in wide digits"),
        pytest.param("+81 90 1234 5678", id="its number as called from abroad"),
        pytest.param("HDU12345678", id="its code in capitals"),
        pytest.param("", id="nothing"),
        pytest.param("わたしの回線", id="none of the lines"),
    ],
)
def test_however_the_form_names_the_line_its_end_waits_for_the_desk(told: str) -> None:
    line: Line = LineFactory(code="hdu12345678", phone_number="090-1234-5678")
    hold(line.member, LAST_EVENING)
    made = accepted(line)
    question = Question(topic="withdrawal", text="解約を取り消してください", line=told)
    accounts.ask_support(member=line.member, question=question, form="f", at=LAST_EVENING, by=BY)
    assert Withdrawal.objects.get().cancellation == made
    assert again(made).line.held_through == DECIDED_BY


def test_a_form_that_names_one_line_leaves_the_end_of_the_others_alone() -> None:
    made = left()
    other = accepted(LineFactory(member=made.line.member))
    earlier: Line = LineFactory(member=made.line.member)
    accepted(earlier, jst(2026, 10, 15, 12))
    question = Question(topic="withdrawal", text="戻したい", line=made.line.phone_number)
    who = made.line.member
    accounts.ask_support(member=who, question=question, form="f", at=LAST_EVENING, by=BY)
    assert Withdrawal.objects.get().cancellation == made
    # Without a line it is about all of that day, and of no other.
    question = Question(topic="withdrawal", text="どちらも戻したい")
    accounts.ask_support(member=who, question=question, form="g", at=LAST_EVENING, by=BY)
    assert {row.cancellation for row in Withdrawal.objects.all()} == {made, other}


def test_a_question_about_it_on_another_day_holds_nothing() -> None:
    made = left(jst(2026, 10, 15, 12))
    question = Question(topic="withdrawal", text="取り消したい", line=made.line.code)
    at = jst(2026, 10, 16, 9)
    accounts.ask_support(member=made.line.member, question=question, form="f", at=at, by=BY)
    assert not Withdrawal.objects.exists()


def test_what_the_desk_refused_is_not_asked_for_again() -> None:
    made = left(jst(2026, 10, 31, 10))
    row = services.ask_withdrawal(cancellation=made, at=jst(2026, 10, 31, 11), by=BY)
    at = jst(2026, 10, 31, 12)
    services.refuse_withdrawal(withdrawal=row, evidence="ご本人ではない", at=at, by=BY)
    hold(made.line.member, at)
    visitor = Visitor.signed_in_as(made.line.member)
    visitor.open(page_of(made))
    token = visitor.client.cookies["csrftoken"].value
    answer = visitor.client.post(page_of(made), {"csrfmiddlewaretoken": token})
    assert "お受けできないとお伝えしています" in answer.content.decode()
    question = Question(topic="withdrawal", text="どうしても", line=made.line.code)
    accounts.ask_support(member=made.line.member, question=question, form="f", at=at, by=BY)
    assert Withdrawal.objects.get().state == Withdrawal.State.REFUSED
    assert again(made).line.held_through is None
    # The desk itself may think better of it.
    services.withdraw(cancellation=again(made), found=same_day(at), at=at, by=BY)
    assert again(made).state == Cancellation.State.WITHDRAWN
