"""Consent is to what was shown: when that no longer holds, the difference is shown and asked."""

from collections.abc import Callable
from datetime import date

import pytest

from cancellation import services
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing.models import Outbox, PendingAct
from tests.cancellation.wizard import (
    APPLY,
    CONFIRM,
    ON,
    accepted,
    act_at,
    at_review,
    at_step,
    by,
    step_url,
)
from tests.factories import MID_MONTH, CardFactory, LineFactory, OptionPeriodFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LAST_MINUTE = jst(2026, 10, 31, 23, 59)
JUST_AFTER = jst(2026, 11, 1, 0, 1)


def the_month_ends(line: Line) -> None:
    hold(line.member, JUST_AFTER)


def an_option_is_added(line: Line) -> None:
    OptionPeriodFactory(line=line, starts_on=date(2026, 10, 31))


def the_plan_is_changed(line: Line) -> None:
    line.plan_periods.update(ends_on=date(2026, 10, 30))
    line.plan_periods.create(plan_code="giga_20gb", starts_on=date(2026, 10, 31))


def the_other_line_leaves(line: Line) -> None:
    accepted(Line.objects.of(line.member).exclude(pk=line.pk).get())


def the_card_is_another(line: Line) -> None:
    CardFactory(member=line.member, brand="jcb")


CHANGES = [
    (the_month_ends, "2026年10月31日（土）", "2026年11月30日（月）"),
    (an_option_is_added, "990円", "1,490円"),
    (the_plan_is_changed, "990円", "2,000円"),
    (the_other_line_leaves, "なし", "2027年2月25日（木）"),
    (the_card_is_another, "なし", "2026年12月10日（木）"),
]
IDS = [
    "the month ends",
    "an option is added",
    "the plan is changed",
    "the member's other line leaves",
    "the card is another",
]


@pytest.fixture
def line() -> Line:
    line = LineFactory(contracted_on=date(2024, 4, 1))
    LineFactory(member=line.member)
    hold(line.member, LAST_MINUTE)
    return line


def is_open(line: Line) -> bool:
    line.refresh_from_db()
    return line.leaving_by == "" and not Cancellation.objects.filter(line=line).exists()


def told_the_difference(visitor: Visitor, before: str, after: str) -> bool:
    words = visitor.page.words
    told = words.split("前に表示した内容から変わりました")[1].split("解約日（最終日）")[0]
    return before in told and after in told


@pytest.mark.parametrize(("happens", "before", "after"), CHANGES, ids=IDS)
def test_a_change_between_preview_and_consent_is_shown_and_asked(
    line: Line, happens: Callable[[Line], None], before: str, after: str
) -> None:
    visitor = at_step("survey", line)
    visitor.press(ON)
    assert "前に表示した内容から変わりました" not in visitor.page.words
    happens(line)
    visitor.press(APPLY, agree="on")
    assert visitor.page.path.endswith("/cautions/")
    assert told_the_difference(visitor, before, after)
    assert "agree" not in visitor.page.form(APPLY)[0].fields
    assert is_open(line)
    visitor.press(APPLY, agree="on")
    assert visitor.page.path.endswith("/review/")
    visitor.press(CONFIRM)
    assert not is_open(line)


@pytest.mark.parametrize(("happens", "before", "after"), CHANGES, ids=IDS)
def test_a_change_between_consent_and_confirmation_is_shown_and_asked(
    line: Line, happens: Callable[[Line], None], before: str, after: str
) -> None:
    visitor = at_review(line)
    happens(line)
    mails = Outbox.objects.count()
    visitor.press(CONFIRM)
    assert visitor.page.path.endswith("/cautions/")
    assert told_the_difference(visitor, before, after)
    assert "agree" not in visitor.page.form(APPLY)[0].fields
    assert is_open(line)
    assert Outbox.objects.count() == mails
    visitor.press(APPLY, agree="on")
    visitor.press(CONFIRM)
    made = Cancellation.objects.get(line=line)
    assert made.shown["ends_on"] == made.ends_on.isoformat()


