"""ログイン: by mioID or mail address, however it was typed (F-ACC-05, C-044)."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.models import Member, User
from mioportal.plumbing.models import AuditRow
from tests.accounts.hashers import CountingHasher
from tests.factories import PASSWORD, MemberFactory, StaffFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

WRONG = "mioIDまたはmioパスワードが違います"
TRICKY = "Ｐａss wörd１"


@pytest.fixture
def member() -> Member:
    return MemberFactory(user__login="MA1234567", user__email="Midori.T+mio@Example.jp")


def who_is_in(visitor: Visitor) -> str:
    """The login of the visitor's session, empty when nobody is signed in."""
    number = visitor.client.session.get("_auth_user_id")
    return User.objects.get(pk=number).login if number else ""


def tried(login: str, password: str = PASSWORD) -> Visitor:
    visitor = Visitor()
    visitor.open("/login/")
    visitor.sign_in(login, password)
    return visitor


@pytest.mark.parametrize(
    "typed",
    [
        "MA1234567",
        "ma1234567",
        "ＭＡ１２３４５６７",
        "ｍａ１２３４５６７",
        "  MA1234567\u3000",
        "MA1234567\u200b",
        "Midori.T+mio@Example.jp",
        "midori.t+mio@example.jp",
        "ＭＩＤＯＲＩ．Ｔ＋ｍｉｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        " midori.t+mio@example.jp ",
    ],
    ids=[
        "as issued",
        "in small letters",
        "full width",
        "full width and small",
        "with spaces around it",
        "with a character nobody can see",
        "mail as registered",
        "mail in small letters",
        "mail in full width",
        "mail with spaces around it",
    ],
)
def test_a_member_signs_in_however_the_name_was_typed(member: Member, typed: str) -> None:
    visitor = tried(typed)
    assert who_is_in(visitor) == "MA1234567"
    assert visitor.page.path == "/"
    assert "髙橋 みどり さん" in visitor.page.text


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("MA1234567", "wrong"),
        ("MA7654321", PASSWORD),
        ("nobody@example.jp", PASSWORD),
        ("MA1234567 OR 1=1", PASSWORD),
        ("' OR '1'='1", PASSWORD),
        ("MA123456", PASSWORD),
        ("@", PASSWORD),
        ("髙橋みどり", PASSWORD),
    ],
    ids=[
        "a wrong password",
        "an unknown mioID",
        "an unknown mail address",
        "a piece of SQL",
        "another piece of SQL",
        "a digit too few",
        "only an at sign",
        "the member's own name",
    ],
)
def test_a_failed_try_says_one_neutral_sentence_and_is_only_counted(
    member: Member, login: str, password: str
) -> None:
    visitor = Visitor()
    visitor.open("/login/")
    before = everything()
    page = visitor.sign_in(login, password)
    written = changed(before)
    tables = {"accounts_knocks", "accounts_signin", "accounts_signinlock", "plumbing_auditrow"}
    assert set(written) == tables
    assert password not in str(written)
    assert login == member.mio_id or f"'{login}'" not in str(written)
    assert page.status == 200
    assert WRONG in page.words
    assert who_is_in(visitor) == ""


def test_a_known_and_an_unknown_name_get_the_same_answer(member: Member) -> None:
    def answer(login: str) -> str:
        page = tried(login, "wrong").page
        token = page.form("ログイン")[0].fields["csrfmiddlewaretoken"][0]
        return page.html.replace(token, "").replace(login, "")

    MemberFactory(user__login="MA5550009", user__is_active=False)
    assert answer("MA1234567") == answer("MA7654321") == answer("MA5550009")


def test_what_was_typed_stays_after_a_failed_try(member: Member) -> None:
    visitor = tried("ｍａ１２３４５６７", "wrong one")
    form, _button = visitor.page.form("ログイン")
    assert form.fields["login"] == ["ｍａ１２３４５６７"]
    assert form.fields["password"] == ["wrong one"]


def test_empty_fields_are_named_one_by_one() -> None:
    page = tried("", "").page
    assert "mioIDを入力してください" in page.words
    assert "mioパスワードを入力してください" in page.words
    assert WRONG not in page.words


@pytest.mark.parametrize("rubbish", ["\x00", "M" * 300, "\u202eMA1234567\x00"])
def test_rubbish_in_either_field_is_answered_with_the_form(rubbish: str) -> None:
    for login, password in ((rubbish, PASSWORD), ("MA1234567", rubbish)):
        page = tried(login, password).page
        assert page.status == 200
        assert page.has_button("ログイン")


