"""What is typed or chosen wrongly on the pages of an application, each with its sentence."""

from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time

from contracts.models import AppliedLine
from tests.contracts import applying
from tests.contracts.applying import CONTRACTOR, NEXT, VOICE, member_at
from tests.factories import jst

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> object:
    """A Thursday in the middle of a month."""
    with freeze_time(jst(2026, 10, 15, 12), tick=True) as frozen:
        yield frozen


@pytest.mark.parametrize(
    ("tampered", "told"),
    [
        pytest.param({"plan_code": "minimum_start"}, "表示された中から", id="an old plan"),
        pytest.param({"plan_code": "giga_999"}, "表示された中から", id="no plan"),
        pytest.param({"option_codes": "large_data"}, "表示された中から", id="an agreed option"),
        pytest.param({"function": "satellite"}, "表示された中から", id="no function"),
        pytest.param({"network": "softbank"}, "表示された中から", id="no network"),
        pytest.param({"function": "sms", "medium": "esim"}, "eSIMがありません", id="SMS on eSIM"),
        pytest.param({"function": "data", "contract": "bring"}, "音声の回線です", id="no number"),
        pytest.param(
            {"option_codes": ["call_5", "call_unlimited"]}, "1つだけ選んで", id="two call options"
        ),
        pytest.param(
            {"function": "data", "option_codes": "call_5"}, "使えません", id="calls without voice"
        ),
        pytest.param({"user": "other"}, "利用者の姓を入力してください", id="a user without name"),
        pytest.param(
            {
                "user": "other",
                "user_family_name": "森",
                "user_given_name": "葵",
                "user_family_kana": "森",
                "user_given_kana": "アオイ",
                "user_birth_date": "2027/1/1",
            },
            "生年月日が未来の日付です",
            id="a user not born yet",
        ),
        pytest.param({"device": "buy"}, "購入する端末を選んで", id="no device to buy"),
        pytest.param(
            {"device": "buy", "device_code": "iphone_99"}, "表示された中から", id="not sold"
        ),
        pytest.param(
            {"option_codes": "device_cover"}, "端末を購入する方だけ", id="cover without a device"
        ),
        pytest.param({"device_name": "x" * 81}, "80文字まで", id="a device of 81 letters"),
    ],
)
def test_what_cannot_be_chosen_is_told_and_changes_nothing(
    tampered: dict[str, Any], told: str
) -> None:
    visitor = applying.signs_up()
    visitor.press("お申し込みを始める")
    visitor.press(NEXT, prepaid="not_paid")
    page = visitor.press(NEXT, **(VOICE | tampered))
    assert page.says("入力内容を確認してください")
    assert page.says(told)
    assert not AppliedLine.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"family_name": ""}, "姓を入力してください", id="no name"),
        pytest.param({"family_kana": "森"}, "カタカナ", id="kanji for kana"),
        pytest.param({"given_kana": "Akari"}, "カタカナ", id="Latin letters for kana"),
        pytest.param({"birth_date": "2026/2/30"}, "生年月日", id="no such day"),
        pytest.param({"birth_date": "2026/10/16"}, "未来の日付です", id="born tomorrow"),
        pytest.param({"birth_date": "2008/10/16"}, "18歳", id="18 tomorrow"),
        pytest.param({"postcode": "102-00711"}, "7桁の数字で", id="a postcode of eight digits"),
        pytest.param({"address": "Paris"}, "都道府県から", id="abroad"),
        pytest.param({"address": "東京都千代田区🏠"}, "使えない文字", id="a picture"),
        pytest.param({"phone": "12345"}, "電話番号", id="no telephone number"),
    ],
)
def test_a_contractor_as_typed_wrongly_is_told_so_and_nothing_typed_is_lost(
    typed: dict[str, str], told: str
) -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, VOICE)
    page = visitor.press(NEXT, **(CONTRACTOR | typed))
    assert page.says(told)
    kept = (CONTRACTOR | typed) | {"phone": typed.get("phone", "080")}
    assert [each for each in kept.values() if each not in page.html] == []
    assert member_at().birth_date is None


def test_18_today_is_old_enough() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, VOICE)
    page = visitor.press(NEXT, **(CONTRACTOR | {"birth_date": "2008/10/15"}))
    assert page.says("重要事項の確認と同意")
    assert member_at().birth_date == date(2008, 10, 15)


@pytest.mark.parametrize(
    ("device", "chosen", "told"),
    [
        pytest.param("iphone8", {"medium": "esim"}, "eSIMに対応していません", id="cards only"),
        pytest.param("アイフォン17", {}, "SIMカードが入りません", id="eSIM only"),
        pytest.param(
            "AQUOS sense5G SHG03", {}, "タイプD（ドコモ網）では使えません", id="the other network"
        ),
        pytest.param("iPhone 15", {}, "", id="fits"),
        pytest.param("らくらくホン", {"medium": "esim"}, "", id="not on the list"),
    ],
)
def test_a_sim_that_does_not_fit_the_device_is_warned_of_and_not_refused(
    device: str, chosen: dict[str, str], told: str
) -> None:
    visitor = applying.signs_up()
    visitor.press("お申し込みを始める")
    visitor.press(NEXT, prepaid="not_paid")
    page = visitor.press(NEXT, **(VOICE | chosen), device_name=device)
    assert page.says("端末に合わないようです") is bool(told)
    assert page.says(told)
    assert visitor.press(NEXT).says("ご契約者の情報")
