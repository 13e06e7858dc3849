"""Opening a line, and what the database itself refuses to hold."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, models, transaction

from contracts import services
from contracts.models import Line, OptionPeriod, PlanPeriod, Sim
from contracts.services import NewLine
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow
from mioportal.rules.options import AgreedFee, OptionCode
from tests.factories import LineFactory, MemberFactory, OptionPeriodFactory, jst

pytestmark = pytest.mark.django_db

BY = system("test")
AT = jst(2026, 10, 1, 9)
NEW = {
    "code": "hdu00000001",
    "plan_code": "giga_5gb",
    "contracted_on": date(2026, 9, 28),
    "started_on": date(2026, 10, 1),
    "iccid": "8981100000000000001",
    "phone_number": "090-0000-0001",
}


SECOND = {
    "code": "hdu00000002",
    "iccid": "8981100000000000002",
    "phone_number": "090-0000-0002",
}


def test_a_new_line_has_its_plan_its_options_and_its_card_from_the_first_day_of_use() -> None:
    member = MemberFactory()
    new = NewLine(**NEW, option_codes=("call_5", "dial"))
    line = services.open_line(member=member, new=new, at=AT, by=BY)
    assert line.world == member.world
    assert (line.contracted_on, line.started_on) == (date(2026, 9, 28), date(2026, 10, 1))
    plan = line.plan_periods.get()
    assert (plan.plan_code, plan.starts_on, plan.ends_on) == ("giga_5gb", line.started_on, None)
    options = line.option_periods.order_by("option_code")
    assert [period.option_code for period in options] == ["call_5", "dial"]
    assert {period.starts_on for period in options} == {line.started_on}
    assert line.sims.get().state == Sim.State.LENT
    assert AuditRow.objects.get(verb="open_line").subject == line.code


def test_options_are_opened_with_their_agreed_fees_and_their_trials() -> None:
    member = MemberFactory()
    new = NewLine(
        **NEW,
        option_codes=("large_data", "tabuho"),
        agreed=(AgreedFee(OptionCode.LARGE_DATA, Decimal(1320)),),
    )
    line = services.open_line(member=member, new=new, at=AT, by=BY)
    told = {each.option_code: each for each in line.option_periods.all()}
    assert (told["large_data"].agreed_yen, told["large_data"].trial_through) == (1320, None)
    assert (told["tabuho"].agreed_yen, told["tabuho"].trial_through) == (None, date(2026, 11, 30))
    second = NewLine(**(NEW | SECOND), option_codes=("tabuho",))
    # Once for each member (D-62).
    again = services.open_line(member=member, new=second, at=AT, by=BY).option_periods.get()
    assert again.trial_through is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"plan_code": "giga_3gb"},
        {"plan_code": "minimum_start", "medium": Line.Medium.ESIM},
        {"function": Line.Function.SMS, "medium": Line.Medium.ESIM},
        {"option_codes": ("no_such_option",)},
        {"option_codes": ("call_5", "call_10")},
        {"option_codes": ("dial",), "function": Line.Function.DATA},
        {"option_codes": ("large_data",)},
        {"agreed": (AgreedFee(OptionCode.LARGE_DATA, Decimal(1320)),)},
    ],
    ids=[
        "an unknown plan",
        "a legacy plan on eSIM",
        "SMS on eSIM",
        "an unknown option",
        "two call options",
        "a telephone's option without a telephone",
        "an option without its agreed fee",
        "an agreed fee without its option",
    ],
)
def test_what_is_not_sold_is_not_opened(wrong: dict[str, object]) -> None:
    member = MemberFactory()
    with pytest.raises(ValueError):
        services.open_line(member=member, new=NewLine(**(NEW | wrong)), at=AT, by=BY)
    assert not Line.objects.exists()
    assert not AuditRow.objects.exists()


def test_a_line_that_clashes_half_way_leaves_nothing_behind() -> None:
    other = LineFactory()
    taken = other.sims.get().iccid
    with pytest.raises(IntegrityError), transaction.atomic():
        services.open_line(
            member=other.member, new=NewLine(**(NEW | {"iccid": taken})), at=AT, by=BY
        )
    assert Line.objects.get() == other
    assert not AuditRow.objects.exists()


def line_with(**fields: object) -> Callable[[], models.Model]:
    return lambda: LineFactory(**fields)


def second_open_plan() -> models.Model:
    line = LineFactory()
    return line.plan_periods.create(plan_code="giga_2gb", starts_on=date(2026, 1, 1))


def same_option_twice() -> models.Model:
    return OptionPeriodFactory(line=OptionPeriodFactory().line)


def backward_plan() -> models.Model:
    line = LineFactory(plan=None)
    return PlanPeriod.objects.create(
        line=line, plan_code="giga_2gb", starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1)
    )


def backward_option() -> models.Model:
    return OptionPeriod.objects.create(
        line=LineFactory(),
        option_code="call_5",
        starts_on=date(2026, 1, 2),
        ends_on=date(2026, 1, 1),
    )


def same_number() -> models.Model:
    line = LineFactory()
    return LineFactory(member__world=line.world, phone_number=line.phone_number)


def same_card() -> models.Model:
    sim = LineFactory().sims.get()
    return LineFactory(member__world=sim.world, sim__iccid=sim.iccid)


def same_code() -> models.Model:
    return LineFactory(code=LineFactory().code)


@pytest.mark.parametrize(
    "make",
    [
        line_with(ends_on=date(2026, 10, 31)),
        line_with(leaving_by="cancellation"),
        line_with(ended_at=jst(2026, 11, 1)),
        second_open_plan,
        same_option_twice,
        backward_plan,
        backward_option,
        same_number,
        same_card,
        same_code,
    ],
    ids=[
        "a last day without a way of leaving",
        "leaving without a last day",
        "ended without a last day",
        "two open plans on one line",
        "one option open twice",
        "a plan that ends before it starts",
        "an option that ends before it starts",
        "one number on two live lines of a world",
        "one card in two lines of a world",
        "one code on two lines",
    ],
)
def test_the_database_refuses(make: Callable[[], models.Model]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_number_is_free_again_once_its_line_has_ended() -> None:
    gone = LineFactory(
        leaving_by="cancellation", ends_on=date(2026, 9, 30), ended_at=jst(2026, 10, 1)
    )
    LineFactory(member__world=gone.world, phone_number=gone.phone_number)


def test_worlds_do_not_share_numbers_or_cards() -> None:
    line = LineFactory()
    LineFactory(phone_number=line.phone_number, sim__iccid=line.sims.get().iccid)


def test_many_data_lines_without_a_number_may_stand_side_by_side() -> None:
    member = MemberFactory()
    LineFactory.create_batch(3, member=member, phone_number="", function=Line.Function.DATA)


@pytest.mark.parametrize("way", [Line.Leaving.CANCELLATION, Line.Leaving.PORT_OUT])
def test_a_line_leaves_once_whatever_comes_second(way: Line.Leaving) -> None:
    line = LineFactory()
    services.start_leaving(line=line, way=way, ends_on=date(2026, 10, 31), at=AT, by=BY)
    for second in (Line.Leaving.CANCELLATION, Line.Leaving.PORT_OUT):
        with pytest.raises(services.AlreadyLeaving):
            services.start_leaving(line=line, way=second, ends_on=date(2026, 11, 30), at=AT, by=BY)
    line.refresh_from_db()
    assert (line.leaving_by, line.ends_on) == (way, date(2026, 10, 31))
    assert AuditRow.objects.filter(verb="start_leaving").count() == 1


def test_plan_and_options_last_exactly_as_long_as_the_line() -> None:
    line = OptionPeriodFactory().line
    over = OptionPeriodFactory(line=line, option_code="call_10", ends_on=date(2026, 5, 31))
    services.start_leaving(
        line=line, way=Line.Leaving.CANCELLATION, ends_on=date(2026, 10, 31), at=AT, by=BY
    )
    assert line.plan_periods.get().ends_on == date(2026, 10, 31)
    assert line.option_periods.get(option_code="call_5").ends_on == date(2026, 10, 31)
    over.refresh_from_db()
    assert over.ends_on == date(2026, 5, 31)
