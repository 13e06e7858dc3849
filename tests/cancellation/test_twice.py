"""Double clicks, two tabs, Back and reload: the second finds the work done."""

from collections.abc import Callable

import pytest
from django.db import connection

from cancellation import services
from cancellation.models import Cancellation
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing.models import AuditRow, Outbox, PendingAct
from tests.cancellation.wizard import (
    APPLY,
    BEGIN,
    CONFIRM,
    ON,
    act_at,
    at_cautions,
    at_review,
    at_step,
    by,
    step_url,
)
from tests.factories import MID_MONTH, LineFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def one_of_each(line: Line) -> bool:
    rows = AuditRow.objects.filter(subject=line.code, verb="accept_cancellation")
    return (
        Cancellation.objects.filter(line=line).count()
        == Outbox.objects.filter(mail_code="M-11", user=line.member.user).count()
        == rows.count()
        == 1
    )


def test_the_last_button_pressed_twice_shows_the_same_receipt() -> None:
    line = LineFactory()
    visitor = at_review(line)
    review = visitor.page
    first = visitor.press(CONFIRM).path
    visitor.page = review
    assert visitor.press(CONFIRM).path == first
    assert one_of_each(line)


def test_two_tabs_on_the_same_page_show_the_same_receipt() -> None:
    line = LineFactory()
    one, two = at_review(line), Visitor.signed_in_as(line.member)
    two.open(one.page.path)
    assert one.press(CONFIRM).path == two.press(CONFIRM).path
    assert one_of_each(line)


def test_a_second_wizard_for_the_line_is_told_that_it_is_leaving() -> None:
    line = LineFactory()
    one, two = at_review(line), at_review(line)
    receipt = one.press(CONFIRM).path
    before = everything()
    page = two.press(CONFIRM)
    assert "解約を受け付け済みです" in page.words
    assert changed(before) == {}
    assert one_of_each(line)
    assert two.follow("受付の控えを見る").path == receipt


def test_back_after_the_receipt_leads_to_the_receipt() -> None:
    line = LineFactory()
    visitor = at_review(line)
    review = visitor.page.path
    receipt = visitor.press(CONFIRM).path
    for step in ("review", "cautions", "survey", "reasons"):
        page = visitor.open(review.replace("review", step))
        assert page.path == receipt
        assert "この手続きは受付済みです" in page.words
    assert one_of_each(line)


def test_the_start_pressed_twice_opens_two_wizards_of_which_one_is_used() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    start = visitor.open(f"/cancel/lines/{line.code}/")
    for _click in range(2):
        visitor.page = start
        visitor.press(BEGIN)
    assert PendingAct.objects.count() == 2
    for step in (ON, ON):
        visitor.press(step)
    visitor.press(APPLY, agree="on")
    visitor.press(CONFIRM)
    assert one_of_each(line)


def test_consent_given_twice_counts_once() -> None:
    line = LineFactory()
    visitor = at_cautions(line)
    cautions = visitor.page
    for _click in range(2):
        visitor.page = cautions
        assert visitor.press(APPLY, agree="on").path.endswith("/review/")
    visitor.press(CONFIRM)
    assert one_of_each(line)


def test_answers_sent_again_after_the_receipt_change_nothing() -> None:
    line = LineFactory()
    visitor = at_step("reasons", line)
    reasons = visitor.page
    visitor.press(ON, reasons=["price"])
    visitor.press(ON)
    visitor.press(APPLY, agree="on")
    receipt = visitor.press(CONFIRM).path
    before = everything()
    visitor.page = reasons
    assert visitor.press(ON, reasons=["speed"]).path == receipt
    assert changed(before) == {}
    assert Cancellation.objects.get().reasons == ["price"]


def test_the_service_called_twice_returns_the_same_cancellation() -> None:
    line = LineFactory()
    act = act_at("review", line)
    again = {"line": line, "at": MID_MONTH, "by": by(line)}
    first = services.accept(act=PendingAct.objects.get(pk=act.pk), **again)
    assert services.accept(act=PendingAct.objects.get(pk=act.pk), **again) == first
    assert one_of_each(line)


@pytest.mark.parametrize("line_read", ["before the other", "after the other"])
def test_the_slower_of_two_clicks_gets_the_receipt_of_the_faster(line_read: str) -> None:
    """Both read the wizard before either used it; the slower may read the line at any time."""
    line = LineFactory()
    act = act_at("review", line)
    faster, slower = (PendingAct.objects.get(pk=act.pk) for _click in range(2))
    slow_line = own(line)
    first = services.accept(act=faster, line=own(line), at=MID_MONTH, by=by(line))
    if line_read == "after the other":
        slow_line = own(line)
    assert services.accept(act=slower, line=slow_line, at=MID_MONTH, by=by(line)) == first
    assert one_of_each(line)


class Between:
    """Does something once, just before the first statement that begins with the words given."""

    def __init__(self, words: str, do: Callable[[], object]) -> None:
        self.words, self.do, self.done = words, do, False

    def __call__(self, execute: Callable[..., object], sql: str, *rest: object) -> object:
        if not self.done and sql.startswith(self.words):
            self.done = True
            self.do()
        return execute(sql, *rest)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_click_that_lands_between_two_reads_of_another_gives_it_the_receipt(method: str) -> None:
    line = LineFactory()
    visitor = at_review(line)
    act = PendingAct.objects.get()
    between = Between(
        'SELECT "contracts_line"',
        lambda: services.accept(
            act=PendingAct.objects.get(pk=act.pk), line=own(line), at=MID_MONTH, by=by(line)
        ),
    )
    with connection.execute_wrapper(between):
        if method == "get":
            visitor.open(step_url(act, "review"))
        else:
            visitor.press(CONFIRM)
    assert between.done
    assert visitor.page.path == f"/cancel/receipts/{Cancellation.objects.get().receipt_number}/"
    assert one_of_each(line)


def own(line: Line) -> Line:
    """The line as a view reads it."""
    found = line_of(line.member, line.code, MID_MONTH.date())
    assert found
    return found


def test_a_retry_in_the_next_month_still_finds_the_first_receipt() -> None:
    line = LineFactory()
    visitor = at_review(line)
    review = visitor.page
    receipt = visitor.press(CONFIRM).path
    hold(line.member, jst(2026, 11, 1, 10))
    visitor.page = review
    assert visitor.press(CONFIRM).path == receipt
    assert one_of_each(line)


def test_a_line_cancelled_at_the_desk_meanwhile_is_not_cancelled_again() -> None:
    line = LineFactory()
    visitor = at_review(line)
    made = services.accept_by_phone(line=own(line), at=MID_MONTH, by=by(line))
    page = visitor.press(CONFIRM)
    assert "解約を受け付け済みです" in page.words
    assert visitor.follow("受付の控えを見る").path.endswith(f"/{made.receipt_number}/")
    assert one_of_each(line)
