"""ご契約内容の確認: the list and the detail of a member's own lines (F-CON-01)."""

from datetime import date

import pytest

from accounts.models import Member
from contracts.models import Line
from tests.factories import (
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    StaffFactory,
    a_group_of,
    hold,
    jst,
)
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def detail(line: Line) -> Page:
    return Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/")


def test_the_list_names_every_line_with_type_plan_and_state() -> None:
    member = MemberFactory()
    voice = LineFactory(member=member)
    data = LineFactory(
        member=member, function=Line.Function.DATA, phone_number="", plan__plan_code="giga_10gb"
    )
    words = Visitor.signed_in_as(member).open("/lines/").words
    for told in (voice.phone_number, "音声・SIMカード", "5ギガプラン", "利用中"):
        assert told in words
    for told in (data.code, "データ・SIMカード", "10ギガプラン"):
        assert told in words


def test_the_oldest_contract_comes_first() -> None:
    member = MemberFactory()
    young = LineFactory(member=member, contracted_on=date(2026, 1, 1))
    old = LineFactory(member=member, contracted_on=date(2024, 1, 1))
    words = Visitor.signed_in_as(member).open("/lines/").words
    assert words.index(old.phone_number) < words.index(young.phone_number)


@pytest.mark.parametrize(
    "label", ["機能・タイプ", "料金プラン", "本人確認状況", "オプションサービス"]
)
def test_the_detail_has_the_documented_fields(label: str) -> None:
    assert label in detail(LineFactory()).words


def test_the_detail_says_everything_about_a_line() -> None:
    line = LineFactory(network=Line.Network.AU, user_name="石﨑 こはる")
    OptionPeriodFactory(line=line, option_code="call_10", starts_on=date(2026, 2, 1))
    words = detail(line).words
    for told in (
        line.phone_number,
        line.code,
        "音声・SIMカード",
        "タイプA（au網）",
        "5ギガプラン",
        "990円",
        "通話定額10分+",
        "700円",
        "2026年2月1日",
        "石﨑 こはる",
        "2025年4月1日",
        "貸与中",
        line.sims.get().iccid_tail,
    ):
        assert told in words
    assert line.sims.get().iccid not in words


@pytest.mark.parametrize(
    ("identity", "note"),
    [
        (Member.Identity.NOT_SUBMITTED, ""),
        (Member.Identity.IN_REVIEW, ""),
        (Member.Identity.RETURNED, "住所が確認できませんでした"),
        (Member.Identity.COMPLETE, ""),
    ],
)
def test_the_state_of_identity_is_told_with_the_reason(
    identity: Member.Identity, note: str
) -> None:
    words = detail(LineFactory(member__identity=identity, member__identity_note=note)).words
    assert str(identity.label) in words
    assert note in words


def test_a_line_without_options_says_so() -> None:
    assert "ご契約中のオプションサービスはありません" in detail(LineFactory()).words


def test_an_option_that_has_ended_is_no_longer_listed() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, ends_on=date(2026, 10, 14))
    assert "通話定額" not in detail(line).words


def test_an_option_is_listed_up_to_its_last_day() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, ends_on=date(2026, 10, 15))
    words = detail(line).words
    assert "通話定額5分+" in words
    assert "2026年10月15日" in words


def test_an_esim_has_nothing_to_return() -> None:
    words = detail(LineFactory(medium=Line.Medium.ESIM)).words
    assert "音声・eSIM" in words
    assert "返却不要" in words


def test_a_legacy_plan_shows_the_fee_with_tax() -> None:
    line = LineFactory(contracted_on=date(2019, 9, 30), plan__plan_code="minimum_start")
    words = detail(line).words
    assert "ミニマムスタートプラン" in words
    assert "旧プラン" in words
    assert "1,760円" in words


def test_cancelling_is_one_press_away_from_list_and_detail() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/lines/")
    assert visitor.follow("解約する").path == f"/cancel/lines/{line.code}/"
    visitor.open("/lines/")
    visitor.follow(line.phone_number)
    assert visitor.follow("解約する").path == f"/cancel/lines/{line.code}/"


@pytest.mark.parametrize(
    "address",
    [
        "/lines/{}/",
        "/lines/{}/sim-return/",
        "/cancel/lines/{}/",
        "/cancel/lines/{}/receipt/",
    ],
)
def test_another_members_line_is_not_found(address: str) -> None:
    theirs = LineFactory(user_name="よその利用者")
    mine = LineFactory(member__world=theirs.world)
    visitor = Visitor.signed_in_as(mine.member)
    page = visitor.open(address.format(theirs.code))
    assert page.status == 404
    assert theirs.phone_number not in page.html
    assert "よその利用者" not in page.html
    page = visitor.open(address.format("hdu99999999"))
    assert page.status == 404


