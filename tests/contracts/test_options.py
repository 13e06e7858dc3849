"""Adding an option and ending one alone (F-OPT-04, F-OPT-05, C-097, D-61 to D-63)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from contracts import queries, services
from contracts.models import OptionPeriod
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.options import OptionCode
from tests.contracts.options import BY, add, charged, end, held, mails, read
from tests.factories import MID_MONTH, LineFactory, OptionPeriodFactory, hold, jst

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


def test_an_option_is_added_today_with_a_receipt_a_mail_and_a_trace() -> None:
    line = LineFactory()
    made = add(line, "safety_mail")
    assert (made.starts_on, made.ends_on, made.trial_through) == (date(2026, 10, 15), None, None)
    assert made.added_at == MID_MONTH
    assert made.added_number and made.added_number.startswith("A261015-")
    assert mails(line, "M-41") == ["IIJmioセーフティメールのお申し込みを受け付けました"]
    row = AuditRow.objects.get(verb="add_option")
    assert (row.subject, row.detail["line"]) == (made.code, line.code)
    assert [charged(made.line, month) for month in (OCTOBER, NOVEMBER)] == [330, 330]


def test_what_an_offer_tells_is_what_the_bills_take() -> None:
    line = OptionPeriodFactory(option_code="call_5").line
    offer = queries.option_offer(read(line), OptionCode.TABUHO, date(2026, 10, 15))
    told = {each.month: each.after for each in offer.months}
    made = add(line, "tabuho")
    assert told == {OCTOBER: 500, NOVEMBER: 500, DECEMBER: 1050}
    assert told == {month: charged(made.line, month) for month in told}


def test_the_same_form_adds_once_and_another_finds_it_held() -> None:
    line = LineFactory()
    made = add(line, "safety_mail")
    again = services.add_option(
        line=line, code=OptionCode.SAFETY_MAIL, shown="old", form="one", at=MID_MONTH, by=BY
    )
    assert again == made
    with pytest.raises(services.NotAdded, match="already_held"):
        add(line, "safety_mail", form="two", shown="x")
    assert OptionPeriod.objects.count() == Outbox.objects.count() == 1


def test_a_day_or_price_other_than_shown_adds_nothing() -> None:
    line = LineFactory()
    shown = queries.option_offer(read(line), OptionCode.SAFETY_MAIL, date(2026, 10, 15)).shown
    with pytest.raises(services.OtherThanShown):
        add(line, "safety_mail", jst(2026, 10, 16), shown=shown)
    assert not OptionPeriod.objects.exists()


@pytest.mark.parametrize(
    ("since", "at", "last", "both"),
    [
        pytest.param(date(2025, 4, 1), MID_MONTH, date(2026, 10, 14), 1200, id="mid-month"),
        pytest.param(date(2026, 10, 15), MID_MONTH, date(2026, 10, 15), 1200, id="the same day"),
        pytest.param(
            date(2025, 4, 1), jst(2026, 10, 1), date(2026, 9, 30), 700, id="midnight of a first"
        ),
    ],
)
def test_another_call_option_takes_the_place_of_the_first(
    since: date, at: datetime, last: date, both: int
) -> None:
    gone = OptionPeriodFactory(option_code="call_5", starts_on=since)
    hold(gone.line.member, at)
    made = add(gone.line, "call_10", at)
    gone.refresh_from_db()
    assert (gone.ends_on, gone.ended_at, gone.receipt_number) == (last, at, None)
    assert held(gone, at).is_over and held(gone, at).gave_way
    assert charged(made.line, OCTOBER) == both
    assert charged(made.line, NOVEMBER) == 700
    assert mails(gone.line, "M-17") == []
    assert AuditRow.objects.get(verb="add_option").detail["gave_way"] == "call_5"


@pytest.mark.parametrize(
    ("code", "at", "last", "is_over"),
    [
        pytest.param("call_5", MID_MONTH, date(2026, 10, 15), True, id="calls: at once"),
        pytest.param("virus_buster", MID_MONTH, None, False, id="over there: not here"),
        pytest.param("safety_mail", MID_MONTH, date(2026, 10, 15), True, id="security: at once"),
        pytest.param("smart_checker", MID_MONTH, date(2026, 10, 31), False, id="content"),
        pytest.param("smart_checker", jst(2026, 12, 1), date(2026, 12, 31), False, id="year end"),
        pytest.param("smart_checker", jst(2028, 2, 1), date(2028, 2, 29), False, id="leap day"),
        pytest.param("smart_checker", jst(2027, 2, 28), date(2027, 2, 28), False, id="last day"),
        pytest.param(
            "smart_checker", jst(2026, 10, 31, 23, 59), date(2026, 10, 31), False, id="23:59"
        ),
        pytest.param("smart_checker", jst(2026, 11, 1), date(2026, 11, 30), False, id="0:00"),
        pytest.param("call_5", jst(2028, 2, 29), date(2028, 2, 29), True, id="on a leap day"),
    ],
)
def test_an_option_ends_on_the_documented_day(
    code: str, at: datetime, last: date | None, is_over: bool
) -> None:
    period = OptionPeriodFactory(option_code=code)
    hold(period.line.member, at)
    if last is None:
        with pytest.raises(services.NotEnded, match="at_provider"):
            end(period, at)
        return
    ended = end(period, at)
    assert (ended.ends_on, ended.cancelled_at) == (last, at)
    assert (ended.ended_at is not None) is is_over is held(period, at).is_over
    said = "の解約が完了しました" if is_over else "の解約を受け付けました"
    assert mails(period.line, "M-17") == [f"{ended.label}{said}"]
    # The month of the end in full, nothing after it.
    month = last.replace(day=1)
    assert charged(ended.line, month) == held(period, at).yen
    assert charged(ended.line, date(last.year + last.month // 12, last.month % 12 + 1, 1)) == 0


def test_the_cover_of_a_device_ends_with_the_month_and_its_full_fee() -> None:
    period = OptionPeriodFactory(option_code="device_cover", agreed_yen=Decimal(550))
    assert end(period).ends_on == date(2026, 10, 31)
    assert charged(period.line, OCTOBER) == 550
    with pytest.raises(services.NotAdded, match="only_with_device"):
        add(period.line, "device_cover", jst(2026, 11, 1), shown="x")


def test_ended_twice_it_ends_once_with_the_same_receipt() -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    first = end(period)
    assert first.receipt_number and first.receipt_number.startswith("X261015-")
    second = end(OptionPeriod.objects.get(pk=period.pk), jst(2026, 10, 16))
    assert (second.receipt_number, second.cancelled_at) == (first.receipt_number, MID_MONTH)
    assert Outbox.objects.count() == AuditRow.objects.filter(verb="end_option").count() == 1


def test_what_was_ended_at_once_may_be_added_again_the_same_day_and_is_billed_once() -> None:
    period = OptionPeriodFactory(option_code="safety_mail")
    end(period)
    again = add(period.line, "safety_mail")
    assert again.pk != period.pk
    assert charged(again.line, OCTOBER) == 330


def test_what_still_ends_is_not_added_before_it_is_over() -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    end(period)
    with pytest.raises(services.NotAdded, match="still_ending"):
        add(period.line, "smart_checker", jst(2026, 10, 31, 23, 59), shown="x")
    hold(period.line.member, jst(2026, 11, 1))
    assert add(period.line, "smart_checker", jst(2026, 11, 1)).starts_on == NOVEMBER


def test_an_end_other_than_shown_ends_nothing() -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    shown = queries.option_ending(held(period)).shown
    with pytest.raises(services.OtherThanShown):
        services.end_option(period=period, shown=shown, at=jst(2026, 11, 1), by=BY)
    period.refresh_from_db()
    assert period.ends_on is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param({"started_on": date(2026, 10, 16)}, "not_in_use_yet", id="waiting"),
        pytest.param(
            {"leaving_by": "cancellation", "ends_on": date(2026, 10, 31)}, "leaving", id="leaving"
        ),
        pytest.param(
            {
                "leaving_by": "cancellation",
                "ends_on": date(2026, 9, 30),
                "ended_at": jst(2026, 10, 1),
            },
            "ended",
            id="over",
        ),
        pytest.param({"function": "data", "phone_number": ""}, "other_function", id="no calls"),
    ],
)
def test_a_line_that_cannot_have_an_option_does_not_get_it(
    line: dict[str, object], reason: str
) -> None:
    with pytest.raises(services.NotAdded, match=reason):
        add(LineFactory(**line), "dial", shown="x")
    assert not OptionPeriod.objects.exists()
