"""What a member asks for on the site and the desk completes: one receipt, one end."""

from datetime import date

import pytest

from contracts import services
from contracts.models import DeskRequest, Device, Payment, RelatedService
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import (
    MID_MONTH,
    DeviceFactory,
    MemberFactory,
    RelatedServiceFactory,
    hold,
    jst,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")
State = DeskRequest.State


def paid_off() -> Device:
    return DeviceFactory(paid=24, first_month=date(2024, 1, 1), paid_off_on=date(2026, 1, 25))


def asked_for(device: Device) -> DeskRequest:
    return services.ask_early_repayment(device=device, at=MID_MONTH, by=BY)


def test_early_repayment_is_asked_for_on_the_site_and_completed_by_the_desk() -> None:
    device = DeviceFactory(paid=11)
    visitor = Visitor.signed_in_as(device.member)
    visitor.open(f"/devices/{device.code}/repay/")
    page = visitor.press("繰り上げ返済を依頼する")
    request = DeskRequest.objects.get()
    assert page.path == f"/requests/{request.receipt_number}/"
    assert page.tells("依頼を受け付けました", request.receipt_number, device.name, "このあとの流れ")
    assert [mail.mail_code for mail in Outbox.objects.all()] == ["M-33"]
    assert request.receipt_number in Outbox.objects.get().body
    # Back, a second tab, and the page itself all lead to the same receipt.
    visitor.open(f"/devices/{device.code}/repay/")
    assert not visitor.page.has_button("繰り上げ返済を依頼する")
    assert visitor.follow("依頼の状況を見る").path == page.path
    assert visitor.open(f"/devices/{device.code}/").tells("端末の繰り上げ返済", "受け付けました")
    services.complete(request=request, at=jst(2026, 10, 16, 9), by=BY)
    assert device.payments.filter(way=Payment.Way.EARLY, month=date(2026, 10, 1)).count() == 11
    page = visitor.open(page.path)
    assert page.tells("依頼の受付内容", "完了")
    assert not page.has_button("依頼を取り消す")


@pytest.mark.parametrize(
    ("completed", "month"),
    [
        pytest.param((2026, 11, 4, 23), date(2026, 10, 1), id="while October's bill is open"),
        pytest.param((2026, 11, 5, 9), date(2026, 11, 1), id="once October's bill is fixed"),
    ],
)
def test_the_day_of_asking_decides_the_bill_as_long_as_it_is_open(
    completed: tuple[int, ...], month: date
) -> None:
    device = DeviceFactory(paid=11)
    request = services.ask_early_repayment(device=device, at=jst(2026, 10, 31, 23), by=BY)
    services.complete(request=request, at=jst(*completed), by=BY)
    rows = device.payments.filter(way=Payment.Way.EARLY)
    assert {row.month for row in rows} == {month}


def test_asked_many_times_it_is_asked_once() -> None:
    device = DeviceFactory(paid=11)
    assert asked_for(device) == asked_for(device)
    assert Outbox.objects.count() == 1
    assert AuditRow.objects.filter(verb="ask_desk").count() == 1


def test_what_the_telephone_was_faster_with_cannot_be_completed_again() -> None:
    device = DeviceFactory(paid=11)
    request = asked_for(device)
    services.repay_early(device=device, at=MID_MONTH, by=BY)
    before = everything()
    with pytest.raises(services.CannotBeDone, match="まとめて支払う分がありません"):
        services.complete(request=request, at=MID_MONTH, by=BY)
    assert changed(before) == {}


def test_a_certificate_is_asked_for_issued_and_printed() -> None:
    device = paid_off()
    visitor = Visitor.signed_in_as(device.member)
    visitor.open(f"/devices/{device.code}/")
    visitor.follow("完済証明書へ")
    page = visitor.press("完済証明書を依頼する")
    request = DeskRequest.objects.get()
    assert page.path == f"/requests/{request.receipt_number}/"
    services.complete(request=request, at=jst(2026, 10, 16, 9), by=BY)
    mail = Outbox.objects.get(mail_code="M-31")
    assert f"/devices/{device.code}/certificate/" in mail.body
    page = visitor.open(f"/devices/{device.code}/certificate/")
    assert page.tells(
        *(device.member.full_name, "2026年1月25日（日）にすべて支払われました"),
        *(request.receipt_number, "2026年10月16日（金）", "57,800円", "残債", "0円"),
    )
    file = visitor.client.get(f"/devices/{device.code}/certificate/pdf/")
    assert file["Content-Type"] == "application/pdf"
    assert f'filename="{request.receipt_number}.pdf"' in file["Content-Disposition"]
    assert file.content.startswith(b"%PDF")
    again = services.ask_certificate(device=device, at=jst(2026, 11, 1, 9), by=BY)
    assert (again, DeskRequest.objects.count()) == (request, 1)


def test_a_device_not_paid_off_has_no_certificate() -> None:
    device = DeviceFactory(paid=11)
    visitor = Visitor.signed_in_as(device.member)
    for path in ("certificate/", "certificate/pdf/"):
        assert visitor.open(f"/devices/{device.code}/{path}").status == 404
    with pytest.raises(services.NotPaidOff):
        services.ask_certificate(device=device, at=MID_MONTH, by=BY)


def test_the_end_of_hikari_is_asked_for_on_the_site_and_may_be_taken_back() -> None:
    row = RelatedServiceFactory()
    visitor = Visitor.signed_in_as(row.member)
    visitor.open(f"/related/{row.code}/end/")
    page = visitor.press("解約を依頼する")
    assert page.tells("依頼を受け付けました", "IIJmioひかりファミリータイプ", "お電話し")
    assert visitor.open(f"/related/{row.code}/").tells("解約申込", "いまここ", "依頼の状況を見る")
    visitor.follow("依頼の状況を見る")
    assert "依頼を取り消しました" in visitor.press("依頼を取り消す").text
    row.refresh_from_db()
    assert row.state == RelatedService.State.IN_USE
    assert DeskRequest.objects.get().state == State.WITHDRAWN


def test_once_the_desk_works_on_it_the_site_no_longer_takes_it_back() -> None:
    row = RelatedServiceFactory()
    request = services.ask_hikari_end(service=row, at=MID_MONTH, by=BY)
    visitor = Visitor.signed_in_as(row.member)
    visitor.open(f"/requests/{request.receipt_number}/")
    services.plan_work(
        service=row, seen=services.step_of(row), work_on=MID_MONTH.date(), at=MID_MONTH, by=BY
    )
    assert "ここでは取り消せません" in visitor.press("依頼を取り消す").text
    request.refresh_from_db()
    assert request.state == State.WORKING
    assert RelatedService.objects.get().state == RelatedService.State.WORK_PLANNED


def test_hikari_is_completed_on_its_own_screen_and_not_here() -> None:
    request = services.ask_hikari_end(service=RelatedServiceFactory(), at=MID_MONTH, by=BY)
    with pytest.raises(services.CannotBeDone, match="対象の画面"):
        services.complete(request=request, at=MID_MONTH, by=BY)
    request.refresh_from_db()
    assert request.state == State.RECEIVED


def test_a_refusal_says_why_and_puts_back_what_asking_set_going() -> None:
    row = RelatedServiceFactory()
    request = services.ask_hikari_end(service=row, at=MID_MONTH, by=BY)
    with pytest.raises(ValueError, match="^note: "):
        services.refuse(request=request, note=" ", at=MID_MONTH, by=BY)
    services.refuse(request=request, note="ご本人を確認できませんでした", at=MID_MONTH, by=BY)
    row.refresh_from_db()
    assert row.state == RelatedService.State.IN_USE
    assert "ご本人を確認できませんでした" in Outbox.objects.latest("pk").body
    page = Visitor.signed_in_as(row.member).open(f"/requests/{request.receipt_number}/")
    assert page.tells("お受けできません", "窓口からのご説明", "ご本人を確認できませんでした")


def test_what_has_ended_ends_no_second_time() -> None:
    request = asked_for(DeviceFactory(paid=11))
    services.complete(request=request, at=MID_MONTH, by=BY)
    for again in (
        lambda: services.complete(request=request, at=MID_MONTH, by=BY),
        lambda: services.refuse(request=request, note="x", at=MID_MONTH, by=BY),
        lambda: services.withdraw(request=request, at=MID_MONTH, by=BY),
    ):
        with pytest.raises(services.AlreadyEnded):
            again()
    assert not services.take(request=request, at=MID_MONTH, by=BY)
    assert AuditRow.objects.filter(subject=request.receipt_number).count() == 2


def test_every_kind_of_these_has_somebody_who_carries_it_out() -> None:
    kinds = {DeskRequest.Kind.EARLY_REPAYMENT, DeskRequest.Kind.CERTIFICATE}
    assert all(services.matters[kind].complete for kind in kinds)
    assert services.matters[DeskRequest.Kind.HIKARI_END].call_off


def test_after_hours_it_can_be_asked_for_and_a_neighbour_sees_nothing_of_it() -> None:
    device = DeviceFactory(paid=11)
    hold(device.member, jst(2026, 10, 15, 22))
    visitor = Visitor.signed_in_as(device.member)
    assert "受付時間外" in visitor.open(f"/devices/{device.code}/repay/").words
    path = visitor.press("繰り上げ返済を依頼する").path
    neighbour = Visitor.signed_in_as(MemberFactory(world=device.world))
    assert neighbour.open(path).status == 404
