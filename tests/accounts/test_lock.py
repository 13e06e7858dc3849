"""The lock after wrong passwords (F-ACC-09, C-048)."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from freezegun import freeze_time

from accounts.models import Member, SignInLock, User
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import AuditRow, Outbox, World
from mioportal.rules.mioid import normalise_login
from tests.accounts.getting_back import gets_in, lock_of, tries
from tests.accounts.hashers import CountingHasher
from tests.desk.people import Desk
from tests.factories import PASSWORD, MemberFactory, StaffFactory, hold, jst

pytestmark = pytest.mark.django_db

WRONG = "mioIDまたはmioパスワードが違います"
TEN = (2026, 10, 15, 10)


@pytest.fixture
def member() -> Member:
    return MemberFactory(
        user__login="MA1234567",
        user__email="midori@example.jp",
        world__held_at=jst(2026, 10, 15, 10),
    )


def locked_at_ten(member: Member) -> None:
    """Five misses, the last of them at 10:00:00."""
    tries(member, 5)


def test_four_misses_do_not_lock_and_a_right_password_forgets_them(member: Member) -> None:
    tries(member, 4)
    assert lock_of(member) == (4, "", "")
    assert gets_in(member)
    assert lock_of(member) == (0, "", "")


def test_the_fifth_miss_in_a_row_locks_for_thirty_minutes(member: Member) -> None:
    assert WRONG in tries(member, 4).page.words
    page = tries(member, 1).page
    assert "2026年10月15日 10:30までログインできません" in page.words
    assert lock_of(member) == (5, "10:00:00", "10:30:00")
    assert not gets_in(member)


def test_a_try_in_the_last_second_is_refused_and_moves_the_end_to_an_hour(member: Member) -> None:
    locked_at_ten(member)
    hold(member, jst(*TEN, 29, 59))
    page = tries(member, 1, PASSWORD).page
    assert "2026年10月15日 11:00までログインできません" in page.words
    assert lock_of(member) == (5, "10:00:00", "11:00:00")
    hold(member, jst(*TEN, 30))
    assert not gets_in(member)
    hold(member, jst(*TEN, 59, 59))
    assert not gets_in(member)
    assert lock_of(member) == (5, "10:00:00", "11:00:00")
    hold(member, jst(2026, 10, 15, 11))
    assert gets_in(member)


def test_half_an_hour_later_to_the_second_the_door_is_open(member: Member) -> None:
    locked_at_ten(member)
    hold(member, jst(*TEN, 30))
    assert gets_in(member)
    assert lock_of(member) == (0, "10:00:00", "")


@pytest.mark.parametrize(
    ("again", "until"),
    [
        (jst(2026, 10, 16, 9, 59, 59), "10:59:59"),
        (jst(2026, 10, 16, 10), "10:30:00"),
    ],
    ids=["within a day: an hour", "a day later: half an hour"],
)
def test_a_second_lock_is_longer_within_a_day(member: Member, again: object, until: str) -> None:
    locked_at_ten(member)
    hold(member, again)
    tries(member, 5)
    assert lock_of(member)[2] == until


def test_a_clock_that_jumps_over_the_end_opens_the_door(member: Member) -> None:
    locked_at_ten(member)
    hold(member, jst(2027, 3, 1, 10))
    assert gets_in(member)


def test_a_held_world_runs_from_its_lock_on_or_the_lock_would_never_end(member: Member) -> None:
    with freeze_time("2026-11-22 03:00:00") as machine:
        tries(member, 4)
        assert World.objects.get(pk=member.world_id).held_at is not None
        tries(member, 1)
        assert World.objects.get(pk=member.world_id).held_at is None
        machine.tick(30 * 60 - 1)
        assert SignInLock.objects.get().locked_until == jst(*TEN, 30)
        machine.tick(1)
        assert gets_in(member)


def test_the_lock_is_one_however_the_name_was_typed(member: Member) -> None:
    for typed in ("MA1234567", "ma1234567", "ＭＡ１２３４５６７", "midori@example.jp"):
        tries(typed, 1)
    tries(" ＭＩＤＯＲＩ＠ｅｘａｍｐｌｅ．ｊｐ", 1)
    assert lock_of(member)[0] == 5
    assert not gets_in("MA1234567")
    assert not gets_in("midori@example.jp")
    assert SignInLock.objects.count() == 1


def test_a_locked_page_says_until_when_and_how_it_opens(member: Member) -> None:
    locked_at_ten(member)
    visitor = tries("ｍａ１２３４５６７", 1, PASSWORD)
    assert visitor.page.status == 200
    assert "2026年10月15日（木）11:00" in visitor.page.words
    form, _button = visitor.page.form("ログイン")
    assert form.fields["login"] == ["ｍａ１２３４５６７"]
    assert visitor.follow("パスワードを設定し直す").path == "/login/forgot-password/"


@freeze_time("2026-10-15 01:00:00")
def test_a_name_that_nobody_has_is_locked_in_the_same_words(member: Member) -> None:
    World.objects.update(held_at=None)

    def answers(name: str) -> list[str]:
        visitor, heard = tries(name, 0), []
        for _time in range(7):
            page = visitor.sign_in(name, "wrong")
            token = page.form("ログイン")[0].fields["csrfmiddlewaretoken"][0]
            heard.append(page.html.replace(token, "").replace(name, ""))
        return heard

    assert answers("MA1234567") == answers("MA7654321") == answers("nobody@example.jp")


def test_names_that_nobody_has_are_not_kept_as_they_were_typed() -> None:
    tries("my-Secret-1", 1)
    row = SignInLock.objects.get()
    assert row.user is None
    assert normalise_login("my-Secret-1") not in str(vars(row))


def test_what_strangers_tried_is_forgotten_after_two_days(member: Member) -> None:
    with freeze_time("2026-11-01 03:00:00"):
        tries("MA7654321", 1)
        tries(member, 1)
    with freeze_time("2026-11-03 03:00:01"):
        tries("MA7654322", 1)
    assert SignInLock.objects.filter(user=None).count() == 1
    assert SignInLock.objects.filter(user=member.user).exists()


@pytest.mark.parametrize("name", ["MA1234567", "MA7654321"], ids=["known", "unknown"])
def test_a_locked_try_hashes_nothing(settings: LazySettings, member: Member, name: str) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    User.objects.update(password=make_password(PASSWORD))
    tries(name, 5)
    CountingHasher.worked = 0
    tries(name, 3, PASSWORD)
    assert CountingHasher.worked == 0


def test_a_lock_is_mailed_once_with_its_end_and_the_way_out(member: Member) -> None:
    locked_at_ten(member)
    tries(member, 3)
    row = Outbox.objects.get(mail_code="M-08")
    assert row.user == member.user
    assert "2026年10月15日（木）10:30まで" in row.body
    assert "http://127.0.0.1:8000/login/forgot-password/" in row.body
    assert "練習用" in row.body
    assert deliver() == 1
    assert mail.outbox[0].to == ["midori@example.jp"]


def test_every_lock_has_its_own_mail(member: Member) -> None:
    locked_at_ten(member)
    hold(member, jst(2026, 10, 15, 12))
    tries(member, 5)
    assert Outbox.objects.filter(mail_code="M-08").count() == 2


def test_failed_tries_are_on_the_trail_by_name_only_where_the_name_is_somebodys(
    member: Member,
) -> None:
    tries(member, 1)
    tries("hunter2", 1)
    known, unknown = AuditRow.objects.filter(verb="fail_sign_in").order_by("pk")
    assert (known.subject, known.world_name) == ("MA1234567", member.world.name)
    assert known.world_at == jst(*TEN)
    assert (known.source, known.actor) == ("127.0.0.1", "")
    assert (unknown.subject, unknown.detail["known"]) == ("", False)
    assert "hunter2" not in str(list(AuditRow.objects.values()))


def test_a_lock_is_on_the_trail(member: Member) -> None:
    locked_at_ten(member)
    row = AuditRow.objects.get(verb="lock_sign_in")
    assert (row.subject, row.source) == ("MA1234567", "127.0.0.1")
    assert row.detail == {"until": "2026-10-15T10:30:00+09:00"}


@freeze_time("2026-10-15 01:00:00")
def test_staff_are_locked_at_their_desk_by_real_time() -> None:
    staff = StaffFactory(login="support")
    client = Client()
    sent = {"username": "support", "password": "wrong"}
    for _time in range(5):
        client.post("/admin/login/", sent)
    answer = client.post("/admin/login/", sent | {"password": PASSWORD})
    assert "2026年10月15日 11:00までログインできません" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert lock_of(staff) == (5, "10:00:00", "11:00:00")
    assert not Outbox.objects.exists()
    with freeze_time("2026-10-15 02:00:00"):
        assert client.post("/admin/login/", sent | {"password": PASSWORD}).status_code == 302


def lift(member: Member, role: str = "support") -> Desk:
    desk = Desk(role)
    sent = {"action": "lift_lock", "_selected_action": [member.pk]}
    desk.post("/admin/accounts/member/", sent)
    return desk


def test_support_lifts_a_lock_with_a_mail_and_a_trace(member: Member) -> None:
    locked_at_ten(member)
    hold(member, jst(*TEN, 5))
    lift(member)
    assert lock_of(member) == (0, "10:00:00", "")
    assert Outbox.objects.filter(mail_code="M-08").latest("pk").at == jst(*TEN, 5)
    row = AuditRow.objects.get(verb="lift_lock")
    assert (row.subject, row.role, row.world_at) == ("MA1234567", "STAFF", jst(*TEN, 5))
    assert gets_in(member)


def test_the_desk_sees_who_is_locked_until_when_by_the_members_clock(member: Member) -> None:
    locked_at_ten(member)
    hold(member, jst(*TEN, 29, 59))
    desk = Desk("support")
    assert "2026年10月15日10:30" in desk.open("/admin/accounts/member/").words
    hold(member, jst(*TEN, 30))
    assert "10:30" not in desk.open("/admin/accounts/member/").words


def test_a_lock_after_a_lifted_one_is_longer_all_the_same(member: Member) -> None:
    locked_at_ten(member)
    lift(member)
    hold(member, jst(2026, 10, 15, 12))
    tries(member, 5)
    assert lock_of(member)[2] == "13:00:00"


@pytest.mark.parametrize("misses", [0, 3], ids=["never tried", "three misses"])
def test_lifting_where_no_lock_stands_says_so_and_mails_nothing(
    member: Member, misses: int
) -> None:
    tries(member, misses)
    lift(member)
    assert not Outbox.objects.exists()
    assert not AuditRow.objects.filter(verb="lift_lock").exists()


def test_a_reviewer_may_not_lift_a_lock(member: Member) -> None:
    locked_at_ten(member)
    lift(member, "reviewer")
    assert lock_of(member)[0] == 5