@pytest.mark.parametrize("code", ["1", "0", "-1", "hdu1", "%00", "' OR 1=1 --", "x" * 300, "髙"])
def test_a_code_that_is_no_line_is_not_found(code: str) -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    assert visitor.open(f"/lines/{code}/").status == 404
    assert visitor.open(f"/cancel/lines/{code}/").status == 404


def test_lines_of_other_members_are_on_none_of_the_lists() -> None:
    mine = LineFactory()
    theirs = LineFactory(member__world=mine.world)
    visitor = Visitor.signed_in_as(mine.member)
    for path in ("/", "/services/", "/lines/", "/cancel/"):
        page = visitor.open(path)
        assert mine.phone_number in page.words
        assert theirs.phone_number not in page.html
        assert theirs.code not in page.html


def test_a_member_without_lines_gets_pages_not_errors() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    for path in ("/", "/services/", "/lines/", "/cancel/"):
        assert visitor.open(path).status == 200


def test_staff_have_no_member_pages() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(StaffFactory())
    for path in ("/services/", "/lines/", f"/lines/{line.code}/", "/cancel/"):
        assert visitor.open(path).status == 403


def test_the_services_page_leads_to_contracts_and_to_cancelling() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/services/")
    assert visitor.follow("サービスのご解約").path == "/cancel/"
    visitor.open("/services/")
    assert visitor.follow("ご契約内容の確認").path == "/lines/"


def test_the_foot_of_the_top_page_leads_to_the_contracts() -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    page = visitor.open("/")
    foot = page.words[page.words.index("お知らせ") :]
    assert "ご契約内容の確認" in foot
    assert visitor.follow("ご契約内容の確認").path == "/lines/"


def test_a_plan_change_shows_from_its_first_day_on() -> None:
    line = LineFactory(plan__plan_code="giga_2gb", plan__ends_on=date(2026, 10, 31))
    line.plan_periods.create(plan_code="giga_20gb", starts_on=date(2026, 11, 1))
    hold(line.member, jst(2026, 10, 31, 22, 59, 59))
    assert detail(line).tells("料金プラン2ギガプラン", "予約中のプラン20ギガプラン", "11月1日")
    hold(line.member, jst(2026, 11, 1))
    page = detail(line)
    assert page.tells("料金プラン20ギガプラン")
    assert not page.tells("予約中のプラン")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param(
            {}, ("MNP転出可能", "最低利用期間なし", "調定金なし", "返却が必要"), id="voice"
        ),
        pytest.param(
            {"function": "sms"}, ("MNP転出不可", "最低利用期間なし", "返却が必要"), id="SMS"
        ),
        pytest.param(
            {"function": "data", "phone_number": "", "medium": "esim"},
            ("MNP転出不可", "調定金なし", "返却不要"),
            id="data on an eSIM",
        ),
        pytest.param(
            {"contracted_on": date(2019, 9, 30), "started_on": date(2026, 9, 3)},
            ("旧プランの区分", "最低利用期間の最終日2026年10月31日", "1,100円"),
            id="the last day of the old class, in its term",
        ),
        pytest.param(
            {"contracted_on": date(2019, 9, 30), "started_on": date(2026, 8, 31)},
            ("旧プランの区分", "2026年9月30日", "調定金なし"),
            id="the old class, its term just over",
        ),
        pytest.param(
            {"contracted_on": date(2019, 10, 1), "started_on": date(2026, 9, 3)},
            ("新プランの区分", "調定金なし"),
            id="the first day of the new class",
        ),
        pytest.param(
            {"contracted_on": date(2015, 12, 31)}, ("解約の方法お電話",), id="by telephone"
        ),
    ],
)
def test_a_line_says_what_its_type_and_its_day_of_contract_mean(
    changes: dict[str, object], told: tuple[str, ...]
) -> None:
    page = detail(LineFactory(**changes))
    assert page.tells(*told), page.words


def test_a_line_of_a_group_tells_its_place_and_what_it_pays_there() -> None:
    primary = LineFactory()
    second = LineFactory(member=primary.member)
    a_group_of(primary, second)
    assert detail(primary).tells("月額990円", "シェアグループ主回線")
    visitor = Visitor.signed_in_as(second.member)
    page = visitor.open(f"/lines/{second.code}/")
    assert page.tells("副回線の月額440円", "シェアグループ副回線")
    assert visitor.follow("副回線").path.startswith("/group/")
    assert visitor.open("/lines/").tells("シェアグループの主回線", "シェアグループの副回線")
    page = visitor.open(f"/lines/{second.code}/plan/")
    assert page.tells("シェアグループの副回線です", "シェアグループを見る")
