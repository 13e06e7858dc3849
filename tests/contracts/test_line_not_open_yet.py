"""A line that was applied for and is not in use yet (開通待ち) is shown as that, on every page."""

from datetime import date

import pytest

from cancellation import queries, services
from cancellation.models import Cancellation
from contracts.models import Line
from tests.cancellation.wizard import BEGIN, act_at, by, by_phone
from tests.desk.people import Desk
from tests.factories import MID_MONTH, LineFactory, OptionPeriodFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

DESK = "/admin/cancellation/phonedeskline/"
STARTS = [
    pytest.param(date(2026, 10, 16), "2026年10月16日（金）", id="tomorrow"),
    pytest.param(date(2026, 11, 1), "2026年11月1日（日）", id="next month"),
    pytest.param(date(2027, 2, 28), "2027年2月28日（日）", id="next year"),
]
starts = pytest.mark.parametrize(("started_on", "words"), STARTS)


def waiting(started_on: date = date(2026, 11, 1)) -> Line:
    """Applied for on 10 October 2026; today is the 15th."""
    line = LineFactory(contracted_on=date(2026, 10, 10), started_on=started_on)
    return OptionPeriodFactory(line=line).line


@starts
@pytest.mark.parametrize("path", ["/services/", "/lines/", "/cancel/"])
def test_every_list_shows_it_with_its_first_day(path: str, started_on: date, words: str) -> None:
    line = waiting(started_on)
    page = Visitor.signed_in_as(line.member).open(path)
    assert page.status == 200
    assert page.says(line.phone_number, "開通待ち")
    assert page.says("利用開始予定日", words)
    assert "5ギガプラン" in page.words
    assert not page.has_link("解約する")


@starts
def test_the_first_page_tells_its_first_day_as_under_way(started_on: date, words: str) -> None:
    line = waiting(started_on)
    page = Visitor.signed_in_as(line.member).open("/")
    under_way = f"{line.label}の利用開始"
    assert page.says(words.removeprefix("2026年"), under_way)
    assert page.says(line.phone_number, "開通待ち")
    assert not page.has_link("解約する")


@starts
def test_its_page_shows_what_it_will_hold(started_on: date, words: str) -> None:
    line = waiting(started_on)
    page = Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/")
    assert page.status == 200
    for told in ("開通待ち", "5ギガプラン", "通話定額5分+"):
        assert told in page.words
    assert page.says("この回線は", words, "から使えます")
    assert page.says("利用開始予定日", words)
    assert not page.has_link("解約する")


@starts
def test_its_cancel_page_says_from_when_on_it_can_be_cancelled(
    started_on: date, words: str
) -> None:
    line = waiting(started_on)
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert page.status == 200
    assert "この回線は、まだ開通していません" in page.words
    assert f"{words}の利用開始予定日から、解約の手続きができます" in page.words
    assert "お電話ください" in page.words
    assert not page.has_button(BEGIN)
    assert visitor.follow("電話番号と受付時間を見る").path == "/contact/"


def test_the_wizard_is_not_opened_by_hand_either() -> None:
    line = waiting()
    with pytest.raises(services.NotAllowed):
        services.begin(line=line, user=line.member.user, at=MID_MONTH)


def test_a_wizard_begun_while_it_was_in_use_ends_when_the_day_was_put_off() -> None:
    line = LineFactory()
    act = act_at("review", line)
    Line.objects.filter(pk=line.pk).update(started_on=date(2026, 11, 1))
    line.refresh_from_db()
    with pytest.raises(services.NotAllowed):
        services.accept(act=act, line=line, at=MID_MONTH, by=by(line))


@pytest.mark.parametrize(
    ("at", "state", "open_to_cancel"),
    [
        (jst(2026, 10, 31, 23, 59, 59), "開通待ち", False),
        (jst(2026, 11, 1), "利用中", True),
        (jst(2026, 11, 1, 8, 59), "利用中", True),
    ],
    ids=["the last second before", "at midnight", "before nine, when the UTC day begins"],
)
def test_from_midnight_of_its_first_day_it_is_a_line_like_any_other(
    at: object, state: str, open_to_cancel: bool
) -> None:
    line = waiting()
    hold(line.member, at)
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/lines/{line.code}/")
    assert state in page.words
    assert page.has_link("解約する") is open_to_cancel
    assert visitor.open(f"/cancel/lines/{line.code}/").has_button(BEGIN) is open_to_cancel


@starts
def test_the_desk_refuses_it_politely(started_on: date, words: str) -> None:
    line, other = waiting(started_on), LineFactory()
    desk = Desk("support")
    assert line.code in desk.open(DESK).text
    page = desk.act(DESK, "accept", [line, other])
    assert f"まだ開通していません（利用開始予定日 {words}）" in page.text
    page = desk.confirm(DESK, page)
    assert "は、まだ開通していません" in page.text
    assert Cancellation.objects.get().line.pk == other.pk
    before = everything()
    with pytest.raises(services.NotOpenYet):
        by_phone(line, MID_MONTH)
    assert changed(before) == {}


def test_another_line_that_leaves_before_it_is_not_the_last_one() -> None:
    line = waiting()
    other = LineFactory(member=line.member)
    alone = queries.quote_for(LineFactory(), MID_MONTH)
    beside = queries.quote_for(other, MID_MONTH)
    kinds = [{event.kind for event in quote.events} for quote in (alone, beside)]
    assert "mioid_valid_through" in kinds[0]
    assert "mioid_valid_through" not in kinds[1]

