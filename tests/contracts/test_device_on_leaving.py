"""What leaving does to a device: its rest goes on, or falls due with the line's last bill."""

from datetime import date
from decimal import Decimal

import pytest

from billing.queries import bill_facts
from cancellation.queries import quote_for
from contracts import queries, services
from contracts.models import Device, Line, Payment
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.charges import ChargeKind
from mioportal.rules.instalments import Choice
from mioportal.rules.quote import EventKind
from tests.cancellation.wizard import accepted
from tests.factories import MID_MONTH, DeviceFactory, a_card_that, hold, jst, live_through

pytestmark = pytest.mark.django_db

BY = system("test")
OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)
TODAY = MID_MONTH.date()


def seen(device: Device, today: date = TODAY) -> queries.Ledger:
    found = queries.ledger_of(device.member, device.code, today)
    assert found
    return found


def line_of(device: Device) -> Line:
    lines = Line.objects.select_related("member__user", "member__standing", "world")
    return lines.get(pk=device.line_id)


def leave(device: Device) -> Device:
    """The line is cancelled today and its last day passes."""
    accepted(line_of(device))
    live_through(device.member, jst(2026, 11, 1, 10))
    device.refresh_from_db()
    return device


@pytest.mark.parametrize(
    ("kind", "choice", "status", "moved"),
    [
        ("ordinary", "", Device.Status.CONTINUED, 0),
        ("ordinary", "continue", Device.Status.CONTINUED, 0),
        ("ordinary", "lump_sum", Device.Status.AT_ONCE, 26_488),
        ("campaign", "", Device.Status.AT_ONCE, 26_488),
        ("support", "", Device.Status.DISCOUNT_OVER, 0),
        ("support", "lump_sum", Device.Status.AT_ONCE, 26_488),
    ],
)
def test_the_end_of_a_line_does_to_its_device_what_was_decided(
    kind: str, choice: str, status: Device.Status, moved: int
) -> None:
    off = Decimal(300 if kind == "support" else 0)
    device = leave(DeviceFactory(paid=11, kind=kind, choice=choice, discount_yen=off))
    after = seen(device, NOV)
    assert (after.status, after.at_once_yen) == (status, moved)
    assert after.paid_yen + after.left_yen == 57_800
    assert device.left_on == date(2026, 10, 31)
    assert Outbox.objects.filter(mail_code="M-31").count() == bool(moved)


@pytest.mark.parametrize(("kind", "choice"), [("campaign", ""), ("ordinary", "lump_sum")])
def test_what_the_quote_said_of_a_lump_sum_is_what_then_falls_due(kind: str, choice: str) -> None:
    device = DeviceFactory(paid=11, kind=kind, choice=choice)
    a_card_that(member=device.member)
    quote = quote_for(line_of(device), MID_MONTH)
    rest = next(each.amount for each in quote.charges if each.kind is ChargeKind.INSTALMENT_REST)
    charged = quote.event(EventKind.CARD_CHARGED)
    assert charged
    leave(device)
    rows = device.payments.filter(way=Payment.Way.LUMP_SUM)
    assert sum(row.yen for row in rows) == rest == 26_488
    assert {row.month for row in rows} == {OCT}
    on_bills = [[each.due for each in bill_facts(device.member, m).instalments] for m in (OCT, NOV)]
    assert on_bills == [[2408], []]
    live_through(device.member, jst(2026, 11, 25, 10))
    device.refresh_from_db()
    assert device.paid_off_on == charged.on
    ways = set(device.payments.filter(month=OCT).values_list("way", flat=True))
    assert ways == {Payment.Way.CARD, Payment.Way.LUMP_SUM}


def test_what_the_quote_said_of_the_last_instalment_is_the_day_it_is_paid_off() -> None:
    device = DeviceFactory(paid=11)
    a_card_that(member=device.member)
    quote = quote_for(line_of(device), MID_MONTH)
    last = quote.event(EventKind.INSTALMENTS_END)
    assert last
    leave(device)
    live_through(device.member, jst(2027, 12, 1, 10))
    device.refresh_from_db()
    assert device.paid_off_on == last.on == date(2027, 10, 25)


def test_the_rest_of_a_ported_line_stands_on_the_bill_of_the_month_it_was_opened_in() -> None:
    device = DeviceFactory(paid=11, kind="campaign")
    services.start_leaving(
        line=line_of(device), way=Line.Leaving.PORT_OUT, ends_on=date(2026, 10, 20),
        at=jst(2026, 10, 20, 12), by=BY,
    )  # fmt: skip
    live_through(device.member, jst(2026, 10, 21, 10))
    rows = device.payments.filter(way=Payment.Way.LUMP_SUM)
    assert {row.month for row in rows} == {OCT}
    assert sum(row.yen for row in rows) == 26_488


