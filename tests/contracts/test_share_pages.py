"""The pages of a share group, walked as its member does (F-SHR-01 to F-SHR-06)."""

from datetime import date

import pytest

from contracts import services
from contracts.models import DeskRequest, Line, Seat, ShareGroup
from mioportal.plumbing.actor import system
from tests.factories import (
    MID_MONTH,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    a_group_of,
    hold,
    jst,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def three() -> list[Line]:
    """5GB each, with a call option: the documented 3,370円."""
    first = LineFactory(plan__plan_code="giga_5gb")
    lines: list[Line] = [first, *(LineFactory(member=first.member) for _ in range(2))]
    for line in lines:
        OptionPeriodFactory(line=line, option_code="call_5")
    return lines


def test_the_page_shows_who_is_in_it_the_pool_the_bill_and_both_tables() -> None:
    first, second, third = lines = three()
    a_group_of(*lines)
    visitor = Visitor.signed_in_as(first.member)
    visitor.open("/")
    page = visitor.follow("シェアグループ")
    assert page.tells("分け合うデータ", "毎月5GB", "グループの月額", "1,870円", "まとめて一つ")
    assert page.tells(first.label, "主回線", second.label, "副回線", third.label, "副回線")
    assert page.tells("主回線のプラン", "990円", "440円×2", "880円", "合計", "1,870円")
    assert page.tells("880円", "440円", "−440円", "1,500円", "1,000円", "−500円")
    assert page.tells("合計", "3,370円", "2,430円", "−940円")
    group = ShareGroup.objects.get()
    page = visitor.open(f"/group/{group.code}/?without={first.code}")
    assert page.tells(f"{first.label}を解約した場合", "3,370円", "0円", "−3,370円")
    assert page.tells("主回線が終わると", "副回線も、すべて同じ時に終わります")


def test_a_member_without_a_group_makes_one_in_two_steps() -> None:
    first = LineFactory(plan__plan_code="giga_20gb")
    second = LineFactory(member=first.member, user_name="金糸雀")
    visitor = Visitor.signed_in_as(first.member)
    assert visitor.open("/group/").tells("シェアグループはありません", "2026年11月1日（日）")
    visitor.follow("グループを作る")
    page = visitor.press("内容を確認する", primary=first.code, lines=[first.code])
    assert page.tells("主回線のほかに、副回線にする回線を1つ以上選んでください")
    page = visitor.press("内容を確認する", primary=first.code, lines=[second.code])
    assert page.tells("まだ申し込みは確定していません", "毎月20GB", "2,440円", "2,990円", "−550円")
    assert page.tells(second.label, "金糸雀", "5ギガプランから20ギガプランへ")
    assert not ShareGroup.objects.exists()
    page = visitor.press("グループを作る")
    made = ShareGroup.objects.get()
    assert page.path == f"/group/{made.code}/"
    assert page.tells("開始予定", "2026年11月1日（日）0:00に始まります", "2,440円")
    # The second tab finds the work done.
    sent = {"primary": first.code, "lines": [second.code], "shown": "x"}
    visitor.client.post("/group/new/", sent | token(visitor))
    assert ShareGroup.objects.get() == made
    assert visitor.open(f"/lines/{second.code}/").tells("シェアグループ", "副回線", "から")
    visitor.open(f"/group/{made.code}/lines/{second.code}/call-off/")
    assert visitor.page.tells("このグループは始まりません")
    page = visitor.press("予定を取り消す")
    assert page.path == "/group/"
    assert page.tells("シェアグループはありません")


def token(visitor: Visitor) -> dict[str, str]:
    return {"csrfmiddlewaretoken": visitor.client.cookies["csrftoken"].value}


def test_a_line_is_added_taken_out_and_kept_after_all() -> None:
    lines = three()
    first, second, third = lines
    row = a_group_of(first, second)
    visitor = Visitor.signed_in_as(first.member)
    visitor.open("/group/")
    visitor.follow("回線を加える")
    assert visitor.press("内容を確認する").tells("副回線にする回線を1つ以上選んでください")
    page = visitor.press("内容を確認する", lines=[third.code])
    assert page.tells("1,870円", "いまの合計2,420円から−550円")
    page = visitor.press("グループに加える")
    assert page.tells("これからの変更", f"{third.label}が、副回線として加わります")
    page = visitor.open(f"/group/{row.code}/lines/{second.code}/part/")
    assert page.tells("回線の解約ではありません", "3回線から2回線へ", "1,870円", "1,430円")
    assert page.tells("外れる回線", "0円", "990円", "合計", "2,420円")
    page = visitor.press("グループから外す")
    assert page.tells(f"{second.label}が、グループから外れます")
    page = visitor.open(f"/group/{row.code}/lines/{second.code}/call-off/")
    assert page.tells(f"{second.label}が、グループから外れます")
    page = visitor.press("予定を取り消す")
    assert not page.tells(f"{second.label}が、グループから外れます")
    assert visitor.open(f"/group/{row.code}/lines/{first.code}/part/").tells(
        "シェアグループを変更できません", "副回線のある主回線です"
    )


def test_another_primary_line_is_asked_for_once_and_the_receipt_is_shown() -> None:
    lines = three()
    first, second, third = lines
    row = a_group_of(*lines)
    visitor = Visitor.signed_in_as(first.member)
    visitor.open("/group/")
    visitor.follow("主回線の変更を依頼する")
    assert visitor.press("主回線の変更を依頼する").tells("新しい主回線にする回線を選んでください")
    page = visitor.press("主回線の変更を依頼する", line=second.code)
    asked = DeskRequest.objects.get()
    assert page.path == f"/requests/{asked.receipt_number}/"
    assert page.tells("依頼を受け付けました", second.label, "翌日0:00")
    assert visitor.open(f"/group/{row.code}/primary/").path == page.path
    assert visitor.open("/group/").tells("主回線の変更を依頼しています", second.label)
    services.complete(request=asked, at=MID_MONTH, by=system("test"))
    page = visitor.open("/group/")
    assert page.tells(f"{first.label}が、副回線になります", f"{second.label}が、主回線になります")
    hold(first.member, jst(2026, 10, 16, 9))
    assert visitor.open("/group/").tells("主回線にまとめて一つ", second.label)


def test_on_the_last_day_nothing_is_offered_and_the_reason_is_told() -> None:
    lines = three()
    row = a_group_of(*lines[:2])
    hold(lines[0].member, jst(2026, 10, 31, 12))
    visitor = Visitor.signed_in_as(lines[0].member)
    page = visitor.open(f"/group/{row.code}/add/")
    assert page.tells("月の最後の日は、グループを変えられません")
    assert not page.has_button("内容を確認する")
    page = visitor.open(f"/group/{row.code}/lines/{lines[1].code}/part/")
    assert page.tells("シェアグループを変更できません", "今日は月の最後の日です")
    assert Seat.objects.count() == 2


def test_lines_that_cannot_join_are_listed_with_their_reasons() -> None:
    first = LineFactory()
    legacy = LineFactory(member=first.member, plan__plan_code="minimum_start")
    page = Visitor.signed_in_as(first.member).open("/group/new/")
    assert page.tells("加えられる回線がありません")
    assert page.tells("いまは加えられない回線", legacy.label, "ギガプランの回線ではありません")


def test_a_member_without_lines_and_one_whose_group_is_over_get_a_page() -> None:
    assert Visitor.signed_in_as(MemberFactory()).open("/group/").status == 200
    line = LineFactory()
    row = a_group_of(line, LineFactory(member=line.member))
    Seat.objects.update(ends_on=date(2026, 9, 30))
    visitor = Visitor.signed_in_as(line.member)
    assert visitor.open(f"/group/{row.code}/").path == "/group/"
    assert visitor.open("/group/abcdefgh/").status == 404
