"""Primary lines on the telephone: what they take along is read out, and ended only when agreed."""

import pytest

from cancellation.models import Cancellation
from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing.models import Outbox
from tests.desk.people import Desk
from tests.factories import LineFactory, a_group_of, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LIST = "/admin/cancellation/phonedeskline/"


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


@pytest.fixture
def family() -> list[Line]:
    """A primary line, and two that it leads, of which one is cancelled on the telephone alone."""
    primary = LineFactory()
    others = [
        LineFactory(member=primary.member, by_phone_only=True, user_name="田中 湊"),
        LineFactory(member=primary.member),
    ]
    a_group_of(primary, *others)
    hold(primary.member, jst(2026, 10, 15, 10))
    return [primary, *others]


def test_a_primary_line_alone_is_refused_for_what_it_is(desk: Desk, family: list[Line]) -> None:
    page = desk.act(LIST, "accept", [family[0]])
    assert "主回線です。主回線が終わると" in page.text
    assert all(line.phone_number in page.text for line in family)
    assert page.text.count("MNP予約番号なし") == 2
    page = desk.confirm(LIST, page)
    assert "は主回線です。主回線だけは受け付けられません" in page.text
    assert "すでに解約を受け付けている" not in page.text
    assert not Cancellation.objects.exists()


def test_agreed_to_all_of_them_end_in_one_call(desk: Desk, family: list[Line]) -> None:
    primary, second, _third = family
    contracts.note_numbers(lines=[second.pk], through=jst(2026, 10, 29).date())
    page = desk.act(LIST, "accept", [primary])
    assert page.text.count("MNP予約番号なし") == 1
    form = next(form for form in page.forms if "action" in form.fields)
    desk.post(LIST, dict(form.fields) | {f"others-{primary.pk}": "on"})
    assert {made.line_id for made in Cancellation.objects.all()} == {line.pk for line in family}
    assert set(Cancellation.objects.values_list("channel", flat=True)) == {"phone"}
    warning = Outbox.objects.get(mail_code="M-29").body
    assert family[2].phone_number in warning and second.phone_number not in warning


def test_the_group_page_leads_to_the_line_that_stands_in_the_way(family: list[Line]) -> None:
    primary, second, _third = family
    visitor = Visitor.signed_in_as(primary.member)
    page = visitor.open(f"/cancel/lines/{primary.code}/group/")
    assert f"{second.phone_number}：" in page.words and "MNP予約番号なし" in page.words
    page = visitor.follow("お電話の前に用意するものを見る")
    assert page.path == f"/cancel/lines/{second.code}/phone/"
