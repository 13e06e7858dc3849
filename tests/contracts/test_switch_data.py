"""The switch between fast and slow: pressed, pressed back, pressed twice (F-DAT-05)."""

from datetime import date, datetime

import pytest

from contracts import services
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow
from tests.cancellation.wizard import accepted
from tests.factories import DataGrantFactory, LineFactory, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

TODAY, YESTERDAY = date(2026, 10, 15), date(2026, 10, 14)


def test_the_switch_is_pressed_and_pressed_back() -> None:
    line = DataGrantFactory(line__metered_through=YESTERDAY).line
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/lines/{line.code}/data/")
    assert page.says("いまは高速", "低速（最大300kbps）")
    page = visitor.press("低速に切り替える")
    assert page.says("低速通信に切り替えました") and page.says("いまは低速")
    line.refresh_from_db()
    assert line.fast_data is False
    assert visitor.press("高速に切り替える").says("いまは高速")
    assert [row.detail for row in AuditRow.objects.filter(verb="switch_fast_data")] == [
        {"on": False},
        {"on": True},
    ]


def test_the_same_switch_in_another_tab_changes_nothing_more() -> None:
    line = DataGrantFactory(line__metered_through=YESTERDAY).line
    first, second = Visitor.signed_in_as(line.member), Visitor.signed_in_as(line.member)
    for visitor in (first, second):
        visitor.open(f"/lines/{line.code}/data/")
    first.press("低速に切り替える")
    before = everything()
    assert second.press("低速に切り替える").says("いまは低速")
    assert {table for table in changed(before) if table != "django_session"} == set()


@pytest.mark.parametrize(
    ("started_on", "moved_to"),
    [
        pytest.param(date(2026, 10, 16), jst(2026, 10, 15, 23, 59, 59), id="the day before"),
        pytest.param(date(2025, 4, 1), jst(2026, 11, 1), id="the day after its last"),
    ],
)
def test_a_line_that_cannot_be_used_is_not_switched(started_on: date, moved_to: datetime) -> None:
    line = LineFactory(contracted_on=date(2025, 4, 1), started_on=started_on)
    if started_on < TODAY:
        accepted(line)
    with pytest.raises(services.NotInUse):
        services.switch_fast_data(line=line, on=False, at=moved_to, by=system("test"))


def test_a_switch_sent_for_a_line_that_is_not_in_use_says_so() -> None:
    line = DataGrantFactory(line__metered_through=YESTERDAY).line
    waiting = LineFactory(member=line.member, started_on=date(2026, 10, 16))
    visitor = Visitor.signed_in_as(line.member)
    form, _button = visitor.open(f"/lines/{line.code}/data/").form("低速に切り替える")
    form.action = f"/lines/{waiting.code}/data/speed/"
    before = everything()
    assert visitor.press("低速に切り替える").says("この回線は、いま切り替えられません")
    assert {table for table in changed(before) if table != "django_session"} == set()
