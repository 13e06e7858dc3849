"""ログアウト: by POST only, and the session is gone on the server."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from mioportal.plumbing.models import AuditRow
from tests.factories import MemberFactory, StaffFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_a_member_signs_out_with_the_button() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    visitor.open("/")
    page = visitor.press("ログアウト")
    assert page.path == "/login/"
    assert visitor.open("/").path == "/login/"


def test_after_sign_out_the_old_cookie_opens_nothing() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    kept = visitor.client.cookies["sessionid"].value
    visitor.open("/")
    visitor.press("ログアウト")
    assert not Session.objects.filter(session_key=kept).exists()
    thief = Client()
    thief.cookies["sessionid"] = kept
    answer = thief.get("/lines/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_signs_out(method: str) -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    before = everything()
    visitor.client.handler.enforce_csrf_checks = False
    assert getattr(visitor.client, method)("/logout/").status_code == 405
    assert changed(before) == {}
    assert visitor.open("/").path == "/"


def test_a_post_from_elsewhere_does_not_sign_out() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    answer = visitor.client.post("/logout/")
    assert answer.status_code == 403
    assert visitor.open("/").path == "/"


def test_signing_out_twice_is_harmless() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    second = Visitor()
    second.client.cookies["sessionid"] = visitor.client.cookies["sessionid"].value
    visitor.open("/")
    second.open("/")
    visitor.press("ログアウト")
    assert second.press("ログアウト").path == "/login/"
    assert AuditRow.objects.filter(verb="sign_out").count() == 1


def test_staff_sign_out_too_and_it_is_on_the_audit_trail() -> None:
    staff = StaffFactory()
    visitor = Visitor.signed_in_as(staff)
    visitor.open("/contact/")
    visitor.press("ログアウト")
    row = AuditRow.objects.get(verb="sign_out")
    assert (row.actor, row.role, row.world_name) == (staff.login, "STAFF", "")
