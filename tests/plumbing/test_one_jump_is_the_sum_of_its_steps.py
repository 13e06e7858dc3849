"""Moving a clock at once, day by day, or in random pieces makes the same things happen."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from accounts import services as accounts
from accounts.models import Member, Reminder
from billing.models import Bill, BillItem, CardCharge, Dunning, Slip
from cancellation import services as cancellation
from cancellation.models import Cancellation
from contracts.models import (
    Device,
    Line,
    OptionPeriod,
    Payment,
    PlanPeriod,
    RelatedService,
    Sim,
)
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing import moves
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Happening, Outbox, ParkedItem
from mioportal.rules import sign_up
from mioportal.rules.dates import at_japan
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    a_card_that,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SPAN = timedelta(days=95)
FIRST, LAST = date(2026, 1, 1), date(2028, 3, 1)
BY = system("test")
# Each lives through 95 days three times: fewer than of a property without a database.
EXAMPLES = max(2, (settings.default or settings()).max_examples // 50)

# A walk: from an instant to another, by way of which instants.
Walk = Callable[[datetime, datetime], list[datetime]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A member's lines, when each of them is cancelled, and where the pieces are cut."""

    starts_at: datetime
    lines: tuple[Line.Function, ...]
    cancelled_at: tuple[datetime | None, ...]
    cuts: tuple[datetime, ...]
    # How long ago the last service of a neighbour ended, whose application another one has begun.
    ended_before: timedelta = timedelta(days=60)
    card: Later | None = Later.PAYS

    @property
    def ends_at(self) -> datetime:
        """95 days on."""
        return self.starts_at + SPAN

    @property
    def events(self) -> list[tuple[datetime, int]]:
        """Which line is cancelled when, in order."""
        told = [(at, index) for index, at in enumerate(self.cancelled_at) if at is not None]
        return sorted(told)


HOURS = st.one_of(
    st.sampled_from(
        [time(0), time(0, 0, 1), time(5), time(9), time(10), time(23, 30), time(23, 59, 59)]
    ),
    st.times().map(lambda hour: hour.replace(microsecond=0, tzinfo=None)),
)
FUNCTIONS = st.sampled_from([Line.Function.VOICE, Line.Function.SMS, Line.Function.DATA])


