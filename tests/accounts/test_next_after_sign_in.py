"""Where a sign-in leads: to the page that was asked for, and never off this site."""

import pytest
from django.http import HttpResponse

from tests.factories import LineFactory, MemberFactory, StaffFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

OFF_SITE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "http:///evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "\thttps://evil.example/",
    " //evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "//testserver:8000@evil.example/",
    "ftp://testserver/",
    "http://[::1]evil/",
    "/\r\nLocation: https://evil.example/",
]


def stays_here(answer: HttpResponse) -> bool:
    """Whether a redirect leads to a path of this very site."""
    leads_to = answer["Location"]
    away = leads_to.startswith(("//", "/\\")) or "\n" in leads_to
    return answer.status_code == 302 and leads_to.startswith("/") and not away


@pytest.mark.parametrize("aim", OFF_SITE)
@pytest.mark.parametrize("where", ["in the address", "in the form"])
def test_a_sign_in_never_leads_off_the_site(aim: str, where: str) -> None:
    member = MemberFactory()
    visitor = Visitor()
    visitor.client.get("/login/")
    token = visitor.client.cookies["csrftoken"].value
    sent = {"login": member.mio_id, "password": "correct-horse-1", "csrfmiddlewaretoken": token}
    if where == "in the form":
        answer = visitor.client.post("/login/", sent | {"next": aim})
    else:
        answer = visitor.client.post("/login/", sent, query_params={"next": aim})
    assert stays_here(answer)


@pytest.mark.parametrize("aim", OFF_SITE)
def test_nor_does_the_sign_in_page_of_somebody_who_is_signed_in(aim: str) -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    answer = visitor.client.get("/login/", {"next": aim})
    assert stays_here(answer)


def test_the_page_that_was_asked_for_opens_after_sign_in() -> None:
    line = LineFactory()
    visitor = Visitor()
    page = visitor.open(f"/lines/{line.code}/?x=1")
    assert page.path == "/login/"
    page = visitor.sign_in(line.member.mio_id)
    assert page.path == f"/lines/{line.code}/"
    assert line.phone_number in page.words


def test_where_to_go_is_remembered_over_a_wrong_password() -> None:
    line = LineFactory()
    visitor = Visitor()
    visitor.open(f"/lines/{line.code}/")
    visitor.sign_in(line.member.mio_id, "wrong")
    page = visitor.sign_in(line.member.mio_id)
    assert page.path == f"/lines/{line.code}/"


def test_staff_who_asked_for_an_admin_page_get_it() -> None:
    staff = StaffFactory()
    visitor = Visitor()
    visitor.open("/login/?next=/admin/contracts/line/")
    assert visitor.sign_in(staff.login).path == "/admin/contracts/line/"
