"""解約前のオプション確認: four steps, seven checks, gone on with later (F-OPT-08, F-OPT-09)."""

from decimal import Decimal

import pytest

from contracts.models import OptionPeriod
from mioportal.plumbing.models import PendingAct
from tests.contracts.options import add, end
from tests.factories import (
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

START, ON, SAVE = "確認を始める", "次へ進む", "チェックリストを保存する"


def at_list(member: object) -> Visitor:
    visitor = Visitor.signed_in_as(member)  # type: ignore[arg-type]
    visitor.open("/options/")
    visitor.follow("解約前のオプション確認")
    visitor.press(START)
    return visitor


def test_all_four_steps_are_walked_and_the_checklist_is_kept() -> None:
    line = LineFactory()
    kinds = {
        code: OptionPeriodFactory(line=line, option_code=code) for code in ("call_5", "i_filter")
    }
    kinds["device_cover"] = OptionPeriodFactory(
        line=line, option_code="device_cover", agreed_yen=Decimal(550)
    )
    kinds["safety_mail"] = OptionPeriodFactory(line=line, option_code="safety_mail")
    trial = add(line, "tabuho")
    visitor = at_list(line.member)
    words = visitor.page.words
    assert "手順1／4" in visitor.page.text
    # F-OPT-01 to 03, and the four forgotten cases.
    for part in (
        "回線と一緒に終わる 2件",
        "別に解約が必要 3件",
        "解約するところ：デジタルアーツのマイページ",
        "2026年12月1日（火）から有料",
        "無料で試して、そのまま有料になったもの",
        "端末と一緒に入った端末補償",
        "キャンペーンなどで入ったセキュリティのオプション",
        "いくつも入っているうちの一つ",
    ):
        assert part in " ".join(words.split()), part
    visitor.follow(ON)
    chosen = [kinds["safety_mail"].code, kinds["i_filter"].code]
    visitor.press(ON, dropped=chosen)
    assert "あと2件です" in visitor.page.words
    end(kinds["safety_mail"])
    visitor.open(visitor.page.path)
    assert "あと1件です" in visitor.page.words
    visitor.follow("解約の方法を見る：i-フィルター for マルチデバイス")
    visitor.press("提供元で解約しました")
    visitor.follow("解約前のオプション確認に戻る")
    visitor.follow(ON)
    words = visitor.page.words
    assert visitor.page.path.endswith("/confirm/")
    assert "2026年11月15日（日）を過ぎたら" in words and "2026年12月15日（火）まで" in words
    page = visitor.press(SAVE, checked=["listed", "chosen", "cancelled"])
    assert "チェックリストを保存しました" in page.words
    act = PendingAct.objects.get(kind="option_audit")
    assert act.answers["confirm"]["checked"] == ["listed", "chosen", "cancelled"]
    # The first day on which to look again: the ticks are still there.
    live_through(line.member, jst(2026, 11, 16, 10))
    visitor.open("/options/audit/")
    visitor.follow("続きから確認する")
    page = visitor.open(visitor.page.path.replace("/list/", "/confirm/"))
    assert page.form(SAVE)[0].fields["checked"] == ["listed", "chosen", "cancelled"]
    # Nothing but what was ended on its own page has ended.
    trial.refresh_from_db()
    assert OptionPeriod.objects.filter(ends_on=None).count() == 3


def test_two_clicks_begin_one_and_afresh_begins_another() -> None:
    line = OptionPeriodFactory().line
    visitor = Visitor.signed_in_as(line.member)
    start = visitor.open("/options/audit/")
    first = visitor.press(START)
    visitor.page = start
    assert visitor.press(START).path == first.path
    visitor.open("/options/audit/")
    assert visitor.press("はじめから確認する").path != first.path
    assert PendingAct.objects.count() == 2


def test_an_audit_that_is_too_old_begins_anew_and_a_forged_choice_is_refused() -> None:
    line = OptionPeriodFactory().line
    stranger = OptionPeriodFactory(option_code="safety_mail")
    visitor = at_list(line.member)
    need = visitor.follow(ON)
    page = visitor.press(ON, dropped=[stranger.code])
    assert page.path == need.path and "一覧から選んでください" in page.words
    assert PendingAct.objects.get().answers == {}
    live_through(line.member, jst(2027, 2, 13, 10))
    page = visitor.open(need.path)
    assert page.path == "/options/audit/" and "もう一度はじめから" in page.words


def test_who_holds_nothing_is_told_that_nothing_remains() -> None:
    visitor = at_list(MemberFactory())
    assert "残る料金はありません" in visitor.page.words
    visitor.follow(ON)
    assert "解約するオプションはありません" in visitor.page.words


def test_whoever_is_about_to_cancel_a_line_is_led_to_it() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/cancel/lines/{line.code}/")
    assert visitor.follow("解約前のオプション確認").path == "/options/audit/"