@pytest.mark.parametrize(
    "typed",
    [
        "pass wörd１",
        "Ｐａss wörd1",
        " Ｐａss wörd１",
        "Ｐａss wörd１ ",
        "ＰＡSS WÖRD１",
        "Pass wörd1",
    ],
    ids=[
        "first letters left out",
        "a half-width digit",
        "a space before it",
        "a space after it",
        "in capitals",
        "all half width",
    ],
)
def test_a_password_is_verified_exactly_as_it_was_chosen(typed: str) -> None:
    member = MemberFactory(user__password=TRICKY)
    assert who_is_in(tried(member.mio_id, typed)) == ""
    assert who_is_in(tried(member.mio_id, TRICKY)) == member.mio_id


@pytest.mark.parametrize(
    "login",
    ["MA1234567", "midori.t+mio@example.jp", "MA7654321", "nobody@example.jp", "MA0000009"],
    ids=["a mioID", "a mail address", "an unknown mioID", "an unknown address", "a closed login"],
)
def test_every_failed_try_costs_exactly_one_hash(settings: LazySettings, login: str) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    secret = make_password(PASSWORD)
    member = MemberFactory(user__login="MA1234567", user__email="midori.t+mio@example.jp")
    closed = MemberFactory(user__login="MA0000009", user__is_active=False)
    User.objects.filter(pk__in=(member.user.pk, closed.user.pk)).update(password=secret)
    visitor = Visitor()
    visitor.open("/login/")
    CountingHasher.worked = 0
    visitor.sign_in(login, "wrong")
    assert CountingHasher.worked == 1


def test_a_login_that_was_switched_off_stays_out_and_learns_nothing_more() -> None:
    member = MemberFactory(user__is_active=False)
    visitor = tried(member.mio_id)
    assert who_is_in(visitor) == ""
    assert WRONG in visitor.page.words


def test_switching_a_login_off_ends_its_session(member: Member) -> None:
    visitor = tried("MA1234567")
    User.objects.filter(pk=member.user_id).update(is_active=False)
    assert visitor.open("/lines/").path == "/login/"


def test_a_member_of_staff_is_sent_to_the_desk() -> None:
    staff = StaffFactory(login="support")
    visitor = tried("support")
    assert who_is_in(visitor) == staff.login
    assert visitor.page.path == "/admin/"


def test_staff_with_the_members_top_page_open_are_sent_to_their_desk() -> None:
    visitor = Visitor.signed_in_as(StaffFactory())
    assert visitor.open("/").path == "/admin/"


def test_whoever_is_signed_in_does_not_see_the_form_again(member: Member) -> None:
    visitor = tried("MA1234567")
    assert visitor.open("/login/").path == "/"


def test_the_session_gets_a_new_key_at_sign_in(member: Member) -> None:
    visitor = Visitor()
    session = visitor.client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    visitor.open("/login/")
    visitor.sign_in("MA1234567")
    assert visitor.client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/").status_code == 302


def test_signing_in_over_anothers_session_leaves_nothing_of_it(member: Member) -> None:
    other = MemberFactory()
    visitor = Visitor.signed_in_as(other)
    session = visitor.client.session
    session["back:X"] = "/theirs/"
    session.save()
    visitor.open("/contact/")
    token = visitor.client.cookies["csrftoken"].value
    sent = {"login": "MA1234567", "password": PASSWORD, "csrfmiddlewaretoken": token}
    visitor.client.post("/login/", sent)
    assert who_is_in(visitor) == "MA1234567"
    assert "back:X" not in visitor.client.session


def test_a_sign_in_is_on_the_audit_trail(member: Member) -> None:
    tried("MA1234567")
    row = AuditRow.objects.get(verb="sign_in")
    assert (row.actor, row.subject, row.role) == ("MA1234567", "MA1234567", "MEMBER")
    assert row.source == "127.0.0.1"
    assert row.world_name == member.world.name


def test_sign_in_needs_the_token_of_its_form(member: Member) -> None:
    refused = Client(enforce_csrf_checks=True).post(
        "/login/", {"login": "MA1234567", "password": PASSWORD}
    )
    assert refused.status_code == 403
    assert not AuditRow.objects.exists()
