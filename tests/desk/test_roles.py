"""Who at the desk may see what, and do what: every role against every list and every action."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import (
    Member,
)
from billing import services as billing
from cancellation.queries import undoing
from cancellation.services import ask_withdrawal, undo
from contracts import services as contracts
from mioportal.outside.models import CardCharge as LedgerCharge
from mioportal.outside.models import CardRefund as LedgerRefund
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import (
    Outbox,
    ParkedItem,
)
from mioportal.rules.charges import ChargeKind
from tests.accounts.paying import entered, finished
from tests.cancellation.wizard import accepted
from tests.desk.lists import CHIEFS, LISTS, WRITABLE
from tests.desk.people import ROLES, Desk
from tests.factories import (
    MID_MONTH,
    PASSWORD,
    ApplicationFactory,
    AppliedLineFactory,
    CardChargeFactory,
    CompanyRequestFactory,
    DataGrantFactory,
    DataUseFactory,
    DeskRequestFactory,
    DeviceFactory,
    ExtraWindowFactory,
    InquiryFactory,
    LineFactory,
    MailChangeFactory,
    NoticeFactory,
    OneStopDonorFactory,
    OperatorOrderFactory,
    OptionPeriodFactory,
    PickupNewsFactory,
    PlanChangeFactory,
    PortOrderFactory,
    RefundFactory,
    RelatedServiceFactory,
    SignInFactory,
    SignInLockFactory,
    SignUpFactory,
    SubmissionFactory,
    WatchedNetworkFactory,
    WeeklyChangeFactory,
    a_debt,
    a_group_of,
    jst,
    live_through,
)
from tests.journeys.addresses import addresses, assert_private
from tests.journeys.ledger import changed, everything

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ACTIONS = {action for _who, actions in LISTS.values() for action in actions}
each_list = pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
each_role = pytest.mark.parametrize("role", ROLES)
# What a role may not do is asked of everybody in the long form, and of two in the short one.
OFTEN = ("support", "supervisor")
each_role_in_full = pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=() if role in OFTEN else pytest.mark.full) for role in ROLES],
)


def base(model: type[Model]) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Built once: every test works in a transaction of its own, inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(built: None, db: None) -> None:
    """An office with work in every list."""


def build() -> None:
    """At least one row in every list, each of which every action could do something with."""
    line = OptionPeriodFactory(
        line__member__identity=Member.Identity.RETURNED, line__member__standing__owed_yen=1490
    ).line
    OptionPeriodFactory(line=line, option_code="tabuho")
    gone = LineFactory()
    accepted(gone)
    live_through(gone.member, jst(2026, 11, 1, 10))
    gone.sims.update(case_opened_at=jst(2027, 2, 1), reminders_sent=3)
    ask_withdrawal(cancellation=accepted(LineFactory()), at=MID_MONTH, by=system("test"))
    Outbox.objects.filter(mail_code="M-11").update(state=Outbox.State.PARKED)
    ParkedItem.objects.create(
        world=line.world, job="x", key="y", tries=3, error="z", first_at=jst(2026, 10, 1, 9)
    )
    ExtraWindowFactory(world=line.world)
    WeeklyChangeFactory()
    NoticeFactory(world=line.world)
    MailChangeFactory(member=line.member)
    PickupNewsFactory(world=line.world)
    SignInLockFactory(user=line.member.user)
    SignInFactory(member=line.member)
    WatchedNetworkFactory()
    OneStopDonorFactory()
    DeskRequestFactory(member=line.member, subject=DeviceFactory(line=line).code)
    PlanChangeFactory(line=line)
    a_group_of(line, LineFactory(member=line.member), on=date(2026, 11, 1))
    RelatedServiceFactory(member=line.member)
    RelatedServiceFactory(member=line.member, state="WORK_PLANNED")
    InquiryFactory(member=line.member)
    CompanyRequestFactory(member=line.member, lines=[line])
    SubmissionFactory(member=line.member, state="in_review", pictures=["front"])
    finished(*entered(line.member))
    a_debt(member=line.member)
    AppliedLineFactory(application__member=LineFactory().member)
    opened = LineFactory(contracted_on=date(2026, 10, 14))
    contracts.give_notice(line=opened, at=MID_MONTH)
    shown = undoing(opened, MID_MONTH).digest()
    undo(line=opened, shown=shown, at=MID_MONTH, by=system("test"))
    paid = CardChargeFactory(card=line.member.cards.get(), bill__member=gone.member)
    RefundFactory(bill=paid.bill)
    LedgerRefund.objects.create(
        key="refund", yen=1, asked_at=MID_MONTH,
        charge=LedgerCharge.objects.create(
            key="charge", yen=1490, asked_at=MID_MONTH, answer="accepted"
        ),
    )  # fmt: skip
    DataGrantFactory(line=line)
    DataUseFactory(line=line)
    InquiryFactory(member=gone.member, state="answered", answer="回答", answered_at=MID_MONTH)
    billed = date(2026, 10, 1)
    billing.bill_month(world=gone.world, month=billed, at=jst(2026, 11, 5, 0), by=system("test"))
    billing.charge_once(
        member=line.member,
        kind=ChargeKind.SIM_DAMAGE,
        amount=Decimal(2200),
        percent=10,
        at=MID_MONTH,
        by=system("test"),
    )
    ApplicationFactory(member=line.member)
    PortOrderFactory(request__line__member=line.member)
    OperatorOrderFactory()
    SignUpFactory()
    assert all(model._default_manager.exists() for model in LISTS)


def test_the_desk_has_exactly_these_lists() -> None:
    assert set(admin.site._registry) == set(LISTS)


@pytest.mark.usefixtures("office")
@each_role
def test_a_role_sees_its_lists_with_its_actions_their_rows_and_histories_and_no_others(
    role: str,
) -> None:
    desk = Desk(role)
    index = desk.open("/admin/").html
    for model, (viewers, actions) in LISTS.items():
        allowed = role in viewers
        assert (base(model) in index) is allowed
        row = model._default_manager.latest("pk")
        doors = ("", f"{row.pk}/change/", f"{row.pk}/history/")
        pages = {door: desk.open(base(model) + door) for door in doors}
        for door, page in pages.items():
            assert (model, door, page.status) == (model, door, 200 if allowed else 403)
        if allowed:
            offered = set(re.findall(r'<option value="(\w+)"', pages[""].html))
            mine = {name for name, who in actions.items() if role in who}
            assert offered & (ACTIONS | {"accept"}) == mine, model
        if model not in WRITABLE:
            change = pages[f"{row.pk}/change/"].html
            assert 'name="_save"' not in change and "deletelink" not in change, model


@pytest.mark.usefixtures("office")
@each_role_in_full
def test_an_action_that_a_role_may_not_do_is_not_done_when_posted_either(role: str) -> None:
    desk = Desk(role)
    before = everything()
    for model, (viewers, actions) in LISTS.items():
        rows = [row.pk for row in model._default_manager.all()]
        sent = {"_selected_action": rows, "confirmed": "yes", "post": "yes"}
        for name in {*actions, "delete_selected"}:
            if role not in viewers or role not in actions.get(name, set()):
                desk.post(base(model), sent | {"action": name}, follow=False)
    assert left(changed(before)) == {}


def left(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What changed, but for the message that says so."""
    return {table: rows for table, rows in found.items() if table != "django_session"}


