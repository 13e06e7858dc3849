"""The demonstration's sign-in page introduces the cast; outside it nobody has heard of them."""

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from accounts.models import User
from mioportal.demo.cast import CAST
from mioportal.demo.staff import STAFF
from tests.factories import MemberFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

NAMES = [f"{role.family[0]} {role.given[0]}" for role in CAST]


@pytest.fixture
def in_production(settings: LazySettings) -> None:
    settings.DEMO = False


def test_the_page_lists_every_member_of_the_cast_and_every_member_of_staff() -> None:
    words = Visitor().open("/login/").words
    for role, name in zip(CAST, NAMES, strict=True):
        assert role.mio_id in words
        assert name in words
        assert str(role.situation) in words
    for staff in STAFF:
        assert staff.login in words
        assert str(staff.does) in words
    assert "mio-demo-2026" in words


@pytest.mark.parametrize("role", CAST, ids=lambda role: role.mio_id)
def test_one_press_fills_the_form_for_a_member_of_the_cast(role: object) -> None:
    mio_id, given = role.mio_id, role.given[0]  # type: ignore[attr-defined]
    visitor = Visitor()
    page = visitor.open("/login/?next=/lines/")
    href = next(href for words, href in page.links if href.find(f"as={mio_id}") > 0)
    page = visitor.open("/login/" + href)
    form, _button = page.form("ログイン")
    assert form.fields["login"] == [mio_id]
    assert form.fields["password"] == ["mio-demo-2026"]
    assert form.fields["next"] == ["/lines/"]
    assert given in page.words


def test_signing_in_with_the_filled_form_works() -> None:
    MemberFactory(user__login="MA0000001", user__password="mio-demo-2026")
    visitor = Visitor()
    visitor.open("/login/?as=MA0000001")
    assert visitor.press("ログイン").path == "/"


def test_a_name_typed_into_the_address_is_never_taken_for_markup() -> None:
    page = Visitor().open('/login/?as="><script>alert(1)</script>')
    assert "<script>alert" not in page.html


@pytest.mark.usefixtures("in_production")
def test_outside_the_demonstration_the_page_knows_no_cast() -> None:
    page = Visitor().open("/login/")
    assert page.has_button("ログイン")
    assert "mio-demo-2026" not in page.html
    for name in [*NAMES, *(role.mio_id for role in CAST), *(staff.login for staff in STAFF)]:
        assert name not in page.words


@pytest.mark.usefixtures("in_production")
def test_outside_the_demonstration_an_address_fills_in_nothing() -> None:
    page = Visitor().open("/login/?as=MA0000001")
    form, _button = page.form("ログイン")
    assert form.fields["login"] == [""]
    assert form.fields["password"] == [""]
    assert "mio-demo-2026" not in page.html


@pytest.mark.usefixtures("in_production")
def test_outside_the_demonstration_the_cast_cannot_be_made() -> None:
    with pytest.raises(CommandError, match="MIOPORTAL_DEMO"):
        call_command("make_cast")
    assert not User.objects.exists()


def test_the_cast_is_not_shown_on_other_pages() -> None:
    assert "mio-demo-2026" not in Visitor().open("/contact/").html
