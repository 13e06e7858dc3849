"""A bill that is not paid: told, slip, warned, suspended, ended; and the ways back."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accounts import services as accounts
from accounts.models import Member, Standing
from billing import services
from billing.models import Bill, CardCharge, Dunning, Slip
from contracts.models import Line
from mioportal.outside.models import CardCharge as Ledger
from mioportal.outside.models import VaultedCard
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import SlipRefused, WhySlipRefused
from mioportal.plumbing.models import Outbox
from mioportal.rules.dunning import DunningStatus
from tests.accounts.paying import card_of, register
from tests.factories import LineFactory, a_card_that, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")


@pytest.fixture
def member() -> Member:
    """Whose bill of October failed on 25 November 2026."""
    line = LineFactory()
    a_card_that(Later.DECLINES, member=line.member)
    month, at = date(2026, 10, 1), jst(2026, 11, 5)
    services.bill_month(world=line.world, month=month, at=at, by=BY, is_silent=True)
    hold(line.member, jst(2026, 11, 24, 10))
    live_through(line.member, jst(2026, 11, 25, 10))
    return line.member


def debt(member: Member, month: int = 10) -> Dunning:
    return Dunning.objects.select_related("bill").get(member=member, bill__month__month=month)


def standing(member: Member) -> Standing:
    return Standing.objects.get(member=member)


def open_slip(member: Member) -> Slip:
    return Slip.objects.get(member=member, state=Slip.State.OPEN)


def told(member: Member) -> list[str]:
    """What was told of paying, in order."""
    mails = Outbox.objects.filter(user=member.user, mail_code__in=["M-24", "M-25", "M-26", "M-27"])
    return list(mails.order_by("pk").values_list("mail_code", flat=True))


def pay(member: Member, at: datetime) -> Slip:
    slip = open_slip(member)
    return services.pay_at_store(number=slip.number, yen=slip.yen, at=at, by=BY)


@pytest.mark.parametrize(
    ("until", "status", "state", "codes"),
    [
        pytest.param(jst(2026, 11, 25, 23), "unpaid", "failed", [], id="the day it failed"),
        pytest.param(jst(2026, 11, 26), "reminded", "failed", ["M-24"], id="told"),
        pytest.param(jst(2026, 12, 5, 23), "reminded", "failed", ["M-24"], id="before the slip"),
        pytest.param(jst(2026, 12, 6), "reminded", "slip", ["M-24", "M-25"], id="slip"),
    ],
)
def test_each_thing_happens_on_its_day(
    member: Member, until: datetime, status: str, state: str, codes: list[str]
) -> None:
    live_through(member, until)
    assert debt(member).status is DunningStatus(status)
    assert debt(member).bill.state == state
    assert told(member) == codes


def test_what_is_left_unpaid_leads_to_the_end_of_the_contract(member: Member) -> None:
    live_through(member, jst(2026, 12, 31, 23))
    assert debt(member).bill.state == Bill.State.SLIP
    live_through(member, jst(2027, 1, 1))
    assert debt(member).bill.state == Bill.State.OVERDUE
    live_through(member, jst(2027, 1, 9, 23))
    assert standing(member).suspended_on is None
    live_through(member, jst(2027, 1, 10, 1))
    assert standing(member).suspended_on == date(2027, 1, 10)
    line = Line.objects.get(member=member)
    visitor = Visitor.signed_in_as(member)
    for path in ("/", "/lines/", f"/lines/{line.code}/"):
        assert "利用停止" in visitor.open(path).words
    live_through(member, jst(2027, 1, 30, 23))
    line.refresh_from_db()
    assert line.ends_on is None
    live_through(member, jst(2027, 1, 31, 12))
    line.refresh_from_db()
    assert (line.leaving_by, line.ends_on) == (Line.Leaving.CANCELLATION, date(2027, 1, 31))
    assert debt(member).status is DunningStatus.NO_RECONTRACT
    live_through(member, jst(2027, 2, 1))
    line.refresh_from_db()
    assert line.ended_at == jst(2027, 2, 1)
    assert standing(member).last_service_ended_on == date(2027, 1, 31)
    # Once suspended, twice is not told; whoever has no line is not suspended again.
    live_through(member, jst(2027, 6, 1))
    subjects = Outbox.objects.filter(user=member.user, mail_code="M-26")
    assert subjects.filter(subject__contains="一時停止しました").count() == 1
    assert subjects.filter(subject__contains="契約が終わります").count() == 1
    assert standing(member).owed_yen == sum(
        each.bill.total_yen for each in Dunning.objects.select_related("bill")
    )


def test_another_card_is_charged_at_once_and_everything_opens_again(member: Member) -> None:
    live_through(member, jst(2027, 1, 12, 10))
    assert standing(member).suspended_on is not None
    page = register(member)
    assert "お支払いが済みました" in page.words
    assert (standing(member).owed_yen, standing(member).suspended_on) == (0, None)
    states = Bill.objects.filter(member=member).order_by("month").values_list("state", flat=True)
    assert list(states) == ["paid", "paid", "fixed"]
    assert not Slip.objects.filter(state=Slip.State.OPEN).exists()
    assert told(member)[-3:] == ["M-27", "M-26", "M-27"]
    accepted = Ledger.objects.filter(answer="accepted")
    assert accepted.count() == CardCharge.objects.filter(said="accepted").count() == 2
    line = Line.objects.get(member=member)
    assert "利用停止" not in Visitor.signed_in_as(member).open(f"/lines/{line.code}/").words


def test_another_card_that_is_declined_too_leaves_everything_as_it_was(member: Member) -> None:
    live_through(member, jst(2026, 12, 10, 10))
    assert "未払いの料金が残っています" in register(member, "no-balance").words
    page = Visitor.signed_in_as(member).open("/bills/unpaid/")
    assert "利用できる残高が足りませんでした" in page.words
    assert (standing(member).owed_yen, debt(member).bill.state) == (990, "slip")
    assert CardCharge.objects.filter(bill=debt(member).bill).count() == 2
    live_through(member, jst(2026, 12, 12, 10))
    assert CardCharge.objects.filter(bill=debt(member).bill).count() == 2


def test_a_card_that_answers_late_pays_the_debt_the_next_night(member: Member) -> None:
    live_through(member, jst(2026, 12, 10, 10))
    assert "未払いの料金が残っています" in register(member, "answers-late").words
    assert "カード請求中" in Visitor.signed_in_as(member).open("/bills/unpaid/").words
    assert debt(member).bill.state == Bill.State.CHARGING
    live_through(member, jst(2026, 12, 11))
    assert (standing(member).owed_yen, debt(member).status) == (0, DunningStatus.CLEARED)
    assert not Slip.objects.filter(state=Slip.State.OPEN).exists()


def test_a_slip_is_paid_at_the_store_and_confirmed_two_business_days_later(
    member: Member,
) -> None:
    live_through(member, jst(2027, 1, 12, 10))
    visitor = Visitor.signed_in_as(member)
    page = visitor.open("/bills/unpaid/")
    assert "1,980円" in page.words
    slip = open_slip(member)
    page = visitor.open(f"/bills/slips/{slip.number}/")
    assert "練習用コンビニで支払う" in page.words
    assert page.html.count("<rect") > 30
    page = visitor.open(f"/store/till/{slip.number}/")
    assert member.family_name not in page.html
    visitor.press("1,980円を支払う")
    assert "二重に支払うことはできません" in visitor.page.words
    slip.refresh_from_db()
    assert (slip.state, slip.confirm_on) == (Slip.State.PAID, date(2027, 1, 14))
    assert "お支払いを確認しています" in visitor.open("/bills/unpaid/").words
    assert standing(member).suspended_on is not None
    live_through(member, jst(2027, 1, 13, 23))
    assert standing(member).owed_yen == 1980
    live_through(member, jst(2027, 1, 14))
    assert (standing(member).owed_yen, standing(member).suspended_on) == (0, None)
    assert {each.status for each in Dunning.objects.all()} == {DunningStatus.CLEARED}
    assert debt(member).bill.paid_on == date(2027, 1, 12)
    assert told(member)[-2:] == ["M-27", "M-26"]
    assert "未払いの料金はありません" in visitor.open("/bills/unpaid/").words


@pytest.mark.parametrize(
    ("yen", "why"),
    [(989, "other_sum"), (991, "other_sum"), (0, "other_sum")],
    ids=["too little", "too much", "nothing"],
)
def test_a_till_takes_exactly_what_stands_on_the_slip(member: Member, yen: int, why: str) -> None:
    live_through(member, jst(2026, 12, 7, 10))
    with pytest.raises(SlipRefused) as refused:
        services.pay_at_store(
            number=open_slip(member).number, yen=Decimal(yen), at=jst(2026, 12, 7, 11), by=BY
        )
    assert refused.value.why == why
    assert open_slip(member).paid_at is None


def test_a_slip_is_not_taken_twice_and_not_once_another_has_replaced_it(member: Member) -> None:
    live_through(member, jst(2026, 12, 7, 10))
    first = open_slip(member)
    live_through(member, jst(2027, 1, 7, 10))
    second = open_slip(member)
    assert (second.yen, second.covers.count()) == (1980, 2)
    at = jst(2027, 1, 7, 11)
    with pytest.raises(SlipRefused) as refused:
        services.pay_at_store(number=first.number, yen=first.yen, at=at, by=BY)
    assert refused.value.why is WhySlipRefused.REPLACED
    services.pay_at_store(number=second.number, yen=second.yen, at=at, by=BY)
    with pytest.raises(SlipRefused) as refused:
        services.pay_at_store(number=second.number, yen=second.yen, at=at, by=BY)
    assert refused.value.why is WhySlipRefused.PAID


def test_a_payment_stops_what_would_follow_before_it_is_confirmed(member: Member) -> None:
    live_through(member, jst(2027, 1, 9, 12))
    pay(member, jst(2027, 1, 9, 12))
    live_through(member, jst(2027, 1, 12, 12))
    assert standing(member).suspended_on is None
    assert debt(member).status is DunningStatus.CONFIRMING


def test_a_bill_that_fails_while_a_payment_is_confirmed_gets_a_slip_of_its_own(
    member: Member,
) -> None:
    live_through(member, jst(2027, 1, 5, 12))
    paid = pay(member, jst(2027, 1, 5, 12))
    assert paid.yen == 990
    live_through(member, jst(2027, 1, 6, 1))
    assert open_slip(member).yen == 990
    live_through(member, jst(2027, 1, 8, 12))
    assert (debt(member).status, debt(member, 11).status) == (
        *(DunningStatus.CLEARED, DunningStatus.REMINDED),
    )
    assert standing(member).owed_yen == 990


def test_the_desk_settles_everything_that_is_owed_and_the_bills_with_it(member: Member) -> None:
    live_through(member, jst(2027, 1, 12, 10))
    yen = accounts.settle_debt(member=member, at=jst(2027, 1, 12, 11), by=BY)
    assert yen == 1980
    assert (standing(member).owed_yen, standing(member).suspended_on) == (0, None)
    assert not Dunning.objects.filter(cleared_at=None).exists()
    with pytest.raises(accounts.NothingOwed):
        accounts.settle_debt(member=member, at=jst(2027, 1, 12, 12), by=BY)


def test_charged_again_the_same_card_may_pay(member: Member) -> None:
    VaultedCard.objects.filter(token=card_of(member).token).update(later=Later.PAYS)
    bill = debt(member).bill
    state = services.charge_again(bill=bill, at=jst(2026, 11, 27, 10), by=BY)
    assert state == Bill.State.PAID
    with pytest.raises(services.NotCharged):
        services.charge_again(bill=bill, at=jst(2026, 11, 27, 10), by=BY)


def test_a_bill_is_questioned_before_it_is_paid(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    page = visitor.open("/contact/mail/?topic=bill&month=2026-10")
    assert f"請求番号 {member.mio_id}-202610について" in page.html
