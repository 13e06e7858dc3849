"""A list at the desk asks the database as often for ten rows as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cancellation.services import ask_withdrawal
from contracts import services as contracts
from mioportal.outside.models import CardCharge as LedgerCharge
from mioportal.outside.models import CardRefund as LedgerRefund
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import JobRun, ParkedItem
from tests.accounts.paying import entered, finished
from tests.cancellation.wizard import accepted
from tests.desk.people import Desk
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    CardChargeFactory,
    DataUseFactory,
    DeskRequestFactory,
    DeviceFactory,
    ExtraWindowFactory,
    InquiryFactory,
    LineFactory,
    MailChangeFactory,
    NewsMailedFactory,
    NoticeFactory,
    OneStopDonorFactory,
    OperatorOrderFactory,
    OptionPeriodFactory,
    PlanChangeFactory,
    PortOrderFactory,
    RefundFactory,
    RelatedServiceFactory,
    SignInFactory,
    SubmissionFactory,
    WatchedNetworkFactory,
    WeeklyChangeFactory,
    a_debt,
    a_group_of,
    a_purchase,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LISTS = [
    "accounts/member",
    "accounts/inquiry",
    "accounts/card",
    "accounts/cardvisit",
    "outside/cardsession",
    "outside/vaultedcard",
    "outside/cardcharge",
    "outside/cardrefund",
    "billing/cardcharge",
    "billing/dunning",
    "billing/slip",
    "billing/refund",
    "accounts/mailchange",
    "accounts/pickupnews",
    "accounts/signin",
    "accounts/watchednetwork",
    "accounts/submission",
    "contracts/application",
    "contracts/appliedline",
    "contracts/contractnotice",
    "contracts/onestopdonor",
    "contracts/line",
    "contracts/sim",
    "contracts/datagrant",
    "contracts/datause",
    "contracts/device",
    "contracts/payment",
    "contracts/planchange",
    "contracts/sharegroup",
    "contracts/deskrequest",
    "contracts/relatedservice",
    "contracts/optionperiod",
    "billing/simfee",
    "cancellation/withdrawal",
    "cancellation/cancellation",
    "cancellation/phonedeskline",
    "mnp/portrequest",
    "mnp/portorder",
    "mnp/portdeskline",
    "outside/operatororder",
    "plumbing/outbox",
    "plumbing/happening",
    "plumbing/world",
    "plumbing/auditrow",
    "plumbing/jobrun",
    "plumbing/parkeditem",
    "plumbing/notice",
    "plumbing/extrawindow",
    "plumbing/weeklychange",
]


JULY = date(2026, 7, 1)


def one_of_everything(number: int) -> None:
    """A member with a cancelled line, and a row in every list of the cellar."""
    line = OptionPeriodFactory(line=LineFactory()).line
    made = accepted(line)
    ask_withdrawal(cancellation=made, at=made.accepted_at, by=system("test"))
    line.sims.update(case_opened_at=made.accepted_at)
    world = line.world
    at = MID_MONTH + timedelta(days=number)
    JobRun.objects.create(world=world, instant=at, job="x", ran_at=at)
    ParkedItem.objects.create(world=world, job="x", key=str(number), error="z", first_at=at)
    NoticeFactory(world=world)
    DeskRequestFactory(member=line.member, subject=DeviceFactory(line=line).code)
    PlanChangeFactory(line=line)
    a_group_of(line, LineFactory(member=line.member))
    RelatedServiceFactory(member=line.member)
    InquiryFactory(member=line.member)
    finished(*entered(line.member))
    a_debt(member=line.member)
    card = line.member.cards.get()
    paid = CardChargeFactory(card=card, bill__member=line.member, bill__month=JULY)
    RefundFactory(bill=paid.bill)
    asked = LedgerCharge.objects.create(key=paid.key, yen=1490, asked_at=at, answer="accepted")
    LedgerRefund.objects.create(key=paid.key, yen=1, asked_at=at, charge=asked)
    MailChangeFactory(member=line.member)
    NewsMailedFactory(member=line.member, issue__world=world)
    SignInFactory(member=line.member)
    WatchedNetworkFactory()
    OneStopDonorFactory()
    DataUseFactory(line=line)
    a_purchase(line)
    SubmissionFactory(member=line.member, state="in_review")
    ApplicationFactory(member=line.member, state="approved")
    contracts.give_notice(line=line, at=MID_MONTH)
    ExtraWindowFactory(world=world)
    PortOrderFactory(request__line=LineFactory(member=line.member))
    OperatorOrderFactory(world=world)
    WeeklyChangeFactory(evening=at.date())


def questions_of(desk: Desk) -> dict[str, int]:
    """How often each list asks the database."""
    asked = {}
    for path in LISTS:
        with CaptureQueriesContext(connection) as queries:
            assert desk.open(f"/admin/{path}/").status == 200
        asked[path] = len(queries)
    return asked


def test_ten_rows_cost_no_more_questions_than_one() -> None:
    one_of_everything(0)
    desk = Desk("admin")
    for_one = questions_of(desk)
    for number in range(1, 10):
        one_of_everything(number)
    assert questions_of(desk) == for_one
