"""What days do to options: trials warn before they cost, ends are told, lines leave."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from contracts import queries, services
from contracts.models import Line, OptionPeriod
from mioportal.plumbing.models import Happening, Outbox
from tests.cancellation.wizard import accepted
from tests.contracts.options import BY, add, charged, end, held, mails, tick
from tests.factories import MID_MONTH, LineFactory, OptionPeriodFactory, hold, jst, live_through

pytestmark = pytest.mark.django_db
WARNED = "タブホのお試しが、まもなく終わります"


def on_trial(at: datetime = MID_MONTH, code: str = "tabuho") -> OptionPeriod:
    line = LineFactory()
    hold(line.member, at)
    return add(line, code, at)


@pytest.mark.parametrize(
    ("added", "until", "told"),
    [
        pytest.param(MID_MONTH, jst(2026, 11, 22, 23), 0, id="the day before the week"),
        pytest.param(MID_MONTH, jst(2026, 11, 23, 9, 59), 0, id="before ten o'clock"),
        pytest.param(MID_MONTH, jst(2026, 11, 23, 10), 1, id="a week before"),
        pytest.param(MID_MONTH, jst(2026, 11, 28, 23), 1, id="between"),
        pytest.param(MID_MONTH, jst(2026, 11, 29, 10), 2, id="the day before the last"),
        pytest.param(MID_MONTH, jst(2026, 12, 31), 2, id="never again"),
        pytest.param(jst(2028, 1, 31), jst(2028, 2, 21, 23), 0, id="leap February: too early"),
        pytest.param(jst(2028, 1, 31), jst(2028, 2, 22, 10), 1, id="leap February: a week"),
        pytest.param(jst(2028, 1, 31), jst(2028, 2, 28, 10), 2, id="leap February: a day"),
        pytest.param(jst(2026, 11, 1), jst(2026, 12, 30, 10), 2, id="year end"),
    ],
)
def test_a_trial_is_told_a_week_and_a_day_before_its_end(
    added: datetime, until: datetime, told: int
) -> None:
    period = on_trial(added)
    live_through(period.line.member, until)
    assert mails(period.line, "M-18") == [WARNED] * told


def test_the_warning_names_the_day_the_price_and_the_way_out() -> None:
    period = on_trial()
    live_through(period.line.member, jst(2026, 11, 23, 10))
    body = Outbox.objects.get(mail_code="M-18").body
    for part in (
        "2026年11月30日（月）",
        "2026年12月1日（火）",
        "550円",
        f"/options/{period.code}/end/",
    ):
        assert part in body


def test_a_trial_that_was_ended_is_not_warned_of_and_costs_nothing() -> None:
    period = on_trial(code="tobila_phone")
    end(period, jst(2026, 11, 22, 10))
    live_through(period.line.member, jst(2026, 12, 5))
    assert mails(period.line, "M-18") == []
    for month in (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)):
        assert charged(period.line, month) == 0


@pytest.mark.parametrize("night", [timedelta(seconds=-1), timedelta(0)], ids=["23:59:59", "0:00"])
def test_a_trial_becomes_paid_at_midnight_whether_or_not_a_job_ran(night: timedelta) -> None:
    period = on_trial()
    at = jst(2026, 12, 1) + night
    hold(period.line.member, at)
    found = held(period, at)
    over = night == timedelta(0)
    assert found.state == ("active" if over else "trial")
    assert (found.paid_from is None) is over


def test_the_end_of_a_trial_is_noted_once_in_the_log_of_the_move() -> None:
    period = on_trial()
    for until in (jst(2026, 12, 1, 8), jst(2026, 12, 10)):
        live_through(period.line.member, until)
    period.refresh_from_db()
    assert period.trial_over_at is not None
    assert Happening.objects.filter(kind="trial_over", subject=period.code).count() == 1


def test_it_is_tried_once_on_all_lines_of_a_member() -> None:
    period = on_trial()
    other = LineFactory(member=period.line.member)
    assert add(other, "tabuho", form="two").trial_through is None


@pytest.mark.parametrize("do", [end, tick], ids=["ended here", "ended over there"])
def test_what_ends_with_the_month_is_told_after_its_last_day_once(
    do: Callable[[OptionPeriod], OptionPeriod],
) -> None:
    period = OptionPeriodFactory(option_code="smart_checker" if do is end else "tabuho")
    do(period)
    live_through(period.line.member, jst(2026, 10, 31, 23, 59))
    assert [each.endswith("受け付けました") for each in mails(period.line, "M-17")] == [True]
    live_through(period.line.member, jst(2026, 11, 1, 10))
    live_through(period.line.member, jst(2026, 11, 5))
    assert mails(period.line, "M-17")[1:] == [f"{period.label}の解約が完了しました"]
    period.refresh_from_db()
    assert period.ended_at is not None


EVERY = ("call_5", "dial", "safety_mail", "nuisance_guard", "tabuho", "smart_checker", "i_filter")


def with_every_option() -> Line:
    line = LineFactory()
    for code in EVERY:
        OptionPeriodFactory(line=line, option_code=code)
    for code, yen in (("large_data", 1320), ("device_cover", 550)):
        OptionPeriodFactory(line=line, option_code=code, agreed_yen=Decimal(yen))
    return line


def states(line: Line, today: date) -> dict[str, str]:
    (found,) = queries.options_of(line.member, today)
    return {each.option.code.value: each.state.value for each in (*found.held, *found.ended)}


def test_a_line_that_leaves_takes_its_own_options_along_and_leaves_the_others() -> None:
    line = with_every_option()
    own = ("call_5", "dial", "large_data", "device_cover")
    lasting = tuple(code for code in EVERY if code not in own)
    accepted(line)
    ends = dict(line.option_periods.values_list("option_code", "ends_on"))
    assert ends == dict.fromkeys(own, date(2026, 10, 31)) | dict.fromkeys(lasting)
    expected = dict.fromkeys(own, "ending") | dict.fromkeys(lasting, "separate")
    assert states(line, date(2026, 10, 31)) == expected
    live_through(line.member, jst(2026, 11, 1, 10))
    expected |= dict.fromkeys(own, "ended")
    assert states(line, date(2026, 11, 1)) == expected
    # What ended with its line needs no word of its own.
    assert mails(line, "M-17") == []
    # What is left goes on to cost, and may still be ended.
    fees = Decimal(330 + 550 + 550 + 385 + 396)
    assert charged(line, date(2026, 11, 1)) == fees
    left = line.option_periods.get(option_code="safety_mail")
    ended = end(left, jst(2026, 11, 10))
    assert ended.ends_on == date(2026, 11, 10)
    assert charged(line, date(2026, 12, 1)) == fees - 330


def test_what_ends_with_its_line_cannot_be_ended_alone_any_more() -> None:
    line = with_every_option()
    accepted(line)
    with pytest.raises(services.NotEnded, match="ends_with_line"):
        end(line.option_periods.get(option_code="call_5"))


def test_an_option_ended_alone_does_not_outlive_a_line_that_moves_out_before_the_month_ends() -> (
    None
):
    line = with_every_option()
    cover = end(line.option_periods.get(option_code="device_cover"))
    content = end(line.option_periods.get(option_code="smart_checker"))
    services.start_leaving(
        line=line, way=Line.Leaving.PORT_OUT, ends_on=date(2026, 10, 20), at=MID_MONTH, by=BY
    )
    for period, last in ((cover, date(2026, 10, 20)), (content, date(2026, 10, 31))):
        period.refresh_from_db()
        assert (period.ends_on, period.receipt_number is None) == (last, False)
