"""A month after a line has ended, its member is told once to look again (M-37, F-OPT-08)."""

from datetime import date, datetime, time, timedelta

import pytest

from accounts.models import Reminder
from contracts.models import Line
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import at_japan
from tests.factories import LineFactory, OptionPeriodFactory, SimFactory, hold, live_through

pytestmark = pytest.mark.django_db

LAST = date(2026, 10, 31)
DAY = date(2026, 11, 30)


def leaving(ends_on: date = LAST) -> Line:
    """A line on its last day."""
    line: Line = LineFactory(leaving_by="cancellation", ends_on=ends_on)
    hold(line.member, at_japan(ends_on, time(10)))
    return line


def told(line: Line, until: datetime) -> list[Outbox]:
    """The mails of this kind that a line's member has by an instant."""
    live_through(line.member, until)
    return list(Outbox.objects.filter(mail_code="M-37", user=line.member.user))


@pytest.mark.parametrize(
    ("ends_on", "day"),
    [
        (LAST, DAY),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 10, 15), date(2026, 11, 15)),
    ],
    ids=["a 31st", "new year's eve", "to February", "to a leap day", "left in mid-month by MNP"],
)
def test_it_comes_at_ten_a_month_after_the_last_day_and_once(ends_on: date, day: date) -> None:
    line = leaving(ends_on)
    assert told(line, at_japan(day, time(9, 59, 59))) == []
    (mail,) = told(line, at_japan(day, time(10)))
    assert mail.at == at_japan(day, time(10))
    assert len(told(line, at_japan(day + timedelta(days=20), time(10)))) == 1


def test_nothing_is_planned_before_the_end_is_carried_out() -> None:
    line = leaving()
    live_through(line.member, at_japan(LAST, time(23, 59, 59)))
    assert not Reminder.objects.exists()
    live_through(line.member, at_japan(LAST + timedelta(days=1), time(0)))
    planned = Reminder.objects.get(kind=Reminder.Kind.AFTER_LEAVING)
    assert (planned.about, planned.on) == (line.code, DAY)


def test_it_names_what_is_billed_still_and_who_ends_it() -> None:
    line = leaving()
    OptionPeriodFactory(line=line, option_code="call_5", ends_on=LAST)
    OptionPeriodFactory(line=line, option_code="smart_checker")
    OptionPeriodFactory(line=line, option_code="tabuho")
    SimFactory(line=line, state="awaited")
    (mail,) = told(line, at_japan(DAY, time(10)))
    assert "\n- Smart・Checker\n" in mail.body
    assert "- タブホ（提供元のサイトで解約）" in mail.body
    assert "通話定額5分+" not in mail.body
    assert "カードの明細を、2026年12月31日（木）ごろまで見る" in mail.body
    assert f"/lines/{line.code}/sim-return/" in mail.body


def test_where_nothing_goes_on_it_says_so_and_asks_for_no_card_that_is_back() -> None:
    line = leaving()
    (mail,) = told(line, at_japan(DAY, time(10)))
    assert "料金が続いているオプション: ありません" in mail.body
    assert "上のオプション" not in mail.body
    assert "sim-return" not in mail.body
    assert [row for row in range(1, 8) if f"\n{row}. " not in mail.body] == []