@pytest.mark.usefixtures("office")
@each_role_in_full
def test_nothing_is_added_changed_or_deleted_by_hand_but_what_staff_plan(role: str) -> None:
    desk = Desk(role)
    before = everything()
    for model in LISTS:
        row = model._default_manager.latest("pk")
        doors = ("add/", f"{row.pk}/change/", f"{row.pk}/delete/")
        for door in doors:
            if model in WRITABLE:
                status = desk.open(base(model) + door).status
                assert (model, door, status) == (model, door, 200 if role in CHIEFS else 403)
            else:
                sent = {"post": "yes", "_save": "1"}
                assert desk.post(base(model) + door, sent).status == 403, (model, door)
    assert left(changed(before)) == {}


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("role", [pytest.param("support", marks=pytest.mark.full), "admin"])
def test_reading_at_the_desk_changes_nothing(role: str) -> None:
    desk = Desk(role)
    before = everything()
    for model in LISTS:
        row = model._default_manager.latest("pk")
        for door in ("", "add/", f"{row.pk}/", f"{row.pk}/change/", f"{row.pk}/history/"):
            desk.open(base(model) + door)
        desk.open(base(model) + "?q=x&o=1&e=1")
    assert left(changed(before)) == {}


SITE = {"index", "login", "logout", "password_change", "password_change_done"}
SITE |= {"autocomplete", "jsi18n", "view_on_site", "app_list", ""}
# Papers that a row leads to.
SITE |= {"billing_bill_pdf"}
DOORS = ("changelist", "add", "history", "delete", "change")


def test_every_address_of_the_desk_belongs_to_a_list_or_to_the_site() -> None:
    names = {
        name.removeprefix("admin:") for name, _pattern in addresses() if name.startswith("admin:")
    }
    ours = {
        f"{model._meta.app_label}_{model._meta.model_name}_{door}"
        for model in LISTS
        for door in DOORS
    }
    assert names == ours | SITE


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("who", ["a visitor", "a member"])
def test_nobody_but_staff_comes_in(who: str) -> None:
    client = Client()
    if who == "a member":
        client.force_login(Member.objects.latest("pk").user)
    paths = ["/admin/", "/admin/jsi18n/", "/admin/autocomplete/", "/admin/password_change/"]
    for model in LISTS:
        row = model._default_manager.latest("pk")
        paths += [base(model) + door for door in ("", "add/", f"{row.pk}/change/")]
    before = everything()
    for path in paths:
        for answer in (client.get(path), client.post(path, {"action": "accept"})):
            assert (path, answer.status_code) == (path, 302)
            assert answer["Location"].startswith(("/login/", "/admin/login/"))
            assert_private(dict(answer.headers))
    assert changed(before) == {}


def test_a_member_cannot_sign_in_at_the_desks_own_door() -> None:
    member = LineFactory().member
    client = Client()
    answer = client.post("/admin/login/", {"username": member.mio_id, "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