@st.composite
def instants_within(draw: st.DrawFn, starts_at: datetime) -> datetime:
    """An instant after the start and before the end; month ends come up often."""
    day = starts_at.date() + timedelta(days=draw(st.integers(min_value=0, max_value=94)))
    if draw(st.booleans()):
        day = day.replace(day=1) + timedelta(days=31 if draw(st.booleans()) else 27)
    instant = at_japan(day, draw(HOURS))
    inside = starts_at < instant < starts_at + SPAN
    return instant if inside else starts_at + timedelta(hours=1)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One to three lines, each cancelled on the way or not."""
    starts_at = at_japan(draw(st.dates(min_value=FIRST, max_value=LAST)), draw(HOURS))
    lines = tuple(draw(st.lists(FUNCTIONS, min_size=1, max_size=3)))
    when = st.one_of(instants_within(starts_at), instants_within(starts_at), st.none())
    return Case(
        starts_at=starts_at,
        lines=lines,
        cancelled_at=tuple(draw(when) for _ in lines),
        cuts=tuple(draw(st.lists(instants_within(starts_at), max_size=8))),
        ended_before=timedelta(days=draw(st.integers(min_value=1, max_value=90))),
        card=draw(st.sampled_from([*Later, None])),
    )


def at_once(begin: datetime, end: datetime) -> list[datetime]:
    """One jump."""
    return [end]


def day_by_day(begin: datetime, end: datetime) -> list[datetime]:
    """Every morning at the hour of the start."""
    days = range(1, (end - begin).days + 1)
    return [*(begin + timedelta(days=n) for n in days if begin + timedelta(days=n) < end), end]


def in_pieces(cuts: tuple[datetime, ...]) -> Walk:
    """Wherever it was cut."""
    return lambda begin, end: [*sorted({cut for cut in cuts if begin < cut < end}), end]


def live_through(case: Case, walk: Walk) -> dict[str, object]:
    """Live a case in a world of its own; gives everything that is left of it, in words."""
    member = MemberFactory(world__held_at=case.starts_at)
    if case.card is not None:
        a_card_that(case.card, member=member)
    lines = []
    for index, function in enumerate(case.lines):
        known = {"phone_number": f"090-0000-{index:04d}", "sim__iccid": f"8981{index:015d}"}
        lines.append(LineFactory(member=member, function=function, **known))
    OptionPeriodFactory(line=lines[0])
    neighbours_of(member, case)
    # With one line it falls due when that one leaves; with more it goes on.
    kind = "campaign" if len(lines) == 1 else "ordinary"
    DeviceFactory(line=lines[0], kind=kind, first_month=case.starts_at.date())
    RelatedServiceFactory(member=member)
    now = case.starts_at
    for at, index in [*case.events, (case.ends_at, None)]:
        for stop in walk(now, at) if at > now else []:
            moves.move_ahead(world=member.world, to=stop, by=BY)
        now = at
        if index is not None:
            line = Line.objects.select_related("member__user", "member__standing", "world")
            # Nobody paid for so long that the line has ended already: the desk says so.
            with suppress(cancellation.NotAllowed):
                cancellation.accept_by_phone(line=line.get(pk=lines[index].pk), at=at, by=BY)
    return what_is_left(member)


def neighbours_of(member: Member, case: Case) -> None:
    """Two whose mioIDs end on the way: one is closing, one never completes an application."""
    closing, draft = MemberFactory.create_batch(2, world=member.world)
    ended_on = (case.starts_at - case.ended_before).date()
    accounts.note_last_service_ended(
        member=closing, ended_on=ended_on, at=case.starts_at, title="closing"
    )
    Member.objects.filter(pk=draft.pk).update(
        provisional_through=sign_up.draft_through(case.starts_at.date())
    )
    told_on = sign_up.draft_warning_on(case.starts_at.date())
    facts = {"kind": Reminder.Kind.DRAFT_LAPSES, "about": "draft", "on": told_on}
    Reminder.objects.create(member=draft, world=draft.world, **facts)


def what_is_left(member: Member) -> dict[str, object]:
    """Every row that a member, or staff, could see; codes made at random read as their place."""
    world = member.world
    secrets = [line.code for line in Line.objects.filter(member=member).order_by("pk")]
    receipts = Cancellation.objects.filter(world=world).order_by("accepted_at", "line__code")
    secrets += [row.receipt_number for row in receipts]
    neighbours = Member.objects.filter(world=world).select_related("user").order_by("pk")
    secrets += [each.mio_id for each in neighbours]
    for slip in Slip.objects.filter(world=world).order_by("pk"):
        secrets += [slip.number, slip.printed]
    secrets += Device.objects.filter(member=member).values_list("code", flat=True)
    secrets += RelatedService.objects.filter(member=member).values_list("code", flat=True)

    def plain(text: object) -> str:
        words = str(text)
        for index, secret in enumerate(secrets):
            words = words.replace(secret, f"<{index}>")
        return re.sub(r"/messages/\w+/", "/messages/…/", words)

    def rows(queryset: QuerySet[Any], *fields: str) -> list[str]:
        found = [plain(row) for row in queryset.values_list(*fields)]
        return found if queryset.query.order_by else sorted(found)

    mine: dict[str, Any] = {"world": world}
    of_line: dict[str, Any] = {"line__member": member}
    return {
        "lines": rows(Line.objects.filter(**mine), "code", "leaving_by", "ends_on", "ended_at"),
        "plans": rows(PlanPeriod.objects.filter(**of_line), "line__code", "ends_on"),
        "options": rows(OptionPeriod.objects.filter(**of_line), "line__code", "ends_on"),
        "sims": rows(Sim.objects.filter(**mine), "line__code", "state", "fee_risk_from"),
        "cancellations": rows(
            Cancellation.objects.filter(**mine), "receipt_number", "state", "completed_at"
        ),
        "mails": rows(
            Outbox.objects.filter(**mine), "mail_code", "key", "at", "send_after", "subject"
        ),
        "bodies": rows(Outbox.objects.filter(**mine), "mail_code", "body"),
        "happenings": rows(
            Happening.objects.filter(**mine).order_by("at", "pk"),
            *("at", "kind", "title", "subject", "link"),
        ),
        "traces": rows(
            AuditRow.objects.filter(world_name=world.name).exclude(verb="move_ahead"),
            *("world_at", "verb", "subject", "actor", "detail"),
        ),
        "payments": rows(
            Payment.objects.filter(**mine).order_by("number"),
            *("number", "month", "yen", "paid_on", "way"),
        ),
        "services": rows(
            RelatedService.objects.filter(**mine), *("code", "state", "told_full_price_from")
        ),
        "charges": rows(
            CardCharge.objects.filter(**mine), "number", "yen", "said", "asked_at", "answered_at"
        ),
        "debts": rows(
            Dunning.objects.filter(**mine), "bill__state", "step", "slip_at", "cleared_at"
        ),
        "slips": rows(Slip.objects.filter(**mine).order_by("pk"), "number", "bills_yen", "state"),
        "standing": rows(
            neighbours,
            *("standing__owed_yen", "standing__last_service_ended_on", "standing__valid_through"),
            *("standing__instalments_yen", "standing__last_instalment_paid_on"),
            *("invalid_since", "user__is_active", "user__sessions_ended"),
        ),
        "bills": rows(
            Bill.objects.filter(**mine), *("month", "total_yen", "tax_yen", "state", "paid_on")
        ),
        "items": rows(
            BillItem.objects.filter(bill__member__world=member.world),
            *("line__code", "kind", "code", "quantity", "amount_yen"),
        ),
        "reminders": rows(Reminder.objects.filter(**mine), "kind", "about", "on", "told_at"),
        "parked": rows(ParkedItem.objects.filter(**mine), "job", "key", "error"),
    }


@contextmanager
def rolled_back() -> Iterator[None]:
    """Leave nothing behind; SQLite and PostgreSQL undo faster than they delete."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(case=cases())
