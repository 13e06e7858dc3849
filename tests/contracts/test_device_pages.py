"""The pages 端末分割払い: stored sums, what leaving does, the choice, and after leaving (F-DEV)."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.models import Device, Line
from tests.factories import MID_MONTH, DeviceFactory, LineFactory, MemberFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

SAVE = "支払い方を保存する"


def at_device(device: Device) -> Visitor:
    visitor = Visitor.signed_in_as(device.member)
    assert visitor.open(f"/devices/{device.code}/").status == 200
    return visitor


@pytest.fixture
def phone() -> Device:
    """57,800円 in 24, twelve of them charged by the end of October 2026."""
    device = DeviceFactory(paid=12)
    hold(device.member, jst(2026, 10, 28, 10))
    return device


def test_a_page_shows_the_vector_from_the_stored_rows(phone: Device) -> None:
    page = at_device(phone).page
    for parts in (
        ("端末名", phone.name),
        ("総額", "57,800円"),
        ("支払済", "28,904円", "12回／24回"),
        ("残債", "28,896円", "残り12回"),
        ("月額", "2,408円", "初回だけ2,416円"),
        ("次のカード請求", "2,408円", "2026年11月25日（水）"),
        ("支払済の12回（28,904円）",),
        ("返却は要りません",),
    ):
        assert page.tells(*parts), parts


def test_each_choice_is_told_in_yen_and_kept_on_the_device(phone: Device) -> None:
    visitor = at_device(phone)
    assert visitor.page.tells("分割継続", "いまの選択", "残りは11回", "2027年10月25日（月）")
    assert visitor.page.tells("一括", "2,408円に、残りの26,488円を加えて2026年11月25日（水）")
    page = visitor.press(SAVE, choice="lump_sum")
    assert "保存しました" in page.text
    assert page.tells("一括", "いまの選択", "分割継続")
    assert Device.objects.get().choice == "lump_sum"
    assert "すでに保存してあります" in visitor.press(SAVE).text


def test_a_choice_that_is_none_is_asked_for_again_and_changes_nothing(phone: Device) -> None:
    visitor = at_device(phone)
    before = everything()
    for wrong, said in ((None, "選んでください"), ("never", "表示された中から")):
        page = visitor.press(SAVE, choice=wrong)
        assert said in page.words
        assert "エラー：" in page.html
        visitor.open(f"/devices/{phone.code}/")
    left = {table for table in changed(before) if table != "django_session"}
    assert left == set()


def test_two_tabs_the_slower_one_after_the_line_has_ended_says_so(phone: Device) -> None:
    visitor = at_device(phone)
    Line.objects.update(leaving_by="cancellation", ends_on=date(2026, 10, 27))
    assert "選び直せません" in visitor.press(SAVE, choice="lump_sum").text
    assert Device.objects.get().choice == ""


def test_a_campaign_device_leaves_nothing_to_choose_and_says_what_falls_due() -> None:
    device = DeviceFactory(paid=11, kind="campaign")
    page = at_device(device).page
    assert not page.has_button(SAVE)
    assert page.tells("回線が終わるときに残りを一括でお支払いいただく契約です")
    assert page.tells("一括", "いまの選択", "残りの26,488円")


def test_the_purchase_support_says_what_its_discount_is_and_that_it_ends() -> None:
    device = DeviceFactory(paid=11, kind="support", discount_yen=Decimal(300))
    page = at_device(device).page
    assert page.tells("割引300円を引くと2,108円")
    assert page.tells("毎月300円の割引はなくなり、2,408円になります")


def test_all_devices_are_added_up_and_the_three_ways_of_leaving_told(phone: Device) -> None:
    DeviceFactory(line=phone.line, total_yen=Decimal(39_800), kind="campaign", paid=12)
    page = Visitor.signed_in_as(phone.member).open("/devices/")
    assert page.tells("残債の合計", "48,792円", "お支払い中の端末2台")
    assert page.tells("次のカード請求", "4,066円", "2026年11月25日（水）")
    assert page.tells("カードはいつでも変更できます", "残りが多い")
    for way in ("すぐに解約する", "完済してから解約する", "一括で返済してから解約する"):
        assert way in page.words
    # The campaign device falls due, the other goes on.
    assert page.tells("18,238円が一括", "2026年10月分の請求", "残りの30,554円", "2027年10月25日")
    for truth in ("返却は要りません", "SIMフリー", "お断りすることはありません"):
        assert truth in page.words


@pytest.mark.parametrize(
    ("total", "said"),
    [(9_984, "残りが少ない"), (20_016, "乗り換え先の特典と"), (30_000, "残りが多い")],
)
def test_the_advice_follows_the_band(total: int, said: str) -> None:
    device = DeviceFactory(total_yen=Decimal(total), first_month=date(2026, 10, 1))
    assert said in Visitor.signed_in_as(device.member).open("/devices/").words


def test_a_member_without_devices_is_told_so() -> None:
    assert "ありません" in Visitor.signed_in_as(MemberFactory()).open("/devices/").words


def test_a_line_links_to_what_is_left_of_its_devices(phone: Device) -> None:
    visitor = Visitor.signed_in_as(phone.member)
    page = visitor.open(f"/lines/{phone.line.code}/")
    assert page.tells("端末分割払い", "残債28,896円", "1台")
    assert visitor.follow("残債 28,896円").path == "/devices/"
    other = LineFactory(member=phone.member)
    assert "残債" not in visitor.open(f"/lines/{other.code}/").words


def test_after_leaving_the_pages_stay_open_under_their_other_name() -> None:
    device = DeviceFactory(
        paid=11, left_on=date(2026, 9, 30), line__leaving_by="cancellation",
        line__ends_on=date(2026, 9, 30), line__ended_at=jst(2026, 10, 1),
    )  # fmt: skip
    standing = device.member.standing
    standing.last_service_ended_on = date(2026, 9, 30)
    standing.save()
    visitor = Visitor.signed_in_as(device.member)
    visitor.open("/")
    page = visitor.follow("端末分割払い残債")
    assert page.path == "/devices/"
    assert page.tells("継続", "31,304円", "残り13回")
    page = visitor.open(f"/devices/{device.code}/")
    assert page.tells("お支払いは毎月続きます")
    assert not page.has_button(SAVE)
    assert page.has_link("繰り上げ返済の方法を見る")


def test_a_device_paid_off_shows_when_and_nothing_to_pay() -> None:
    device = DeviceFactory(paid=24, first_month=date(2024, 1, 1), paid_off_on=date(2026, 1, 25))
    page = at_device(device).page
    assert page.tells("完済", "残債", "0円")
    assert page.tells("完済日", "2026年1月25日（日）")
    assert "繰り上げ返済" not in page.words
    assert page.tells("支払済の24回（57,800円）")
    page = Visitor.signed_in_as(device.member).open("/devices/")
    assert page.tells("すべて完済しています")
    assert "解約を考えている方へ" not in page.words


@pytest.mark.parametrize(
    ("at", "said"),
    [
        pytest.param(MID_MONTH, "ただいま受付中", id="in the morning"),
        pytest.param(jst(2026, 10, 15, 18, 59, 59), "ただいま受付中", id="the last second"),
        pytest.param(jst(2026, 10, 15, 19), "2026年10月16日（金）9:00から", id="after hours"),
    ],
)
def test_early_repayment_says_number_hours_sum_and_day(at: object, said: str) -> None:
    device = DeviceFactory(paid=11)
    hold(device.member, at)  # type: ignore[arg-type]
    page = at_device(device).follow("繰り上げ返済の方法を見る")
    assert page.tells("まとめてお支払いになる額", "26,488円")
    assert page.tells("カード会社への請求日", "2026年11月25日（水）")
    assert "0570-09-4400" in page.words
    assert said in page.words
    assert device.code in page.words
