"""The receipt: its own address, safe to reload and to keep (F-CAN-08)."""

import pytest
from django.test import Client

from cancellation.models import Cancellation
from mioportal.plumbing.models import Outbox
from mioportal.rules.sim_return import RETURN_ADDRESS_LINES
from tests.cancellation.wizard import accepted, cancelled
from tests.factories import LineFactory, MemberFactory, hold, jst, live_through
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_the_receipt_says_what_was_accepted() -> None:
    line = LineFactory()
    page = cancelled(line).page
    made = Cancellation.objects.get()
    for told in (
        "解約の申込みを受け付けました",
        made.receipt_number,
        "2026年10月15日（木）10:00",
        line.phone_number,
        "音声・SIMカード",
        "5ギガプラン",
        "2026年10月31日（土）23:59",
        "受付済",
        line.member.user.email,
        "990円",
        "2027年2月1日（月）",
    ):
        assert told in page.words


def test_reloading_it_changes_nothing_and_shows_the_same() -> None:
    visitor = cancelled(LineFactory())
    path, words = visitor.page.path, visitor.page.words
    before = everything()
    assert visitor.open(path).words == words
    assert visitor.open(path).words == words
    assert changed(before) == {}
    assert Outbox.objects.count() == 1


def test_it_is_answered_to_its_own_member_only() -> None:
    made = accepted(LineFactory())
    path = f"/cancel/receipts/{made.receipt_number}/"
    other = Visitor.signed_in_as(MemberFactory(world=made.world))
    page = other.open(path)
    assert page.status == 404
    assert made.line.phone_number not in page.html
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("number", ["K261015-AAAAA", "0", "%00", "x" * 99])
def test_a_number_that_is_no_receipt_is_not_found(number: str) -> None:
    visitor = Visitor.signed_in_as(accepted(LineFactory()).line.member)
    assert visitor.open(f"/cancel/receipts/{number}/").status == 404


def test_receipt_numbers_are_readable_dated_and_differ() -> None:
    numbers = {accepted(LineFactory()).receipt_number for _number in range(5)}
    assert len(numbers) == 5
    for number in numbers:
        assert number.startswith("K261015-")
        assert not set(number[1:].replace("-", "")[6:]) & set("01ILO")


def test_it_leads_on_to_the_return_of_the_card() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    assert visitor.follow("SIMカードの返却先を見る").path == f"/lines/{line.code}/sim-return/"


def test_on_paper_it_names_the_address_itself_where_there_is_a_card() -> None:
    address = " ".join(RETURN_ADDRESS_LINES)
    with_card = cancelled(LineFactory()).page
    assert f"返却先 {address}" in with_card.words
    assert address not in cancelled(LineFactory(medium="esim", sim=None)).page.words


def test_it_is_found_from_the_top_page_and_from_the_line() -> None:
    line = LineFactory()
    path = f"/cancel/receipts/{accepted(line).receipt_number}/"
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/")
    assert path in [href for _words, href in visitor.page.links]
    visitor.open(f"/lines/{line.code}/")
    assert visitor.follow("受付の内容").path == path
    visitor.open(f"/cancel/lines/{line.code}/")
    assert visitor.follow("受付の控えを見る").path == path


@pytest.mark.parametrize("jobs_have_run", [False, True], ids=["before the job", "after the job"])
def test_after_the_last_day_it_says_that_it_is_complete(jobs_have_run: bool) -> None:
    line = LineFactory()
    visitor = cancelled(line)
    path = visitor.page.path
    (live_through if jobs_have_run else hold)(line.member, jst(2026, 11, 1, 0, 0, 1))
    words = visitor.open(path).words
    assert "完了" in words
    assert "受付済" not in words
    assert "これまでどおり使えます" not in words
    assert "SIMカードをご返却ください" in words


def test_in_the_last_second_it_still_says_accepted() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    hold(line.member, jst(2026, 10, 31, 23, 59, 59))
    assert "受付済" in visitor.open(visitor.page.path).words


def test_by_day_it_says_that_the_mail_is_on_its_way() -> None:
    page = cancelled(LineFactory()).page
    assert "5:00以降" not in page.words
    assert page.words.count("受付メール") == 1


def test_at_night_it_says_that_the_mail_comes_after_five() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 23, 45))
    visitor = cancelled(line)
    words = visitor.page.words
    assert "2026年10月15日（木）23:45" in words
    assert "2026年10月16日（金）5:00" in words
    hold(line.member, jst(2026, 10, 16, 5))
    assert "5:00以降" not in visitor.open(visitor.page.path).words


def test_what_was_shown_at_consent_stays_although_the_facts_move_on() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    line.option_periods.create(option_code="call_unlimited", starts_on=jst(2026, 10, 20).date())
    words = visitor.open(visitor.page.path).words
    assert "990円" in words
    assert "かけ放題" not in words


def test_the_words_of_midnight_are_23_59() -> None:
    page = cancelled(LineFactory()).page
    assert "24:00" not in page.html
    assert "24時" not in page.html
