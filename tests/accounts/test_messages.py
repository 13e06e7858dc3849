"""お知らせ: every mail of the site can be read on the site, by its member alone (F-MAI-02)."""

from datetime import timedelta

import pytest

from accounts.views.messages import PAGE_SIZE
from mioportal.plumbing.models import Outbox
from tests.factories import MID_MONTH, MemberFactory, MessageFactory, WorldFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_a_member_reads_their_own_messages_only() -> None:
    mine, world = MemberFactory(), WorldFactory()
    same_world = MemberFactory(world=world)
    message = MessageFactory(member=mine, subject="わたしへの件名", body="わたしへの本文")
    theirs = [MessageFactory(subject="よその件名"), MessageFactory(member=same_world)]
    visitor = Visitor.signed_in_as(mine)
    page = visitor.open("/messages/")
    assert "わたしへの件名" in page.words
    assert "よその件名" not in page.words
    page = visitor.follow("わたしへの件名")
    assert page.path == f"/messages/{message.code}/"
    assert "わたしへの本文" in page.words
    assert message.to_address in page.words
    for other in theirs:
        assert visitor.open(f"/messages/{other.code}/").status == 404


@pytest.mark.parametrize("code", ["0", "-1", "1", "NOSUCHCODE12", "..%2F", "%00", "é", "x" * 500])
def test_an_address_that_names_no_message_is_not_found(code: str) -> None:
    member = MemberFactory()
    MessageFactory(member=member)
    assert Visitor.signed_in_as(member).open(f"/messages/{code}/").status == 404


def test_the_newest_message_comes_first() -> None:
    member = MemberFactory()
    for days, subject in ((1, "なか"), (2, "あたらしい"), (0, "ふるい")):
        MessageFactory(member=member, subject=subject, at=MID_MONTH + timedelta(days=days))
    words = Visitor.signed_in_as(member).open("/messages/").words
    assert words.index("あたらしい") < words.index("なか") < words.index("ふるい")


def test_messages_of_one_moment_keep_the_order_in_which_they_came() -> None:
    member = MemberFactory()
    MessageFactory(member=member, subject="さき")
    MessageFactory(member=member, subject="あと")
    words = Visitor.signed_in_as(member).open("/messages/").words
    assert words.index("あと") < words.index("さき")


def test_many_messages_fill_several_pages_without_losing_one() -> None:
    member = MemberFactory()
    made = MessageFactory.create_batch(PAGE_SIZE * 2 + 1, member=member)
    visitor = Visitor.signed_in_as(member)
    read = []
    page = visitor.open("/messages/")
    while True:
        read += [words for words, href in page.links if href.startswith("/messages/")]
        if not page.has_link("次へ"):
            break
        page = visitor.follow("次へ")
    subjects = [row.subject for row in made]
    assert [words for words in read if words in subjects] == subjects[::-1]
    assert page.has_link("前へ")


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "1e9", "", "9" * 30])
def test_a_page_number_typed_by_hand_shows_some_page(number: str) -> None:
    member = MemberFactory()
    MessageFactory.create_batch(PAGE_SIZE + 1, member=member)
    page = Visitor.signed_in_as(member).open(f"/messages/?page={number}")
    assert page.status == 200
    assert "お知らせ" in page.words


def test_a_member_without_messages_is_told_so() -> None:
    assert "お知らせはありません" in Visitor.signed_in_as(MemberFactory()).open("/messages/").words


def test_the_top_page_shows_the_three_newest() -> None:
    member = MemberFactory()
    for number in range(4):
        MessageFactory(
            member=member, subject=f"件名{number}", at=MID_MONTH + timedelta(hours=number)
        )
    words = Visitor.signed_in_as(member).open("/").words
    assert [f"件名{number}" in words for number in range(4)] == [False, True, True, True]


def test_a_mail_that_could_not_be_sent_can_be_read_all_the_same() -> None:
    member = MemberFactory()
    message = MessageFactory(member=member, state=Outbox.State.PARKED)
    page = Visitor.signed_in_as(member).open(f"/messages/{message.code}/")
    assert message.body in page.words


def test_what_a_message_says_is_never_taken_for_markup() -> None:
    member = MemberFactory()
    evil = "<img src=x onerror=alert(1)>"
    message = MessageFactory(member=member, subject=evil, body=f"{evil}\nhttp://127.0.0.1:8000/x/")
    visitor = Visitor.signed_in_as(member)
    for path in ("/", "/messages/", f"/messages/{message.code}/"):
        page = visitor.open(path)
        assert "<img" not in page.html
        assert evil in page.words
