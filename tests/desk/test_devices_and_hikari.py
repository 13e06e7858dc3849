"""The desk takes early repayments and brings ひかり to its end (F-STF-09, F-STF-11)."""

from datetime import date

import pytest

from contracts.models import RelatedService
from mioportal.plumbing.models import AuditRow, Outbox
from tests.desk.people import Desk
from tests.factories import (
    DeskRequestFactory,
    DeviceFactory,
    RelatedServiceFactory,
    hold,
    jst,
)

pytestmark = pytest.mark.django_db

DEVICES, SERVICES = "/admin/contracts/device/", "/admin/contracts/relatedservice/"
REQUESTS = "/admin/contracts/deskrequest/"
State = RelatedService.State


def test_early_repayment_by_telephone_is_taken_once_and_says_what_was_moved() -> None:
    device = DeviceFactory(paid=11)
    desk = Desk("billing")
    page = desk.act(DEVICES, "repay", [device])
    assert "26,488円" in page.text
    assert "まとめて支払う分はありません" in desk.act(DEVICES, "repay", [device]).text
    row = AuditRow.objects.get(verb="repay_early")
    assert (row.actor, row.role) == ("billing", "STAFF")
    assert Outbox.objects.filter(mail_code="M-31").count() == 1


def test_what_members_ask_for_is_taken_and_completed_and_what_cannot_be_done_says_why() -> None:
    device, paid_off = DeviceFactory(paid=11), DeviceFactory(paid=24, first_month=date(2024, 1, 1))
    fits, does_not = (
        DeskRequestFactory(member=each.member, subject=each.code) for each in (device, paid_off)
    )
    desk = Desk("support")
    desk.act(REQUESTS, "take", [fits])
    page = desk.act(REQUESTS, "complete", [fits, does_not])
    assert f"{fits.receipt_number}を完了しました" in page.text
    assert "まとめて支払う分がありません" in page.text
    for row in (fits, does_not):
        row.refresh_from_db()
    assert (fits.state, fits.done_by, does_not.state) == ("DONE", "support", "RECEIVED")
    assert device.payments.filter(way="EARLY").count() == 11


def test_a_refusal_without_a_reason_is_asked_for_again() -> None:
    device = DeviceFactory(paid=11)
    row = DeskRequestFactory(member=device.member, subject=device.code)
    desk = Desk("support")
    page = desk.act(REQUESTS, "refuse", [row])
    assert device.name in page.text
    form = next(form for form in page.forms if "action" in form.fields)
    page = desk.post(REQUESTS, dict(form.fields) | {f"{row.pk}-note": " "})
    assert "理由を入力してください" in page.text
    desk.post(REQUESTS, dict(form.fields) | {f"{row.pk}-note": "お電話でお申し出がありました"})
    row.refresh_from_db()
    assert (row.state, row.note) == ("REFUSED", "お電話でお申し出がありました")
    assert "すでに終わっています" in desk.act(REQUESTS, "refuse", [row]).text


def test_a_device_shows_what_is_left_and_its_whole_ledger() -> None:
    device = DeviceFactory(paid=12)
    desk = Desk("support")
    assert "28896" in desk.open(DEVICES).html
    page = desk.open(f"{DEVICES}{device.pk}/change/")
    assert page.html.count("2408") >= 23


def test_hikari_goes_through_its_five_states_at_the_desk() -> None:
    row = RelatedServiceFactory(starts_on=date(2025, 4, 1))
    desk = Desk("support")
    desk.act(SERVICES, "receive", [row])
    for action, day, state in (
        ("plan", "2026-10-20", State.WORK_PLANNED),
        ("remove", "2026-10-24", State.REMOVAL_AWAITED),
    ):
        page = desk.act(SERVICES, action, [row])
        sent = asked(page, row, day)
        desk.post(SERVICES, sent)
        row.refresh_from_db()
        assert row.state == state
    hold(row.member, jst(2026, 10, 25, 10))
    page = desk.act(SERVICES, "complete", [row])
    assert "2027年3月31日" in page.text
    desk.post(SERVICES, asked(page, row, "2026-10-24"))
    row.refresh_from_db()
    assert (row.state, row.ends_on, row.early_end_yen) == (State.DONE, date(2026, 10, 24), 3000)
    assert Outbox.objects.count() == 4


def asked(page: object, row: RelatedService, day: str) -> dict[str, object]:
    """The form of a step, filled in."""
    form = next(form for form in page.forms if "action" in form.fields)  # type: ignore[attr-defined]
    return dict(form.fields) | {f"{row.pk}-day": day}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "日付を入力してください"),
        ("soon", "2026-10-31のように"),
        ("2026-10-14", "今日か、これから先の日付"),
    ],
)
def test_a_day_that_will_not_do_is_asked_for_again_and_nothing_changes(
    day: str, said: str
) -> None:
    row = RelatedServiceFactory(state=State.END_ASKED)
    desk = Desk("support")
    page = desk.post(SERVICES, asked(desk.act(SERVICES, "plan", [row]), row, day))
    assert said in page.text
    row.refresh_from_db()
    assert (row.state, row.work_on) == (State.END_ASKED, None)
    assert not Outbox.objects.exists()


def test_who_confirms_an_older_state_is_told_and_changes_nothing() -> None:
    row = RelatedServiceFactory(state=State.END_ASKED)
    desk = Desk("support")
    page = desk.act(SERVICES, "plan", [row])
    desk.post(SERVICES, asked(page, row, "2026-10-20"))
    page = desk.post(SERVICES, asked(page, row, "2026-10-30"))
    assert "先に進めました" in page.text
    row.refresh_from_db()
    assert row.work_on == date(2026, 10, 20)


def test_a_step_that_does_not_follow_is_not_offered() -> None:
    row = RelatedServiceFactory(state=State.END_ASKED)
    page = Desk("support").act(SERVICES, "remove", [row])
    assert "この状態からは進められません" in page.text
    other = RelatedServiceFactory(service="supply", home="", agreed_yen=550)
    assert "受け付けられない状態" in Desk("supervisor").act(SERVICES, "receive", [other]).text


def test_a_request_that_is_called_off_leaves_hikari_in_use() -> None:
    row = RelatedServiceFactory(state=State.WORK_PLANNED, work_on=date(2026, 10, 20))
    desk = Desk("support")
    assert "利用中に戻しました" in desk.act(SERVICES, "call_off", [row]).text
    assert "解約は進んでいません" in desk.act(SERVICES, "call_off", [row]).text
    row.refresh_from_db()
    assert (row.state, row.work_on) == (State.IN_USE, None)