def test_one_jump_is_the_sum_of_its_steps(case: Case) -> None:
    with rolled_back():
        jumped = live_through(case, at_once)
        note(f"jumped: {jumped}")
        assert jumped["parked"] == []
        assert live_through(case, day_by_day) == jumped
        assert live_through(case, in_pieces(case.cuts)) == jumped


def test_the_case_that_the_property_is_about_does_happen() -> None:
    """Two lines, one cancelled at the last second of February: it ends, the other goes on."""
    case = Case(
        starts_at=at_japan(date(2028, 2, 1), time(10)),
        lines=(Line.Function.VOICE, Line.Function.DATA),
        cancelled_at=(at_japan(date(2028, 2, 29), time(23, 59, 59)), None),
        cuts=(),
    )
    left = live_through(case, day_by_day)
    assert left["lines"] == [
        "('<0>', 'cancellation', datetime.date(2028, 2, 29), "
        "datetime.datetime(2028, 2, 29, 15, 0, tzinfo=datetime.timezone.utc))",
        "('<1>', '', None, None)",
    ]
    # Of the line two, and one a month later; three of its card; one of each bill; of the
    # neighbours' ends one week's warning each, a month's, and the end.
    codes = sorted(mail[2:6] for mail in left["mails"])  # type: ignore[attr-defined]
    bills = [*["M-20"] * 3, *["M-22"] * 4]
    assert codes == [
        *("M-11", "M-12", *bills, "M-32", "M-32", "M-32", "M-37", "M-39", "M-39"),
    ]
    assert [row.split(", ")[-2] for row in left["standing"]] == ["True", "False", "False"]  # type: ignore[attr-defined]
    # Two of 24 payments were charged: 2,416円 and 2,408円.
    assert "Decimal('52976.0'), datetime.date(2028, 4, 25)" in left["standing"][0]  # type: ignore[index]
