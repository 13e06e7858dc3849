"""What a month's bill is made from: the periods that touch that month, and nothing later."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from billing.queries import bill_facts
from billing.queries.bundles import bundles, opened, others
from billing.queries.parts import Span, parts_of_lines, parts_of_members
from billing.queries.prepared import rows_of
from contracts.models import Line
from mioportal.rules.billing import BilledLine, ChargeKind, bill_lines, totals
from mioportal.rules.options import OptionCode
from tests.factories import DeviceFactory, LineFactory, MemberFactory, OptionPeriodFactory

pytestmark = pytest.mark.django_db

SEP, OCT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
LAST_OF_OCT = date(2026, 10, 31)


def billed(line: Line, month: date = OCT) -> BilledLine:
    return bill_facts(line.member, month).lines[0]


def total(line: Line, month: date) -> Decimal:
    return totals(bill_lines(bill_facts(line.member, month))).total


def fee(line: Line, month: date) -> Decimal:
    """The same without what a new line pays once."""
    rows = bill_lines(bill_facts(line.member, month))
    once = (ChargeKind.INITIAL_FEE, ChargeKind.SIM_ISSUE)
    return totals(row for row in rows if row.kind not in once).total


def on_plans(*steps: tuple[str, date]) -> Line:
    """A line that went from plan to plan, each from its day on."""
    line = LineFactory(plan=None)
    for number, (code, starts_on) in enumerate(steps):
        later = steps[number + 1 :]
        ends_on = later[0][1] - timedelta(days=1) if later else None
        line.plan_periods.create(plan_code=code, starts_on=starts_on, ends_on=ends_on)
    return line


def test_a_line_is_billed_for_its_plan_and_options() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line)
    found = billed(line)
    assert (found.line, found.plan, found.function, found.medium) == (
        line.code,
        "giga_5gb",
        "voice",
        "sim",
    )
    assert found.options == (OptionCode.CALL_5,)
    assert total(line, OCT) == 1490


def test_a_plan_change_on_the_first_never_reprices_last_month() -> None:
    line = on_plans(("giga_2gb", date(2025, 4, 1)), ("giga_20gb", NOV))
    assert [total(line, month) for month in (SEP, OCT, NOV)] == [850, 850, 2000]


def test_an_option_taken_on_the_first_is_not_on_last_months_bill() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, starts_on=NOV)
    assert [total(line, month) for month in (OCT, NOV)] == [990, 1490]


def test_an_option_dropped_on_the_last_day_is_gone_from_next_months_bill() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, ends_on=LAST_OF_OCT)
    assert [total(line, month) for month in (OCT, NOV)] == [1490, 990]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_on_it"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), False),
        (date(2026, 9, 1), date(2026, 10, 1), True),
        (date(2026, 10, 15), date(2026, 10, 15), True),
        (date(2026, 10, 31), None, True),
        (date(2026, 11, 1), None, False),
        (date(2025, 1, 1), None, True),
    ],
    ids=[
        "over the day before",
        "to the first",
        "for a single day within",
        "from the last day",
        "from the day after",
        "all the time",
    ],
)
def test_an_option_is_billed_when_it_touches_the_month(
    starts_on: date, ends_on: date | None, is_on_it: bool
) -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, starts_on=starts_on, ends_on=ends_on)
    assert (billed(line).options != ()) is is_on_it


@pytest.mark.parametrize(
    ("taken_on", "dropped_on", "again_on"),
    [
        (date(2026, 9, 1), date(2026, 10, 10), date(2026, 10, 20)),
        (date(2026, 9, 1), date(2026, 10, 10), date(2026, 10, 11)),
        (date(2026, 10, 10), date(2026, 10, 10), date(2026, 10, 10)),
        (OCT, OCT, OCT),
        (date(2026, 10, 31), date(2026, 10, 31), date(2026, 10, 31)),
        (date(2026, 9, 1), date(2026, 12, 30), date(2026, 12, 31)),
        (date(2026, 9, 1), date(2028, 2, 28), date(2028, 2, 29)),
    ],
    ids=[
        *("days later", "the next day"),
        *("all on one day", "all on the first day", "all on the last day"),
        *("at the end of a year", "at the end of a leap February"),
    ],
)
def test_an_option_dropped_and_taken_again_in_a_month_is_billed_once(
    taken_on: date, dropped_on: date, again_on: date
) -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, starts_on=taken_on, ends_on=dropped_on)
    OptionPeriodFactory(line=line, starts_on=again_on)
    month = again_on.replace(day=1)
    (told,) = bill_facts(line.member, month).lines
    assert told.options == (OptionCode.CALL_5,)
    assert total(line, month) == 1490


def test_an_option_dropped_for_the_next_month_and_taken_again_then_is_billed_in_both() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, ends_on=date(2026, 10, 31))
    OptionPeriodFactory(line=line, starts_on=date(2026, 11, 1))
    assert total(line, OCT) == total(line, date(2026, 11, 1)) == 1490


@pytest.mark.parametrize(
    ("started_on", "yen"),
    [
        (date(2026, 10, 1), 990),
        (date(2026, 10, 2), 958),
        (date(2026, 10, 17), 479),
        (date(2026, 10, 31), 31),
    ],
    ids=["on the first", "on the second", "in the middle", "on the last day"],
)
def test_a_line_started_within_the_month_pays_for_its_days(started_on: date, yen: int) -> None:
    line = LineFactory(contracted_on=started_on)
    assert billed(line).billing_started_on == started_on
    assert fee(line, OCT) == yen
    assert total(line, NOV) == 990


@pytest.mark.parametrize(
    ("network", "yen", "tax"), [("docomo", 3733, 339), ("au", 3746, 340)], ids=str
)
def test_a_new_line_pays_its_fees_once(network: str, yen: int, tax: int) -> None:
    line = LineFactory(contracted_on=OCT, network=network)
    rows = bill_lines(bill_facts(line.member, OCT))
    fees = totals(row for row in rows if row.kind != ChargeKind.PLAN)
    assert (fees.total, fees.tax) == (yen, tax)
    assert total(line, OCT) == yen + 990
    assert total(line, NOV) == 990


@pytest.mark.parametrize(
    ("started_on", "ends_on", "is_on_it"),
    [
        (date(2026, 11, 1), None, False),
        (date(2026, 10, 31), None, True),
        (date(2025, 4, 1), date(2026, 9, 30), False),
        (date(2025, 4, 1), date(2026, 10, 1), True),
        (date(2025, 4, 1), date(2026, 10, 31), True),
    ],
    ids=[
        "starts after it",
        "starts on its last day",
        "ended before it",
        "ends on its first day",
        "ends with it",
    ],
)
def test_a_line_is_billed_for_the_months_it_lives_in(
    started_on: date, ends_on: date | None, is_on_it: bool
) -> None:
    leaving = {"leaving_by": "cancellation", "ends_on": ends_on} if ends_on else {}
    line = LineFactory(contracted_on=started_on, **leaving)
    assert bool(bill_facts(line.member, OCT).lines) is is_on_it


def test_the_last_month_is_never_pro_rated() -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=LAST_OF_OCT, plan__ends_on=LAST_OF_OCT)
    assert total(line, OCT) == 990
    assert bill_facts(line.member, NOV).lines == ()


def test_one_bill_holds_every_line_of_the_member_and_nobody_elses() -> None:
    member = MemberFactory()
    mine = LineFactory.create_batch(3, member=member)
    LineFactory(member__world=member.world)
    facts = bill_facts(member, OCT)
    assert [each.line for each in facts.lines] == [line.code for line in mine]
    only = bill_facts(member, OCT, only=mine[1])
    assert [each.line for each in only.lines] == [mine[1].code]


def test_ten_lines_are_read_with_as_few_questions_as_one(
    django_assert_num_queries: object,
) -> None:
    member = LineFactory().member
    LineFactory.create_batch(9, member=member)
    with django_assert_num_queries(11):  # type: ignore[operator]
        assert len(bill_facts(member, OCT).lines) == 10


def test_february_of_a_leap_year_ends_on_the_29th() -> None:
    line = LineFactory(contracted_on=date(2028, 2, 29))
    assert fee(line, date(2028, 2, 1)) == 34


@pytest.mark.parametrize(
    ("month", "each"),
    [pytest.param(SEP, 1, id="a device alone"), pytest.param(OCT, 3, id="line, option and device")],
)
def test_questions_put_once_answer_like_new_ones_whoever_asks(month: date, each: int) -> None:
    lines = [LineFactory.create(contracted_on=OCT) for _member in range(3)]
    for line in lines:
        OptionPeriodFactory(line=line, starts_on=OCT)
        DeviceFactory(line=line)
    first, second, third = (line.member_id for line in lines)
    one, many = Span(second, second, month), Span(first, third, month)
    for span in (one, many, Span(first, first, month), one):
        questions = (*parts_of_lines(span), *parts_of_members(span))
        anew = [row for question in questions for row in question]
        assert sorted(rows_of(span), key=str) == sorted(anew, key=str)
    assert len(list(rows_of(many))) == 3 * each


@pytest.mark.parametrize("count", [1, 3], ids=["one member", "many"])
def test_bundles_hold_what_is_told_one_by_one(count: int) -> None:
    lines = [LineFactory.create() for _member in range(3)]
    for line in lines:
        OptionPeriodFactory(line=line)
        DeviceFactory(line=line)
        LineFactory(member=line.member)
    span = Span(lines[0].member_id, lines[count - 1].member_id, OCT)
    told = [
        (member, line, terms)
        for member, bundle in bundles(span).items()
        for line, terms in zip(*opened(bundle), strict=True)
    ]
    told += [(member, str(line), terms) for member, line, _code, terms in others(span)]
    found = [(member, str(line), terms) for member, line, _code, terms in rows_of(span)]
    assert sorted(told) == sorted(found) and len(told) == 4 * count
