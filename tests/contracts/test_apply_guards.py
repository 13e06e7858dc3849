"""Who may apply for what, and what becomes of an application that nobody finishes (F-APP-15)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from freezegun import freeze_time

from accounts.models import Member, Standing
from accounts.services import papers
from contracts.models import Application, AppliedLine
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import system
from tests.contracts import applying
from tests.contracts.applying import (
    CONTRACTOR,
    DATA,
    ESIM,
    NEXT,
    NOON,
    VOICE,
    applies,
    chooses,
    holding,
    member_at,
)
from tests.desk.people import Desk
from tests.factories import (
    ApplicationFactory,
    MemberFactory,
    SubmissionFactory,
    hold,
    jst,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    """A Thursday in the middle of a month."""
    with freeze_time(NOON, tick=True) as frozen:
        yield frozen


@pytest.fixture
def one_world(settings: LazySettings) -> None:
    """Outside the demonstration everybody lives in the same world."""
    settings.DEMO = False


def test_a_member_adds_a_line_without_saying_again_what_is_known() -> None:
    visitor = chooses(holding(voice=1), **VOICE)
    visitor.press(NEXT)
    page = applying.consents(visitor)
    assert page.tells("お申し込み内容の確認", "髙橋 みどり", "VISA ****4242")
    assert page.tells("今回のお申し込みで増える、はじめてのご請求", "4,212円")
    assert visitor.press("この内容で申し込む").says("お申し込みを受け付けました")
    assert Member.objects.count() == 1


def test_the_fifth_voice_line_is_the_last_and_pending_ones_count() -> None:
    member = holding(voice=4)
    visitor = chooses(member, **VOICE)
    visitor.follow("もう一枚 申し込む")
    page = visitor.press(NEXT, **ESIM)
    assert page.tells("音声の回線が上限に達しています", "5回線")
    page = visitor.press(NEXT, **DATA)
    assert page.tells("お申し込み内容", "1枚目", "2枚目")
    # One that was handed in takes its place until it is open or ended.
    other = holding(voice=4)
    ApplicationFactory(member=other)
    page = applies(other).page
    assert page.says("進行中のお申し込みがあります")
    assert page.has_link("お申し込みの状況を見る")


def test_the_tenth_line_is_the_last_of_any_kind() -> None:
    page = applies(holding(voice=1, data=9)).page
    assert page.tells("回線の数が上限に達しています", "10回線")
    assert not page.has_button("お申し込みを始める")


@pytest.mark.parametrize(
    ("facts", "told", "way_out"),
    [
        ({"standing__owed_yen": 1490}, "お支払いが済んでいない料金があります", "/bills/unpaid/"),
        ({"identity": "returned"}, "本人確認が完了していません", "/identity/"),
    ],
    ids=["a debt", "papers sent back"],
)
def test_what_stands_in_the_way_is_told_with_the_page_that_clears_it(
    facts: dict[str, Any], told: str, way_out: str
) -> None:
    page = applies(holding(voice=1, **facts)).page
    assert page.says(told)
    assert way_out in [href for _label, href in page.links]
    assert not page.has_button("お申し込みを始める")
    assert not page.says("いまのmioIDに回線を加えます。")


def test_a_company_adds_lines_at_its_desk() -> None:
    page = applies(holding(voice=1, kind="CORPORATE", company="株式会社さくら運送")).page
    assert page.says("法人契約の回線の追加は、法人窓口でお受けしています。")


def test_whoever_contracts_again_in_time_keeps_the_mioid_and_reads_what_is_lost() -> None:
    member = holding(standing__last_service_ended_on=date(2026, 9, 30))
    page = applies(member).page
    assert page.tells("次のものは引き継げません", "電話番号", "同じmioIDのまま、待たずに")
    Standing.objects.filter(member=member).update(owed_yen=1490)
    page = applies(member).page
    assert page.says("お支払いが済んでいない料金があります")
    assert not page.says("同じmioIDのまま、待たずに")


def told_by(born: str, **more: str) -> Visitor:
    """Somebody new who has come to say who they are."""
    visitor = applying.signs_up()
    applying.begins(visitor, VOICE)
    visitor.press(NEXT, **CONTRACTOR | {"birth_date": born} | more)
    return visitor


def test_who_is_not_eighteen_contracts_through_a_parent() -> None:
    page = told_by("2008-10-16").page
    assert page.tells("18歳未満の方は契約者になれません", "お子さまを利用者として")
    assert told_by_again(page) == "2008-10-16"


def told_by_again(page: Any) -> str:
    form, _button = page.form(NEXT)
    return str(form.fields["birth_date"][0])


def test_on_the_eighteenth_birthday_one_contracts_oneself() -> None:
    assert told_by("2008-10-15").page.says("重要事項の確認と同意")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("family_name", "森1", "姓は、文字だけで入力してください"),
        ("family_kana", "mori", "セイは、カタカナで入力してください"),
        ("birth_date", "1990/2/30", "生年月日が、暦にない日付です"),
        ("birth_date", "平成2年4月1日", "生年月日は、西暦で1984/5/17のように"),
        ("birth_date", "0", "生年月日は、西暦で1984/5/17のように"),
        ("birth_date", "1890/4/1", "120年より前の日付です"),
        ("given_name", "🌸", "数字、記号、絵文字は使えません"),
        ("given_kana", "ア" * 300, "40文字までで入力してください（いまは300文字です）"),
        ("birth_date", "2030年1月1日", "生年月日が未来の日付です"),
        ("postcode", "102-007", "郵便番号を、7桁の数字で入力してください"),
        ("address", "千代田区富士見", "住所を、東京都のように都道府県から入力してください"),
        ("phone", "0901234567", "市外局番から入力してください"),
    ],
)
def test_what_is_typed_wrong_is_said_beside_its_field_and_nothing_is_lost(
    field: str, typed: str, told: str
) -> None:
    page = told_by(**{"born": CONTRACTOR["birth_date"], field: typed})  # type: ignore[arg-type]
    assert page.page.says(told)
    form, _button = page.page.form(NEXT)
    assert form.fields[field] == [typed]
    assert member_at().birth_date is None


@pytest.mark.usefixtures("one_world")
def test_the_same_person_under_two_addresses_ends_with_one_mioid() -> None:
    told_by("1990/4/1")
    other = applying.signs_up("second@example.jp")
    applying.begins(other, VOICE)
    page = other.press(NEXT, **CONTRACTOR | {"family_kana": "ﾓﾘ", "address": "北海道札幌市1"})
    assert page.tells("mioIDをすでにお持ちです", "お持ちのmioIDでログインして")
    assert Member.objects.filter(birth_date=date(1990, 4, 1)).count() == 1
    assert {member.world for member in Member.objects.all()} == {worlds.live()}


@pytest.mark.parametrize(
    ("since", "owed", "told"),
    [
        (jst(2026, 10, 15), 0, "無効になってから24時間たったあとに"),
        (jst(2026, 9, 1), 1490, "以前のご契約に未払いの料金がある"),
    ],
    ids=["within a day", "a debt"],
)
def test_a_mioid_that_has_ended_may_keep_its_person_waiting(
    since: datetime, owed: int, told: str
) -> None:
    former = MemberFactory(user__email=applying.ADDRESS, user__is_active=False, invalid_since=since)
    former.standing.owed_yen = owed
    former.standing.save()
    hold(former, NOON)
    visitor = applying.ask()
    assert visitor.open(applying.link_for()).says(told)
    assert not visitor.page.has_button("決めて申し込みに進む")


def test_after_that_a_new_mioid_begins_in_the_world_of_the_old_one() -> None:
    former = MemberFactory(
        user__email=applying.ADDRESS, user__is_active=False, invalid_since=jst(2026, 10, 14)
    )
    hold(former, NOON)
    page = applying.ask().open(applying.link_for())
    assert page.tells("以前のmioIDから引き継げないもの", "電話番号")
    applying.signs_up()
    member = member_at()
    assert (member.world, member.mio_id == former.mio_id) == (former.world, False)


def test_a_card_that_is_refused_keeps_the_application_waiting() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, DATA)
    visitor.press(NEXT, **CONTRACTOR)
    applying.consents(visitor)
    page = applying.registers_card(visitor, "debit")
    assert page.says("お支払いのクレジットカード")
    assert not page.has_link("このカードで次へ進む")


_CHILD = {
    "user_family_name": "髙橋",
    "user_given_name": "そら",
    "user_family_kana": "たかはし",
    "user_given_kana": "ソラ",
    "user_birth_date": "2015/6/1",
}


def test_a_child_uses_the_line_of_a_parent_and_what_does_not_fit_is_said() -> None:
    member = holding(voice=1)
    wrong = VOICE | {"function": "sms", "medium": "esim", "contract": "bring", "user": "other"}
    visitor = chooses(member, **wrong, option_codes=["call_5", "call_10"])  # type: ignore[arg-type]
    assert visitor.page.says("SMSの回線にはeSIMがありません")
    assert visitor.page.says("番号を引き継げるのは音声の回線です")
    assert visitor.page.says("通話のかけ放題は、1つだけ選んでください")
    assert visitor.page.says("「通話定額5分+」は、選んだ機能の回線では使えません")
    assert visitor.page.says("利用者の生年月日を入力してください")
    visitor.press(NEXT, **VOICE | {"user": "other", **_CHILD, "option_codes": ["call_5"]})
    line = AppliedLine.objects.get()
    assert (line.user_name, line.user_family_kana) == ("髙橋 そら", "タカハシ")
    assert Application.objects.count() == 1


def test_a_voice_esim_takes_fewer_papers_than_a_card() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, ESIM)
    visitor.press(NEXT, **CONTRACTOR)
    page = applying.consents(visitor)
    assert page.tells("在留カード", "音声eSIMのお申し込みがあるため")
    assert not page.says("パスポート")
    page = visitor.follow("書類を提出する")
    assert not page.says("パスポート")
    page = visitor.press(NEXT, paper="passport")
    assert page.says("お送りになる書類は、一覧から選んでください")
    # Begun while a card was wanted, they are not taken for the eSIM.
    draft = SubmissionFactory(
        member=member_at(), paper="passport", pictures=["front", "supplement_front"]
    )
    with pytest.raises(papers.NotAccepted):
        papers.send(draft=draft, at=NOON, by=system("test"))
    AppliedLine.objects.update(medium="sim")
    assert papers.send(draft=draft, at=NOON, by=system("test")).state == "in_review"
    # And were they sent already, whoever looks at them is told.
    AppliedLine.objects.update(medium="esim")
    text = Desk("reviewer").act("/admin/accounts/submission/", "review", [draft]).text
    assert "音声eSIMのお申し込みがあります" in text
    assert "提出された書類：パスポート" in text
