"""Days, months and business days in Japan."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import jpholiday

from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.sources import Table, stated

JST = ZoneInfo("Asia/Tokyo")
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)

# As the site writes the end of a day: 23:59, never 24:00.
LAST_MINUTE = time(23, 59)

SATURDAY = 5

BUSINESS_DAYS: Table[bool] = stated("business_days", "D-07")
LAST_DAYS_INCLUSIVE: Table[bool] = stated("last_days_inclusive", "D-09")


def month_start(day: date) -> date:
    """The first day of the month: how the book writes a month."""
    return a_day(day, "day").replace(day=1)


def month_end(day: date) -> date:
    """The last day of the month."""
    return a_day(day, "day").replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, n: int) -> date:
    """The same day `n` months on (or back), or the month's last day if there is none."""
    months = a_day(day, "day").year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"n leads out of the calendar: {n}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_business_day(day: date) -> bool:
    """Monday to Friday, no national holiday, not 29 December to 3 January: the book's choice."""
    at_new_year = (a_day(day, "day").month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < SATURDAY and not at_new_year and not jpholiday.is_holiday(day)


def add_business_days(day: date, n: int) -> date:
    """The `n`-th business day after `day`, itself not counted; a negative `n` counts back."""
    a_day(day, "day")
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_business_day(day)
    return day


def day_in_japan(at: datetime) -> date:
    """The calendar day in Japan at this instant."""
    return an_instant(at, "at").astimezone(JST).date()


def at_japan(day: date, time: time) -> datetime:
    """The instant at which clocks in Japan show `time` on `day`."""
    return datetime.combine(a_day(day, "day"), time, tzinfo=JST)
