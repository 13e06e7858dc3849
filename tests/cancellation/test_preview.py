"""What leaving means, before consent: the dates and the yen of domain.md 1.12 (F-CAN-08, 15)."""

import re
from datetime import date, datetime

import pytest

from contracts.models import Line
from mioportal.plumbing.templatetags.ui import jdate
from tests.cancellation.wizard import accepted, at_cautions, at_review, by_phone
from tests.factories import LineFactory, OptionPeriodFactory, hold, jst
from tests.journeys.reading import Page

pytestmark = pytest.mark.django_db

EARLY = date(2024, 4, 1)


def cautions(at: datetime, **fields: object) -> Page:
    line = LineFactory(contracted_on=EARLY, **fields)
    hold(line.member, at)
    return at_cautions(line).page


@pytest.mark.parametrize(
    ("at", "ends", "sim_fee", "fixed", "charged", "card"),
    [
        ((2025, 10, 15, 12), (2025, 10, 31), (2026, 2, 1), (11, 5), (11, 25), (12, 31)),
        ((2025, 10, 31, 23, 59, 59), (2025, 10, 31), (2026, 2, 1), (11, 5), (11, 25), (12, 31)),
        ((2025, 11, 1), (2025, 11, 30), (2026, 3, 1), (12, 5), (12, 25), (1, 31)),
        ((2025, 11, 30, 12), (2025, 11, 30), (2026, 3, 1), (12, 5), (12, 25), (1, 31)),
        ((2026, 12, 31, 12), (2026, 12, 31), (2027, 4, 1), (1, 5), (1, 25), (2, 28)),
        ((2028, 2, 29, 12), (2028, 2, 29), (2028, 5, 30), (3, 5), (3, 25), (4, 30)),
    ],
    ids=[
        "the middle of October",
        "the last second of October",
        "the first second of November",
        "the last day of November",
        "New Year's Eve",
        "29 February",
    ],
)
def test_the_dates_are_those_of_the_vectors(
    at: tuple[int, ...],
    ends: tuple[int, int, int],
    sim_fee: tuple[int, int, int],
    fixed: tuple[int, int],
    charged: tuple[int, int],
    card: tuple[int, int],
) -> None:
    page = cautions(jst(*at))
    assert page.says("解約日（最終日）", jdate(date(*ends)), "23:59まで使えます")
    assert page.says("SIM損害金がかかりうる最初の日", jdate(date(*sim_fee)))
    timeline = page.words.split("申込み後の流れ")[1].split("最終のご請求")[0]
    for (month, day), event in (
        (ends[1:], "解約日：通話とデータ通信が止まります"),
        (fixed, "最後のご請求額が決まります"),
        (charged, "カード会社に請求します"),
        (card, "この日まで、お支払いのカードを有効にしておいてください"),
        (sim_fee[1:], "この日から、SIM損害金がかかることがあります"),
    ):
        when = rf"(?<!\d){month}月{day}日（.）(23:59)?\s*{event}"
        assert re.search(when, timeline), f"{month}/{day} {event}: {timeline}"


def test_the_three_key_facts_come_first() -> None:
    words = cautions(jst(2025, 10, 15, 12)).words
    assert (
        words.index("解約日（最終日）")
        < words.index("最後の月のご請求")
        < words.index("SIM損害金がかかりうる最初の日")
        < words.index("注意事項 ")
    )


@pytest.mark.parametrize(
    ("plan", "options", "total"),
    [
        ("giga_2gb", (), "850円"),
        ("giga_5gb", (), "990円"),
        ("giga_10gb", (), "1,500円"),
        ("giga_20gb", (), "2,000円"),
        ("giga_5gb", ("call_5",), "1,490円"),
        ("giga_5gb", ("call_10",), "1,690円"),
        ("giga_5gb", ("call_unlimited",), "2,390円"),
        ("giga_2gb", ("call_5", "call_10"), "2,050円"),
    ],
)
def test_the_yen_are_those_of_the_plan_and_its_options(
    plan: str, options: tuple[str, ...], total: str
) -> None:
    line = LineFactory(plan__plan_code=plan)
    for code in options:
        OptionPeriodFactory(line=line, option_code=code)
    page = at_cautions(line).page
    assert page.says("最後の月のご請求", total)
    assert page.says("解約手数料", "かかりません ルール：解約手数料", "0円")
    assert page.says(
        "音声通話機能解除調定金", "この契約ではかかりません ルール：音声通話機能解除調定金", "0円"
    )
    assert page.says("SIM損害金", "返却がないとき、1枚につき")
    assert "2,200円" in page.words


