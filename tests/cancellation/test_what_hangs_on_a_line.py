"""Groups, devices, options and services of a line that is to be cancelled."""

from datetime import date

import pytest

from accounts.models import Member
from billing.models import Bill
from billing.queries import estimate
from cancellation import queries, services
from cancellation.queries import may_cancel, quote_for
from contracts.models import Line, OptionPeriod
from contracts.queries.devices import rests_to_come
from mioportal.plumbing.actor import system
from mioportal.rules.cancellation import Reason
from mioportal.rules.charges import OF_DEVICES
from mioportal.rules.dates import add_months, month_start
from mioportal.rules.quote import EventKind
from tests.cancellation.wizard import accepted, at_review
from tests.factories import (
    MID_MONTH,
    CardFactory,
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    a_group_of,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LAST = date(2026, 10, 31)


@pytest.fixture
def family() -> Member:
    member = MemberFactory()
    a_group_of(*[LineFactory(member=member) for _ in range(3)])
    return member


def lines_of(member: Member) -> list[Line]:
    return list(member.lines.select_related("member__standing", "world").order_by("pk"))


def test_a_primary_line_with_live_secondaries_is_not_cancelled_here_and_says_why(
    family: Member,
) -> None:
    primary, *_seconds = lines_of(family)
    assert may_cancel(primary, MID_MONTH).reasons == (Reason.MAIN_WITH_SUBS,)
    page = Visitor.signed_in_as(family).open(f"/cancel/lines/{primary.code}/")
    assert "主回線" in page.words


def test_nor_on_the_telephone(family: Member) -> None:
    primary, *_seconds = lines_of(family)
    with pytest.raises(services.NotAllowed):
        services.accept_by_phone(line=primary, at=MID_MONTH, by=system("test"))
    assert not Line.objects.exclude(leaving_by="").exists()


def test_it_may_go_once_every_secondary_has_its_last_day(family: Member) -> None:
    primary, *seconds = lines_of(family)
    for line in seconds:
        accepted(line)
    assert may_cancel(primary, MID_MONTH).allowed


def test_a_secondary_goes_alone_and_is_told_what_the_group_pays_then(family: Member) -> None:
    _primary, second, _third = lines_of(family)
    assert may_cancel(second, MID_MONTH).allowed
    quote = quote_for(second, MID_MONTH)
    event = quote.event(EventKind.SHARE_FEE_CHANGES)
    assert event and (event.on, event.amount) == (date(2026, 11, 1), 1430)


def test_the_quote_of_a_primary_line_names_every_line_that_ends_with_it(family: Member) -> None:
    primary, *seconds = lines_of(family)
    quote = quote_for(primary, MID_MONTH)
    ends = [event.subject for event in quote.events if event.kind is EventKind.SECONDARY_ENDS]
    assert ends == [line.code for line in seconds]
    assert quote.event(EventKind.MIOID_VALID_THROUGH)


def test_options_of_the_line_end_with_it_and_the_others_go_on() -> None:
    line = LineFactory()
    for code in ("call_5", "tabuho", "safety_mail", "nuisance_guard"):
        OptionPeriodFactory(line=line, option_code=code)
    accepted(line)
    ends = dict(OptionPeriod.objects.values_list("option_code", "ends_on"))
    assert ends == {"call_5": LAST, "tabuho": None, "safety_mail": None, "nuisance_guard": None}


def test_devices_services_and_trials_are_part_of_what_is_shown() -> None:
    line = LineFactory()
    DeviceFactory(line=line, paid=12, member=line.member)
    RelatedServiceFactory(member=line.member)
    OptionPeriodFactory(line=line, option_code="tabuho", trial_through=date(2026, 11, 10))
    quote = queries.quote_for(line, MID_MONTH)
    told = {event.kind: event for event in quote.events}
    assert told[EventKind.INSTALMENTS_END].on == date(2027, 10, 25)
    assert told[EventKind.MIO_WARI_ENDS].on == date(2026, 11, 1)
    assert told[EventKind.TRIAL_BECOMES_PAID].on == date(2026, 11, 11)
    page = Visitor.signed_in_as(line.member).open(f"/cancel/lines/{line.code}/")
    assert page.status == 200


def test_a_device_never_keeps_a_line_from_being_cancelled() -> None:
    device = DeviceFactory()
    assert may_cancel(device.line, MID_MONTH).allowed


@pytest.mark.parametrize(
    ("kind", "choice", "called_in"),
    [
        pytest.param("campaign", "", True, id="a campaign's, which cannot go on"),
        pytest.param("ordinary", "lump_sum", True, id="chosen"),
        pytest.param("ordinary", "", False, id="one that goes on"),
    ],
)
def test_what_the_month_comes_to_tells_a_rest_that_will_fall_due_with_it(
    kind: str, choice: str, called_in: bool
) -> None:
    line = LineFactory()
    device = DeviceFactory(line=line, paid=12, kind=kind, choice=choice)
    before = estimate(line.member, month_start(LAST))
    shown = quote_for(line, MID_MONTH).total
    accepted(line)
    foretold = estimate(line.member, month_start(LAST))
    assert before is not None and foretold is not None
    assert foretold.totals.total == shown
    assert (foretold.totals.total - before.totals.total == 11 * 2408) is called_in
    # The rest has been moved there, and is not told a second time.
    live_through(line.member, jst(2026, 11, 2, 10))
    moved = estimate(line.member, month_start(LAST))
    assert moved is not None and moved.totals.total == shown
    live_through(line.member, jst(2026, 11, 5, 10))
    bill = Bill.objects.get(member=line.member, month=month_start(LAST))
    assert bill.total_yen == shown
    assert {item.code for item in foretold.items if item.kind in OF_DEVICES} == {device.code}


@pytest.mark.parametrize(
    "ends_on",
    [
        pytest.param(date(2026, 10, 1), id="the first of a month"),
        pytest.param(date(2026, 10, 31), id="the last of a month"),
        pytest.param(date(2026, 12, 31), id="the last of a year"),
        pytest.param(date(2027, 1, 1), id="new year"),
        pytest.param(date(2027, 2, 28), id="the last of a short month"),
        pytest.param(date(2028, 2, 29), id="a leap day"),
    ],
)
def test_a_rest_falls_due_in_the_month_of_the_last_day_and_in_no_other(ends_on: date) -> None:
    line = LineFactory(ends_on=ends_on, leaving_by="cancellation")
    first_month = add_months(month_start(ends_on), -12)
    DeviceFactory(line=line, first_month=first_month, paid=12, kind="campaign")
    before, of_it, after = (add_months(month_start(ends_on), step) for step in (-1, 0, 1))
    told = {
        month: [yen for _device, yen in rests_to_come(line.member, month)]
        for month in (before, of_it, after)
    }
    assert told == {before: [], of_it: [11 * 2408], after: []}


@pytest.mark.parametrize(
    ("brand", "debited"),
    [
        ("aeon", date(2026, 12, 2)),
        ("jcb", date(2026, 12, 10)),
        ("mitsui_sumitomo", date(2026, 12, 10)),
        ("rakuten", date(2026, 12, 27)),
        ("other", None),
    ],
)
def test_the_last_bill_is_debited_on_the_day_of_the_card_that_pays(
    brand: str, debited: date | None
) -> None:
    line = LineFactory()
    CardFactory(member=line.member, brand=brand)
    event = quote_for(line, MID_MONTH).event(EventKind.BANK_DEBIT)
    assert (event.on if event else None) == debited


def test_without_a_card_no_day_of_a_debit_is_promised() -> None:
    assert quote_for(LineFactory(), MID_MONTH).event(EventKind.BANK_DEBIT) is None


@pytest.mark.parametrize("has_card", [True, False], ids=["a known card", "no card"])
def test_the_day_of_the_debit_is_told_once(has_card: bool) -> None:
    line = LineFactory()
    if has_card:
        CardFactory(member=line.member)
    words = at_review(line).page.words
    assert ("銀行口座から引き落とされます" in words) is has_card
    assert ("カード会社の引落日です" in words) is not has_card
