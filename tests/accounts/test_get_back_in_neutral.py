"""Nobody learns from the pages of getting back in who is a member (C-046, C-047)."""

import re

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, Recovery, User
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import AuditRow, ExtraWindow, Outbox
from tests.accounts.getting_back import ask_for_id, ask_for_link
from tests.accounts.hashers import CountingHasher
from tests.factories import PASSWORD, LineFactory, MemberFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

NAMES = ["MA1234567", "midori@example.jp", "MA7654321", "nobody@example.jp", "off@example.jp"]
ASKED = {"id": "/login/forgot-id/", "password": "/login/forgot-password/"}


@pytest.fixture(autouse=True)
def member() -> Member:
    MemberFactory(user__email="off@example.jp", user__is_active=False)
    return MemberFactory(user__login="MA1234567", user__email="midori@example.jp")


def asked(path: str, name: str) -> tuple[str, list[str]]:
    """The page after the request, and the statements that the request took."""
    visitor = Visitor()
    visitor.open(path)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        page = visitor.press("送信", name=name)
    kinds = [re.sub(r"'.*?'|\d+", "…", query["sql"]) for query in taken]
    return f"{page.status} {page.path} {page.html}", [" ".join(sql.split()[:3]) for sql in kinds]


@pytest.mark.parametrize("path", ASKED.values(), ids=ASKED)
def test_known_and_unknown_names_get_the_same_page_for_the_same_work(
    settings: LazySettings, path: str
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    User.objects.update(password=make_password(PASSWORD))
    CountingHasher.worked = 0
    names = [name for name in NAMES if "@" in name or "password" in path]
    Visitor().open(path)
    asked(path, names[0])
    answers = [asked(path, name) for name in names]
    assert len({page for page, _taken in answers}) == 1
    assert len({tuple(taken) for _page, taken in answers}) == 1
    written = [sql for sql in answers[0][1] if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == ['UPDATE "accounts_knocks" SET', 'INSERT INTO "accounts_recovery"']
    assert CountingHasher.worked == 0


def test_requests_of_nobody_leave_nothing_once_the_mails_are_made() -> None:
    ask_for_id("nobody@example.jp")
    ask_for_link("MA7654321")
    assert Recovery.objects.filter(user=None).count() == 2
    assert "nobody" not in str(list(Recovery.objects.values()))
    assert deliver() == 0
    assert not Recovery.objects.exists()
    assert not Outbox.objects.exists()
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize("path", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize(
    "typed",
    ["", "not a name", "@", "a@b", "\x00", "M" * 300, "MA123456"],
    ids=["nothing", "words", "at", "no domain", "NUL", "300 letters", "a digit too few"],
)
def test_what_is_no_name_at_all_is_told_at_the_field_and_kept(path: str, typed: str) -> None:
    visitor = Visitor()
    visitor.open(path)
    page = visitor.press("送信", name=typed)
    assert page.status == 200
    assert "入力内容を確認してください" in page.words
    assert page.has_button("送信")
    assert not Recovery.objects.exists()


def test_reloading_the_answer_asks_nothing_again() -> None:
    visitor = ask_for_link("MA1234567")
    visitor.open("/login/forgot-password/?asked=1")
    assert Recovery.objects.count() == 1


@pytest.mark.parametrize("is_demo", [True, False], ids=["demonstration", "production"])
def test_only_the_demonstration_says_where_its_mails_lie(
    settings: LazySettings, is_demo: bool
) -> None:
    settings.DEMO = is_demo
    settings.EMAIL_FILE_PATH = "/somewhere/mail"
    page = ask_for_link("MA1234567").page
    assert ("/somewhere/mail" in page.words) is is_demo
    assert "/login/reset/" not in page.html


def test_the_sign_in_page_leads_to_all_three() -> None:
    for label, path in {
        "mioIDを忘れた方": "/login/forgot-id/",
        "パスワードを忘れた方": "/login/forgot-password/",
        "ログインできないとき": "/login/help/",
    }.items():
        visitor = Visitor()
        visitor.open("/login/")
        assert visitor.follow(label).path == path


def test_the_help_page_names_four_causes_the_way_from_abroad_and_the_last_resort() -> None:
    words = Visitor().open("/login/help/").words
    for said in (
        "半角の英数字で入力する",
        "Caps Lockをオフにする",
        "キャッシュとCookieを消す",
        "いちばん新しいパスワードを入力する",
        "VPNを切ってお試しください",
        "契約者氏名",
        "本人確認書類の情報",
    ):
        assert said in words


@pytest.mark.parametrize(
    "path", ["/login/forgot-id/", "/login/forgot-password/", "/login/help/", "/login/reset/x/"]
)
def test_the_pages_stay_open_in_maintenance(path: str) -> None:
    member = LineFactory().member
    hold(member, jst(2026, 10, 14, 0, 30))
    visitor = Visitor.signed_in_as(member)
    assert visitor.open("/lines/").status == 503
    assert visitor.open(path).status in (200, 410)
    assert not ExtraWindow.objects.exists()
