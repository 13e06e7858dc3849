"""Walks every address as everybody: who may open it, what it says, and that reading is reading.

An address that is not in ACCESS fails: whoever adds one says here who may open it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts import services as accounts
from accounts.models import Member, User
from accounts.services import mail_change, news
from accounts.services.mail_change import Side
from cancellation.models import Cancellation
from contracts import services as contracts
from contracts.models import Device
from mioportal.plumbing.models import Outbox
from tests.accounts.getting_back import link_for
from tests.accounts.held_sign_ins import a_held_sign_in
from tests.cancellation.wizard import accepted, act_at
from tests.factories import (
    MID_MONTH,
    CardFactory,
    DeskRequestFactory,
    DeviceFactory,
    InquiryFactory,
    LineFactory,
    MailChangeFactory,
    MemberFactory,
    MessageFactory,
    OptionPeriodFactory,
    PlanChangeFactory,
    RelatedServiceFactory,
    StaffFactory,
    SubmissionFactory,
    a_debt,
    a_group_of,
    a_purchase,
    bill_months,
    jst,
    live_through,
)
from tests.journeys.access import ACCESS, DESK, SIGN_IN, TOP, Access
from tests.journeys.addresses import addresses, assert_private
from tests.journeys.after_applying import after_applying
from tests.journeys.ledger import changed, everything
from tests.journeys.numbers import numbers_of
from tests.journeys.ways_out import ways_out

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EVERY = [access for rows in ACCESS.values() for access in rows]
WHO = ["anonymous", "owner", "neighbour", "staff"]
walk = pytest.mark.parametrize("access", EVERY, ids=[access.path for access in EVERY])


@dataclass
class Street:
    """The people of one world, and the owner's things by the names ACCESS uses."""

    owner: Member
    neighbour: Member
    staff: User
    things: dict[str, str]

    def path(self, access: Access) -> str:
        """The address itself."""
        return access.path.format(**self.things)

    def client(self, who: str, **arguments: Any) -> Client:
        """The browser of one of them."""
        client = Client(**arguments)
        if who != "anonymous":
            client.force_login(getattr(getattr(self, who), "user", getattr(self, who)))
        return client


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Street]:
    """Built once: every test walks it in a transaction of its own, inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def street(built: Street, db: None) -> Street:
    """The street with its people as the database has them, whoever walked it before."""
    return Street(
        owner=Member.objects.select_related("user", "world").get(pk=built.owner.pk),
        neighbour=Member.objects.select_related("user", "world").get(pk=built.neighbour.pk),
        staff=User.objects.get(pk=built.staff.pk),
        things=built.things,
    )


def build() -> Street:
    """An owner with one of everything that has an address, a neighbour, and staff."""
    line = LineFactory(
        member__user__login="MA7777777",
        member__user__email="canary@example.jp",
        member__family_name="金糸雀",
        phone_number="090-0000-7777",
        user_name="金糸雀 花子",
    )
    owner = line.member
    device, hikari = DeviceFactory(line=line, name="カナリア"), RelatedServiceFactory(member=owner)
    supply = RelatedServiceFactory(
        member=owner, service="supply", home="", agreed_yen=550, ends_on=date(2026, 10, 31),
        receipt_number="E261015-AAAAA", end_accepted_at=MID_MONTH,
    )  # fmt: skip
    paid_off = DeviceFactory(line=line, paid=24, first_month=date(2023, 1, 1))
    Device.objects.filter(pk=paid_off.pk).update(paid_off_on=date(2025, 1, 25))
    first, second, third = (LineFactory(member=owner) for _ in range(3))
    group = a_group_of(first, second, third)
    third.seats.update(starts_on=date(2026, 11, 1))
    change = PlanChangeFactory(line=LineFactory(member=owner))
    added = OptionPeriodFactory(
        line=line, option_code="smart_checker", added_at=MID_MONTH, added_number="A261015-AAAAA"
    )
    ended = OptionPeriodFactory(
        line=line,
        ends_on=date(2026, 10, 15),
        cancelled_at=MID_MONTH,
        ended_at=MID_MONTH,
        receipt_number="X261015-AAAAA",
    )
    elsewhere = OptionPeriodFactory(line=line, option_code="tabuho")
    leaving = LineFactory(member=owner, phone_number="090-0000-7778")
    # Before the wizard: what is bought, and who is to pay, changes what it shows.
    bought, card = a_purchase(line), CardFactory(member=owner)
    made = accepted(leaving)
    act = act_at("review", line)
    bill_months(owner.world, date(2026, 9, 1))
    move = live_through(owner, jst(2026, 10, 16, 10))
    neighbour = LineFactory(member=MemberFactory(world=owner.world)).member
    MailChangeFactory(member=owner, code="street", asked_at=jst(2026, 10, 16, 9))
    issue = MessageFactory(member=owner, mail_code="M-04", code="CANARYNEWS")
    Member.objects.filter(pk=owner.pk).update(pickup_news_since=date(2026, 10, 1))
    things = {
        "slip": a_debt(member=owner).number,
        "device": device.code,
        "paid_off": paid_off.code,
        "request": DeskRequestFactory(member=owner, subject=device.code).receipt_number,
        "hikari": hikari.code,
        "supply": supply.code,
        "option": added.code,
        "elsewhere": elsewhere.code,
        "ended": ended.code,
        "audit": contracts.begin_audit(member=owner, at=MID_MONTH).code,
        "line": line.code,
        "group": group.code,
        "second": second.code,
        "third": third.code,
        "change": change.receipt_number,
        "leaving": leaving.code,
        "act": act.code,
        "receipt": made.receipt_number,
        "bought": str(bought.receipt_number),
        "message": Outbox.objects.get(mail_code="M-11").code,
        "old_link": mail_change.token_of("street", Side.OLD),
        "new_link": mail_change.token_of("street", Side.NEW),
        "way_out": news.token_of(issue.code),
        "token": link_for(owner, code="street"),
        "check": a_held_sign_in(owner).code,
        "inquiry": InquiryFactory(member=owner).receipt_number,
        "move": move.code,
        "draft": SubmissionFactory(member=owner, pictures=["front"]).code,
        "papers": SubmissionFactory(member=owner, state="returned", pictures=["front"]).code,
        "visit": card.visit.code,
    }
    things |= after_applying(owner) | numbers_of(owner, move.to_at)
    things |= ways_out(line) | {"primary": first.code}
    visit, _url = accounts.begin_visit(member=owner, at=move.to_at)
    things |= {"open_visit": visit.code, "hosted": visit.session}
    return Street(owner=owner, neighbour=neighbour, staff=StaffFactory(), things=things)


def test_every_address_has_its_rule_and_every_rule_its_address() -> None:
    names = {name for name, _pattern in addresses() if not name.startswith("admin:")}
    assert names == set(ACCESS)


@walk
def test_nobody_else_reads_anything_of_the_owner(street: Street, access: Access) -> None:
    path = street.path(access)
    # What was typed into the address may come back: it is on its way to the sign-in page.
    codes = [code for code in street.things.values() if code not in path]
    canaries = ["090-0000-777", "金糸雀", "カナリア", "MA7777777", "canary@", *codes]
    for who in ("anonymous", "neighbour", "staff"):
        if getattr(access, who) == 200 and "{" in access.path:
            continue
        body = street.client(who).get(path, follow=True).content.decode()
        assert [canary for canary in canaries if canary in body] == [], who


@walk
def test_everybody_gets_what_the_rule_says_may_not_keep_it_and_reading_changes_nothing(
    street: Street, access: Access
) -> None:
    path = street.path(access)
    clients = {who: street.client(who) for who in WHO}
    before = everything()
    for who, client in clients.items():
        got = client.get(path)
        assert_as_told(got, who, access, path)
        if who == "owner":
            head = client.head(path)
            assert (head.status_code, head.content) == (got.status_code, b"")
        client.options(path)
    assert changed(before) == {}


def assert_as_told(got: Any, who: str, access: Access, path: str) -> None:
    """The status of the rule, or the way to where the rule says; nothing that may be kept."""
    expected = getattr(access, who)
    status = expected if isinstance(expected, int) else 302
    assert (who, got.status_code) == (who, status)
    if not isinstance(expected, int):
        leads_to = {SIGN_IN: f"/login/?next={path}", TOP: "/", DESK: "/admin/"}
        assert got["Location"] == leads_to.get(expected, got["Location"])
    assert_private(dict(got.headers))


@walk
def test_no_post_works_without_the_token_of_a_page(street: Street, access: Access) -> None:
    clients = {who: street.client(who, enforce_csrf_checks=True) for who in WHO}
    before = everything()
    for who, client in clients.items():
        answer = client.post(street.path(access), {"agree": "on"})
        assert (who, answer.status_code) == (who, 403)
    assert changed(before) == {}


@walk
def test_nobody_else_changes_anything_of_the_owner(street: Street, access: Access) -> None:
    strangers = ["anonymous", "neighbour", "staff"] if "{" in access.path else ["anonymous"]
    clients = {who: street.client(who) for who in strangers}
    before = everything()
    for who, client in clients.items():
        for send in (client.post, client.put, client.patch, client.delete):
            answer = send(street.path(access), {"agree": "on"})
            # Open to all, and answered with what is missing.
            is_public = access.anonymous in (200, 404, 410)
            refused = (200, 404, 405, 410) if is_public else (302, 403, 404, 405, 410)
            assert answer.status_code in refused, who
    assert changed(before) == {}


def test_no_address_carries_a_primary_key_a_number_or_a_mail_address(street: Street) -> None:
    made = Cancellation.objects.get()
    rows = {str(row.pk) for row in (street.owner, street.owner.user, made, made.line)}
    for access in EVERY:
        path = street.path(access)
        assert [part for part in ("@", "090-0000", "09000007", "7777777") if part in path] == []
        assert not rows & set(path.split("/"))


def test_a_member_of_another_world_does_not_see_what_happened_in_this_one(street: Street) -> None:
    stranger = Client()
    stranger.force_login(MemberFactory().user)
    assert stranger.get(f"/clock/moves/{street.things['move']}/").status_code == 404


def test_an_address_that_does_not_exist_is_private_too(street: Street) -> None:
    for who in WHO:
        answer = street.client(who).get("/no/such/page/")
        assert answer.status_code == 404
        assert_private(dict(answer.headers))


def test_so_is_the_maintenance_page(street: Street) -> None:
    live_through(street.owner, jst(2026, 10, 20, 23, 30))
    answer = street.client("owner").get("/lines/")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) == 5 * 3600 + 1800
    assert_private(dict(answer.headers))


def test_so_is_the_page_for_a_form_without_its_token(street: Street) -> None:
    client = street.client("owner", enforce_csrf_checks=True)
    answer = client.post(f"/cancel/lines/{street.things['line']}/")
    assert answer.status_code == 403
    assert_private(dict(answer.headers))
