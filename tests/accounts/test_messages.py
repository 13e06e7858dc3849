"""お知らせ: every mail of the site can be read on the site, by its member alone (F-MAI-02)."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.views.messages import PAGE_SIZE
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, MemberFactory, MessageFactory, WorldFactory, hold, jst
from tests.journeys.ledger import changed, everything
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
    page = visitor.press("わたしへの件名")
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
        read += [words for form in page.forms for words, _given in form.buttons]
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


def unread(visitor: Visitor) -> str:
    """The count beside the menu's entry; "" without one."""
    html = visitor.open("/contact/").html
    nav = html[html.index('id="site-menu"') : html.index("<main")]
    found = re.search(r'<span class="count">(\d+)', nav)
    return found[1] if found else ""


@pytest.mark.parametrize("path", ["/", "/messages/"])
def test_opening_a_message_marks_it_read(path: str) -> None:
    member = MemberFactory()
    first, second = MessageFactory.create_batch(2, member=member)
    visitor = Visitor.signed_in_as(member)
    assert unread(visitor) == "2"
    visitor.open(path)
    page = visitor.press(first.subject)
    assert page.path == f"/messages/{first.code}/"
    assert first.body in page.words
    assert unread(visitor) == "1"
    page = visitor.open(path)
    assert page.has_link(first.subject) and not page.has_button(first.subject)
    assert page.has_button(second.subject)
    assert page.words.count("未読") >= 1
    first.refresh_from_db()
    assert first.read_at == member.world.held_at


def test_looking_at_an_address_alone_leaves_it_unread_but_offers_the_mark() -> None:
    message = MessageFactory()
    visitor = Visitor.signed_in_as(message.user)
    before = everything()
    page = visitor.open(f"/messages/{message.code}/")
    assert changed(before) == {}
    assert page.has_button("既読にする")
    page = visitor.press("既読にする")
    assert not page.has_button("既読にする")
    assert unread(visitor) == ""


def test_a_message_is_read_once_and_leaves_one_trace() -> None:
    message = MessageFactory()
    visitor = Visitor.signed_in_as(message.user)
    page = visitor.open(f"/messages/{message.code}/")
    visitor.press("既読にする")
    hold(message.user.member, MID_MONTH + timedelta(days=1))
    visitor.page = page
    assert visitor.press("既読にする").status == 200
    message.refresh_from_db()
    assert message.read_at == MID_MONTH
    row = AuditRow.objects.get(verb="read_message")
    assert (row.subject, row.actor) == (message.code, message.user.login)


def test_all_can_be_marked_at_once_those_of_other_pages_too() -> None:
    member, other = MemberFactory(), MessageFactory()
    MessageFactory.create_batch(PAGE_SIZE + 2, member=member)
    visitor = Visitor.signed_in_as(member)
    visitor.open("/messages/")
    page = visitor.press("すべて既読にする")
    assert (page.path, f"{PAGE_SIZE + 2}件を既読にしました" in page.words) == ("/messages/", True)
    assert not page.has_button("すべて既読にする")
    assert unread(visitor) == ""
    other.refresh_from_db()
    assert other.is_unread
    assert AuditRow.objects.get(verb="read_all_messages").detail == {"messages": PAGE_SIZE + 2}


def test_marking_all_twice_says_that_nothing_was_left() -> None:
    message = MessageFactory()
    visitor = Visitor.signed_in_as(message.user)
    page = visitor.open("/messages/")
    visitor.press("すべて既読にする")
    visitor.page = page
    assert "未読のお知らせはありません" in visitor.press("すべて既読にする").words
    assert AuditRow.objects.filter(verb="read_all_messages").count() == 1


def test_a_neighbour_cannot_mark_what_is_not_theirs() -> None:
    message = MessageFactory()
    client = Client()
    client.force_login(MemberFactory(world=message.world).user)
    assert client.post(f"/messages/{message.code}/").status_code == 404
    client.post("/messages/read/")
    message.refresh_from_db()
    assert message.is_unread


def test_the_top_page_says_how_many_are_unread() -> None:
    member = MemberFactory()
    visitor = Visitor.signed_in_as(member)
    assert "未読" not in visitor.open("/").words
    MessageFactory.create_batch(5, member=member)
    assert "未読のお知らせが5件あります" in visitor.open("/").words


@pytest.mark.parametrize("at", [MID_MONTH, jst(2026, 10, 13, 23, 30)], ids=["by day", "closed"])
def test_the_mail_help_is_open_to_everybody_always(at: datetime) -> None:
    member = MemberFactory()
    hold(member, at)
    for visitor in (Visitor(), Visitor.signed_in_as(member)):
        page = visitor.open("/messages/help/")
        assert page.path == "/messages/help/"
        for told in (
            *("support@iijmio.jp", "info@iijmio.jp", "@iijmio.jp", "@iij.ad.jp"),
            *("Gmail", "Yahoo!メール", "Outlook", "iCloudメール", "ブロックフォルダ"),
            *("@docomo.ne.jp", "@ezweb.ne.jp", "@softbank.ne.jp", "PCメール", "URL"),
            *("迷惑メールではない", "アドレス帳", "練習用サイト"),
        ):
            assert told in page.words


@pytest.mark.parametrize(
    ("path", "for_a_member"),
    [
        ("/messages/help/", ("お知らせ", "/messages/")),
        ("/login/help/", ("トップ", "/")),
        ("/login/forgot-id/", ("トップ", "/")),
        ("/login/forgot-password/", ("トップ", "/")),
    ],
)
def test_a_help_page_leads_back_to_where_its_reader_can_go(
    path: str, for_a_member: tuple[str, str]
) -> None:
    found = []
    for visitor in (Visitor(), Visitor.signed_in_as(MemberFactory())):
        crumbs = visitor.open(path).html.partition('<nav class="crumbs"')[2]
        found.append(re.search(r'href="([^"]+)".*?</svg>([^<]+)</a>', crumbs, re.DOTALL))
    told = [(each.group(2), each.group(1)) for each in found if each]
    assert told == [("ログイン", "/login/"), for_a_member]


def test_it_leads_to_an_inquiry_about_mail() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    visitor.open("/messages/")
    visitor.follow("メールが届かないときは")
    page = visitor.follow("お問い合わせの窓口を見る")
    assert page.link("メールで問い合わせる") == "/contact/mail/?topic=mail"