def test_a_page_opened_before_the_night_work_tells_the_same_as_after_it() -> None:
    device = DeviceFactory(paid=11, kind="campaign")
    accepted(line_of(device))
    hold(device.member, jst(2026, 11, 1, 0, 0, 1))
    assert seen(device, date(2026, 10, 31)).status == Device.Status.PAYING
    assert seen(device, NOV).status == Device.Status.AT_ONCE


def test_an_old_voice_line_that_ends_in_its_minimum_term_takes_the_rest_with_it() -> None:
    device = DeviceFactory(
        first_month=date(2019, 10, 1), paid=0, choice="continue",
        line__contracted_on=date(2019, 9, 30), line__started_on=date(2019, 10, 3),
    )  # fmt: skip
    hold(device.member, jst(2019, 10, 15, 10))
    today = date(2019, 10, 15)
    assert [each.choice for each in seen(device, today).leaving] == [Choice.LUMP_SUM]
    Line.objects.filter(pk=device.line_id).update(
        leaving_by="cancellation", ends_on=date(2019, 10, 31)
    )
    live_through(device.member, jst(2019, 11, 1, 10))
    assert seen(device, date(2019, 11, 1)).at_once_yen == 55_384


def test_what_each_choice_means_is_told_in_yen_before_anything_is_chosen() -> None:
    go_on, at_once = seen(DeviceFactory(paid=11)).leaving
    assert (go_on.choice, go_on.is_chosen) == (Choice.CONTINUE, True)
    assert (go_on.due_yen, go_on.rest_yen, go_on.payments_after) == (2408, 0, 11)
    assert (go_on.charged_on, go_on.last_charged_on) == (date(2026, 11, 25), date(2027, 10, 25))
    assert (at_once.choice, at_once.is_chosen) == (Choice.LUMP_SUM, False)
    assert (at_once.due_yen, at_once.rest_yen, at_once.payments_after) == (2408, 26_488, 0)
    assert at_once.last_charged_on == at_once.charged_on == date(2026, 11, 25)


def test_a_choice_is_kept_on_the_device_once_and_may_be_changed() -> None:
    device = DeviceFactory(paid=11)
    wishes = ((Choice.LUMP_SUM, True), (Choice.LUMP_SUM, False), (Choice.CONTINUE, True))
    for choice, is_new in wishes:
        kept = services.choose_on_leaving(device=device, choice=choice, at=MID_MONTH, by=BY)
        assert kept is is_new
        device.refresh_from_db()
        assert device.choice == choice
    assert AuditRow.objects.filter(verb="choose_on_leaving").count() == 2


def test_it_may_still_be_chosen_while_the_line_is_on_its_way_out_but_not_after() -> None:
    device = DeviceFactory(paid=11)
    accepted(line_of(device))
    chosen = {"device": device, "choice": Choice.LUMP_SUM, "by": BY}
    assert services.choose_on_leaving(at=jst(2026, 10, 31, 23, 59, 59), **chosen)  # type: ignore[arg-type]
    with pytest.raises(services.TooLate):
        services.choose_on_leaving(at=jst(2026, 11, 1), **chosen)  # type: ignore[arg-type]


def test_a_choice_that_the_contract_does_not_leave_open_is_refused() -> None:
    device = DeviceFactory(paid=11, kind="campaign")
    with pytest.raises(services.NotOffered):
        services.choose_on_leaving(device=device, choice=Choice.CONTINUE, at=MID_MONTH, by=BY)
    device.refresh_from_db()
    assert device.choice == ""


def test_leaving_is_carried_out_once() -> None:
    device = leave(DeviceFactory(paid=11, kind="campaign"))
    at = jst(2026, 11, 2, 10)
    assert services.carry_out_leaving(device=device, at=at, by=BY) is False
    assert Outbox.objects.filter(mail_code="M-31").count() == 1
    assert AuditRow.objects.filter(verb="carry_out_leaving").count() == 1


def test_what_is_called_in_is_said_with_day_bill_and_yen() -> None:
    leave(DeviceFactory(paid=11, kind="campaign"))
    mail = Outbox.objects.get(mail_code="M-31")
    for part in ("26,488円", "2026年10月分の請求", "2026年11月25日（水）", "返却は要りません"):
        assert part in mail.body
