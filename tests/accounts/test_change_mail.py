"""A new mail address, confirmed at the old one and at the new one (F-ACC-13, M-07, D-48)."""

import pytest
from django.core import mail
from pytest_django import Settings

from accounts.models import MailChange, Member, Recovery, User
from accounts.services import mail_change
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.changing import (
    NEW_MAIL,
    ask_for_mail,
    mailed_links,
    press_link,
    tells,
)
from tests.accounts.getting_back import gets_in, link_for, tries
from tests.factories import PASSWORD, LineFactory, MemberFactory, hold, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

OLD = "old@example.jp"
TEN = jst(2026, 10, 15, 10)
ASK = "確認のメールを送る"


@pytest.fixture
def member() -> Member:
    return LineFactory(member__user__email=OLD).member


@pytest.fixture
def visitor(member: Member) -> Visitor:
    return Visitor.signed_in_as(member)


def mail_of(member: Member) -> str:
    return User.objects.get(pk=member.user_id).email


def subjects() -> list[tuple[str, str]]:
    rows = Outbox.objects.order_by("pk").values_list("to_address", "subject")
    return [(to, subject.removeprefix("【練習用】")) for to, subject in rows]


@pytest.mark.parametrize("first", [OLD, NEW_MAIL], ids=["the old one", "the new one"])
def test_it_changes_once_both_addresses_have_said_yes(
    member: Member, visitor: Visitor, first: str
) -> None:
    page = ask_for_mail(visitor, "Ｎｅｗ@Example.JP")
    assert tells(page, "まだ変わっていません", OLD, "確認待ち", NEW_MAIL, "確認待ち")
    links = mailed_links()
    assert set(links) == {OLD, NEW_MAIL}
    second = NEW_MAIL if first == OLD else OLD
    page = press_link(links[first])
    assert tells(page, "確認しました", "2026年10月16日（金）10:00までに")
    assert mail_of(member) == OLD
    page = visitor.open("/profile/mail/")
    assert ("確認済み" in page.words) and ("確認待ち" in page.words)
    page = press_link(links[second])
    assert tells(page, "メールアドレスを変更しました", NEW_MAIL)
    assert mail_of(member) == NEW_MAIL
    assert gets_in(NEW_MAIL) and not gets_in(OLD)
    assert visitor.open("/profile/").path == "/profile/"


def test_both_are_told_and_every_step_is_on_the_trail(member: Member, visitor: Visitor) -> None:
    ask_for_mail(visitor)
    for link in mailed_links().values():
        press_link(link)
    assert subjects() == [
        (OLD, "メールアドレスの変更を承認してください"),
        (NEW_MAIL, "メールアドレスを確認してください"),
        (OLD, "メールアドレスを変更しました"),
        (NEW_MAIL, "メールアドレスを変更しました"),
    ]
    assert "窓口で" not in Outbox.objects.latest("pk").body
    trail = AuditRow.objects.exclude(verb="read_message").order_by("pk")
    assert [(row.verb, row.subject) for row in trail] == [
        ("ask_for_mail_change", member.mio_id),
        ("confirm_mail_change", member.mio_id),
        ("confirm_mail_change", member.mio_id),
        ("change_mail", member.mio_id),
    ]
    assert "@" not in str([row.detail for row in trail])


def test_a_link_is_in_the_mail_alone(visitor: Visitor, settings: Settings) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://members.example.jp", ["*"]
    for header in ("HTTP_HOST", "HTTP_X_FORWARDED_HOST"):
        visitor.client.defaults[header] = "evil.example"
    ask_for_mail(visitor)
    links = mailed_links()
    bodies = [str(each.body) for each in mail.outbox]
    assert all("https://members.example.jp/profile/mail/confirm/" in body for body in bodies)
    assert "evil.example" not in str(bodies)
    written = str(everything())
    tokens = [link.split("/")[-2] for link in links.values()]
    assert [token for token in tokens if token in written] == []
    assert "URLはメールだけに書いています" in Outbox.objects.latest("pk").body


def test_a_stranger_at_the_new_address_learns_nothing_of_the_member(
    member: Member, visitor: Visitor
) -> None:
    ask_for_mail(visitor)
    link = mailed_links()[NEW_MAIL]
    read = str(mail.outbox[-1].body) + Visitor().open(link).text
    for secret in (member.family_name, member.mio_id, OLD, member.phone):
        assert secret not in read


def test_to_look_at_a_link_changes_nothing(visitor: Visitor) -> None:
    ask_for_mail(visitor)
    links = mailed_links()
    before = everything()
    page = Visitor().open(links[OLD])
    assert tells(page, "メールアドレスの変更の承認", NEW_MAIL, "変更を承認する", "お心当たりがない")
    page = Visitor().open(links[NEW_MAIL])
    assert tells(page, "メールアドレスの確認", NEW_MAIL, "このアドレスで確認する")
    assert changed(before) == {}


def test_a_link_pressed_twice_says_the_same(member: Member, visitor: Visitor) -> None:
    ask_for_mail(visitor)
    links = mailed_links()
    for _time in range(2):
        assert "確認しました" in press_link(links[OLD]).words
    assert mail_of(member) == OLD
    for _time in range(2):
        assert "メールアドレスを変更しました" in press_link(links[NEW_MAIL]).words
    assert "メールアドレスを変更しました" in press_link(links[OLD]).words
    assert len(subjects()) == 4


