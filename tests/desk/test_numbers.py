"""The desk and reservation numbers: what is let go on and why, a leak, a company's number."""

import pytest

from contracts.models import Line
from mioportal.outside.clearing import services
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.operators import Operator
from mnp.models import PortRequest
from tests.desk.people import Desk
from tests.factories import LineFactory, hold, jst
from tests.mnp.asking import DESK, asked, owes, state

pytestmark = pytest.mark.django_db

LIST, LINES = "/admin/mnp/portrequest/", "/admin/mnp/portdeskline/"
START = jst(2026, 10, 15, 10)


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


def with_number() -> PortRequest:
    line = LineFactory()
    hold(line.member, START)
    return asked(line, START)


def test_what_is_held_is_let_go_on_with_a_reason_that_is_kept(desk: Desk) -> None:
    line = LineFactory()
    hold(line.member, START)
    owes(line.member, 1_490)
    made = asked(line, START)
    page = desk.act(LIST, "release", [made])
    assert state(made) == "held"
    page = desk.confirm(LIST, page)
    assert "理由を入力してください" in page.text
    desk.act(
        LIST, "release", [made], **{"confirmed": "yes", f"{made.pk}-note": "入金を電話で確認"}
    )
    assert state(made) == "issued"
    told = AuditRow.objects.get(verb="release_port_number")
    assert (told.detail["note"], told.actor) == ("入金を電話で確認", "support")


def test_a_fault_in_the_data_is_told_to_the_member(desk: Desk) -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 21))
    made = asked(line, jst(2026, 10, 15, 21))
    note = {"confirmed": "yes", f"{made.pk}-note": "お名前の漢字が違います"}
    desk.act(LIST, "find_fault", [made], **note)
    assert state(made) == "held"
    assert "お名前の漢字が違います" in Outbox.objects.filter(mail_code="M-15").latest("pk").body


def test_a_leaked_number_is_void_and_its_digits_are_nowhere_at_the_desk(desk: Desk) -> None:
    made = with_number()
    for path in (LIST, f"{LIST}{made.pk}/change/"):
        assert made.number not in desk.open(path).text
    page = desk.act(LIST, "void", [made])
    assert "元に戻せません" in page.text and made.number not in page.text
    assert state(made) == "issued"
    desk.confirm(LIST, page)
    assert state(made) == "voided"
    assert "もう使えません" not in desk.confirm(LIST, page).text
    assert "待っている申し込みではありません" in desk.act(LIST, "call_off", [made]).text


def test_the_desk_replaces_a_number_and_asks_for_a_companys(desk: Desk) -> None:
    made = with_number()
    desk.act(LIST, "again", [made])
    assert (state(made), PortRequest.objects.latest("pk").channel) == ("voided", "desk")
    company: Line = LineFactory(member__kind="CORPORATE")
    hold(company.member, START)
    desk.act(LINES, "ask", [company])
    assert PortRequest.objects.get(line=company).state == "issued"
    assert "有効なMNP予約番号があります" in desk.act(LINES, "ask", [company]).text


def test_who_plays_the_operator_opens_a_number_from_the_desk(desk: Desk) -> None:
    made = with_number()
    order = services.check(
        operator=Operator.AU,
        number=made.number,
        phone_number=made.line.phone_number,
        at=START,
        by=DESK,
    )
    desk.act("/admin/outside/operatororder/", "open", [order])
    assert state(made) == "ported"
    assert "開通" in desk.open("/admin/mnp/portorder/").text
