"""From the receipt of an application to a running line, as far as the services go."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts import services as accounts
from accounts.models import Member
from billing.queries import bill_facts
from contracts import services
from contracts.models import Application, AppliedLine, ContractNotice, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Happening, Outbox
from mioportal.plumbing.switching import NumberRefused
from mioportal.rules.billing import bill_lines, totals
from mioportal.rules.port_in import PortInReason
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    MemberFactory,
    hold,
    jst,
    live_through,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BY = system("test")
BROUGHT = {
    "number_from": "reservation",
    "brought_number": "090-0000-9876",
    "mnp_number": "1234567891",
    "mnp_expires_on": date(2026, 10, 24),
    "donor": "docomo",
}


def applied(**line: Any) -> AppliedLine:
    """The one line of an application that was handed in by a member who is known already."""
    who = line.pop("member", None) or MemberFactory()
    application = ApplicationFactory(member=who, line=None)
    made = AppliedLineFactory(application=application, **line)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    return again(made)


def again(row: AppliedLine) -> AppliedLine:
    return AppliedLine.objects.select_related(
        "application__member__user", "application__world", "line"
    ).get(pk=row.pk)


def stands(row: AppliedLine) -> tuple[str, str]:
    row = again(row)
    return row.application.state, row.state


def mails(who: Member) -> list[str]:
    return list(who.user.outbox.order_by("pk").values_list("mail_code", flat=True))


def first_total(line: Line) -> Decimal:
    """What the bill of the month in which a line began comes to."""
    month = line.started_on.replace(day=1)
    return totals(bill_lines(bill_facts(line.member, month))).total


def test_an_application_follows_the_identity_and_its_card_opens_the_line_two_days_later() -> None:
    who = MemberFactory(identity="not_submitted", provisional_through=date(2026, 11, 15))
    row = applied(member=who)
    assert stands(row) == ("identity_awaited", "applied")
    accounts.complete_identity(member=who, at=MID_MONTH, by=BY)
    assert stands(row) == ("approved", "applied")
    services.send_card(applied=row, at=MID_MONTH, by=BY)
    assert stands(row) == ("sent", "sent")
    with pytest.raises(services.NotNow):
        services.send_card(applied=row, at=MID_MONTH, by=BY)
    live_through(who, jst(2026, 10, 16, 23, 59))
    assert stands(row) == ("sent", "sent")
    live_through(who, jst(2026, 10, 17, 10))
    assert stands(row) == ("completed", "opened")
    line = again(row).line
    assert line is not None
    assert (line.started_on, line.sims.get().iccid) == (date(2026, 10, 17), again(row).iccid)
    assert line.phone_number.startswith("090-0000-")
    # 15 of 31 days of 990, and 3,733 to begin with (C-004, C-005).
    assert first_total(line) == 990 * 15 // 31 + 3733
    notice = ContractNotice.objects.get(line=line)
    assert (notice.received_at, notice.undo_through) == (
        jst(2026, 10, 17),
        date(2026, 10, 24),
    )
    who.refresh_from_db()
    assert who.provisional_through is None
    assert {"M-02", "M-03"} <= set(mails(who))
    waits = Outbox.objects.get(user=who.user, mail_code="M-03").send_after
    assert waits == jst(2026, 10, 17, 8) or waits > jst(2026, 10, 17)
    assert Happening.objects.filter(world=who.world, kind="application_completed").count() == 1


def test_an_esim_of_a_known_member_is_in_use_on_the_day_it_was_applied_for() -> None:
    row = applied(medium="esim", network="au")
    assert stands(row) == ("completed", "opened")
    line = again(row).line
    assert line is not None
    assert line.started_on == MID_MONTH.date()
    assert first_total(line) == int(990 * Decimal(17) // 31) + 3746


def test_a_data_line_waits_for_no_papers() -> None:
    who = MemberFactory(identity="not_submitted")
    assert stands(applied(member=who, function="data")) == ("approved", "applied")
    other = MemberFactory(identity="in_review")
    assert stands(applied(member=other)) == ("in_review", "applied")


def test_a_number_comes_over_when_its_member_says_so() -> None:
    row = applied(medium="esim", **BROUGHT)
    assert stands(row) == ("opening", "opening")
    line = services.open_applied(applied=row, at=jst(2026, 10, 16, 12), by=BY)
    assert line.phone_number == "090-0000-9876"
    # Pressed twice, it is open once.
    assert services.open_applied(applied=row, at=jst(2026, 10, 16, 13), by=BY) == line
    assert Line.objects.filter(member=line.member).count() == 1


def test_a_number_that_nobody_switches_comes_over_on_its_last_day() -> None:
    row = applied(**BROUGHT)
    services.send_card(applied=row, at=MID_MONTH, by=BY)
    who = row.application.member
    live_through(who, jst(2026, 10, 23, 23, 59))
    assert stands(row) == ("opening", "opening")
    live_through(who, jst(2026, 10, 24, 0, 1))
    assert stands(row) == ("completed", "opened")
    opened = again(row).line
    assert opened is not None
    assert opened.started_on == date(2026, 10, 24)


def test_a_number_that_ran_out_before_the_card_was_posted_is_asked_for_again() -> None:
    row = applied(**BROUGHT)
    who = row.application.member
    live_through(who, jst(2026, 10, 25, 10))
    assert mails(who).count("M-02") == 1
    with pytest.raises(services.NumberLapsed):
        services.send_card(applied=row, at=jst(2026, 10, 25, 11), by=BY)
    assert (stands(row), again(row).iccid) == (("approved", "applied"), "")
    with pytest.raises(services.NotBrought) as refused:
        services.replace_reservation(
            applied=row, number="123", expires_on=date(2026, 10, 31), at=jst(2026, 10, 25), by=BY
        )
    assert set(refused.value.verdict.reasons) == {
        PortInReason.NOT_TEN_DIGITS,
        PortInReason.TOO_FEW_DAYS,
    }
    services.replace_reservation(
        applied=row, number="9876543211", expires_on=date(2026, 11, 8), at=jst(2026, 10, 25), by=BY
    )
    services.send_card(applied=row, at=jst(2026, 10, 25, 12), by=BY)
    services.open_applied(applied=row, at=jst(2026, 10, 28, 12), by=BY)
    assert stands(row) == ("completed", "opened")


def test_a_number_that_the_other_operator_does_not_know_stays_where_it_is() -> None:
    row = applied(medium="esim", **(BROUGHT | {"mnp_number": "1234560000"}))
    with pytest.raises(NumberRefused):
        services.open_applied(applied=row, at=MID_MONTH, by=BY)
    assert stands(row) == ("opening", "opening")
    assert not Line.objects.filter(member=row.application.member).exists()
    live_through(row.application.member, jst(2026, 10, 25, 10))
    assert mails(row.application.member).count("M-02") == 2


def test_a_one_stop_line_opens_by_the_members_act() -> None:
    one_stop = {"number_from": "one_stop", "brought_number": "080-0000-4321", "donor": "au"}
    row = applied(medium="esim", **one_stop)
    assert services.open_applied(applied=row, at=MID_MONTH, by=BY).phone_number == "080-0000-4321"


def test_two_lines_go_ahead_one_by_one_and_the_application_with_the_last() -> None:
    application = ApplicationFactory(member=MemberFactory(), line=None)
    card = AppliedLineFactory(application=application)
    esim = AppliedLineFactory(application=application, position=2, medium="esim")
    services.take_up(application=application, at=MID_MONTH, by=BY)
    assert stands(card) == ("approved", "applied")
    assert stands(esim) == ("approved", "opened")
    services.call_off(applied=again(card), why="在庫がありません", at=MID_MONTH, by=BY)
    assert stands(card) == ("completed", "ended")
    assert not services.call_off(applied=again(card), why="もう一度", at=MID_MONTH, by=BY)
    with pytest.raises(services.NotNow):
        services.call_off(applied=again(esim), why="遅い", at=MID_MONTH, by=BY)


def test_an_application_that_is_called_off_comes_to_nothing_and_says_why() -> None:
    row = applied(member=MemberFactory(identity="returned"))
    assert stands(row)[0] == "returned"
    services.call_off(applied=row, why="お申し出により", at=MID_MONTH, by=BY)
    found = Application.objects.get(pk=row.application_id)
    assert (found.state, found.ended_why, found.ended_at) == (
        "withdrawn",
        "お申し出により",
        MID_MONTH,
    )
    accounts.complete_identity(member=found.member, at=MID_MONTH, by=BY)
    assert stands(row)[0] == "withdrawn"
    hold(found.member, MID_MONTH)


def test_a_card_that_comes_on_the_last_day_switches_its_number_at_once() -> None:
    row = applied(**(BROUGHT | {"mnp_expires_on": date(2026, 10, 17)}))
    services.send_card(applied=row, at=MID_MONTH, by=BY)
    live_through(row.application.member, jst(2026, 10, 17, 0, 1))
    assert stands(row) == ("completed", "opened")


@pytest.mark.parametrize(
    ("approved_at", "ends", "told"),
    [
        pytest.param(
            jst(2026, 10, 23, 12),
            ("opening", "opening"),
            "10月24日（土）0:00に",
            id="the day before",
        ),
        pytest.param(jst(2026, 10, 24, 12), ("completed", "opened"), "", id="the last day"),
        pytest.param(
            jst(2026, 10, 25, 12), ("opening", "opening"), "取り直す", id="the day after"
        ),
    ],
)
def test_an_esim_approved_late_is_told_what_becomes_of_its_number(
    approved_at: datetime, ends: tuple[str, str], told: str
) -> None:
    who = MemberFactory(identity="in_review")
    row = applied(member=who, medium="esim", **BROUGHT)
    accounts.complete_identity(member=who, at=approved_at, by=BY)
    assert stands(row) == ends
    bodies = Outbox.objects.filter(user=who.user, mail_code="M-02").values_list("body", flat=True)
    assert len(bodies) == bool(told)
    assert all(told in body for body in bodies)


def test_a_number_refused_on_its_last_day_is_told_with_until_when() -> None:
    who = MemberFactory(identity="in_review")
    row = applied(member=who, medium="esim", **(BROUGHT | {"mnp_number": "1234560000"}))
    accounts.complete_identity(member=who, at=jst(2026, 10, 24, 12), by=BY)
    assert stands(row) == ("opening", "opening")
    body = Outbox.objects.get(user=who.user, mail_code="M-02").body
    assert "今日の23:59まで" in body
    assert "0:00に切り替わります" not in body
