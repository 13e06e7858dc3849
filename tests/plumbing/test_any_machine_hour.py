"""What a member lives through does not depend on the hour of the machine."""

import re
from datetime import date, datetime
from functools import cache

import pytest
from freezegun import freeze_time

from contracts.models import Line
from mioportal.demo import cast
from mioportal.plumbing.models import Happening, Outbox
from tests.cancellation.wizard import at_review, cancelled
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.people import line_at

pytestmark = pytest.mark.django_db

HOURS = {
    "an ordinary morning": japan("2026-10-15", "10:00"),
    "in the weekly window": japan("2026-10-20", "23:30"),
    "the last second of a month": japan("2026-10-31", "23:59:59"),
    "the last second of a year": japan("2026-12-31", "23:59:59"),
    "midnight of a leap day": japan("2028-02-29", "0:00"),
    "a Tuesday month end at night": japan("2026-03-31", "23:30"),
}
IN_FULL = ("the last second of a month", "a Tuesday month end at night")
CODES = re.compile(
    r"K\d{6}-\w{5}|/messages/\w+/|hdu\d{8}|MA\d{7}|ma\d{7}@|090-0000-\d{4}|末尾 \d{4}"
)


def journey(hour: datetime) -> list[str]:
    """Sign in, cancel a line, go to the month's end and a day on; gives all that was read."""
    read = []
    with freeze_time(hour):
        line = line_at("2026-10-15", "10:00")
        visitor = Visitor()
        visitor.open("/login/")
        read.append(visitor.sign_in(line.member.mio_id).text)
        cancelled(line, visitor)
        read.append(visitor.page.text)
        for button in ("月末へ", "+1日"):
            visitor.press(button)
            read.append(visitor.page.text)
        for path in ("/", "/services/", "/lines/", f"/lines/{line.code}/", "/messages/"):
            read.append(visitor.open(path).text)
        read += [f"{row.at} {row.send_after} {row.body}" for row in rows(line.world_id)]
        happened = Happening.objects.filter(world=line.world_id).order_by("at", "pk")
        read += [f"{row.at} {row.kind} {row.title}" for row in happened]
    return [CODES.sub("…", text) for text in read]


def rows(world: int) -> list[Outbox]:
    """The mails of a world."""
    return list(Outbox.objects.filter(world=world).order_by("pk"))


@cache
def ordinary() -> list[str]:
    """What is read on an ordinary morning."""
    return journey(HOURS["an ordinary morning"])


@pytest.mark.parametrize(
    "hour",
    [
        pytest.param(hour, id=name, marks=pytest.mark.full if name in IN_FULL else ())
        for name, hour in list(HOURS.items())[1:]
    ],
)
def test_the_same_journey_reads_the_same_at_any_hour(hour: datetime) -> None:
    assert "2026年10月31日" in "".join(ordinary())
    assert "解約済み" in "".join(ordinary())
    assert journey(hour) == ordinary()


@pytest.mark.full
def test_the_demonstration_can_be_used_while_the_machine_is_in_the_weekly_window() -> None:
    """The cast is made, and MA0000001 walks the wizard, on a Tuesday month end at 23:30."""
    with freeze_time(HOURS["a Tuesday month end at night"]):
        cast.make_all(date(2026, 3, 31))
        visitor = Visitor()
        visitor.open("/login/?as=MA0000001")
        page = visitor.press("ログイン")
        assert page.status == 200
        assert "2026年3月31日（火）10:00" in page.text
        at_review(Line.objects.get(member__user__login="MA0000001"), visitor)
        assert visitor.page.status == 200
