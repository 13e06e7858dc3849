"""A visit to the processor's page and back: once, in time, by its own member, whatever breaks."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import LazySettings

from accounts.models import Card, CardVisit, Member, Reminder
from mioportal.outside.processor.models import CardSession
from mioportal.plumbing.gateways import CardSeen, HostedPage, Unreachable
from mioportal.plumbing.models import Outbox
from tests.accounts.paying import (
    GO_ON,
    USE,
    at_the_processor,
    card_of,
    entered,
    finished,
    register,
    tells,
)
from tests.factories import MID_MONTH, MemberFactory, hold
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor
from tests.plumbing.people import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return MemberFactory()


def test_sent_twice_the_card_is_registered_once(member: Member) -> None:
    visitor = at_the_processor(member)
    goes_on = visitor.press(USE, test_card="visa")
    again = dict(goes_on.forms[-1].fields)
    before = everything()
    assert visitor.open(f"{goes_on.path}?code={again['code'][0]}").has_button(GO_ON)
    assert changed(before) == {}
    visitor.press(GO_ON)
    before = everything()
    answer = visitor.client.post(goes_on.path, again, follow=True)
    assert "クレジットカードを登録しました" in answer.content.decode()
    assert changed(before) == {}
    assert "クレジットカードを登録しました" in visitor.open(visitor.page.path).words


def test_of_two_tabs_the_later_card_is_in_use_and_the_other_tab_says_so(member: Member) -> None:
    first, second = at_the_processor(member), at_the_processor(member)
    first.press(USE, test_card="visa")
    second.press(USE, test_card="jcb")
    receipt = first.press(GO_ON).path
    second.press(GO_ON)
    assert card_of(member).network == "jcb"
    page = first.open(receipt)
    assert tells(page, "クレジットカードの登録の控え", "別のカードに変更されました", "末尾4242")


def test_the_code_is_good_for_its_own_visit_and_its_own_member_alone(member: Member) -> None:
    visit, code = entered(member)
    other, _code = entered(member, "jcb")
    neighbour = browser(MemberFactory(world=member.world))
    visitor = Visitor.signed_in_as(member)
    before = everything()
    for path in (visit.code, other.code):
        for send in (neighbour.get, neighbour.post):
            assert send(f"/payment/visits/{path}/", {"code": code}).status_code == 404
    visitor.open(f"/payment/visits/{other.code}/?code={code}")
    assert "決済代行の答えを確かめられませんでした" in visitor.press(GO_ON).words
    for made_up in ("", "x", "é" * 99, "a\0b"):
        visitor.open(f"/payment/visits/{visit.code}/?code=x")
        assert "確かめられませんでした" in visitor.press(GO_ON, code=made_up).words
    assert set(changed(before)) <= {"django_session"}


def test_who_comes_back_without_a_card_is_told_that_nothing_has_changed(member: Member) -> None:
    register(member)
    visitor = at_the_processor(member)
    page = visitor.follow("カードを登録せずに、デモモバイル 会員サイトに戻る")
    assert tells(page, "カードは、まだ登録していません", "いまのカードは、そのまま", "末尾4242")
    assert visitor.press("カードの登録を始める").path.startswith("/processor/pages/")


@pytest.mark.parametrize(
    ("minutes", "lapsed"), [(29, False), (30, True)], ids=["29 minutes", "half an hour"]
)
def test_a_visit_lapses_after_half_an_hour_of_the_members_time(
    member: Member, minutes: int, lapsed: bool
) -> None:
    visitor = at_the_processor(member)
    goes_on = visitor.press(USE, test_card="visa")
    hold(member, MID_MONTH + timedelta(minutes=minutes))
    page = visitor.press(GO_ON)
    assert ("手続きの期限が過ぎました" in page.words) is lapsed
    assert Card.objects.exists() is not lapsed
    assert ("手続きの期限が過ぎました" in visitor.open(f"{goes_on.path}?code=x").words) is lapsed


def test_a_member_begins_ten_times_an_hour_and_no_more(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    for _time in range(10):
        visitor.open("/payment/")
        assert visitor.press("カードを登録する").path.startswith("/processor/")
    visitor.open("/payment/")
    page = visitor.press("カードを登録する")
    assert page.path == "/payment/"
    assert tells(page, "2026年10月15日（木）11:00まで", "カードの登録を始められません")
    hold(member, MID_MONTH + timedelta(hours=1))
    assert visitor.press("カードを登録する").path.startswith("/processor/")


class AwayProcessor:
    """Stands where the processor stood, and does not answer; a second implementation besides."""

    asked: list[str] = []
    answers = False

    def begin(self, *, return_to: str, holder: str, at: datetime) -> HostedPage:
        if not self.answers:
            raise Unreachable
        return HostedPage(url=return_to + "?code=secret", session=f"away:{return_to}")

    def collect(self, *, session: str, code: str) -> CardSeen:
        if not self.answers:
            raise Unreachable
        return CardSeen(
            token=f"token of {session[-9:]}",
            network="amex",
            brand="amex",
            last_four="0005",
            expires_on=date(2030, 1, 31),
        )

    def forget(self, *, token: str) -> None:
        self.asked.append(token)
        raise Unreachable


def test_a_processor_that_is_away_changes_nothing_and_another_one_can_stand_in(
    member: Member, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CARD_PROCESSOR = f"{__name__}.AwayProcessor"
    monkeypatch.setattr(AwayProcessor, "asked", [])
    visitor = Visitor.signed_in_as(member)
    visitor.open("/payment/")
    assert "決済代行につながりません" in visitor.press("カードを登録する").words
    assert not CardVisit.objects.exists()
    monkeypatch.setattr(AwayProcessor, "answers", True)
    visitor.open("/payment/")
    visitor.press("カードを登録する")
    monkeypatch.setattr(AwayProcessor, "answers", False)
    page = visitor.press(GO_ON)
    assert (page.status, "決済代行につながりません" in page.words) == (503, True)
    assert not Card.objects.exists()
    monkeypatch.setattr(AwayProcessor, "answers", True)
    assert tells(visitor.press(GO_ON), "クレジットカードを登録しました", "末尾0005")
    # What it cannot be told now does not keep a card from being replaced.
    first = card_of(member).token
    visitor.open("/payment/")
    visitor.press("カードを変更する")
    assert tells(visitor.press(GO_ON), "クレジットカードを登録しました")
    assert AwayProcessor.asked == [first]


def test_a_fault_at_any_statement_leaves_the_old_card_or_the_new_one(member: Member) -> None:
    finished(*entered(member))
    visit, code = entered(member, "jcb")

    def finish() -> None:
        finished(visit, code)

    def check(number: int) -> None:
        visit.refresh_from_db()
        card = card_of(member)
        is_new = card.network == "jcb"
        assert (visit.state == CardVisit.State.DONE) is is_new, number
        assert Outbox.objects.count() == (1 if is_new else 0)
        assert Reminder.objects.filter(about=card.visit.code).count() == 2
        assert Reminder.objects.count() == 2

    assert at_every_statement(finish, check) > 10
    assert card_of(member).network == "jcb"
    assert CardSession.objects.filter(token=card_of(member).token).exists()
