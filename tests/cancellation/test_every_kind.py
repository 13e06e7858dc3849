"""Every kind of line is led out in its own steps, by buttons alone (F-CAN-02, F-CAN-03)."""

from datetime import date

import pytest

from cancellation.models import Cancellation
from contracts.models import Device, Line
from mioportal.plumbing.models import PendingAct
from tests.cancellation.wizard import APPLY, BEGIN, CONFIRM, ON, accepted
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    hold,
    jst,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

KINDS = {
    "a data line on a card": {"function": "data", "phone_number": ""},
    "an SMS line": {"function": "sms"},
    "a voice eSIM": {"medium": "esim"},
    "a data eSIM": {"medium": "esim", "function": "data", "phone_number": ""},
    "an old plan": {"contracted_on": date(2019, 9, 30), "plan__plan_code": "minimum_start"},
}


def begun(line: Line) -> Visitor:
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/cancel/")
    visitor.follow("解約する")
    visitor.press(BEGIN)
    return visitor


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_line_of_every_kind_is_cancelled_on_the_site(kind: dict[str, object]) -> None:
    line = LineFactory(**kind)
    has_number = bool(kind.get("phone_number", "090"))
    may_take_it = kind.get("function", "voice") == "voice"
    visitor = Visitor.signed_in_as(line.member)
    words = visitor.open(f"/cancel/lines/{line.code}/").words
    assert ("電話番号を残したい方は" in words) is may_take_it
    assert (f"サービスコード {line.code}" in words) is not has_number
    visitor.press(BEGIN)
    if "plan__plan_code" in kind:
        assert visitor.page.tells("最低利用期間の確認", "2019年10月31日", "0円")
        visitor.press(ON)
    assert visitor.page.path.endswith("/questions/")
    visitor.press(ON, reasons=["price"], satisfaction="4")
    is_esim = kind.get("medium") == "esim"
    assert ("eSIMのプロファイルの削除" in visitor.page.words) is is_esim
    assert ("SIMカードの返却が必要です" in visitor.page.words) is not is_esim
    assert ("電話番号はどうなるか" in visitor.page.words) is has_number
    assert ("電話番号を残したい方は" in visitor.page.words) is may_take_it
    assert ("通話とデータ通信が止まります" in visitor.page.words) is may_take_it
    visitor.press(APPLY, agree="on")
    page = visitor.press(CONFIRM)
    made = Cancellation.objects.get()
    assert page.path == f"/cancel/receipts/{made.receipt_number}/"
    assert (made.reasons, made.survey["satisfaction"]) == (["price"], "4")
    assert ("eSIMのプロファイルの削除" in page.words) is is_esim


def test_an_old_line_within_its_term_is_told_the_fee_in_yen() -> None:
    line = LineFactory(
        contracted_on=date(2019, 9, 30),
        started_on=date(2019, 10, 3),
        plan__plan_code="minimum_start",
    )
    hold(line.member, jst(2019, 11, 30, 12))
    assert begun(line).page.tells("2019年11月30日", "1,100円（税込）", "音声通話機能解除調定金")
    hold(line.member, jst(2019, 12, 1, 12))
    page = begun(line).page
    assert page.tells("最低利用期間は過ぎています")
    assert "1,100円" not in page.words


def test_the_rest_of_a_device_is_decided_on_the_way_and_stands_in_what_is_shown() -> None:
    line = LineFactory()
    own = DeviceFactory(line=line, paid=12)
    DeviceFactory(line=line, paid=12, name="moto g52j 5G", kind=Device.Kind.CAMPAIGN)
    visitor = begun(line)
    visitor.press(ON)
    visitor.press(ON)
    assert visitor.page.path.endswith("/devices/")
    assert visitor.page.tells("moto g52j 5G", "まとめてお支払いいただく契約です")
    page = visitor.press(ON, **{own.code: "lump_sum"})
    own.refresh_from_db()
    assert own.choice == "lump_sum"
    assert page.path.endswith("/cautions/")
    # Eleven payments of 2,408円 are left after October's.
    assert "26,488円" in page.words
    visitor.press(APPLY, agree="on")
    assert visitor.page.tells("iPhone SE（第3世代）64GB", "一括")
    # Chosen anew after the consent: what was agreed to is asked about again.
    act = PendingAct.objects.get()
    visitor.open(f"/cancel/acts/{act.code}/devices/")
    visitor.press(ON, **{own.code: "continue"})
    page = visitor.open(f"/cancel/acts/{act.code}/review/")
    assert page.path.endswith("/cautions/")
    assert page.tells("前に表示した内容から変わりました")
    visitor.press(APPLY, agree="on")
    assert visitor.press(CONFIRM).path.startswith("/cancel/receipts/")


