"""ログインの履歴, and signing out everywhere else (F-ACC-19)."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, SignIn, User
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import AuditRow, JobRun, Outbox
from tests.accounts.getting_back import NEW, ask_for_link, gets_in, mailed_link, set_new, tries
from tests.desk.people import Desk
from tests.factories import (
    PASSWORD,
    MemberFactory,
    SignInFactory,
    StaffFactory,
    hold,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

HISTORY = "/profile/sign-ins/"
ELSEWHERE = "ほかのすべての端末からログアウトする"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1"


@pytest.fixture
def member() -> Member:
    return MemberFactory(
        user__login="MA1234567",
        user__email="midori@example.jp",
        world__held_at=jst(2026, 10, 15, 10),
    )


def signs_in(member: Member, **headers: str) -> Visitor:
    visitor = Visitor(**headers)
    visitor.open("/login/")
    visitor.sign_in(member.mio_id)
    return visitor


def results(member: Member) -> list[str]:
    rows = SignIn.objects.filter(user=member.user).order_by("pk")
    return list(rows.values_list("result", flat=True))


def test_every_try_at_the_door_is_in_the_history_by_either_name(member: Member) -> None:
    tries("midori@example.jp", 1)
    tries(member, 4)
    tries(member, 1, PASSWORD)
    hold(member, jst(2026, 10, 15, 11))
    signs_in(member, HTTP_USER_AGENT=PHONE, REMOTE_ADDR="192.0.2.77")
    assert results(member) == ["MISS"] * 5 + ["LOCKED", "IN"]
    row = SignIn.objects.latest("pk")
    assert (row.at, row.source, row.browser) == (
        jst(2026, 10, 15, 11),
        "192.0.2.77",
        "Safari（iPhone）",
    )
    assert row.world == member.world


def test_a_guess_at_the_desks_door_is_in_the_history_too(member: Member) -> None:
    typed = {"username": member.mio_id, "password": "wrong"}
    Visitor().client.__class__().post("/admin/login/", typed)
    assert results(member) == ["MISS"]


def test_a_try_at_nobodys_name_is_the_same_row_and_soon_gone(member: Member) -> None:
    StaffFactory(login="support")
    for name in (member.mio_id, "MA7654321", "support"):
        tries(name, 1)
    assert list(SignIn.objects.order_by("pk").values_list("user__login", flat=True)) == [
        member.mio_id,
        None,
        "support",
    ]
    assert "MA7654321" not in str(list(SignIn.objects.values()))
    deliver()
    assert SignIn.objects.filter(user=None).count() == 0
    assert SignIn.objects.count() == 2


def test_the_page_shows_the_newest_first_and_marks_the_present_session(member: Member) -> None:
    tries(member, 1)
    phone = signs_in(member, HTTP_USER_AGENT=PHONE)
    visitor = signs_in(member, REMOTE_ADDR="192.0.2.8")
    page = visitor.open(HISTORY)
    assert page.words.count("いまのログイン") == 1
    assert page.says("いまのログイン", "不明なブラウザー", "接続元 192.0.2.8")
    assert page.says("ログイン", "Safari（iPhone）", "接続元 127.0.0.1")
    assert page.words.index("192.0.2.8") < page.words.index("iPhone")
    assert page.words.index("iPhone") < page.words.index("パスワードの間違い")
    assert phone.open(HISTORY).says("いまのログイン", "Safari（iPhone）")


def test_signing_out_is_noted_at_its_session_alone(member: Member) -> None:
    one, other = signs_in(member), signs_in(member)
    hold(member, jst(2026, 10, 15, 12))
    one.press("ログアウト")
    first, second = SignIn.objects.order_by("pk")
    assert (first.ended_at, second.ended_at) == (jst(2026, 10, 15, 12), None)
    assert other.open(HISTORY).says("ログアウト 2026年10月15日（木）12:00")


def test_an_empty_history_says_so(member: Member) -> None:
    page = Visitor.signed_in_as(member).open(HISTORY)
    assert "ログインの履歴はまだありません" in page.words


def test_a_long_history_has_pages_and_costs_no_more_questions(member: Member) -> None:
    visitor = signs_in(member)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert visitor.open(HISTORY).status == 200
        return len(asked)

    for_one = questions()
    for number in range(44):
        SignInFactory(member=member, source=f"192.0.2.{number}", at=jst(2026, 10, 1, 9, number))
    assert questions() == for_one
    assert "1–20件／全45件" in visitor.page.words
    visitor.follow("次へ")
    assert "21–40件／全45件" in visitor.follow("次へ").words or visitor.page.has_link("前へ")


def test_nobody_elses_tries_are_in_it(member: Member) -> None:
    tries(MemberFactory(), 2)
    assert "パスワードの間違い" not in signs_in(member).open(HISTORY).words.split("心当たり")[0]


def test_signing_out_elsewhere_keeps_this_browser_and_ends_the_others(member: Member) -> None:
    other, here = signs_in(member), signs_in(member)
    here.open(HISTORY)
    page = here.press(ELSEWHERE)
    assert "ほかのすべての端末からログアウトしました" in page.words
    assert page.path == HISTORY
    assert other.open("/lines/").path == "/login/"
    assert here.open("/lines/").status == 200
    ended = SignIn.objects.filter(result="IN").order_by("pk").values_list("ended_at", flat=True)
    assert [at is not None for at in ended] == [True, False]
    row = AuditRow.objects.get(verb="end_sessions")
    assert (row.subject, row.role) == (member.mio_id, "MEMBER")
    told = Outbox.objects.get(mail_code="M-07")
    assert "お手続きをした端末を除く、すべての端末" in told.body
    assert gets_in(member)


def test_pressed_again_nothing_breaks(member: Member) -> None:
    here = signs_in(member)
    for _time in range(2):
        here.open(HISTORY)
        here.press(ELSEWHERE)
    assert here.open("/").status == 200


def test_the_session_that_was_known_before_is_no_use_afterwards(member: Member) -> None:
    here = signs_in(member)
    stolen = here.client.cookies["sessionid"].value
    here.open(HISTORY)
    here.press(ELSEWHERE)
    thief = Visitor()
    thief.client.cookies["sessionid"] = stolen
    assert thief.open("/").path == "/login/"


def test_a_new_password_ends_every_session_in_the_history(member: Member) -> None:
    visitor = signs_in(member)
    ask_for_link(member.mio_id)
    set_new(mailed_link())
    assert visitor.open("/").path == "/login/"
    assert not SignIn.objects.filter(result="IN", ended_at=None).exists()
    assert gets_in(member, NEW)


def test_support_signs_a_member_out_everywhere(member: Member) -> None:
    visitor = signs_in(member)
    page = Desk("support").act("/admin/accounts/member/", "end_sessions", [member])
    assert f"{member.mio_id}を、すべての端末からログアウトさせました" in page.text
    assert visitor.open("/").path == "/login/"
    assert "窓口ですべての端末からログアウトしました" in Outbox.objects.get().body
    row = AuditRow.objects.get(verb="end_sessions")
    assert (row.role, row.actor) == ("STAFF", "support")


def test_of_a_mioid_that_nobody_signs_in_with_staff_are_told_so(member: Member) -> None:
    User.objects.filter(pk=member.user_id).update(is_active=False)
    page = Desk("support").act("/admin/accounts/member/", "end_sessions", [member])
    assert "ログインできないmioIDです" in page.text
    assert not Outbox.objects.exists()


@pytest.mark.parametrize(
    ("tried_at", "last"),
    [
        pytest.param(jst(2026, 10, 15, 10), jst(2027, 10, 15, 23, 59), id="the same day"),
        pytest.param(jst(2028, 2, 29, 23, 59), jst(2029, 2, 28, 23, 59), id="29 February"),
        pytest.param(jst(2027, 2, 28, 0), jst(2028, 2, 28, 23, 59), id="into a leap year"),
        pytest.param(jst(2026, 12, 31, 12), jst(2027, 12, 31, 23, 59), id="year end"),
    ],
)
def test_a_try_is_kept_for_a_year_and_gone_the_day_after(
    member: Member, tried_at: datetime, last: datetime
) -> None:
    hold(member, tried_at)
    SignInFactory(member=member, at=tried_at)
    live_through(member, last)
    assert SignIn.objects.count() == 1
    live_through(member, last + (jst(2027, 1, 1, 0, 1) - jst(2027, 1, 1, 0, 0)))
    assert not SignIn.objects.exists()
    assert JobRun.objects.filter(job="accounts.jobs.visits.forget_sign_ins").count() == 1


def test_who_wrote_a_page_as_a_browsers_name_sees_it_as_text(member: Member) -> None:
    visitor = signs_in(member, HTTP_USER_AGENT="<b>Chrome/131.0</b> (Windows)")
    assert "<b>Chrome" not in visitor.open(HISTORY).html
