"""オプションサービスの確認・変更, walked as a member does (F-OPT-04, F-OPT-10)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from contracts import cards, queries
from contracts.models import OptionPeriod
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import day_in_japan
from tests.cancellation.wizard import accepted
from tests.contracts.options import add, end, read
from tests.factories import (
    MID_MONTH,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    hold,
    jst,
    live_through,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

ADD, END, TICK = "申し込みを確定する", "解約を確定する", "提供元で解約しました"


def at_end(period: OptionPeriod) -> Visitor:
    visitor = Visitor.signed_in_as(period.line.member)
    visitor.open(f"/options/{period.code}/end/")
    return visitor


def at_add(code: str, **more: object) -> Visitor:
    line = LineFactory(**more)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/options/{code}/add/")
    return visitor


def card_of(period: OptionPeriod, at: datetime) -> str:
    """What the first page shows of a member's options; nothing where nothing needs a look."""
    today = day_in_japan(at)
    card = cards.options(queries.lines_of(period.line.member, today), today)
    return strip_tags(render_to_string(card["template"], {"c": card["context"]})) if card else ""


def test_one_option_is_ended_in_the_documented_steps() -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    visitor = Visitor.signed_in_as(period.line.member)
    visitor.open("/services/")
    visitor.follow("オプションサービスの確認・変更")
    visitor.follow("解約する：Smart・Checker")
    words = visitor.page.words
    for part in (
        "まだ解約は確定していません",
        "2026年10月31日（土）23:59まで",
        "385円",
        "日割りなし",
    ):
        assert part in words
    assert "あとから新しく申し込めます" in words
    page = visitor.press(END)
    period.refresh_from_db()
    assert page.path == f"/options/{period.code}/ended/"
    assert period.receipt_number and period.receipt_number in page.words
    assert "解約を受け付けました" in page.words
    assert "2026年11月30日（月）を過ぎたら" in page.words
    assert "2026年12月31日（木）まで" in page.words
    assert "解約予定" in visitor.open("/options/").words
    live_through(period.line.member, jst(2026, 11, 1, 10))
    words = visitor.open("/options/").words
    assert "解約済み（1）" in words and "解約予定" not in words
    assert "解約済み" in visitor.open(f"/options/{period.code}/ended/").words


@pytest.mark.parametrize(
    ("code", "more", "parts"),
    [
        ("call_5", {}, ("すぐに終わり", "30秒ごとに11円")),
        ("device_cover", {"agreed_yen": Decimal(550)}, ("23:59まで", "端末をお買い上げのときだけ")),
        ("nuisance_guard", {}, ("すぐに終わり", "保護が止まります")),
        ("safety_mail", {}, ("すぐに終わり", "iijmio-mail.jp")),
        (
            "large_data",
            {"agreed_yen": Decimal(1320)},
            ("23:59まで", "申し込み直すことはできません"),
        ),
    ],
)
def test_the_cautions_are_those_of_its_kind(
    code: str, more: dict[str, object], parts: tuple[str, ...]
) -> None:
    words = at_end(OptionPeriodFactory(option_code=code, **more)).page.words
    assert all(part in words for part in parts), words


def test_a_double_click_and_a_second_tab_end_once_and_show_the_same_receipt() -> None:
    period = OptionPeriodFactory()
    visitor = at_end(period)
    check = visitor.page
    first = visitor.press(END)
    visitor.page = check
    second = visitor.press(END)
    assert second.path == first.path
    assert str(OptionPeriod.objects.get().receipt_number) in second.words
    assert visitor.open(f"/options/{period.code}/end/").path == first.path
    assert Outbox.objects.count() == 1


def test_what_was_shown_and_is_not_so_any_more_is_shown_again_and_ends_nothing() -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    visitor = at_end(period)
    hold(period.line.member, jst(2026, 11, 1, 8))
    page = visitor.press(END)
    assert "内容が変わりました" in page.words and "2026年11月30日（月）23:59" in page.words
    period.refresh_from_db()
    assert period.ends_on is None
    visitor.press(END)
    period.refresh_from_db()
    assert period.ends_on == date(2026, 11, 30)


@pytest.mark.parametrize("shown", ["", "x", "x" * 300, "\0"], ids=["empty", "x", "long", "NUL"])
def test_a_forged_consent_ends_and_adds_nothing(shown: str) -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    visitor = at_end(period)
    before = everything()
    visitor.press(END, shown=shown)
    visitor.open(f"/lines/{period.line.code}/options/safety_mail/add/")
    visitor.press(ADD, shown=shown)
    touched = {name for name in changed(before) if name != "django_session"}
    assert touched == set()


def test_a_trial_is_added_with_its_last_free_day_price_and_way_out() -> None:
    visitor = at_add("tabuho")
    words = visitor.page.words
    for part in (
        "11月30日（月）",
        "12月1日（火）から",
        "550円",
        "一度だけ試せます",
        "タブホの公式サイト",
    ):
        assert part in words
    page = visitor.press(ADD)
    made = OptionPeriod.objects.get()
    assert page.path == f"/options/{made.code}/added/"
    assert made.added_number and made.added_number in page.words
    assert "解約しないと、2026年12月1日（火）から有料になります" in page.words
    words = visitor.open("/options/").words
    assert "お試し中" in words and "2026年12月1日（火）から550円" in words.replace(" ", "")
    assert "解約しないと2026年12月1日（火）から月額550円" in card_of(made, MID_MONTH)