@pytest.mark.parametrize(("happens", "before", "after"), CHANGES, ids=IDS)
def test_the_review_itself_is_not_shown_on_an_old_consent(
    line: Line, happens: Callable[[Line], None], before: str, after: str
) -> None:
    visitor = at_review(line)
    review = visitor.page.path
    happens(line)
    visitor.open(review)
    assert visitor.page.path.endswith("/cautions/")
    assert told_the_difference(visitor, before, after)


def test_a_void_consent_cannot_be_used_from_the_other_tab(line: Line) -> None:
    visitor = at_review(line)
    other = Visitor.signed_in_as(line.member)
    other.open(visitor.page.path)
    the_month_ends(line)
    visitor.press(CONFIRM)
    other.press(CONFIRM)
    assert other.page.path.endswith("/cautions/")
    assert is_open(line)


def test_a_change_and_its_return_leave_the_consent_standing(line: Line) -> None:
    visitor = at_review(line)
    an_option_is_added(line)
    line.option_periods.all().delete()
    visitor.press(CONFIRM)
    assert not is_open(line)


def test_asking_on_another_day_of_the_month_changes_nothing_of_what_was_shown() -> None:
    line = LineFactory()
    visitor = at_review(line)
    hold(line.member, jst(2026, 10, 19, 10))
    visitor.press(CONFIRM)
    assert Cancellation.objects.get().ends_on == date(2026, 10, 31)


def test_what_was_answered_is_kept_when_consent_is_asked_again(line: Line) -> None:
    visitor = at_review(line)
    the_month_ends(line)
    visitor.press(CONFIRM)
    visitor.press(APPLY, agree="on")
    visitor.press(CONFIRM)
    made = Cancellation.objects.get(line=line)
    assert made.reasons == ["price", "other"]
    assert made.other_reason == "引っ越しのため"


@pytest.mark.parametrize("digest", ["", "0" * 64, "x", "髙"])
def test_a_consent_to_something_else_is_no_consent(line: Line, digest: str) -> None:
    visitor = at_step("cautions", line)
    visitor.press(APPLY, agree="on", digest=digest)
    assert visitor.page.path.endswith("/cautions/")
    act = PendingAct.objects.get()
    assert (act.shown_digest, "cautions" in act.answers) == ("", False)


def test_a_consent_taken_back_meanwhile_is_asked_for_again_by_the_service(line: Line) -> None:
    """Two requests at once: one finds the consent void just before the other uses it."""
    stale = act_at("review", line, LAST_MINUTE)
    PendingAct.objects.filter(pk=stale.pk).update(shown_digest="")
    with pytest.raises(services.ShownHasChanged):
        services.accept(act=stale, line=line, at=LAST_MINUTE, by=by(line))
    assert is_open(line)


def test_the_tick_without_consent_is_an_error_at_the_field_and_stores_nothing() -> None:
    line = LineFactory()
    visitor = at_step("cautions", line)
    visitor.press(APPLY)
    page = visitor.page
    assert page.status == 200
    assert page.path.endswith("/cautions/")
    assert "「上記に同意して解約する」にチェックを入れてください" in page.words
    assert 'aria-invalid="true"' in page.html
    assert PendingAct.objects.get().shown_digest == ""
    visitor.press(APPLY, agree="on")
    assert visitor.page.path.endswith("/review/")


def test_a_tick_set_late_counts_for_what_the_error_page_showed(line: Line) -> None:
    visitor = at_step("cautions", line)
    the_month_ends(line)
    visitor.press(APPLY)
    assert "2026年11月30日（月）" in visitor.page.words
    visitor.press(APPLY, agree="on")
    shown = PendingAct.objects.get().shown
    assert shown and shown["ends_on"] == "2026-11-30"


def test_the_time_of_consent_is_kept() -> None:
    act = act_at("review", LineFactory())
    assert act.answers["cautions"] == {"agreed_at": MID_MONTH.isoformat()}
    assert step_url(act, "review").startswith("/cancel/acts/")


def test_what_has_changed_is_told_once_and_only_where_the_words_differ(line: Line) -> None:
    visitor = at_step("cautions", line)
    the_month_ends(line)
    words = visitor.press(APPLY, agree="on").words
    assert "解約日：変更前2026年10月31日（土） → 変更後2026年11月30日（月）" in words
    # Not once more as an event, and no fee that is the same.
    assert "データ通信が止まります：" not in words
    assert "2,200円 → " not in words
