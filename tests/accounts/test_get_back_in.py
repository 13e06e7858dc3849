"""A forgotten mioID and a forgotten password (F-ACC-07, 08, 10; C-046, C-047)."""

from datetime import datetime

import pytest
from django.conf import LazySettings
from django.core import mail
from freezegun import freeze_time

from accounts.models import Member, Recovery, User
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.getting_back import (
    NEW,
    ask_for_id,
    ask_for_link,
    gets_in,
    mailed_link,
    set_new,
    tries,
)
from tests.factories import PASSWORD, MemberFactory, StaffFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

GONE = "このURLは使えません"
TEN = (2026, 10, 15, 10)


@pytest.fixture
def member() -> Member:
    return MemberFactory(
        user__login="MA1234567", user__email="midori@example.jp", world__held_at=jst(*TEN)
    )


@pytest.mark.parametrize(
    "typed",
    ["midori@example.jp", "Midori@Example.JP", " ｍｉｄｏｒｉ＠ｅｘａｍｐｌｅ．ｊｐ "],
    ids=["as registered", "in capitals", "full width"],
)
def test_the_mioid_comes_by_mail(member: Member, typed: str) -> None:
    page = ask_for_id(typed).page
    assert "mioIDを書いたメールをお送りします" in page.words
    assert deliver() == 1
    sent = mail.outbox[0]
    assert (sent.to, "mioID: MA1234567" in sent.body) == (["midori@example.jp"], True)
    assert "練習用" in sent.subject
    assert Outbox.objects.get().mail_code == "M-05"


def test_the_same_request_is_answered_once(member: Member) -> None:
    ask_for_id("midori@example.jp")
    assert (deliver(), deliver()) == (1, 0)


def test_two_requests_are_two_mails(member: Member) -> None:
    ask_for_id("midori@example.jp")
    ask_for_id("midori@example.jp")
    assert deliver() == 2


@pytest.mark.parametrize("name", ["MA1234567", "ｍａ１２３４５６７", "midori@example.jp"])
def test_a_forgotten_password_is_set_anew_by_the_link_of_the_mail(
    member: Member, name: str
) -> None:
    ask_for_link(name)
    visitor = set_new(mailed_link())
    assert visitor.page.path == "/login/"
    assert "mioパスワードを設定しました" in visitor.page.words
    assert gets_in(member, NEW)
    assert not gets_in(member, PASSWORD)


def test_the_link_is_in_the_mail_alone(member: Member) -> None:
    ask_for_link("MA1234567")
    token = mailed_link().split("/")[3]
    row = Outbox.objects.get(mail_code="M-06")
    assert "安全のため、URLはメールだけに書いています" in row.body
    kept = str([*Outbox.objects.values(), *Recovery.objects.values(), *AuditRow.objects.values()])
    assert token not in kept
    assert "2026年10月15日（木）11:00" in mail.outbox[0].body
    assert "安全のため" not in mail.outbox[0].body


def test_a_mail_that_is_tried_again_has_the_same_link(
    member: Member, settings: LazySettings
) -> None:
    ask_for_link("MA1234567")
    settings.EMAIL_BACKEND = "no.such.Backend"
    with freeze_time("2026-11-22 03:00:00"):
        assert deliver() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with freeze_time("2026-11-22 03:05:00"):
        assert deliver() == 1
    assert "/login/reset/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("later", "works"),
    [(jst(*TEN, 59, 59), True), (jst(2026, 10, 15, 11), False), (jst(2026, 12, 1, 10), False)],
    ids=["59 minutes and 59 seconds later", "an hour later", "after a jump of the clock"],
)
def test_a_link_is_good_for_an_hour_of_the_members_clock(
    member: Member, later: datetime, works: bool
) -> None:
    ask_for_link("MA1234567")
    path = mailed_link()
    hold(member, later)
    page = Visitor().open(path)
    assert page.status == (200 if works else 410)
    assert (GONE in page.words) is not works
    set_new(path)
    assert gets_in(member, NEW) is works


