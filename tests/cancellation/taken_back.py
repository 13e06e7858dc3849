"""A cancellation on the last evening, and how it is asked back."""

from datetime import date, datetime

from cancellation.models import Cancellation
from cancellation.services import Found
from contracts.models import Line
from mioportal.rules.cancellation import WithdrawGround
from tests.cancellation.wizard import accepted
from tests.factories import OptionPeriodFactory, hold, jst

LAST_EVENING = jst(2026, 10, 31, 23, 30)
# 31 October 2026 is a Saturday and 3 November a holiday: the next business day is Monday.
DECIDED_BY = date(2026, 11, 2)


def left(at: datetime = LAST_EVENING) -> Cancellation:
    """A line cancelled at an instant."""
    line: Line = OptionPeriodFactory().line
    hold(line.member, at)
    return accepted(line, at)


def again(made: Cancellation) -> Cancellation:
    """The cancellation as it is now."""
    return Cancellation.objects.select_related("line__member__user", "world").get(pk=made.pk)


def same_day(at: datetime, evidence: str = "ご本人のお電話") -> Found:
    """What staff found out of a word on the day itself."""
    return Found(asked_at=at, ground=WithdrawGround.SAME_DAY, evidence=evidence)


def page_of(made: Cancellation) -> str:
    """Where its member asks."""
    return f"/cancel/receipts/{made.receipt_number}/withdraw/"