@pytest.mark.parametrize(
    ("at", "works"),
    [(jst(2026, 10, 16, 9, 59, 59), True), (jst(2026, 10, 16, 10), False)],
    ids=["the last second", "a day later"],
)
def test_the_links_live_for_a_day_of_the_members_clock(
    member: Member, visitor: Visitor, at: object, works: bool
) -> None:
    ask_for_mail(visitor)
    links = mailed_links()
    hold(member, at)  # type: ignore[arg-type]
    pages = [press_link(link) for link in links.values()]
    assert [page.status for page in pages] == ([200] * 2 if works else [410] * 2)
    assert mail_of(member) == (NEW_MAIL if works else OLD)


def test_a_change_met_too_late_is_written_down_as_that(member: Member, visitor: Visitor) -> None:
    ask_for_mail(visitor)
    link = mailed_links()[OLD]
    other = Visitor()
    other.open(link)
    hold(member, jst(2026, 10, 16, 10))
    assert visitor.open("/profile/mail/").has_button(ASK)
    assert MailChange.objects.get().state == MailChange.State.OPEN
    page = other.press("変更を承認する")
    assert tells(page, "このURLは使えません", "有効期限が過ぎたか")
    assert MailChange.objects.get().state == MailChange.State.LAPSED


@pytest.mark.parametrize("typed", [OLD, "OLD@Example.JP", " ｏｌｄ@example.jp "])
def test_the_present_address_in_another_spelling_is_told(visitor: Visitor, typed: str) -> None:
    page = ask_for_mail(visitor, typed)
    assert "いま登録されているアドレスと同じです" in page.words
    assert page.form(ASK)[0].fields["address"] == [typed]
    assert not MailChange.objects.exists()


def test_who_asks_cannot_tell_whether_an_address_is_a_members(visitor: Visitor) -> None:
    MemberFactory(user__email="taken@example.jp")
    free = ask_for_mail(visitor, "free1@example.jp").words
    taken = ask_for_mail(visitor, "taken@example.jp").words
    assert taken == free.replace("free1@", "taken@")
    assert set(mailed_links()) == {OLD, "free1@example.jp", "taken@example.jp"}


@pytest.mark.parametrize("old_first", [True, False], ids=["old first", "new first"])
def test_who_reads_the_new_mailbox_is_told_that_it_is_taken(
    member: Member, visitor: Visitor, old_first: bool
) -> None:
    MemberFactory(user__email="Taken@example.jp")
    ask_for_mail(visitor, "taken@example.jp")
    links = mailed_links()
    if old_first:
        assert "確認しました" in press_link(links[OLD]).words
    page = press_link(links["taken@example.jp"])
    assert page.status == 409
    assert tells(page, "このアドレスには変更できません", "すでに別のmioIDに登録")
    assert mail_of(member) == OLD
    assert MailChange.objects.get().state == MailChange.State.DROPPED
    assert subjects()[-1] == (OLD, "メールアドレスは変更していません")
    assert press_link(links[OLD]).status == 410


def test_an_address_that_somebody_took_meanwhile_stays_theirs(
    member: Member, visitor: Visitor
) -> None:
    ask_for_mail(visitor)
    links = mailed_links()
    press_link(links[NEW_MAIL])
    MemberFactory(user__email="NEW@example.jp")
    assert press_link(links[OLD]).status == 409
    assert mail_of(member) == OLD
    assert MailChange.objects.get().state == MailChange.State.DROPPED


def test_a_link_for_a_password_that_went_to_the_old_address_works_no_more(
    member: Member, visitor: Visitor
) -> None:
    link_for(member)
    ask_for_mail(visitor)
    for link in mailed_links().values():
        press_link(link)
    assert Recovery.objects.get().state == Recovery.State.REPLACED


def test_who_is_locked_out_cannot_ask(member: Member, visitor: Visitor) -> None:
    tries(member, 5)
    assert "まで変更できません" in ask_for_mail(visitor, password=PASSWORD).words
    assert not MailChange.objects.exists()


def test_a_fault_at_any_statement_confirms_all_of_it_or_nothing(member: Member) -> None:
    by = system("test")
    change = mail_change.ask(member=member, address=NEW_MAIL, at=TEN, by=by)
    mail_change.confirm(change=change, side=mail_change.Side.OLD, at=TEN, by=by)

    def do() -> None:
        row = MailChange.objects.select_related("member__user", "world").get(pk=change.pk)
        if row.state == MailChange.State.OPEN:
            mail_change.confirm(change=row, side=mail_change.Side.NEW, at=TEN, by=by)

    def check(number: int) -> None:
        row = MailChange.objects.get(pk=change.pk)
        done = mail_of(member) == NEW_MAIL
        assert (row.state == MailChange.State.DONE) is done, number
        assert (row.new_confirmed_at is not None) is done, number
        assert Outbox.objects.count() == (4 if done else 2), number
        assert AuditRow.objects.filter(verb="change_mail").count() == int(done), number

    assert at_every_statement(do, check) > 10
