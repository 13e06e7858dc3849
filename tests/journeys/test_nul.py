"""A NUL in an address is a slip or a probe: told so in words, and never an error of ours."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from tests.factories import LineFactory, StaffFactory
from tests.journeys.addresses import assert_private
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor
from tests.plumbing.people import browser

pytestmark = pytest.mark.django_db

MEMBER_PAGES = (
    *("/", "/services/", "/lines/", "/cancel/", "/messages/", "/contact/", "/login/"),
    *("/profile/", "/profile/mail/", "/profile/news/", "/manuals/"),
    *("/options/", "/options/audit/"),
)


def filters() -> list[tuple[str, str]]:
    """Every list of the desk with every parameter that reaches the database, and a few more."""
    found = []
    for model, desk in admin.site._registry.items():
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        listed: Any = desk.list_filter
        named = [_parameter(each) for each in listed]
        names = [*named, *(f"{name}__exact" for name in named), "q", "o", "p", "x"]
        found += [(path, name) for name in names]
    return found


def _parameter(listed: Any) -> str:
    """What a filter is called in the address: a column, one with a class, or a class alone."""
    if isinstance(listed, str):
        return listed
    own = getattr(listed, "parameter_name", None)
    return str(own or listed[0])


def test_no_list_of_the_desk_breaks_on_a_nul() -> None:
    desk = browser(StaffFactory())
    LineFactory()
    assert len(filters()) > 50
    for path, name in filters():
        for typed in ("%00", "a%00b"):
            assert desk.get(f"{path}?{name}={typed}").status_code == 400, (path, name)
        assert desk.get(f"{path}?%00{name}=1").status_code == 400


def test_a_percent_sign_before_two_noughts_is_no_nul() -> None:
    assert browser(StaffFactory()).get("/admin/accounts/member/?q=%2500").status_code == 200


@pytest.mark.parametrize("path", MEMBER_PAGES)
def test_no_page_of_a_member_breaks_on_a_nul(path: str) -> None:
    line = LineFactory()
    for client in (browser(line.member), Client()):
        for typed in ("page=%00", "next=/%00", "as=%00", "%00"):
            answer = client.get(f"{path}?{typed}")
            assert answer.status_code == 400
            assert "読み取れませんでした" in answer.content.decode()


def test_a_nul_with_something_posted_changes_nothing() -> None:
    line = LineFactory()
    client = browser(line.member)
    before = everything()
    assert client.post(f"/cancel/lines/{line.code}/?x=%00").status_code == 400
    assert changed(before) == {}


@pytest.mark.parametrize(
    "path",
    [
        "/lines/%00/",
        "/lines/hdu%00/sim-return/",
        "/cancel/acts/%00/reasons/",
        "/cancel/receipts/%00/",
        "/options/%00/end/",
        "/options/audit/%00/list/",
        "/messages/%00/",
        "/clock/moves/%00/",
        "/profile/mail/confirm/%00/",
        "/profile/news/stop/%00/",
        "/manuals/%00/",
        "/%00",
    ],
)
def test_a_nul_within_a_members_address_is_no_page(path: str) -> None:
    assert Visitor.signed_in_as(LineFactory().member).open(path).status == 404


def test_a_nul_within_an_address_of_the_desk_is_no_row() -> None:
    desk = browser(StaffFactory())
    for model in admin.site._registry:
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for row in ("%00", "1%00", "_00"):
            for page in ("change", "history", "delete"):
                assert desk.get(f"{path}{row}/{page}/").status_code < 500


def test_the_answer_is_as_private_as_any_page() -> None:
    answer = Client().get("/login/?as=%00")
    assert_private(dict(answer.items()))
