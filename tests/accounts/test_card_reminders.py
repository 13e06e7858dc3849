"""The end of a card is announced 60 and 30 days before, where somebody needs it (M-23, D-22)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, Reminder, Standing
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import at_japan
from tests.accounts.paying import entered, finished, tells
from tests.factories import CardFactory, MemberFactory, hold, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

END = date(2026, 12, 31)
FIRST, SECOND = date(2026, 11, 1), date(2026, 12, 1)


def with_card(expires_on: date = END) -> Member:
    member = MemberFactory()
    finished(*entered(member, expires_on=expires_on))
    return member


def morning(day: date) -> datetime:
    return at_japan(day, time(10))


def told(member: Member) -> list[date]:
    rows = Outbox.objects.filter(user=member.user, subject__contains="有効期限").order_by("pk")
    return [row.at.date() for row in rows]


def test_a_member_is_told_at_ten_on_both_days_and_on_no_other() -> None:
    member = with_card()
    live_through(member, at_japan(FIRST, time(9, 59)))
    assert told(member) == []
    live_through(member, morning(FIRST))
    assert told(member) == [FIRST]
    live_through(member, morning(SECOND - timedelta(days=1)))
    assert told(member) == [FIRST]
    live_through(member, morning(date(2027, 2, 1)))
    assert told(member) == [FIRST, SECOND]
    mails = Outbox.objects.filter(user=member.user).order_by("pk")
    assert [row.mail_code for row in mails] == ["M-23", "M-23"]
    assert "あと60日" in mails[0].body and "あと30日" in mails[1].body
    assert "VISA 末尾4242" in mails[0].body and "/payment/" in mails[0].body


@pytest.mark.parametrize(
    ("end", "first"),
    [(date(2028, 2, 29), date(2027, 12, 31)), (date(2027, 2, 28), date(2026, 12, 30))],
    ids=["a leap day", "a short month"],
)
def test_the_days_count_back_from_the_months_last_day(end: date, first: date) -> None:
    member = with_card(end)
    assert Reminder.objects.filter(member=member).earliest("on").on == first


def test_another_card_in_between_ends_the_warnings_of_the_first() -> None:
    member = with_card()
    live_through(member, morning(FIRST))
    finished(*entered(member, "jcb"))
    live_through(member, morning(date(2027, 2, 1)))
    assert told(member) == [FIRST]
    assert Reminder.objects.filter(member=member, told_at=None).count() == 2


def test_a_card_registered_near_its_end_is_warned_of_on_what_is_left() -> None:
    assert not Reminder.objects.filter(member=with_card(date(2026, 10, 31))).exists()
    assert Reminder.objects.filter(member=with_card(date(2026, 11, 30))).count() == 1


def test_nothing_is_said_of_a_card_that_nobody_needs() -> None:
    member = with_card()
    Standing.objects.filter(member=member).update(last_service_ended_on=date(2026, 8, 31))
    live_through(member, morning(FIRST))
    assert told(member) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 31), ""),
        (date(2026, 11, 1), "有効期限が近づいています"),
        (date(2026, 12, 31), "有効期限が近づいています"),
        (date(2027, 1, 1), "有効期限が切れています"),
    ],
    ids=["61 days before", "60 days before", "the last day", "the day after"],
)
def test_the_first_page_and_the_page_of_the_card_say_how_it_stands(day: date, said: str) -> None:
    member = CardFactory(expires_on=END).member
    hold(member, morning(day))
    visitor = Visitor.signed_in_as(member)
    for path in ("/", "/payment/"):
        words = visitor.open(path).words
        assert ("カードの有効期限が" in words) is bool(said), path
        assert said in words
    if said:
        visitor.open("/")
        assert visitor.follow("カードを変更する").path == "/payment/"


def test_who_needs_a_card_and_has_none_is_told_so_and_others_are_not() -> None:
    member = MemberFactory()
    visitor = Visitor.signed_in_as(member)
    assert tells(visitor.open("/"), "クレジットカードが登録されていません")
    assert visitor.follow("カードを登録する").path == "/payment/"
    Standing.objects.filter(member=member).update(last_service_ended_on=date(2026, 8, 31))
    assert "登録されていません" not in visitor.open("/").words


def test_many_cards_cost_no_more_questions_than_one() -> None:
    member = CardFactory().member
    visitor = Visitor.signed_in_as(member)
    asked = []
    for more in (1, 15):
        CardFactory.create_batch(
            more, member=member, state="REPLACED", ended_at=at_japan(END, time(10))
        )
        with CaptureQueriesContext(connection) as queries:
            visitor.open("/payment/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 10
