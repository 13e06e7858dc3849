"""The processor's page: what it takes, what it says, and how it ends."""

from datetime import datetime

import pytest
from django.test import Client
from freezegun import freeze_time

from accounts.models import CardVisit, Member
from mioportal.outside.processor import services
from mioportal.outside.processor.models import CardSession, VaultedCard
from mioportal.outside.processor.numbers import BY_NUMBER, TEST_CARDS
from mioportal.plumbing.gateways import NoAnswer
from tests.accounts.paying import GO_ON, USE, at_the_processor, tells, typed
from tests.factories import MID_MONTH, ExtraWindowFactory, MemberFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

REAL_CARD = "これは練習用の番号ではありません"
SLIP = "カード番号に打ち間違いがあります"


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def visitor(member: Member) -> Visitor:
    return at_the_processor(member)


def a_session(at: datetime = MID_MONTH) -> CardSession:
    return services.open_page(return_to="/payment/visits/x/", holder="タカハシ ミドリ", at=at)


def an_entry(key: str = "visa") -> services.Entry:
    card = TEST_CARDS[key]
    return services.Entry(
        card=card, expires_on=card.usual_end(MID_MONTH.date()), holder="TAKAHASHI MIDORI"
    )


def test_it_says_that_it_is_for_practice_and_lists_every_number(visitor: Visitor) -> None:
    words = visitor.page.words
    assert "本物のカードの番号は、決して入力しないでください" in words
    for card in TEST_CARDS.values():
        assert tells(visitor.page, card.printed, card.company, str(card.does))
    assert "実在する決済代行会社・カード会社とは関係がなく" in visitor.page.text


def test_it_knows_nothing_of_who_is_signed_in_and_looks_like_another_site(
    visitor: Visitor, member: Member
) -> None:
    html = visitor.page.html
    for told in (member.mio_id, member.family_name, "ログアウト", "ui/app.css", "時計を進める"):
        assert told not in html
    assert "練習用決済代行" in visitor.page.text
    # The same to somebody who is nobody at the portal.
    stranger = Visitor()
    assert stranger.open(visitor.page.path).words == visitor.page.words