def test_what_goes_on_is_listed_with_the_way_to_end_it_and_need_not_be_ticked() -> None:
    line = OptionPeriodFactory(option_code="tabuho").line
    OptionPeriodFactory(line=line, option_code="call_5")
    hikari = RelatedServiceFactory(member=line.member)
    visitor = begun(line)
    visitor.press(ON)
    page = visitor.press(ON)
    assert page.path.endswith("/options/")
    assert page.tells("タブホ", "IIJmioひかり", "ここから660円を引きます", "自動では終わりません")
    assert "通話定額5分+" not in page.words
    page = visitor.press(ON, checked=[hikari.code])
    visitor.press(APPLY, agree="on")
    assert visitor.page.tells("解約しても続くもの", "2件のうち1件を確認済み")
    assert visitor.press(CONFIRM).path.startswith("/cancel/receipts/")


def test_whose_address_ends_with_the_contract_is_asked_for_another_first() -> None:
    member = MemberFactory(user__email="yoko@family.iijmio.jp")
    line = LineFactory(member=member)
    visitor = begun(line)
    assert visitor.page.path.endswith("/mail/")
    assert visitor.page.tells("yoko@family.iijmio.jp", "契約と一緒に使えなくなります")
    assert visitor.press(ON).tells("このまま進む欄にチェックを入れてください")
    member.user.email = "yoko@example.jp"
    member.user.save()
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert "途中までの手続き" not in page.words
    assert visitor.press(BEGIN).path.endswith("/reasons/")


def test_or_goes_on_with_the_address_they_have() -> None:
    line = LineFactory(member__user__email="yoko@family.iijmio.jp")
    visitor = begun(line)
    assert visitor.press(ON, stays="on").path.endswith("/reasons/")
    visitor.press(ON)
    page = visitor.press(ON)
    assert page.tells("IIJmioのメールアドレスが使えなくなります")


def test_what_was_begun_is_gone_on_with_where_it_stood() -> None:
    line = LineFactory()
    visitor = begun(line)
    visitor.press(ON, reasons=["speed"])
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert page.tells("途中までの手続きがあります")
    assert visitor.follow("続きから進める").path.endswith("/survey/")
    standing = line.member.standing
    standing.owed_yen = 980
    standing.save()
    here = visitor.page.path
    page = visitor.open(here)
    assert page.tells("途中までの答え", "続きから進められます", "お支払いが済んでいない")
    assert visitor.follow("お支払いが済んでいない料金を見る").path == "/bills/unpaid/"
    standing.owed_yen = 0
    standing.save()
    visitor.open(f"/cancel/lines/{line.code}/")
    assert visitor.follow("続きから進める").path == here


@pytest.mark.parametrize(
    ("day", "hour", "grade", "is_late"),
    [
        (28, 10, "なし", False),
        (29, 10, "低い", True),
        (30, 10, "中程度", True),
        (31, 10, "高い", True),
        (31, 23, "非常に高い", True),
    ],
)
def test_the_start_page_says_how_late_it_is(
    day: int, hour: int, grade: str, is_late: bool
) -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, day, hour))
    page = Visitor.signed_in_as(line.member).open(f"/cancel/lines/{line.code}/")
    assert ("月末が近づいています" in page.words) is is_late
    assert page.tells("2026年10月28日")
    assert f"いま {grade}" in page.words


def test_a_month_that_ends_on_a_tuesday_closes_an_hour_early_and_says_so_from_its_first() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 3, 1, 10))
    page = Visitor.signed_in_as(line.member).open(f"/cancel/lines/{line.code}/")
    assert page.tells("2026年3月31日（火）22:59で締め切ります", "3月3日（火）、3月10日（火）")


def test_a_line_used_by_a_child_says_who_acts_for_it() -> None:
    line = LineFactory(user_name="石﨑 こはる")
    page = Visitor.signed_in_as(line.member).open(f"/cancel/lines/{line.code}/")
    assert page.tells("石﨑 こはる", "ご契約者が行います", "同意書は要りません")


def test_the_chooser_tells_the_two_ways_apart_under_every_name_of_the_entry() -> None:
    old = LineFactory(contracted_on=date(2019, 9, 30), plan__plan_code="minimum_start")
    voice = LineFactory(member=old.member)
    visitor = Visitor.signed_in_as(old.member)
    visitor.open(f"/lines/{old.code}/")
    assert visitor.follow("回線サービスの解約").path == "/cancel/"
    visitor.open(f"/lines/{voice.code}/")
    page = visitor.follow("MNP予約番号発行・解約")
    assert page.tells("MNP転出", "解約の前に確かめる5つのこと", "二度と使えません")
    accepted(voice)
