"""A member whose services have all ended: a shorter menu, and the records still open (F-ACC-16)."""

from datetime import date

import pytest

from accounts.models import Member
from tests.cancellation.wizard import cancelled
from tests.factories import LineFactory, MemberFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

FULL = ["トップ", "お知らせ", "サービスのご利用状況", "ご契約内容の確認", "サービスのご解約"]
GONE = ["サービスのご利用状況", "サービスのご解約"]


def menu(visitor: Visitor) -> list[str]:
    """The entries of the menu, which stands before <main>."""
    html = visitor.page.html
    nav = html[html.index('id="site-menu"') : html.index("<main")]
    return [words for words, href in visitor.page.links if f'href="{href}"' in nav and words in nav]


@pytest.fixture
def closing() -> Member:
    return MemberFactory(standing__last_service_ended_on=date(2026, 8, 31))


def test_a_member_with_a_line_sees_the_whole_menu() -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    visitor.open("/")
    assert set(FULL + ["お問い合わせ"]) <= set(menu(visitor))


def test_a_closing_member_sees_what_still_helps(closing: Member) -> None:
    visitor = Visitor.signed_in_as(closing)
    visitor.open("/")
    entries = menu(visitor)
    assert not set(GONE) & set(entries)
    assert {"トップ", "お知らせ", "ご契約内容の確認", "お問い合わせ"} <= set(entries)


def test_every_entry_of_either_menu_leads_to_a_page(closing: Member) -> None:
    for member in (closing, LineFactory().member):
        visitor = Visitor.signed_in_as(member)
        visitor.open("/")
        for label in menu(visitor):
            visitor.open("/")
            page = visitor.follow(label)
            assert page.status == 200
            assert label in page.text


def test_the_menu_marks_the_page_one_is_on(closing: Member) -> None:
    visitor = Visitor.signed_in_as(closing)
    for path in ("/", "/messages/", "/lines/", "/contact/"):
        html = visitor.open(path).html
        nav = html[html.index('id="site-menu"') : html.index("<main")]
        assert f'href="{path}" aria-current="page"' in nav
        assert nav.count('aria-current="page"') == 1


def test_the_old_line_its_receipt_and_its_messages_stay_readable() -> None:
    line = LineFactory()
    member = line.member
    hold(member, jst(2026, 10, 15, 10))
    visitor = cancelled(line)
    receipt = visitor.page.path
    live_through(member, jst(2026, 11, 1, 10))
    member.standing.refresh_from_db()
    assert member.standing.last_service_ended_on == date(2026, 10, 31)
    assert not set(GONE) & set(menu_after(visitor))
    for path in ("/lines/", f"/lines/{line.code}/", f"/lines/{line.code}/sim-return/", receipt):
        assert visitor.open(path).status == 200
    assert "解約済み" in visitor.open("/lines/").words


def menu_after(visitor: Visitor) -> list[str]:
    visitor.open("/")
    return menu(visitor)


def test_a_member_who_keeps_one_line_keeps_the_whole_menu() -> None:
    line = LineFactory()
    LineFactory(member=line.member)
    hold(line.member, jst(2026, 10, 15, 10))
    visitor = cancelled(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    line.member.standing.refresh_from_db()
    assert line.member.standing.last_service_ended_on is None
    assert set(GONE) <= set(menu_after(visitor))


def test_a_closing_member_is_not_led_to_pages_the_menu_no_longer_names(closing: Member) -> None:
    page = Visitor.signed_in_as(closing).open("/")
    assert [words for words in GONE if page.has_link(words)] == []
