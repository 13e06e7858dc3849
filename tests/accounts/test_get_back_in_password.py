"""The password that a one-use link sets (F-ACC-08, C-047)."""

import pytest

from accounts.models import Member
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.getting_back import (
    NEW,
    ask_for_link,
    gets_in,
    lock_of,
    mailed_link,
    set_new,
    tries,
)
from tests.factories import PASSWORD, MemberFactory, hold, jst

pytestmark = pytest.mark.django_db

TEN = (2026, 10, 15, 10)


@pytest.fixture
def member() -> Member:
    return MemberFactory(
        user__login="MA1234567", user__email="midori@example.jp", world__held_at=jst(*TEN)
    )


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("abc", ["8文字以上", "半角の数字が1文字以上"]),
        ("1234567", ["8文字以上", "半角の英字が1文字以上"]),
        ("！！！", ["8文字以上", "半角の英字が1文字以上", "半角の数字が1文字以上"]),
        ("abcdefgh", ["半角の数字が1文字以上"]),
        ("12345678", ["半角の英字が1文字以上"]),
        ("a1" * 65, ["128文字まで"]),
        ("", ["新しいmioパスワードを入力してください"]),
    ],
    ids=[
        "short, no digit",
        "seven digits",
        "everything at once",
        "letters only",
        "digits only",
        "130 characters",
        "nothing",
    ],
)
def test_every_rule_that_a_password_breaks_is_told(
    member: Member, password: str, said: list[str]
) -> None:
    ask_for_link("MA1234567")
    path = mailed_link()
    page = set_new(path, password).page
    assert (page.path, page.status) == (path, 200)
    for words in said:
        assert words in page.words
    assert gets_in(member, PASSWORD)


@pytest.mark.parametrize(
    "password",
    ["abcdefg1", "a1" * 64, " Ｐａss wörd1 ", "12345678\u3000a"],
    ids=["eight", "128", "spaces and full width", "a wide space"],
)
def test_a_password_is_kept_exactly_as_it_was_typed(member: Member, password: str) -> None:
    ask_for_link("MA1234567")
    set_new(mailed_link(), password)
    assert gets_in(member, password)
    assert not gets_in(member, password.strip() + "x")


def test_both_entries_must_say_the_same_and_the_link_stays_good(member: Member) -> None:
    ask_for_link("MA1234567")
    path = mailed_link()
    visitor = set_new(path, "abc", "abd")
    assert "同じパスワードを入力してください" in visitor.page.words
    assert "8文字以上" in visitor.page.words
    form, _button = visitor.page.form("設定")
    assert (form.fields["password"], form.fields["again"]) == (["abc"], ["abd"])
    visitor.press("設定", password=NEW, again=NEW)
    assert gets_in(member, NEW)


def test_a_new_password_ends_every_session(member: Member) -> None:
    sessions = [tries(member, 1, PASSWORD) for _browser in range(3)]
    assert all(browser.open("/lines/").path == "/lines/" for browser in sessions)
    ask_for_link("MA1234567", sessions[0])
    sessions[0].open(mailed_link())
    sessions[0].press("設定", password=NEW, again=NEW)
    assert "mioパスワードを設定しました" in sessions[0].page.words
    for browser in sessions:
        assert browser.open("/lines/").path == "/login/"


def test_a_new_password_is_told_by_mail_and_is_on_the_trail(member: Member) -> None:
    ask_for_link("MA1234567")
    path = mailed_link()
    hold(member, jst(*TEN, 20))
    set_new(path)
    row = Outbox.objects.get(mail_code="M-07")
    assert (row.at, "2026年10月15日（木）10:20" in row.body) == (jst(*TEN, 20), True)
    assert not Outbox.objects.filter(mail_code="M-08").exists()
    trail = AuditRow.objects.get(verb="reset_password")
    assert (trail.subject, trail.actor, trail.world_at) == (
        "MA1234567",
        "MA1234567",
        jst(*TEN, 20),
    )
    assert NEW not in str([*AuditRow.objects.values(), *Outbox.objects.values()])


def test_a_locked_member_sets_a_password_and_is_in(member: Member) -> None:
    tries(member, 5)
    hold(member, jst(*TEN, 10))
    assert not gets_in(member)
    ask_for_link("MA1234567")
    set_new(mailed_link())
    assert lock_of(member) == (0, "10:00:00", "")
    assert gets_in(member, NEW)
    codes = Outbox.objects.order_by("pk").values_list("mail_code", flat=True)
    assert list(codes) == ["M-08", "M-06", "M-07", "M-08"]
