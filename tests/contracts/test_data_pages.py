"""データ利用量: what is left and of what, what was used, and the same in bars and in tables."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from contracts import cards, queries
from contracts.models import Line
from tests.cancellation.wizard import accepted
from tests.factories import (
    DataGrantFactory,
    DataUseFactory,
    LineFactory,
    SeatFactory,
    ShareGroupFactory,
    a_group_of,
    a_purchase,
    hold,
    jst,
    live_through,
)
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

TODAY, YESTERDAY = date(2026, 10, 15), date(2026, 10, 14)
BAR = re.compile(r"<g><title>([^<]*)</title>")
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r'<td class="amount"[^>]*>(.*?)</td>')


def a_line(member: Member | None = None) -> Line:
    """A line with 1,000MB carried over, 5,000MB of this month, and three months of use."""
    line = LineFactory(
        **({"member": member} if member else {}),
        metered_through=YESTERDAY,
        contracted_on=date(2026, 7, 20),
    )
    DataGrantFactory(line=line, granted_on=date(2026, 9, 1), expires_on=date(2026, 10, 31),
                     megabytes=5000, left_mb=1000)  # fmt: skip
    DataGrantFactory(line=line, left_mb=4000)
    for number in range(1, 60, 3):
        DataUseFactory(
            line=line,
            day=TODAY - timedelta(days=number),
            fast_mb=30 * number,
            slow_mb=number % 2 * 7,
        )
    return line


def page_of(line: Line, rest: str = "") -> Page:
    return Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/data/{rest}")


def bars(html: str) -> list[str]:
    """What every bar of a chart says."""
    return BAR.findall(html)


def rows(html: str) -> list[tuple[str, list[str]]]:
    """What every row of a table says."""
    plain = re.compile(r"<[^>]+>")
    return [
        (plain.sub("", name).split(" ")[0], [plain.sub("", cell) for cell in CELL.findall(cells)])
        for name, cells in ROW.findall(html)
    ]


def test_what_is_left_is_told_with_where_it_is_from_and_until_when() -> None:
    line = a_line()
    a_purchase(line)
    page = page_of(line)
    for words in (
        "2026年10月15日（木）0:00現在",
        "残り6GB",
        "前月からの繰り越し2026年10月31日（土）23:59まで1,000MB5,000MBのうち",
        "追加データ2026年10月31日（土）23:59まで1,000MB1,000MBのうち",
        "今月のプラン分2026年11月30日（月）23:59まで4,000MB5,000MBのうち",
        "合計",
        "6,000MB",
        "今日使った分は、明日の0:00に反映します",
    ):
        assert page.says(words), words


@pytest.mark.parametrize("section", ["days", "months"])
def test_the_bars_say_the_numbers_of_the_table(section: str) -> None:
    html = page_of(a_line()).html
    part = html[html.index(f'id="{section}"') :].partition("</section>")[0]
    said = [
        f"{name}：高速 {cells[0]}、低速 {cells[1]}" if len(cells) == 2 else f"{name}：{cells[0]}"
        for name, cells in rows(part)
    ]
    assert bars(part) == said
    assert len(said) == {"days": 30, "months": 4}[section]


def test_thirty_days_end_with_today_whose_use_is_known_tomorrow() -> None:
    page = page_of(a_line())
    html = page.html[page.html.index('id="days"') :].partition("</section>")[0]
    days = rows(html)
    assert days[0][0] == "2026年9月16日（水）"
    assert days[-2] == ("2026年10月14日（水）", ["30MB", "7MB"])
    assert days[-1] == ("2026年10月15日（木）", ["明日わかります"])


def test_the_days_of_a_month_can_be_looked_at_from_its_row() -> None:
    line = a_line()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/data/")
    page = visitor.follow("2026年9月")
    assert page.says("2026年9月の日ごとの利用量")
    html = page.html[page.html.index('id="days"') :].partition("</section>")[0]
    days = [name for name, _cells in rows(html)]
    assert (days[0], days[-1]) == ("2026年9月1日（火）", "2026年9月30日（水）")
    assert not visitor.follow("最近の日を見る").says("2026年9月の日ごとの利用量")


@pytest.mark.parametrize(
    "month", ["2020-01", "2026-11", "0000-01", "9999-12", "2026-13", "x", "2026-9", ""]
)
def test_a_month_of_which_nothing_is_known_shows_the_last_days(month: str) -> None:
    page = page_of(a_line(), f"?month={month}")
    assert (page.status, page.says("日ごとの利用量（直近30日）")) == (200, True)


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        pytest.param(date(2025, 11, 1), 12, id="a year at most"),
        pytest.param(date(2026, 2, 1), 9, id="as far as is known"),
        pytest.param(date(2026, 10, 1), 4, id="three months at least"),
    ],
)
def test_months_go_back_as_far_as_is_known(first: date, shown: int) -> None:
    line = LineFactory(metered_through=YESTERDAY)
    for day in (date(2025, 10, 31), first, YESTERDAY):
        DataUseFactory(line=line, day=day)
    html = page_of(line).html
    months = rows(html[html.index('id="months"') :])
    assert len(months) == shown
    assert months[-1] == ("2026年10月", ["0.20GB" if first.month == 10 else "0.10GB", "0.00GB"])


@pytest.mark.parametrize(
    ("left", "says"),
    [
        pytest.param(1001, None, id="more than a fifth"),
        pytest.param(1000, "残りのデータ量が少なくなっています", id="a fifth"),
        pytest.param(0, "データ量を使い切ったため、低速になっています", id="nothing"),
    ],
)
def test_who_has_little_left_is_told_what_can_be_done(left: int, says: str | None) -> None:
    line = LineFactory(metered_through=YESTERDAY)
    DataGrantFactory(line=line, left_mb=left)
    DataUseFactory(line=line, fast_mb=5000 - left)
    page = page_of(line)
    assert page.says("Wi-Fiにつなぐと減りません") is (says is not None)
    assert says is None or page.says(says)


def a_group() -> Line:
    """A primary line with a secondary one and a pool."""
    line = LineFactory(metered_through=YESTERDAY)
    other = LineFactory(
        member=line.member, metered_through=YESTERDAY, user_name="石﨑 こはる"
    )
    group = a_group_of(line, other)
    DataGrantFactory(line=None, group=group, left_mb=3000)
    DataUseFactory(line=line, fast_mb=1500)
    DataUseFactory(line=other, fast_mb=500, slow_mb=20)
    return line


def test_of_a_group_it_is_told_who_used_how_much() -> None:
    line = a_group()
    page = page_of(line)
    for words in (
        "シェアグループのデータ量",
        "残り3GB",
        "主回線（この回線）1,500MB0MB",
        "副回線／石﨑 こはる500MB20MB",
        "合計2,000MB20MB",
        "この回線が今月使った量1.50GB",
    ):
        assert page.says(words), words
    all_lines = Visitor.signed_in_as(line.member).open("/data/")
    assert all_lines.says("シェアグループ（2回線）", "10月15日（木）0:00現在", "残り3GB")


def test_a_line_of_which_nothing_is_known_yet_says_so() -> None:
    line = LineFactory()
    page = page_of(line)
    assert page.says("データ利用量は、まだ届いていません")
    assert "<svg class" in page.html and 'class="chart"' not in page.html
    assert Visitor.signed_in_as(line.member).open("/data/").says("まだ届いていません")


def test_a_line_that_is_not_in_use_yet_says_from_when() -> None:
    line = LineFactory(
        contracted_on=TODAY, started_on=date(2026, 10, 20), metered_through=date(2026, 10, 18)
    )
    page = page_of(line)
    assert page.says("2026年10月20日（火）から使えます")
    assert not page.has_button("低速に切り替える")
    assert Visitor.signed_in_as(line.member).open("/data/").says("ご利用中の回線はありません")


def test_an_ended_line_keeps_its_history_and_has_lost_its_data() -> None:
    line = a_line()
    LineFactory(member=line.member)
    accepted(line)
    live_through(line.member, jst(2026, 11, 5, 10))
    page = page_of(line)
    assert page.says("残っていたデータ量もなくなりました")
    assert page.says("月ごとの利用量", "10月31日（土）までの分")
    assert not page.says("集計中")
    for button in ("低速に切り替える", "データ量を追加する"):
        assert not page.has_button(button) and not page.has_link(button)
    assert not Visitor.signed_in_as(line.member).open("/data/").has_link(line.label)


def test_the_card_shows_what_is_left_and_links_on() -> None:
    line = a_line()
    made = cards.data(queries.lines_of(line.member, TODAY), TODAY)
    assert made is not None
    html = render_to_string(made["template"], {"c": made["context"]})
    words = "".join(re.sub(r"<[^>]+>", "", html).split())
    parts = ("前月からの繰り越し1GB", "今月のプラン分4GB", "残り5GB", "10月15日（木）0:00現在")
    for said in (line.label, *parts):
        assert said in words, words


def test_of_many_lines_those_that_run_out_come_first_and_the_rest_behind_a_summary() -> None:
    first = a_line()
    lines = [first, *(a_line(first.member) for _number in range(4))]
    lines[3].data_grants.update(left_mb=0)
    made = cards.data(queries.lines_of(first.member, TODAY), TODAY)
    assert made is not None
    shown, others = made["context"]["first"], made["context"]["others"]
    assert [row.label for row in shown] == [lines[number].label for number in (3, 0, 1)]
    assert [row.label for row in others] == [lines[2].label, lines[4].label]
    html = render_to_string(made["template"], {"c": made["context"]})
    assert "ほかの2件のデータ量" in html.partition("<details")[2]


def test_without_a_metered_line_there_is_no_card() -> None:
    assert cards.data([], TODAY) is None
    assert cards.data(queries.lines_of(LineFactory().member, TODAY), TODAY) is None


Counting = Callable[..., AbstractContextManager[object]]


def test_ten_lines_cost_no_more_questions_than_one(
    django_assert_num_queries: Counting,
) -> None:
    line = a_group()
    a_line(line.member)
    visitor = Visitor.signed_in_as(line.member)
    paths = ("/data/", f"/lines/{line.code}/data/", f"/lines/{line.code}/data/buy/")
    asked = {}
    for path in paths:
        with CaptureQueriesContext(connection) as questions:
            assert visitor.open(path).status == 200
        asked[path] = len(questions)
    with CaptureQueriesContext(connection) as of_card:
        cards.data(queries.lines_of(line.member, TODAY), TODAY)
    group = line.seats.get().group
    for _number in range(4):
        a_purchase(a_line(line.member))
        SeatFactory(group=group, line=LineFactory(member=line.member, metered_through=YESTERDAY))
    other = ShareGroupFactory(member=line.member)
    SeatFactory(group=other, line=LineFactory(member=line.member), place="primary")
    for path in paths:
        with django_assert_num_queries(asked[path]):
            visitor.open(path)
    with django_assert_num_queries(len(of_card)):
        cards.data(queries.lines_of(line.member, TODAY), TODAY)
    assert max(asked.values()) <= 17
    assert len(of_card) <= 7


def test_at_midnight_before_the_count_has_run_it_says_of_when_it_speaks() -> None:
    line = a_line()
    hold(line.member, jst(2026, 10, 16))
    assert page_of(line).says("2026年10月15日（木）0:00現在")