@pytest.mark.parametrize("day", [1, 10, 15, 20, 30, 31])
def test_the_whole_fee_is_due_whatever_the_day(day: int) -> None:
    assert cautions(jst(2025, 10, day, 12)).says("最後の月のご請求", "990円")


def test_a_line_that_leaves_in_its_first_month_pays_for_its_days() -> None:
    line = LineFactory(contracted_on=date(2026, 10, 10))
    hold(line.member, jst(2026, 10, 15, 12))
    assert at_cautions(line).page.says("最後の月のご請求", "4,435円")


def test_a_plan_change_booked_for_next_month_is_not_in_this_months_price() -> None:
    line = LineFactory(plan__ends_on=date(2026, 10, 31))
    line.plan_periods.create(plan_code="giga_20gb", starts_on=date(2026, 11, 1))
    assert at_cautions(line).page.says("最後の月のご請求", "990円")


def test_the_last_line_is_told_how_long_the_mioid_lives() -> None:
    page = cautions(jst(2025, 10, 15, 12))
    assert page.says("2月25日（水）ごろ", "mioIDが使える最後の日")
    assert "その後もカードが要ります" not in page.words
    assert "ほかの回線の料金" not in page.words


def test_a_line_that_is_not_the_last_hears_nothing_of_it() -> None:
    line = LineFactory()
    LineFactory(member=line.member)
    words = at_cautions(line).page.words
    assert words.count("ほかの回線の料金が同じ月のご請求に加わります") == 1
    assert "mioIDが使える最後の日" not in words
    assert "その後もカードが要ります" in words


def test_a_line_beside_another_that_is_leaving_already_is_the_last() -> None:
    line = LineFactory()
    accepted(LineFactory(member=line.member))
    assert "mioIDが使える最後の日" in at_cautions(line).page.words


def test_an_estimate_is_called_one_until_the_bill_is_fixed() -> None:
    words = cautions(jst(2025, 10, 15, 12)).words
    assert "見込みです。2025年11月5日（水）に確定します" in words


def test_the_review_shows_the_same_preview_as_the_cautions() -> None:
    line = LineFactory()
    before = at_cautions(line).page.words.split("申込み後の流れ")[1].split("条件により")[0]
    after = at_review(line).page.words.split("申込み後の流れ")[1].split("条件により")[0]
    assert before == after


def test_what_was_shown_is_what_then_happens() -> None:
    line = OptionPeriodFactory().line
    made = accepted(line)
    shown = made.shown
    line.refresh_from_db()
    assert date.fromisoformat(shown["ends_on"]) == line.ends_on == made.ends_on
    assert line.option_periods.get().ends_on == line.ends_on
    risk = next(event for event in shown["events"] if event["kind"] == "sim_fee_risk")
    assert date.fromisoformat(risk["on"]) == line.sims.get().fee_risk_from


def test_an_esim_at_the_desk_is_quoted_without_a_card() -> None:
    shown = by_phone(LineFactory(medium=Line.Medium.ESIM)).shown
    kinds = {event["kind"] for event in shown["events"]}
    assert not {"sim_return_opens", "sim_fee_risk"} & kinds
    assert shown["conditional"] == []


def test_a_legacy_line_in_its_minimum_term_pays_the_release_fee() -> None:
    line = LineFactory(
        contracted_on=date(2019, 9, 30),
        started_on=date(2019, 9, 15),
        plan__plan_code="minimum_start",
    )
    hold(line.member, jst(2019, 10, 10, 12))
    shown = by_phone(line).shown
    fees = [charge for charge in shown["charges"] if charge["kind"] == "release_fee"]
    assert [charge["amount"] for charge in fees] == ["1100"]
