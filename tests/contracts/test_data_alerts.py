"""Members are told when their data runs out: once a month, threshold and share (M-36)."""

from datetime import date

import pytest

from contracts.models import Line
from mioportal.plumbing.models import Happening, Outbox
from tests.contracts.carriers import Steady
from tests.factories import (
    DataGrantFactory,
    DataUseFactory,
    LineFactory,
    a_group_of,
    a_purchase,
    hold,
    jst,
    live_through,
)

pytestmark = pytest.mark.django_db

OCT_15 = date(2026, 10, 15)


def metered(left: int, used: int = 0, **more: object) -> Line:
    """A line of which so much is left on the morning of 15 October, and so much used before."""
    line = LineFactory(metered_through=date(2026, 10, 14), **more)
    DataGrantFactory(line=line, megabytes=left + used, left_mb=left)
    if used:
        DataUseFactory(line=line, fast_mb=used)
    hold(line.member, jst(2026, 10, 15, 10))
    return line


def told(line: Line) -> list[tuple[str, str]]:
    """The mails about data that runs out: when they were written, and what about."""
    mails = Outbox.objects.filter(user=line.member.user, mail_code="M-36").order_by("at", "pk")
    return [
        (f"{mail.at.astimezone(jst(2026, 1, 1).tzinfo):%m-%d}", mail.subject.split("】")[1])
        for mail in mails
        if "購入" not in mail.subject
    ]


@pytest.mark.parametrize(
    ("used", "says"),
    [
        pytest.param(3999, [], id="just short"),
        pytest.param(4000, ["データ量の80%を使いました"], id="80 per cent"),
        pytest.param(4999, ["データ量の80%を使いました"], id="nearly all"),
        pytest.param(5000, ["使えるデータ量がなくなりました"], id="all on one day: told once"),
        pytest.param(9000, ["使えるデータ量がなくなりました"], id="more than all"),
    ],
)
def test_a_threshold_is_told_on_the_morning_after_the_day_it_was_reached(
    steady: type[Steady], used: int, says: list[str]
) -> None:
    line = metered(5000)
    steady.per_day[line.code] = used
    live_through(line.member, jst(2026, 10, 16))
    assert told(line) == [("10-16", subject) for subject in says]
    assert all(
        mail.send_after == jst(2026, 10, 16, 10) for mail in Outbox.objects.all()
    )


def test_each_threshold_is_told_once_in_a_month_and_again_in_the_next(
    steady: type[Steady],
) -> None:
    line = metered(1200, used=3800)
    steady.per_day[line.code] = 300
    live_through(line.member, jst(2026, 10, 25, 10))
    assert told(line) == [
        ("10-16", "データ量の80%を使いました"),
        ("10-19", "使えるデータ量がなくなりました"),
    ]
    # Bought, used up again: the month has had its say.
    a_purchase(line, at=jst(2026, 10, 25, 10))
    live_through(line.member, jst(2026, 10, 31, 10))
    assert len(told(line)) == 2
    live_through(line.member, jst(2026, 11, 30, 10))
    assert told(line)[2:] == [
        ("11-15", "データ量の80%を使いました"),
        ("11-18", "使えるデータ量がなくなりました"),
    ]


def test_nothing_is_told_of_a_month_whose_end_brings_new_data(steady: type[Steady]) -> None:
    line = metered(5000)
    steady.per_day[line.code] = 0
    steady.per_day[line.code, date(2026, 10, 31)] = 5000
    live_through(line.member, jst(2026, 11, 1, 10))
    assert told(line) == []


def test_who_holds_nothing_is_told_nothing(steady: type[Steady]) -> None:
    line = LineFactory(metered_through=date(2026, 10, 14))
    hold(line.member, jst(2026, 10, 15, 10))
    live_through(line.member, jst(2026, 10, 20))
    assert told(line) == []


def test_a_line_at_low_speed_reaches_no_threshold(steady: type[Steady]) -> None:
    line = metered(100, used=300, fast_data=False)
    live_through(line.member, jst(2026, 10, 20))
    assert told(line) == []


def test_a_group_is_told_once_of_what_all_its_lines_used(steady: type[Steady]) -> None:
    primary = metered(0)
    others = [
        LineFactory(member=primary.member, metered_through=date(2026, 10, 14)) for _ in range(2)
    ]
    group = a_group_of(primary, *others)
    DataGrantFactory(line=None, group=group)
    for code in Line.objects.values_list("code", flat=True):
        steady.per_day[code] = 1400
    live_through(primary.member, jst(2026, 10, 16, 10))
    assert told(primary) == [("10-16", "データ量の80%を使いました")]
    mail = Outbox.objects.get()
    assert f"回線: {primary.label}（シェアグループの主回線）" in mail.body
    assert "今月使った量: 4.20GB\n残り: 800MB" in mail.body


def test_the_mail_says_how_it_stands_and_what_can_be_done(steady: type[Steady]) -> None:
    line = metered(5000)
    steady.per_day[line.code] = 4500
    live_through(line.member, jst(2026, 10, 16, 10))
    (mail,) = Outbox.objects.all()
    for words in (
        "今月使えるデータ量の80%を使いました。",
        "残り: 500MB",
        "2026年10月16日（金）0:00現在",
        "最大300kbps",
        "2026年11月1日（日）",
        f"/lines/{line.code}/data/buy/",
        "Wi-Fi",
    ):
        assert words in mail.body
    assert Happening.objects.filter(kind="mail").count() == 1
