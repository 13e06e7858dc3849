"""Many hands at one ledger, or at one ひかり, at the same moment: each thing happens once."""

from contextlib import suppress
from datetime import date

import pytest

from contracts import queries, services
from contracts.models import DeskRequest, Device, Payment, RelatedService
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.instalments import Choice
from tests.factories import (
    MID_MONTH,
    DeviceFactory,
    LineFactory,
    RelatedServiceFactory,
    jst,
)
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 5
BY = system("test")
SEP = date(2026, 9, 1)


def fresh(device: Device) -> Device:
    return Device.objects.select_related("member__user", "world", "line").get(pk=device.pk)


def test_the_card_run_and_early_repayments_at_once_pay_and_move_each_row_once() -> None:
    for _round in range(ROUNDS):
        device = DeviceFactory(paid=11)
        turns = iter(range(HANDS))

        def hand(device: Device = device, turns: object = turns) -> str:
            turn = next(turns)  # type: ignore[call-overload]
            if turn % 2:
                return f"paid {services.pay(device=fresh(device), month=SEP, at=MID_MONTH, by=BY)}"
            try:
                return f"moved {services.repay_early(device=fresh(device), at=MID_MONTH, by=BY)}"
            except services.NothingLeft:
                return "nothing left"

        got = sorted(at_once(HANDS, hand))
        assert got == sorted(
            ["moved 26488", "nothing left", "nothing left", "paid 2408", "paid 0", "paid 0"]
        )
        assert device.payments.filter(way=Payment.Way.EARLY).count() == 11
        assert sum(row.yen for row in device.payments.all()) == 57_800
        device.member.standing.refresh_from_db()
        assert device.member.standing.instalments_yen == queries.owed(device.member) == 28_896
        assert Outbox.objects.filter(user=device.member.user, mail_code="M-31").count() == 1
        assert AuditRow.objects.filter(subject=device.code).count() == 2


def test_two_devices_of_a_member_paid_at_once_leave_the_right_sum() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        devices = [DeviceFactory(line=line, paid=11) for _ in range(4)]
        turns = iter(devices)

        def hand(turns: object = turns) -> object:
            device = next(turns)  # type: ignore[call-overload]
            return services.pay(device=fresh(device), month=SEP, at=MID_MONTH, by=BY)

        assert at_once(4, hand) == [2408] * 4
        line.member.standing.refresh_from_db()
        assert line.member.standing.instalments_yen == queries.owed(line.member)


def test_the_end_of_a_line_and_an_early_repayment_at_once_move_the_rest_once() -> None:
    for _round in range(ROUNDS):
        device = DeviceFactory(
            paid=11, kind="campaign", line__leaving_by="port_out",
            line__ends_on=date(2026, 10, 14), line__ended_at=jst(2026, 10, 15),
        )  # fmt: skip
        turns = iter(range(HANDS))

        def hand(device: Device = device, turns: object = turns) -> str:
            if next(turns) % 2:  # type: ignore[call-overload]
                done = services.carry_out_leaving(device=fresh(device), at=MID_MONTH, by=BY)
                return "left" if done else ""
            try:
                services.repay_early(device=fresh(device), at=MID_MONTH, by=BY)
            except services.NothingLeft:
                return ""
            return "repaid"

        got = at_once(HANDS, hand)
        assert got.count("left") == 1
        ways = set(device.payments.filter(number__gt=13).values_list("way", flat=True))
        assert len(ways) == 1
        assert Outbox.objects.filter(user=device.member.user, mail_code="M-31").count() == 1


def test_one_choice_by_many_hands_is_kept_once() -> None:
    device = DeviceFactory(paid=11)

    def choose() -> bool:
        return services.choose_on_leaving(
            device=fresh(device), choice=Choice.LUMP_SUM, at=MID_MONTH, by=BY
        )

    assert at_once(HANDS, choose).count(True) == 1
    assert AuditRow.objects.filter(verb="choose_on_leaving").count() == 1


def test_two_at_the_desk_move_one_hikari_on_once() -> None:
    for _round in range(ROUNDS):
        row = RelatedServiceFactory(state="END_ASKED")
        seen = services.step_of(row)
        days = iter(date(2026, 10, day) for day in range(20, 20 + HANDS))

        def plan(row: RelatedService = row, seen: str = seen, days: object = days) -> bool:
            service = RelatedService.objects.select_related("member__user", "world").get(pk=row.pk)
            try:
                services.plan_work(
                    service=service, seen=seen, work_on=next(days), at=MID_MONTH, by=BY  # type: ignore[call-overload]
                )
            except services.AlreadyMovedOn:
                return False
            return True

        assert at_once(HANDS, plan).count(True) == 1
        assert Outbox.objects.filter(user=row.member.user).count() == 1
        assert AuditRow.objects.filter(subject=row.code).count() == 1


def test_one_service_ended_in_many_tabs_ends_once_with_one_receipt() -> None:
    for _round in range(ROUNDS):
        row = RelatedServiceFactory(service="supply", home="", agreed_yen=550)

        def end(row: RelatedService = row) -> str | None:
            service = RelatedService.objects.select_related("member__user", "world").get(pk=row.pk)
            return services.end_service(service=service, at=MID_MONTH, by=BY).receipt_number

        receipts = at_once(HANDS, end)
        assert len(set(receipts)) == 1 and receipts[0]
        assert Outbox.objects.filter(user=row.member.user).count() == 1


def test_one_wish_by_many_hands_is_one_request_and_the_desk_carries_it_out_once() -> None:
    for _round in range(ROUNDS):
        device = DeviceFactory(paid=11)

        def ask(device: Device = device) -> str:
            made = services.ask_early_repayment(device=fresh(device), at=MID_MONTH, by=BY)
            return made.receipt_number

        numbers = set(at_once(HANDS, ask))
        request = DeskRequest.objects.get(subject=device.code)
        assert numbers == {request.receipt_number}

        def carry_out(request: DeskRequest = request) -> bool:
            row = DeskRequest.objects.select_related("member__user", "world").get(pk=request.pk)
            try:
                services.complete(request=row, at=MID_MONTH, by=BY)
            except services.AlreadyEnded:
                return False
            return True

        assert at_once(HANDS, carry_out).count(True) == 1
        assert device.payments.filter(way=Payment.Way.EARLY).count() == 11
        codes = Outbox.objects.filter(user=device.member.user).values_list("mail_code", flat=True)
        assert sorted(codes) == ["M-31", "M-33"]


def test_asking_and_taking_back_at_once_leave_service_and_request_of_one_mind() -> None:
    for _round in range(ROUNDS):
        row = RelatedServiceFactory()
        first = services.ask_hikari_end(service=row, at=MID_MONTH, by=BY)
        turns = iter(range(HANDS))

        def hand(row: RelatedService = row, number: int = first.pk, turns: object = turns) -> None:
            rows = RelatedService.objects.select_related("member__user", "world")
            if next(turns) % 2:  # type: ignore[call-overload]
                services.ask_hikari_end(service=rows.get(pk=row.pk), at=MID_MONTH, by=BY)
                return
            with suppress(services.AlreadyEnded):
                services.withdraw(
                    request=DeskRequest.objects.get(pk=number), at=MID_MONTH, by=BY
                )

        at_once(HANDS, hand)
        row.refresh_from_db()
        waits = DeskRequest.objects.filter(subject=row.code, state="RECEIVED").exists()
        assert waits is (row.state == RelatedService.State.END_ASKED)
