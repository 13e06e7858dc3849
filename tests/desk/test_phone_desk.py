"""Cancelling by telephone: first what it means is read out, then it is accepted (F-STF-13)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Member
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing.models import AuditRow, Outbox
from tests.cancellation.wizard import accepted
from tests.desk.people import Desk
from tests.factories import LineFactory, OptionPeriodFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LIST = "/admin/cancellation/phonedeskline/"


def without_session(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {table: rows for table, rows in found.items() if table != "django_session"}


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


def test_the_first_press_shows_last_day_and_yen_and_changes_nothing(desk: Desk) -> None:
    line = OptionPeriodFactory().line
    before = everything()
    page = desk.act(LIST, "accept", [line])
    assert line.phone_number in page.text
    assert "髙橋 みどり" in page.text
    assert "2026年10月31日（土）" in page.text
    assert "23:59" in page.text
    assert "1,490円" in page.text
    assert without_session(changed(before)) == {}


def test_older_debt_is_read_out_beside_the_last_bill(desk: Desk) -> None:
    line = LineFactory()
    standing = line.member.standing
    standing.owed_yen = Decimal(3280)
    standing.save()
    page = desk.act(LIST, "accept", [line])
    assert "990円" in page.text
    assert "ほかに未払い 3,280円" in page.text


def test_the_second_press_accepts_and_names_the_receipt(desk: Desk) -> None:
    line = LineFactory()
    page = desk.confirm(LIST, desk.act(LIST, "accept", [line]))
    made = Cancellation.objects.get()
    assert (made.line.pk, made.channel, made.ends_on) == (line.pk, "phone", date(2026, 10, 31))
    assert made.receipt_number in page.text
    assert "最終日 2026年10月31日（土）" in page.text
    assert line.phone_number in page.text
    assert made.accepted_at == jst(2026, 10, 15, 10)
    assert Outbox.objects.get(mail_code="M-11").to_address == line.member.user.email


def test_turning_back_accepts_nothing(desk: Desk) -> None:
    line = LineFactory()
    desk.act(LIST, "accept", [line])
    desk.open(LIST)
    assert not Cancellation.objects.exists()


def test_the_audit_trail_names_the_member_of_staff(desk: Desk) -> None:
    line = LineFactory()
    desk.confirm(LIST, desk.act(LIST, "accept", [line]))
    row = AuditRow.objects.get(verb="accept_cancellation")
    assert (row.actor, row.role, row.subject) == ("support", "STAFF", line.code)
    assert (row.world_name, row.world_at) == (line.world.name, jst(2026, 10, 15, 10))
    assert row.source == "127.0.0.1"
    assert row.detail["channel"] == "phone"


def legacy() -> Line:
    return LineFactory(contracted_on=date(2015, 12, 31), plan__plan_code="minimum_start")


def corporate() -> Line:
    return LineFactory(member__kind=Member.Kind.CORPORATE)


def unpaid() -> Line:
    return LineFactory(member__standing__owed_yen=1490)


@pytest.mark.parametrize("make", [legacy, corporate, unpaid])
def test_what_the_site_refuses_the_desk_accepts(desk: Desk, make: type[LineFactory]) -> None:
    line = make()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/cancel/lines/{line.code}/")
    assert "解約の手続きを始める" not in visitor.page.words
    desk.confirm(LIST, desk.act(LIST, "accept", [line]))
    made = Cancellation.objects.get()
    assert made.line.pk == line.pk
    page = visitor.open(f"/cancel/receipts/{made.receipt_number}/")
    assert made.receipt_number in page.words
    assert "解約受付済" in visitor.open("/lines/").words


def test_a_line_that_is_leaving_already_is_refused_politely(desk: Desk) -> None:
    line = accepted(LineFactory()).line
    page = desk.act(LIST, "accept", [line])
    assert "すでに解約を受け付けているか、解約済みです" in page.text
    before = everything()
    page = desk.confirm(LIST, page)
    assert "すでに解約を受け付けているか、解約済みです" in page.text
    assert without_session(changed(before)) == {}


def test_a_line_that_has_ended_is_refused_politely(desk: Desk) -> None:
    line = LineFactory(
        leaving_by="cancellation", ends_on=date(2026, 9, 30), ended_at=jst(2026, 10, 1)
    )
    page = desk.confirm(LIST, desk.act(LIST, "accept", [line]))
    assert "すでに解約を受け付けているか、解約済みです" in page.text
    assert not Cancellation.objects.exists()


def test_of_several_lines_those_that_can_be_are_cancelled(desk: Desk) -> None:
    leaving, one, two = accepted(LineFactory()).line, LineFactory(), LineFactory()
    page = desk.confirm(LIST, desk.act(LIST, "accept", [leaving, one, two]))
    assert Cancellation.objects.filter(channel="phone").count() == 2
    for made in Cancellation.objects.filter(line__in=(one, two)):
        assert made.receipt_number in page.text
    assert page.text.count("は、すでに解約を受け付けているか、解約済みです") == 1
    assert leaving.phone_number in page.text


def test_confirmed_twice_it_is_accepted_once(desk: Desk) -> None:
    line = LineFactory()
    asked = desk.act(LIST, "accept", [line])
    desk.confirm(LIST, asked)
    page = desk.confirm(LIST, asked)
    assert "すでに解約を受け付けている" in page.text
    assert Cancellation.objects.count() == 1
    assert Outbox.objects.filter(mail_code="M-11").count() == 1


def the_month_ends(line: Line) -> None:
    hold(line.member, jst(2026, 11, 1, 0, 1))


def an_option_is_added(line: Line) -> None:
    OptionPeriodFactory(line=line, starts_on=date(2026, 10, 15))


def the_other_line_leaves(line: Line) -> None:
    accepted(Line.objects.of(line.member).exclude(pk=line.pk).get())


@pytest.mark.parametrize(
    ("happens", "before", "after"),
    [
        (the_month_ends, "2026年10月31日（土）", "2026年11月30日（月）"),
        (an_option_is_added, "990円", "1,490円"),
        (the_other_line_leaves, "なし", "2027年2月25日（木）"),
    ],
    ids=["the month ends", "an option is added", "the member's other line leaves"],
)
def test_what_changes_after_it_was_read_out_is_shown_and_read_out_again(
    desk: Desk, happens: Callable[[Line], None], before: str, after: str
) -> None:
    line = LineFactory(contracted_on=date(2024, 4, 1))
    LineFactory(member=line.member)
    hold(line.member, jst(2026, 10, 31, 23, 59))
    asked = desk.act(LIST, "accept", [line])
    happens(line)
    mails = Outbox.objects.count()
    page = desk.confirm(LIST, asked)
    assert "まだ受け付けていません" in page.text
    told = page.text.split("次のとおり変わりました")[1]
    assert before in told and after in told
    line.refresh_from_db()
    assert line.leaving_by == ""
    assert not Cancellation.objects.filter(line=line).exists()
    assert Outbox.objects.count() == mails
    page = desk.confirm(LIST, page)
    made = Cancellation.objects.get(line=line)
    assert made.receipt_number in page.text
    assert made.shown["ends_on"] == made.ends_on.isoformat()


def test_of_several_lines_only_what_changed_is_asked_about_again(desk: Desk) -> None:
    same, later = LineFactory(), LineFactory()
    asked = desk.act(LIST, "accept", [same, later])
    hold(later.member, jst(2026, 11, 1, 0, 1))
    page = desk.confirm(LIST, asked)
    made = Cancellation.objects.get()
    assert made.line.pk == same.pk
    assert made.receipt_number in page.text
    (form,) = (form for form in page.forms if "action" in form.fields)
    assert form.fields["_selected_action"] == [str(later.pk)]
    desk.confirm(LIST, page)
    assert Cancellation.objects.count() == 2


def nothing(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: kept for name, kept in sent.items() if not name.startswith("told-")}


def nonsense(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: "x" if name.startswith("told-") else kept for name, kept in sent.items()}


def another_lines(sent: dict[str, Any]) -> dict[str, Any]:
    told = [name for name in sent if name.startswith("told-")]
    return sent | dict(zip(told, [sent[name] for name in reversed(told)], strict=True))


@pytest.mark.parametrize("forge", [nothing, nonsense, another_lines])
def test_without_what_was_read_out_nothing_is_accepted(
    desk: Desk, forge: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    page = desk.act(LIST, "accept", [LineFactory(), LineFactory()])
    form = next(form for form in page.forms if "action" in form.fields)
    answer = desk.post(LIST, forge(dict(form.fields)))
    assert answer.text.count("まだ受け付けていません") == 2
    assert not Cancellation.objects.exists()


def test_each_line_is_quoted_and_accepted_in_its_own_worlds_month(desk: Desk) -> None:
    lines = [LineFactory(), LineFactory()]
    hold(lines[1].member, jst(2027, 2, 10, 10))
    page = desk.act(LIST, "accept", lines)
    assert "2026年10月31日（土）" in page.text
    assert "2027年2月28日（日）" in page.text
    desk.confirm(LIST, page)
    ends = {made.line_id: made.ends_on for made in Cancellation.objects.all()}
    assert ends == {lines[0].pk: date(2026, 10, 31), lines[1].pk: date(2027, 2, 28)}


def test_nothing_chosen_is_nothing_done(desk: Desk) -> None:
    LineFactory()
    before = everything()
    desk.act(LIST, "accept", [], confirmed="yes")
    assert without_session(changed(before)) == {}


def test_the_list_shows_the_last_day_a_call_now_would_have(desk: Desk) -> None:
    line = LineFactory()
    hold(line.member, jst(2028, 2, 29, 10))
    page = desk.open(LIST)
    assert "2028年2月29日" in page.text


def test_a_line_is_found_by_number_mioid_and_name(desk: Desk) -> None:
    line, other = LineFactory(member__family_name="石﨑"), LineFactory()
    for typed in (line.phone_number, line.code, line.member.mio_id, "石﨑"):
        page = desk.open(f"{LIST}?q={typed}")
        assert line.code in page.text
        assert other.code not in page.text
