"""Related services: what they cost, when mio割 ends, and how each of them ends (F-HIK)."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import queries, services
from contracts.models import Line, RelatedService
from contracts.queries import WariState
from contracts.services import NewService
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.related import Service
from tests.factories import (
    MID_MONTH,
    LineFactory,
    MemberFactory,
    RelatedServiceFactory,
    jst,
    live_through,
)

pytestmark = pytest.mark.django_db

BY = system("desk")
TODAY = MID_MONTH.date()
LAST = date(2026, 10, 31)
State = RelatedService.State


def seen(row: RelatedService, today: date = TODAY) -> queries.Held:
    held = queries.held_service(row.member, row.code, today)
    assert held
    return held


def supply(**changes: object) -> RelatedService:
    fee = {"service": "supply", "home": "", "agreed_yen": Decimal(550)}
    return RelatedServiceFactory(**fee | changes)


def ended(line: Line, on: date = LAST) -> None:
    Line.objects.filter(pk=line.pk).update(leaving_by="cancellation", ends_on=on)


@pytest.mark.parametrize(
    ("lines", "today", "state", "ends_from", "yen"),
    [
        pytest.param([], TODAY, WariState.NONE, None, 6116, id="no line ever"),
        pytest.param([None], TODAY, WariState.ON, None, 5456, id="one line"),
        pytest.param([LAST, None], TODAY, WariState.ON, None, 5456, id="one of two goes"),
        pytest.param([LAST], TODAY, WariState.ENDING, date(2026, 11, 1), 5456, id="the last goes"),
        pytest.param([LAST], LAST, WariState.ENDING, date(2026, 11, 1), 5456, id="its last day"),
        pytest.param(
            [LAST], date(2026, 11, 1), WariState.OVER, date(2026, 11, 1), 6116, id="the day after"
        ),
        pytest.param(
            [date(2026, 10, 3)], TODAY, WariState.ENDING, date(2026, 11, 1), 5456,
            id="ported out earlier this month",
        ),
        pytest.param(
            [date(2026, 9, 30), LAST], TODAY, WariState.ENDING, date(2026, 11, 1), 5456,
            id="the later of two decides",
        ),
    ],
)  # fmt: skip
def test_mio_wari_follows_the_days_of_the_mobile_lines(
    lines: list[date | None], today: date, state: WariState, ends_from: date | None, yen: int
) -> None:
    row = RelatedServiceFactory()
    for last in lines:
        line = LineFactory(member=row.member)
        if last:
            ended(line, last)
    held = seen(row, today)
    assert (held.wari.state, held.wari.ends_from, held.yen) == (state, ends_from, yen)


def test_any_number_and_kind_of_lines_earn_one_discount() -> None:
    row = RelatedServiceFactory(home="apartment")
    LineFactory(member=row.member, function="data", phone_number="")
    LineFactory(member=row.member)
    assert (seen(row).yen, seen(row).full_yen, seen(row).discount_yen) == (4356, 5016, 660)


def test_a_line_that_opens_only_next_month_earns_nothing_yet() -> None:
    row = RelatedServiceFactory()
    LineFactory(member=row.member, contracted_on=date(2026, 11, 1))
    assert seen(row).yen == 6116


def test_the_morning_after_the_last_line_ended_the_member_is_told_once() -> None:
    """vector: mio割 to October: November at full price (M-19)."""
    row = RelatedServiceFactory()
    first, last = (LineFactory(member=row.member) for _ in range(2))
    ended(first, date(2026, 9, 30))
    ended(last)
    live_through(row.member, jst(2026, 11, 1, 9, 59))
    assert not Outbox.objects.filter(mail_code="M-19").exists()
    live_through(row.member, jst(2027, 3, 1, 10))
    mail = Outbox.objects.get(mail_code="M-19")
    assert mail.at == jst(2026, 11, 1, 10)
    for part in ("660円", "5,456円", "6,116円", "2026年11月のご利用分から"):
        assert part in mail.body


def test_who_keeps_a_line_or_began_without_one_is_told_nothing() -> None:
    stays = RelatedServiceFactory()
    LineFactory(member=stays.member)
    late = RelatedServiceFactory(starts_on=date(2026, 9, 10))
    ended(LineFactory(member=late.member), date(2026, 8, 31))
    for row in (stays, late):
        live_through(row.member, jst(2026, 12, 1, 10))
    assert not Outbox.objects.filter(mail_code="M-19").exists()


def test_a_second_farewell_is_told_anew() -> None:
    row = RelatedServiceFactory()
    ended(LineFactory(member=row.member))
    live_through(row.member, jst(2026, 11, 2, 10))
    again = LineFactory(member=row.member, contracted_on=date(2026, 11, 5))
    live_through(row.member, jst(2026, 12, 2, 10))
    ended(again, date(2026, 12, 31))
    live_through(row.member, jst(2027, 1, 2, 10))
    assert Outbox.objects.filter(mail_code="M-19").count() == 2


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewService(service=Service.HIKARI, starts_on=TODAY), "no home"),
        (NewService(service=Service.SUPPLY, starts_on=TODAY), "no fee"),
        (
            NewService(service=Service.DATA_ZERO, starts_on=TODAY, agreed_yen=Decimal(164)),
            "less than the least fee",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_impossible_service_is_refused(new: NewService, code: str) -> None:
    with pytest.raises(ValueError):
        services.begin_service(member=MemberFactory(), new=new, at=MID_MONTH, by=BY)
    assert not RelatedService.objects.exists()


def test_a_mioid_holds_ten_contracts_of_one_service_and_ended_ones_do_not_count() -> None:
    who = MemberFactory()
    zero = NewService(service=Service.DATA_ZERO, starts_on=TODAY, agreed_yen=Decimal(165))
    held = [
        services.begin_service(member=who, new=zero, at=MID_MONTH, by=BY) for _one in range(10)
    ]
    with pytest.raises(services.TooManyContracts):
        services.begin_service(member=who, new=zero, at=MID_MONTH, by=BY)
    supply = NewService(service=Service.SUPPLY, starts_on=TODAY, agreed_yen=Decimal(500))
    services.begin_service(member=who, new=supply, at=MID_MONTH, by=BY)
    services.end_service(service=held[0], at=MID_MONTH, by=BY)
    services.begin_service(member=who, new=zero, at=jst(2026, 11, 1, 10), by=BY)


@pytest.mark.parametrize(
    ("at", "last"),
    [
        pytest.param((2026, 10, 1), LAST, id="the first second of a month"),
        pytest.param((2026, 10, 31, 23, 59, 59), LAST, id="the last second of a month"),
        pytest.param((2028, 2, 29, 12), date(2028, 2, 29), id="29 February"),
    ],
)
def test_a_service_ended_on_the_site_lasts_to_the_months_end(
    at: tuple[int, ...], last: date
) -> None:
    row = services.end_service(service=supply(), at=jst(*at), by=BY)
    assert (row.ends_on, row.end_accepted_at) == (last, jst(*at))
    mail = Outbox.objects.get()
    assert mail.mail_code == "M-17"
    assert row.receipt_number and row.receipt_number in mail.body


def test_it_is_ended_once_and_says_the_same_the_second_time() -> None:
    row = supply()
    first = services.end_service(service=row, at=MID_MONTH, by=BY).receipt_number
    again = RelatedService.objects.get(pk=row.pk)
    second = services.end_service(service=again, at=jst(2026, 11, 3, 9), by=BY)
    assert (second.receipt_number, second.ends_on) == (first, LAST)
    assert Outbox.objects.count() == 1
    assert AuditRow.objects.filter(verb="end_service").count() == 1


def test_hikari_is_not_ended_on_the_site() -> None:
    row = RelatedServiceFactory()
    with pytest.raises(services.NotOnTheSite):
        services.end_service(service=row, at=MID_MONTH, by=BY)
    assert RelatedService.objects.get().ends_on is None


def test_hikari_ends_in_five_states_and_each_step_is_told() -> None:
    row = RelatedServiceFactory()
    asked = services.ask_hikari_end(service=row, at=MID_MONTH, by=BY)
    assert services.ask_hikari_end(service=row, at=MID_MONTH, by=BY) == asked
    steps = {"service": row, "at": MID_MONTH, "by": BY}
    services.plan_work(seen=services.step_of(row), work_on=date(2026, 10, 20), **steps)  # type: ignore[arg-type]
    services.await_removal(seen=services.step_of(row), removal_on=date(2026, 10, 24), **steps)  # type: ignore[arg-type]
    done_at = jst(2026, 10, 24, 17)
    services.complete_hikari_end(
        service=row, seen=services.step_of(row), ends_on=date(2026, 10, 24), at=done_at, by=BY
    )
    row = RelatedService.objects.get()
    assert (row.state, row.ends_on, row.early_end_yen) == (State.DONE, date(2026, 10, 24), 0)
    asked.refresh_from_db()
    assert (asked.state, asked.done_at) == ("DONE", done_at)
    assert Outbox.objects.count() == 4
    for words in ("2026年10月20日（火）", "2026年10月24日（土）"):
        assert words in Outbox.objects.latest("pk").body


@pytest.mark.parametrize(
    ("starts_on", "fee"),
    [
        pytest.param(date(2024, 10, 14), 0, id="the term ended the day before yesterday"),
        pytest.param(date(2024, 10, 15), 0, id="the term ended yesterday"),
        pytest.param(date(2024, 10, 16), 3000, id="the last day of the term"),
        pytest.param(date(2025, 4, 1), 3000, id="inside the term"),
    ],
)
def test_what_ending_early_costs_is_shown_before_and_kept_when_decided(
    starts_on: date, fee: int
) -> None:
    row = RelatedServiceFactory(starts_on=starts_on, state=State.END_ASKED)
    assert seen(row).early_end_yen == fee
    services.complete_hikari_end(
        service=row, seen=services.step_of(row), ends_on=TODAY, at=MID_MONTH, by=BY
    )
    assert RelatedService.objects.get().early_end_yen == fee
    assert f"{fee:,}円（不課税）" in Outbox.objects.latest("pk").body


@pytest.mark.parametrize(
    ("at", "ends_on", "fits"),
    [
        pytest.param((2026, 10, 15), date(2026, 10, 15), True, id="today"),
        pytest.param((2026, 10, 15), date(2026, 10, 16), False, id="tomorrow"),
        pytest.param((2026, 10, 15), date(2026, 10, 1), True, id="the first of this month"),
        pytest.param((2026, 10, 15), date(2026, 9, 30), False, id="a month whose bill is fixed"),
        pytest.param((2026, 10, 4), date(2026, 9, 30), True, id="a month not billed yet"),
        pytest.param((2026, 10, 5), date(2026, 9, 30), False, id="the day the bill is fixed"),
    ],
)
def test_a_last_day_changes_no_bill_that_is_fixed_and_is_not_ahead(
    at: tuple[int, ...], ends_on: date, fits: bool
) -> None:
    row = RelatedServiceFactory(state=State.END_ASKED)
    ask = {"service": row, "seen": services.step_of(row), "ends_on": ends_on, "by": BY}
    if fits:
        services.complete_hikari_end(at=jst(*at), **ask)  # type: ignore[arg-type]
    else:
        with pytest.raises(services.ImpossibleDay):
            services.complete_hikari_end(at=jst(*at), **ask)  # type: ignore[arg-type]
    assert (RelatedService.objects.get().state == State.DONE) is fits


def test_work_is_not_planned_for_a_day_that_is_over_or_by_who_looks_at_an_older_state() -> None:
    row = RelatedServiceFactory(state=State.END_ASKED)
    old = services.step_of(row)
    plan = {"service": row, "at": MID_MONTH, "by": BY}
    with pytest.raises(services.ImpossibleDay):
        services.plan_work(seen=old, work_on=date(2026, 10, 14), **plan)  # type: ignore[arg-type]
    services.plan_work(seen=old, work_on=TODAY, **plan)  # type: ignore[arg-type]
    with pytest.raises(services.AlreadyMovedOn):
        services.plan_work(seen=old, work_on=date(2026, 10, 30), **plan)  # type: ignore[arg-type]
    services.plan_work(seen=services.step_of(row), work_on=date(2026, 10, 30), **plan)  # type: ignore[arg-type]
    assert RelatedService.objects.get().work_on == date(2026, 10, 30)


def test_a_request_called_off_leaves_hikari_as_it_was_and_may_come_again() -> None:
    row = RelatedServiceFactory()
    asked = services.ask_hikari_end(service=row, at=MID_MONTH, by=BY)
    services.plan_work(
        service=row, seen=services.step_of(row), work_on=TODAY, at=MID_MONTH, by=BY
    )
    assert services.call_off_hikari_end(service=row, at=MID_MONTH, by=BY)
    row.refresh_from_db()
    assert (row.state, row.work_on, row.ends_on) == (State.IN_USE, None, None)
    asked.refresh_from_db()
    assert asked.state == "WITHDRAWN"
    assert "取り下げました" in Outbox.objects.latest("pk").subject
    assert services.ask_hikari_end(service=row, at=MID_MONTH, by=BY) != asked
    assert not services.call_off_hikari_end(
        service=RelatedServiceFactory(member=row.member), at=MID_MONTH, by=BY
    )