def test_one_form_sent_twice_adds_once_and_shows_the_same_receipt() -> None:
    visitor = at_add("safety_mail")
    check = visitor.page
    first = visitor.press(ADD)
    visitor.page = check
    assert visitor.press(ADD).path == first.path
    assert OptionPeriod.objects.count() == Outbox.objects.count() == 1


def test_a_second_tab_finds_the_option_held() -> None:
    visitor = at_add("safety_mail")
    tab = visitor.page
    visitor.open(visitor.page.path)
    visitor.press(ADD)
    visitor.page = tab
    assert "すでに契約しています" in visitor.press(ADD).words
    assert OptionPeriod.objects.count() == 1


def test_a_change_of_call_option_says_what_ends_and_that_both_cost_this_month() -> None:
    gone = OptionPeriodFactory()
    visitor = Visitor.signed_in_as(gone.line.member)
    visitor.open("/options/")
    visitor.follow(f"変更する：通話定額10分+（{gone.line.label}）")
    for part in ("2026年10月14日（水）で終わります", "1,200円", "来月の1日にお申し込みください"):
        assert part in visitor.page.words
    visitor.press(ADD)
    page = visitor.open(f"/options/{gone.code}/ended/")
    assert "別の通話定額に変更したため" in page.words
    # It is no other price for calls, and no mail of its own.
    assert "30秒" not in page.words and "メールを" not in page.words


@pytest.mark.parametrize(
    ("code", "more", "title"),
    [
        ("device_cover", {}, "端末と一緒に申し込むオプションです"),
        ("large_data", {}, "新しいお申し込みを受け付けていないオプションです"),
        ("dial", {"function": "data", "phone_number": ""}, "この回線では使えないオプションです"),
        ("dial", {"started_on": date(2026, 10, 20)}, "回線がまだ開通していません"),
    ],
)
def test_who_cannot_add_is_told_why_and_what_to_do(
    code: str, more: dict[str, object], title: str
) -> None:
    page = at_add(code, **more).page
    assert title in page.words and "次にすること" in page.words
    assert ADD not in page.words


def test_a_third_partys_option_leads_there_and_is_ticked_here() -> None:
    period = OptionPeriodFactory(option_code="i_filter")
    visitor = at_end(period)
    words = visitor.page.words
    assert "会員サイトでは解約できません" in words
    assert visitor.page.link("提供元のサイトを開く（ほかの会社のページ）") == "https://www.daj.jp/"
    check = visitor.page
    page = visitor.press(TICK)
    assert "i-フィルター for マルチデバイスの解約の申告を受け付けました" in page.words
    assert "デジタルアーツのマイページで解約したとの申告による" in page.words
    # A second click finds it done.
    visitor.page = check
    assert visitor.press(TICK).path == page.path
    words = visitor.press("申告を取り消す").words
    assert "申告を取り消しました" in words
    period.refresh_from_db()
    assert period.ends_on is None
    live_through(period.line.member, jst(2026, 11, 16, 9))
    assert card_of(period, jst(2026, 11, 16)) == ""


def test_a_month_after_the_tick_the_first_page_asks_to_check_the_bill() -> None:
    period = OptionPeriodFactory(option_code="i_filter")
    visitor = at_end(period)
    visitor.press(TICK)
    live_through(period.line.member, jst(2026, 11, 16, 9))
    assert "請求の確認" in card_of(period, jst(2026, 11, 16))
    assert "申告を取り消す" not in visitor.open(f"/options/{period.code}/ended/").words


def test_after_the_last_line_an_option_that_goes_on_is_seen_and_ended() -> None:
    line = OptionPeriodFactory(option_code="safety_mail").line
    OptionPeriodFactory(line=line)
    accepted(line)
    visitor = Visitor.signed_in_as(line.member)
    words = visitor.open("/options/").words
    assert "要個別解約" in words and "（回線と一緒に終わります）" in words
    live_through(line.member, jst(2026, 11, 2, 10))
    words = visitor.open("/options/").words
    assert "回線が終わっても続くオプションがあります" in words
    assert "追加できるオプション（" not in words
    visitor.follow("解約する：IIJmioセーフティメール")
    page = visitor.press(END)
    assert "IIJmioセーフティメールを解約しました" in page.words
    assert "2026年11月2日" in page.words


def test_an_option_of_a_leaving_line_says_that_it_ends_with_it() -> None:
    period = OptionPeriodFactory()
    accepted(period.line)
    page = at_end(period).page
    assert "回線と一緒に終わります" in page.words and END not in page.words


def test_who_has_no_line_reads_so_and_a_neighbour_sees_nothing() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    assert "ご契約中の回線はありません" in visitor.open("/options/").words
    period = add(LineFactory(), "smart_checker")
    end(period)
    for page in ("end", "ended", "added"):
        assert visitor.open(f"/options/{period.code}/{page}/").status == 404
    assert visitor.open(f"/lines/{read(period.line).code}/options/dial/add/").status == 404
    assert visitor.open(f"/lines/{period.line.code}/options/no-such/add/").status == 404


def test_reload_of_a_receipt_changes_nothing_and_one_that_was_not_made_is_not_there() -> None:
    period = OptionPeriodFactory()
    visitor = Visitor.signed_in_as(period.line.member)
    for page in ("added", "ended"):
        assert visitor.open(f"/options/{period.code}/{page}/").status == 404
    end(period, MID_MONTH)
    before = everything()
    visitor.open(f"/options/{period.code}/ended/")
    visitor.open(f"/options/{period.code}/ended/")
    assert {name for name in changed(before) if name != "django_session"} == set()