def test_a_number_typed_by_hand_is_taken(visitor: Visitor) -> None:
    visitor.press(USE, **typed("4111-1111-1111-1111", holder="midori takahasi"))
    page = visitor.press(GO_ON)
    assert tells(page, "クレジットカードを登録しました", "VISA 末尾1111", "2029年12月")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "練習用のカードを選ぶか、カード番号を入力してください"),
        ({"test_card": "none"}, "練習用のカードは、一覧から選んでください"),
        (typed("4242424242424241"), SLIP),
        (typed("4242"), SLIP),
        (typed("x" * 81), SLIP),
        (typed("4000000000000010"), REAL_CARD),
        (typed("4242424242424242", month=""), "有効期限の月を選んでください"),
        (typed("4242424242424242", month="13"), "01から12まで"),
        (typed("4242424242424242", year=""), "有効期限の年を選んでください"),
        (typed("4242424242424242", year="1999"), "有効期限の年は、一覧から"),
        (typed("4242424242424242", security=""), "3桁の数字で"),
        (typed("4242424242424242", security="1234"), "3桁の数字で"),
        (typed("378282246310005", security="123"), "4桁の数字で"),
        ({"test_card": "visa", "holder": " "}, "カードの名義を入力してください"),
        ({"test_card": "visa", "holder": "<b>"}, "ローマ字で入力してください"),
        ({"test_card": "visa", "holder": "A" * 61}, "60文字まで"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept_but_for_the_number(
    visitor: Visitor, sent: dict[str, str], said: str
) -> None:
    page = visitor.press(USE, **sent)
    assert page.status == 200
    assert said in page.words
    fields = page.forms[0].fields
    assert fields["number"] == fields["security"] == [""]
    # Whose number was good learns why it is gone.
    is_good = str(sent.get("number", "")) in BY_NUMBER
    assert ("番号は表示し直しません" in page.words) is is_good
    assert fields["holder"] == [sent.get("holder", "TAKAHASHI MIDORI")]
    assert CardSession.objects.get().state == CardSession.State.OPEN


def test_full_width_is_as_good_everywhere(visitor: Visitor) -> None:
    more = {"security": "１２３４", "holder": "Ｍｉｄｏｒｉ　Ｔａｋａｈａｓｈｉ"}
    assert visitor.press(USE, **typed("３７８２　８２２４６３　１０００５", **more)).has_button(
        GO_ON
    )


def test_a_number_goes_before_a_chosen_card(visitor: Visitor) -> None:
    visitor.press(USE, **typed("5555555555554444", test_card="declined"))
    assert "Mastercard 末尾4444" in visitor.press(GO_ON).words


def test_after_five_wrong_numbers_the_page_is_closed_and_empty_forms_do_not_count(
    visitor: Visitor,
) -> None:
    for _time in range(6):
        visitor.press(USE)
    for _time in range(4):
        assert REAL_CARD in visitor.press(USE, **typed("4000000000000010")).words
    page = visitor.press(USE, **typed("4000000000000010"))
    assert (page.status, "入力を打ち切りました" in page.words) == (410, True)
    answer = visitor.client.get(page.path)
    assert answer.status_code == 410
    assert tells(visitor.follow("デモモバイル 会員サイトに戻る"), "カードは、まだ登録していません")


def test_pressed_twice_the_button_leads_back_the_same_way(visitor: Visitor) -> None:
    form, _button = visitor.page.form(USE)
    sent = {name: values[0] for name, values in form.fields.items()} | {"test_card": "visa"}
    ways = [visitor.client.post(visitor.page.path, sent)["Location"] for _time in range(2)]
    assert ways[0] == ways[1]
    page = Page(visitor.client.get(visitor.page.path))
    assert page.status == 410
    assert page.link("デモモバイル 会員サイトに戻る") == ways[0]


def test_a_page_lapses_after_half_an_hour_of_real_time_and_a_code_after_ten_minutes() -> None:
    with freeze_time("2026-11-22 03:00:00"):
        session, other = a_session(), a_session()
    with freeze_time("2026-11-22 03:29:59"):
        services.enter(session=session, entry=an_entry())
    with freeze_time("2026-11-22 03:30:00"), pytest.raises(services.PageOver):
        services.enter(session=other, entry=an_entry())
    with freeze_time("2026-11-22 03:39:58"):
        first = services.collect(reference=session.reference, code=session.code)
        assert services.collect(reference=session.reference, code=session.code) == first
    with freeze_time("2026-11-22 03:39:59"), pytest.raises(NoAnswer):
        services.collect(reference=session.reference, code=session.code)
    assert VaultedCard.objects.count() == 1


def test_a_code_is_no_good_for_another_page() -> None:
    session, other = a_session(), a_session()
    for each in (session, other):
        services.enter(session=each, entry=an_entry())
    with pytest.raises(NoAnswer):
        services.collect(reference=other.reference, code=session.code)
    for code in ("", "x"):
        with pytest.raises(NoAnswer):
            services.collect(reference=other.reference, code=code)
    assert not VaultedCard.objects.exists()


def test_of_a_declined_card_not_even_the_last_four_are_noted() -> None:
    session = a_session()
    services.enter(session=session, entry=an_entry("declined"))
    seen = services.collect(reference=session.reference, code=session.code)
    assert (seen.token, seen.last_four, seen.is_declined) == ("", "", True)
    assert not VaultedCard.objects.exists()


def test_what_is_forgotten_is_nowhere_any_more() -> None:
    session = a_session()
    services.enter(session=session, entry=an_entry())
    seen = services.collect(reference=session.reference, code=session.code)
    services.forget(token=seen.token)
    assert not VaultedCard.objects.exists()
    session.refresh_from_db()
    assert (session.answer, session.code, session.token) == (None, "", "")


def test_pages_of_long_ago_are_swept_away() -> None:
    with freeze_time("2026-11-22 03:00:00"):
        a_session()
    with freeze_time("2026-11-22 04:30:01"):
        left = a_session()
    assert CardSession.objects.get() == left


def test_cards_behave_later_as_the_list_says() -> None:
    for key in ("visa", "charge-declined", "no-balance", "answers-late"):
        session = a_session()
        services.enter(session=session, entry=an_entry(key))
        seen = services.collect(reference=session.reference, code=session.code)
        kept = VaultedCard.objects.get(token=seen.token)
        assert kept.later == TEST_CARDS[key].later
        assert kept.token not in TEST_CARDS[key].number


def test_another_companys_page_is_open_while_the_portal_is_closed(member: Member) -> None:
    visitor = at_the_processor(member)
    hold(member, jst(2026, 10, 20, 23, 30))
    ExtraWindowFactory()
    assert visitor.open(visitor.page.path).status == 200
    page = visitor.press(USE, test_card="visa")
    assert (page.status, "メンテナンス中" in page.words) == (503, True)
    assert CardVisit.objects.get().state == CardVisit.State.OPEN


def test_an_address_that_is_none_says_so_on_the_processors_own_page() -> None:
    answer = Client().get("/processor/pages/no-such-page/")
    assert answer.status_code == 404
    assert "このページは使えません" in answer.content.decode()


def test_looking_at_it_changes_nothing(visitor: Visitor) -> None:
    before = everything()
    for _time in range(2):
        visitor.open(visitor.page.path)
        visitor.client.head(visitor.page.path)
    assert changed(before) == {}
