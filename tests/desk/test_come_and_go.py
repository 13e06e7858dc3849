"""Who comes to the desk, fails to, goes, or changes their password is on the audit trail."""

import pytest
from django.contrib.sessions.models import Session
from freezegun import freeze_time

from accounts.models import User
from mioportal.plumbing.models import AuditRow
from tests.factories import PASSWORD, MemberFactory, StaffFactory, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

NEW = "an-other-horse-2"


@pytest.fixture
def staff() -> User:
    return StaffFactory(login="aoki", email="aoki@example.jp")


def tried(login: str, password: str) -> Page:
    """Fill in the desk's own sign-in page."""
    visitor = Visitor(REMOTE_ADDR="192.0.2.7")
    visitor.open("/admin/login/")
    return visitor.press("ログイン", username=login, password=password)


def trail() -> list[tuple[str, str, str, str, str, dict[str, object]]]:
    return [
        (row.verb, row.subject, row.actor, row.role, row.source, row.detail)
        for row in AuditRow.objects.order_by("pk")
    ]


def test_signing_in_at_the_desk_leaves_a_row(staff: User) -> None:
    with freeze_time(jst(2031, 5, 5, 5, 5)):
        assert tried("aoki", PASSWORD).path == "/admin/"
    assert trail() == [("sign_in", "aoki", "aoki", "STAFF", "192.0.2.7", {})]
    row = AuditRow.objects.get()
    assert (row.world_name, row.world_at) == ("", jst(2031, 5, 5, 5, 5))
    assert row.real_at == row.world_at


def test_an_open_sign_in_page_is_no_sign_in(staff: User) -> None:
    visitor = Visitor.signed_in_as(staff)
    assert visitor.open("/admin/login/").path == "/admin/"
    Visitor().open("/admin/login/")
    assert trail() == []


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        pytest.param("aoki", "aoki", id="the name"),
        pytest.param("ａｏｋｉ", "aoki", id="the name in full width"),
        pytest.param("aoki@example.jp", "aoki", id="the mail address"),
        pytest.param("MA1234567", "MA1234567", id="a member's"),
        pytest.param("nobody", "", id="nobody's"),
        pytest.param("nobody@example.jp", "", id="nobody's mail address"),
        pytest.param(PASSWORD, "", id="a password in the wrong field"),
    ],
)
def test_a_failed_try_names_whom_it_was_for_and_never_what_was_typed(
    staff: User, typed: str, named: str
) -> None:
    MemberFactory(user__login="MA1234567")
    page = tried(typed, "wrong-horse-9")
    assert (page.status, page.path) == (200, "/admin/login/")
    assert trail() == [("fail_sign_in", named, "", "MEMBER", "192.0.2.7", {"known": bool(named)})]
    written = "".join(everything()["plumbing_auditrow"])
    assert "wrong-horse-9" not in written
    assert PASSWORD not in written


def test_a_member_with_the_right_password_fails_at_the_desk_too() -> None:
    member = MemberFactory()
    assert tried(member.mio_id, PASSWORD).path == "/admin/login/"
    assert [(verb, subject) for verb, subject, *_ in trail()] == [("fail_sign_in", member.mio_id)]
    assert not Session.objects.filter(session_key__isnull=False).exists()


@pytest.mark.parametrize(("login", "password"), [("", ""), ("aoki", ""), ("", "x")])
def test_a_form_sent_half_empty_is_no_try(staff: User, login: str, password: str) -> None:
    tried(login, password)
    assert trail() == []


def test_signing_out_at_the_desk_leaves_a_row(staff: User) -> None:
    visitor = Visitor.signed_in_as(staff)
    visitor.open("/admin/")
    visitor.press("ログアウト")
    assert trail() == [("sign_out", "aoki", "aoki", "STAFF", "127.0.0.1", {})]
    assert visitor.client.get("/admin/").status_code == 302
    visitor.client.get("/admin/logout/")
    assert len(trail()) == 1


def change(visitor: Visitor, old: str, new: str, again: str | None = None) -> Page:
    """Fill in the page that changes a password."""
    visitor.open("/admin/password_change/")
    typed = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return visitor.press("パスワードの変更", **typed)


def test_changing_ones_password_leaves_a_row_without_either_password(staff: User) -> None:
    visitor = Visitor.signed_in_as(staff)
    page = change(visitor, PASSWORD, NEW)
    assert page.path == "/admin/password_change/done/"
    assert trail() == [("change_password", "aoki", "aoki", "STAFF", "127.0.0.1", {})]
    written = "".join(everything()["plumbing_auditrow"])
    assert NEW not in written and PASSWORD not in written
    staff.refresh_from_db()
    assert staff.check_password(NEW)
    assert visitor.open("/admin/").status == 200


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [("wrong", NEW, NEW), (PASSWORD, NEW, "another-1"), (PASSWORD, "short", "short")],
    ids=["the old one is wrong", "the two differ", "the new one is too short"],
)
def test_a_password_that_is_not_changed_leaves_none(
    staff: User, old: str, new: str, again: str
) -> None:
    visitor = Visitor.signed_in_as(staff)
    before = everything()
    assert change(visitor, old, new, again).status == 200
    assert changed(before) == {}


def test_a_change_that_cannot_be_traced_does_not_happen(
    staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no paper left")

    visitor = Visitor.signed_in_as(staff)
    monkeypatch.setattr("mioportal.plumbing.audit.record", fail)
    with pytest.raises(RuntimeError):
        change(visitor, PASSWORD, NEW)
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_a_visit_without_signing_in_is_still_sent_to_the_sign_in_page() -> None:
    for path in ("/admin/", "/admin/password_change/", "/admin/accounts/member/"):
        assert Visitor().open(path).path in ("/admin/login/", "/login/")