def test_a_link_that_ends_while_its_page_is_open_sets_nothing(member: Member) -> None:
    ask_for_link("MA1234567")
    visitor = Visitor()
    visitor.open(mailed_link())
    hold(member, jst(2026, 10, 15, 11))
    page = visitor.press("設定", password=NEW, again=NEW)
    assert (page.status, GONE in page.words) == (410, True)
    assert not gets_in(member, NEW)


def test_a_link_works_once(member: Member) -> None:
    ask_for_link("MA1234567")
    path = mailed_link()
    late = Visitor()
    late.open(path)
    set_new(path)
    assert Visitor().open(path).status == 410
    assert late.press("設定", password="other-horse-3", again="other-horse-3").status == 410
    assert gets_in(member, NEW)
    assert Outbox.objects.filter(mail_code="M-07").count() == 1


def test_a_new_link_ends_the_old_one(member: Member) -> None:
    ask_for_link("MA1234567")
    old = mailed_link()
    ask_for_link("midori@example.jp")
    new = mailed_link()
    assert old != new
    assert Visitor().open(old).status == 410
    set_new(new)
    assert gets_in(member, NEW)


def test_two_requests_answered_together_leave_one_link_that_works(member: Member) -> None:
    ask_for_link("MA1234567")
    ask_for_link("MA1234567")
    assert deliver() == 2
    first, second = (sent.body.split("/login/reset/")[1].split("/")[0] for sent in mail.outbox)
    assert Visitor().open(f"/login/reset/{first}/").status == 410
    assert Visitor().open(f"/login/reset/{second}/").status == 200


def test_opening_a_link_uses_nothing_up(member: Member) -> None:
    """Mail programs open links before their readers do."""
    ask_for_link("MA1234567")
    path = mailed_link()
    for _time in range(3):
        assert Visitor().open(path).status == 200
    set_new(path)
    assert gets_in(member, NEW)


def test_somebody_elses_link_does_not_open_another_account(member: Member) -> None:
    other = MemberFactory()
    ask_for_link("MA1234567")
    set_new(mailed_link())
    assert gets_in(other, PASSWORD)
    assert not gets_in(other, NEW)


@pytest.mark.parametrize("token", ["x", "0" * 64, "a-b_c", "A" * 3000])
def test_a_made_up_link_is_answered_like_an_old_one(member: Member, token: str) -> None:
    page = Visitor().open(f"/login/reset/{token}/")
    assert (page.status, GONE in page.words) == (410, True)


def test_a_login_that_was_switched_off_cannot_come_back_by_a_link(member: Member) -> None:
    ask_for_link("MA1234567")
    path = mailed_link()
    User.objects.filter(pk=member.user_id).update(is_active=False)
    assert Visitor().open(path).status == 410


@pytest.mark.parametrize("name", ["support", "boss@example.jp"])
def test_staff_do_not_come_back_by_mail(name: str) -> None:
    StaffFactory(login="support", email="boss@example.jp")
    ask_for_link(name)
    assert deliver() == 0
    assert not Outbox.objects.exists()


def test_links_are_built_from_the_setting_and_never_from_the_host(
    member: Member, settings: LazySettings
) -> None:
    settings.SITE_URL = "https://member.example.jp"
    settings.ALLOWED_HOSTS = ["*"]
    visitor = Visitor(HTTP_HOST="evil.example")
    ask_for_link("MA1234567", visitor)
    tries(member, 5)
    mailed_link()
    said = "".join(str(sent.body) for sent in mail.outbox)
    assert "evil" not in said
    assert "https://member.example.jp/login/reset/" in said


def test_a_world_on_the_move_is_answered_in_the_next_round(member: Member) -> None:
    from mioportal.plumbing import realtime, worlds

    ask_for_link("MA1234567")
    member.world.moving_until = realtime.now() + worlds.LEASE
    member.world.save()
    assert deliver() == 0
    member.world.moving_until = None
    member.world.save()
    assert deliver() == 1
