"""The pages 関連サービス: price with and without mio割, terms, and how each service ends."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.models import Line, RelatedService
from tests.factories import LineFactory, MemberFactory, RelatedServiceFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

State = RelatedService.State


def supply(**changes: object) -> RelatedService:
    fee = {"service": "supply", "home": "", "agreed_yen": Decimal(550)}
    return RelatedServiceFactory(**fee | changes)


def at_related(row: RelatedService) -> Visitor:
    visitor = Visitor.signed_in_as(row.member)
    visitor.open("/")
    assert visitor.follow("関連サービス").path == "/related/"
    return visitor


def test_hikari_shows_both_prices_and_what_the_last_line_would_cost() -> None:
    row = RelatedServiceFactory(starts_on=date(2025, 4, 1))
    LineFactory(member=row.member)
    visitor = at_related(row)
    page = visitor.page
    assert page.tells("IIJmioひかりファミリータイプ", "利用中", "5,456円")
    assert page.tells("mio割", "適用中", "5,456円", "割引なし", "6,116円")
    assert page.tells("すべての回線が今月で終わった場合は、2026年11月のご利用分から月額が660円")
    assert "自動では終わりません" in page.words
    page = visitor.follow("IIJmioひかり ファミリータイプ")
    assert page.tells("最低利用期間の最終日", "2027年3月31日（水）")
    assert page.tells("途中解約金3,000円（不課税）")


def test_the_last_line_on_its_way_out_says_from_which_month_the_price_rises() -> None:
    row = RelatedServiceFactory(home="apartment")
    line = LineFactory(member=row.member)
    Line.objects.filter(pk=line.pk).update(
        leaving_by="cancellation", ends_on=date(2026, 10, 31)
    )
    page = at_related(row).page
    assert page.tells("終了予定", "4,356円", "5,016円", "2026年11月のご利用分から月額が660円")
    hold(row.member, jst(2026, 11, 1, 9))
    page = at_related(row).page
    assert page.tells("終了", "2026年11月のご利用分から割引はありません")


def test_the_checks_before_leaving_are_five_and_know_what_the_member_holds() -> None:
    page = at_related(RelatedServiceFactory()).page
    assert page.tells("モバイル回線を解約する前に", "契約しています")
    page = at_related(supply()).page
    assert page.tells("モバイル回線を解約する前に", "いまは契約していません")
    assert page.html.count("<li><h3>") >= 5


def test_a_member_without_related_services_is_told_so() -> None:
    page = Visitor.signed_in_as(MemberFactory()).open("/related/")
    assert page.tells("ご契約中の関連サービスはありません")


def test_a_service_is_ended_in_five_steps_with_a_receipt() -> None:
    row = supply()
    visitor = at_related(row)
    visitor.follow("IIJmioサプライサービス")
    page = visitor.follow("解約する")
    assert page.tells("まだ解約は確定していません", "最終日", "2026年10月31日（土）", "550円")
    page = visitor.press("解約を確定する")
    row.refresh_from_db()
    assert page.path == f"/related/{row.code}/receipt/"
    assert page.tells("解約を受け付けました", "受付番号", row.receipt_number or "-")
    # Back, reload, and a second tab all show the same receipt.
    assert visitor.open(f"/related/{row.code}/end/").path == f"/related/{row.code}/receipt/"
    number = row.receipt_number
    visitor.client.post(
        f"/related/{row.code}/end/",
        {"csrfmiddlewaretoken": visitor.client.cookies["csrftoken"].value},
    )
    row.refresh_from_db()
    assert row.receipt_number == number
    assert visitor.open("/related/").tells("解約受付済", "2026年10月31日（土）")
    hold(row.member, jst(2026, 11, 1, 9))
    page = visitor.open("/related/")
    assert page.tells("終わったサービス（1）", "解約済み")
    assert visitor.open(f"/related/{row.code}/receipt/").says("解約の受付内容")


def test_a_service_that_was_never_ended_has_no_receipt() -> None:
    row = supply()
    assert Visitor.signed_in_as(row.member).open(f"/related/{row.code}/receipt/").status == 404


@pytest.mark.parametrize(
    ("at", "said"),
    [
        pytest.param((2026, 10, 15, 9), "ただいま受付中", id="open"),
        pytest.param((2026, 10, 15, 8, 59, 59), "2026年10月15日（木）9:00", id="a second early"),
    ],
)
def test_hikari_is_ended_by_telephone_in_six_steps(at: tuple[int, ...], said: str) -> None:
    row = RelatedServiceFactory()
    hold(row.member, jst(*at))
    visitor = at_related(row)
    visitor.follow("IIJmioひかり ファミリータイプ")
    page = visitor.follow("解約の方法を見る")
    assert page.tells("0570-09-4400")
    assert said in page.words
    assert "「IIJmioひかりを解約したい」と伝える" in page.words
    assert page.html.count("<li><h3>") == 6
    assert page.tells("いま解約した場合の途中解約金", "0円", "不課税")


def test_how_far_its_end_has_come_is_shown_with_its_days() -> None:
    row = RelatedServiceFactory(
        state=State.REMOVAL_AWAITED, work_on=date(2026, 10, 10), removal_on=date(2026, 10, 20)
    )
    page = Visitor.signed_in_as(row.member).open(f"/related/{row.code}/")
    assert page.tells("工事調整", "2026年10月10日（土）", "撤去待ち", "いまここ", "10月20日（火）")
    assert not page.has_link("解約の方法を見る")
