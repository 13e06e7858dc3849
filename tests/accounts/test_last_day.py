"""What the last day of a closing mioID hangs on, and what moves it (F-ACC-06, C-039, C-041)."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest

from accounts import services
from accounts.models import Member
from contracts import services as contracts
from contracts.models import Line, Sim
from contracts.services import NewLine
from mioportal.plumbing.models import AuditRow
from tests.accounts.lives import BY, at, closing, draft, note_end, refresh, reminded_on, through
from tests.factories import LineFactory, MemberFactory, SimFactory

pytestmark = pytest.mark.django_db

ENDED = date(2025, 10, 31)
LAST = date(2026, 1, 31)


def owes(member: Member, day: date) -> None:
    services.note_debt(member=member, yen=Decimal(1490), at=at(day), by=BY)


def pays(member: Member, day: date) -> None:
    services.settle_debt(member=member, at=at(day), by=BY)


def instalments(member: Member, left: int, paid_on: date | None, day: date) -> None:
    services.note_instalments(
        member=member, left_yen=Decimal(left), paid_on=paid_on, at=at(day), by=BY
    )


def sim_case(member: Member, closed_on: date | None, day: date) -> None:
    services.note_sim_case(member=member, closed_on=closed_on, at=at(day), by=BY)


@pytest.mark.parametrize(
    ("ended_on", "last", "warned_on"),
    [
        pytest.param(ENDED, LAST, [date(2025, 12, 31), date(2026, 1, 24)], id="end of October"),
        pytest.param(
            date(2025, 11, 30),
            date(2026, 2, 28),
            [date(2026, 1, 28), date(2026, 2, 21)],
            id="end of November",
        ),
        pytest.param(
            date(2027, 11, 30),
            date(2028, 2, 29),
            [date(2028, 1, 29), date(2028, 2, 22)],
            id="into 29 February",
        ),
        pytest.param(
            date(2025, 12, 31),
            date(2026, 3, 31),
            [date(2026, 2, 28), date(2026, 3, 24)],
            id="year end",
        ),
    ],
)
def test_three_months_after_the_last_service_the_mioid_ends(
    ended_on: date, last: date, warned_on: list[date]
) -> None:
    member = closing(ended_on)
    assert through(member) == last
    assert reminded_on(member) == warned_on


def test_a_debt_puts_the_last_day_off_and_its_late_payment_moves_it() -> None:
    member = closing(ENDED)
    owes(member, date(2025, 11, 26))
    assert through(member) is None
    assert reminded_on(member) == []
    pays(member, date(2026, 3, 31))
    assert member.standing.last_bill_settled_on != date(2026, 3, 31)
    assert through(member) == date(2026, 6, 30)
    assert refresh(member).standing.last_bill_settled_on == date(2026, 3, 31)
    assert reminded_on(member) == [date(2026, 5, 30), date(2026, 6, 23)]


def test_a_debt_that_was_there_before_keeps_the_last_day_open() -> None:
    member = MemberFactory(standing__owed_yen=Decimal(500))
    note_end(member, ENDED)
    assert through(member) is None
    pays(member, date(2025, 11, 4))
    assert through(member) == date(2026, 2, 4)


@pytest.mark.parametrize(
    ("settled_on", "last"),
    [
        pytest.param(date(2025, 12, 25), date(2026, 3, 25), id="later than the last service"),
        pytest.param(date(2025, 10, 25), LAST, id="earlier: it does not count"),
    ],
)
def test_the_last_bill_moves_the_last_day_only_onward(settled_on: date, last: date) -> None:
    member = closing(ENDED)
    services.note_bill_settled(
        member=member, settled_on=settled_on, at=at(date(2025, 12, 25)), by=BY
    )
    assert through(member) == last


def test_an_earlier_bill_told_late_does_not_take_the_later_one_back() -> None:
    member = closing(ENDED)
    for day in (date(2025, 12, 25), date(2025, 11, 25), date(2025, 12, 25)):
        services.note_bill_settled(member=member, settled_on=day, at=at(day), by=BY)
    assert through(member) == date(2026, 3, 25)
    assert AuditRow.objects.filter(verb="note_bill_settled").count() == 1


def test_instalments_keep_it_open_and_the_last_one_paid_later_moves_it() -> None:
    member = MemberFactory()
    instalments(member, 28_896, None, ENDED)
    note_end(member, ENDED)
    assert through(member) is None
    instalments(member, 2_408, date(2026, 9, 25), date(2026, 9, 25))
    assert through(member) is None
    instalments(member, 0, date(2026, 10, 25), date(2026, 10, 25))
    assert through(member) == date(2027, 1, 25)


def test_less_than_nothing_is_owed_for_no_device() -> None:
    with pytest.raises(ValueError, match="^left_yen: -1 is less than nothing"):
        instalments(MemberFactory(), -1, None, ENDED)


def test_an_open_sim_case_keeps_it_open_and_its_close_moves_it() -> None:
    member = closing(ENDED)
    sim_case(member, None, date(2026, 1, 10))
    assert through(member) is None
    sim_case(member, date(2026, 2, 10), date(2026, 2, 10))
    assert through(member) == date(2026, 5, 10)


def test_a_card_on_its_way_back_is_no_case() -> None:
    member = closing(ENDED)
    line = LineFactory(member=member, sim=None, leaving_by="cancellation", ends_on=ENDED)
    SimFactory(line=line, state=Sim.State.AWAITED)
    assert through(member) == LAST
    contracts.receive_sim(sim=line.sims.get(), at=at(date(2026, 1, 20)), by=BY)
    assert through(member) == LAST


def test_everything_must_be_settled_and_the_latest_counts() -> None:
    member = closing(ENDED)
    owes(member, date(2025, 11, 26))
    instalments(member, 2_408, None, date(2025, 11, 26))
    sim_case(member, None, date(2025, 11, 26))
    pays(member, date(2026, 4, 30))
    assert through(member) is None
    sim_case(member, date(2026, 4, 1), date(2026, 4, 30))
    assert through(member) is None
    instalments(member, 0, date(2026, 4, 25), date(2026, 4, 30))
    assert through(member) == date(2026, 7, 30)


@pytest.mark.parametrize(
    "change",
    [
        lambda member: owes(member, date(2025, 11, 26)),
        lambda member: instalments(member, 2_408, None, date(2025, 11, 26)),
        lambda member: sim_case(member, None, date(2025, 11, 26)),
    ],
    ids=["a debt", "a device", "a SIM case"],
)
def test_of_a_member_with_services_nothing_is_counted(change: Callable[[Member], None]) -> None:
    member = MemberFactory()
    change(member)
    assert through(member) is None
    assert reminded_on(member) == []
    assert not refresh(member).standing.is_closing


def new_line(member: Member, day: date) -> Line:
    new = NewLine(
        code=f"hdu{member.pk:08d}",
        plan_code="giga_2gb",
        contracted_on=day,
        started_on=day,
        iccid=f"8981100{member.pk:012d}",
        phone_number="090-0000-9999",
    )
    return contracts.open_line(member=member, new=new, at=at(day), by=BY)


def test_a_new_line_makes_the_mioid_valid_again_and_its_end_closes_it_anew() -> None:
    member = closing(ENDED)
    new_line(member, LAST)
    assert through(member) is None
    assert not member.standing.is_closing
    assert reminded_on(member) == []
    note_end(member, date(2026, 4, 30))
    assert through(member) == date(2026, 7, 30)


def test_a_day_after_the_last_one_no_line_is_added_whether_or_not_the_job_has_run() -> None:
    member = closing(ENDED)
    for _time in range(2):
        with pytest.raises(services.MioIdEnded):
            new_line(member, date(2026, 2, 1))
        assert not Line.objects.exists()
        services.end_mio_id(member=member, at=at(date(2026, 2, 1)), by=BY)


def test_what_is_over_does_not_come_back_because_of_a_later_debt() -> None:
    member = closing(ENDED)
    owes(member, date(2026, 2, 1))
    assert through(member) == LAST
    services.end_mio_id(member=member, at=at(date(2026, 2, 1)), by=BY)
    pays(member, date(2026, 2, 2))
    assert through(member) == LAST
    assert refresh(member).has_ended(date(2026, 2, 2))


@pytest.mark.parametrize(
    ("registered_on", "last", "warned_on"),
    [
        pytest.param(
            date(2026, 1, 31), date(2026, 2, 28), date(2026, 2, 21), id="31 January, clamped"
        ),
        pytest.param(date(2028, 1, 30), date(2028, 2, 29), date(2028, 2, 22), id="leap year"),
        pytest.param(date(2025, 12, 15), date(2026, 1, 15), date(2026, 1, 8), id="year end"),
    ],
)
def test_a_provisional_mioid_lives_a_month(
    registered_on: date, last: date, warned_on: date
) -> None:
    member = draft(registered_on)
    assert through(member) == last
    assert reminded_on(member) == [warned_on]


def test_a_completed_application_puts_the_mioid_in_force_once() -> None:
    member = draft(date(2026, 1, 31))
    by_the_last_second = at(date(2026, 2, 28), time(23, 59, 59))
    done = [
        services.complete_registration(member=member, at=by_the_last_second, by=BY)
        for _time in range(2)
    ]
    assert done == [True, False]
    assert through(member) is None
    assert reminded_on(member) == []
    assert AuditRow.objects.filter(verb="complete_registration").count() == 1


def test_an_application_is_not_completed_after_its_month() -> None:
    member = draft(date(2026, 1, 31))
    with pytest.raises(services.MioIdEnded):
        services.complete_registration(member=member, at=at(date(2026, 3, 1), time(0)), by=BY)
