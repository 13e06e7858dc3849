"""A fault at any statement leaves nothing half done, and the next try succeeds once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.hashers import make_password
from django.db import DatabaseError, connection

from accounts import services as accounts
from accounts.models import Member
from accounts.services.registration import Person
from cancellation import services
from cancellation.models import Cancellation, CompanyRequest
from cancellation.queries import quote_for
from contracts import services as contracts
from contracts.models import Line
from contracts.services import NewLine
from mioportal.plumbing import runner
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox, ParkedItem, PendingAct, World
from tests.cancellation.wizard import CONFIRM, accepted, act_at, at_review, by
from tests.factories import (
    MID_MONTH,
    CompanyRequestFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    a_group_of,
    jst,
)
from tests.journeys.faults import at_every_statement, failing_at
from tests.journeys.ledger import Ledger, changed, everything

# Really committed: what is not in one transaction shows.
pytestmark = pytest.mark.django_db(transaction=True)

BY = system("test")
MIDNIGHT = jst(2026, 11, 1)


def a_line() -> Line:
    """A line with an option and a card."""
    return OptionPeriodFactory().line


def accepting() -> Callable[[], object]:
    line = a_line()
    act = act_at("review", line)
    return lambda: services.accept(
        act=PendingAct.objects.get(pk=act.pk), line=read(line), at=MID_MONTH, by=by(line)
    )


def accepting_by_phone() -> Callable[[], object]:
    line = a_line()
    return lambda: services.accept_by_phone(line=read(line), at=MID_MONTH, by=BY)


def accepting_a_group() -> Callable[[], object]:
    """A primary line with one that it leads: both, or neither."""
    member = MemberFactory()
    line = LineFactory(member=member)
    a_group_of(line, LineFactory(member=member))
    act = services.begin_together(line=read(line), user=member.user, at=MID_MONTH)
    digest = quote_for(read(line), MID_MONTH).digest()
    assert services.agree(act=act, line=read(line), digest=digest, at=MID_MONTH)
    return lambda: services.accept(
        act=PendingAct.objects.get(pk=act.pk), line=read(line), at=MID_MONTH, by=by(line)
    )


def completing_a_companys_request() -> Callable[[], object]:
    line = a_line()
    made = CompanyRequestFactory(lines=[line], member=line.member)
    rows = CompanyRequest.objects.select_related("member__user", "member__standing", "world")
    return lambda: services.companies.complete(
        request=rows.get(pk=made.pk), at=MID_MONTH, by=BY
    )


def beginning() -> Callable[[], object]:
    line = a_line()
    return lambda: services.begin(line=read(line), user=line.member.user, at=MID_MONTH)


def ending_a_line() -> Callable[[], object]:
    line = accepted(a_line()).line
    return lambda: contracts.end_line(line=read(line), at=MIDNIGHT, by=BY)


def completing() -> Callable[[], object]:
    made = accepted(a_line())
    rows = Cancellation.objects.select_related("line__member__user", "world")
    return lambda: services.complete(cancellation=rows.get(pk=made.pk), at=MIDNIGHT, by=BY)


def receiving_a_card() -> Callable[[], object]:
    sim = accepted(a_line()).line.sims.select_related("world", "line").get()
    return lambda: contracts.receive_sim(sim=sim, at=MIDNIGHT, by=BY)


def opening_a_line() -> Callable[[], object]:
    member = MemberFactory()
    new = NewLine(
        code="hdu00000001",
        plan_code="giga_5gb",
        contracted_on=date(2026, 10, 1),
        started_on=date(2026, 10, 1),
        iccid="8981100000000000001",
        phone_number="090-0000-0001",
        option_codes=("call_5",),
    )
    return lambda: contracts.open_line(member=member, new=new, at=MID_MONTH, by=BY)


def registering() -> Callable[[], object]:
    world = MemberFactory().world
    person = Person(
        family_name="髙橋",
        given_name="みどり",
        family_kana="タカハシ",
        given_kana="ミドリ",
        birth_date=date(1984, 5, 17),
        postcode="102-0071",
        address="東京都千代田区富士見2-10-2",
        phone="080-0000-0001",
    )
    secret = make_password("x")
    return lambda: accounts.register_member(
        world=world,
        mio_id="MA7654321",
        email="new@example.jp",
        secret=secret,
        person=person,
        at=MID_MONTH,
        by=BY,
    )


def settling() -> Callable[[], object]:
    member = MemberFactory(standing__owed_yen=500)
    return lambda: accounts.settle_debt(member=member, at=MID_MONTH, by=BY)


def owing() -> Callable[[], object]:
    member = MemberFactory()
    return lambda: accounts.note_debt(member=member, yen=Decimal(500), at=MID_MONTH, by=BY)


def deciding_identity() -> Callable[[], object]:
    member = MemberFactory(identity=Member.Identity.RETURNED)
    return lambda: accounts.complete_identity(member=member, at=MID_MONTH, by=BY)


def signing_in() -> Callable[[], object]:
    user = MemberFactory().user
    users = type(user).objects.select_related("member__world")
    return lambda: accounts.record_sign_in(user=users.get(pk=user.pk), at=MID_MONTH, by=BY)


def making_staff() -> Callable[[], object]:
    rights = ["contracts.view_line", "cancellation.accept_by_phone"]
    secret = make_password("x")
    return lambda: accounts.make_staff(
        login="s", name="s", secret=secret, permissions=rights
    )


SERVICES = [
    accepting,
    accepting_by_phone,
    accepting_a_group,
    completing_a_companys_request,
    beginning,
    ending_a_line,
    completing,
    receiving_a_card,
    opening_a_line,
    registering,
    settling,
    owing,
    deciding_identity,
    signing_in,
    making_staff,
]


def read(line: Line) -> Line:
    """The line as it stands in the database now."""
    rows = Line.objects.select_related("member__user", "member__standing", "world")
    return rows.get(pk=line.pk)


def kinds(found: dict[str, list[str]]) -> dict[str, int]:
    """How many rows differ, table by table."""
    return {table: len(rows) for table, rows in found.items()}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)
def test_a_service_does_all_or_nothing(service: Callable[[], Callable[[], object]]) -> None:
    do = service()
    before = everything()

    def nothing_happened(number: int) -> None:
        assert changed(before) == {}, f"statement {number}"

    assert at_every_statement(do, nothing_happened) > 0
    assert changed(before) != {}


def test_after_every_fault_the_retry_leaves_one_of_each_row() -> None:
    do = accepting()
    at_every_statement(do, lambda number: None)
    do()
    assert Cancellation.objects.count() == 1
    assert Outbox.objects.filter(mail_code="M-11").count() == 1
    assert AuditRow.objects.filter(verb="accept_cancellation").count() == 1
    assert AuditRow.objects.filter(verb="start_leaving").count() == 1
    assert PendingAct.objects.exclude(used_at=None).count() == 1


def test_a_fault_while_a_page_is_confirmed_is_an_error_page_and_nothing_else() -> None:
    visitor = at_review(a_line())
    visitor.client.raise_request_exception = False
    review = visitor.page
    before = everything()
    for number in range(1, 200):
        visitor.page = review
        with failing_at(number) as failing:
            page = visitor.press(CONFIRM)
        if Cancellation.objects.exists():
            break
        assert failing.has_failed
        assert page.status in (200, 500, 503), number
        assert changed(before) == {}, number
    visitor.page = review
    page = visitor.press(CONFIRM)
    assert page.path == f"/cancel/receipts/{Cancellation.objects.get().receipt_number}/"
    assert Outbox.objects.filter(mail_code="M-11").count() == 1


def outcome(line: Line) -> list[object]:
    """What a month end has made of a member."""
    line.refresh_from_db()
    line.member.standing.refresh_from_db()
    made = Cancellation.objects.get(line=line)
    return [
        line.ended_at is not None,
        made.state,
        line.member.standing.last_service_ended_on,
        Outbox.objects.filter(world=line.world, mail_code="M-12").count(),
        AuditRow.objects.filter(verb="end_line", subject=line.code).count(),
        ParkedItem.objects.filter(world=line.world).count(),
    ]


def test_a_fault_at_any_statement_of_the_midnight_run_is_made_good_by_the_next(
    pytestconfig: pytest.Config,
) -> None:
    number, failed = 0, True
    while failed:
        number += 1 if pytestconfig.getoption("--full") else 4
        line = accepted(LineFactory()).line
        World.objects.filter(pk=line.world_id).update(held_at=jst(2026, 11, 1, 8))
        with failing_at(number) as failing:
            try:
                runner.catch_up(World.objects.get(pk=line.world_id), jst(2026, 11, 1, 8))
            except DatabaseError:
                World.objects.filter(pk=line.world_id).update(claim="", claimed_until=None)
            failed = failing.has_failed
        runner.catch_up(World.objects.get(pk=line.world_id), jst(2026, 11, 1, 9))
        last = date(2026, 10, 31)
        assert outcome(line) == [True, "completed", last, 1, 1, 0], f"statement {number}"
    assert number > 10
    assert connection.is_usable()


def test_the_ledger_itself_sees_a_change() -> None:
    before: Ledger = everything()
    AuditRow.objects.create(
        world_at=MID_MONTH, real_at=MID_MONTH, role="SYSTEM", verb="x", subject="y"
    )
    assert kinds(changed(before)) == {"plumbing_auditrow": 1}
