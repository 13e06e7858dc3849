"""A change of mail address while it waits: asked again, sent again, called off (F-ACC-13)."""

from datetime import timedelta

import pytest

from accounts.models import MailChange, Member, User
from mioportal.plumbing.models import Outbox, World
from mioportal.plumbing.realtime import now
from tests.accounts.changing import NEW_MAIL, ask_for_mail, mailed_links, press_link, tells
from tests.factories import LineFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

OLD = "old@example.jp"
AGAIN, DROP = "確認のメールを送り直す", "変更を取りやめる"


@pytest.fixture
def member() -> Member:
    return LineFactory(member__user__email=OLD).member


@pytest.fixture
def visitor(member: Member) -> Visitor:
    return Visitor.signed_in_as(member)


def mail_of(member: Member) -> str:
    return User.objects.get(pk=member.user_id).email


def addressed() -> list[str]:
    return list(Outbox.objects.order_by("pk").values_list("to_address", flat=True))


def test_asked_twice_for_the_same_address_it_is_one_change(
    member: Member, visitor: Visitor
) -> None:
    for _time in range(2):
        page = ask_for_mail(visitor)
        assert "確認のメールを、両方のアドレスに送りました" in page.words
    assert MailChange.objects.count() == 1
    assert len(addressed()) == 2


def test_asked_for_another_address_the_newer_change_takes_its_place(
    member: Member, visitor: Visitor
) -> None:
    ask_for_mail(visitor)
    first = mailed_links()
    page = ask_for_mail(visitor, "third@example.jp")
    assert tells(page, "新しいアドレス", "third@example.jp")
    assert press_link(first[OLD]).status == 410
    states = MailChange.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["DROPPED", "OPEN"]
    links = mailed_links()
    press_link(links[OLD])
    press_link(links["third@example.jp"])
    assert mail_of(member) == "third@example.jp"


def test_the_mails_are_sent_again_to_who_has_not_confirmed(visitor: Visitor) -> None:
    ask_for_mail(visitor)
    links = mailed_links()
    press_link(links[OLD])
    visitor.open("/profile/mail/")
    page = visitor.page
    for _time in range(2):
        visitor.page = page
        assert "確認のメールを送り直しました" in visitor.press(AGAIN).words
    assert addressed() == [OLD, NEW_MAIL, NEW_MAIL]
    assert mailed_links()[NEW_MAIL] == links[NEW_MAIL]


def test_nobodys_mailbox_is_filled_with_them(visitor: Visitor) -> None:
    ask_for_mail(visitor)
    said = [visitor.press(AGAIN).words for _time in range(5)]
    assert ["送り直せる回数に達しました" in words for words in said] == [False] * 4 + [True]
    assert len(addressed()) == 10


def test_nor_are_mails_sent_to_every_address_there_is(visitor: Visitor) -> None:
    statuses = [ask_for_mail(visitor, f"a{number}@example.jp").status for number in range(31)]
    assert statuses == [200] * 30 + [429]
    assert MailChange.objects.count() == 30


def test_while_the_members_clock_is_moved_a_link_waits(member: Member, visitor: Visitor) -> None:
    ask_for_mail(visitor)
    other = Visitor()
    other.open(mailed_links()[OLD])
    World.objects.filter(pk=member.world_id).update(moving_until=now() + timedelta(minutes=1))
    before = everything()
    assert other.press("変更を承認する").status == 503
    assert changed(before) == {}


def test_called_off_both_links_are_dead(member: Member, visitor: Visitor) -> None:
    ask_for_mail(visitor)
    links = mailed_links()
    press_link(links[NEW_MAIL])
    page = visitor.open("/profile/mail/")
    for said in ("メールアドレスの変更を取りやめました", "この変更は、すでに終わっています"):
        visitor.page = page
        assert said in visitor.press(DROP).words
    assert [press_link(link).status for link in links.values()] == [410, 410]
    assert mail_of(member) == OLD


def test_a_button_of_an_older_page_leaves_a_newer_change_alone(visitor: Visitor) -> None:
    ask_for_mail(visitor)
    older = visitor.page
    ask_for_mail(visitor, "third@example.jp")
    visitor.page = older
    assert "すでに終わっています" in visitor.press(DROP).words
    visitor.page = older
    assert "すでに終わっています" in visitor.press(AGAIN).words
    assert MailChange.objects.filter(state="OPEN").count() == 1


@pytest.mark.parametrize("code", ["", "x", "a\0b", "x" * 99], ids=["none", "odd", "NUL", "long"])
def test_a_button_of_no_change_is_no_page(visitor: Visitor, code: str) -> None:
    ask_for_mail(visitor)
    before = everything()
    page = visitor.page
    for button in (AGAIN, DROP):
        visitor.page = page
        assert visitor.press(button, change=code).status == 404
    assert changed(before) == {}


def test_another_members_change_is_not_found(visitor: Visitor) -> None:
    ask_for_mail(visitor)
    page = visitor.page
    neighbour = Visitor.signed_in_as(LineFactory().member)
    ask_for_mail(neighbour, "neighbour@example.jp")
    form, _button = page.form(DROP)
    assert neighbour.press(DROP, change=form.fields["change"]).status == 404
    assert MailChange.objects.filter(state="OPEN").count() == 2
