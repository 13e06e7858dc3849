"""What is typed or chosen wrongly on the pages of an application, each with its sentence."""

import re
from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time

from contracts.models import AppliedLine
from tests.contracts import applying
from tests.contracts.applying import CONTRACTOR, NEXT, VOICE, member_at
from tests.factories import ApplicationFactory, AppliedLineFactory, LineFactory, MemberFactory, jst

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
        pytest.param({"option_codes": "large_data"}, "表示された中から", id="an option not sold"),
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
        pytest.param(
            {"user": "other", "user_birth_date": "1800/1/1"}, "120年より前", id="nobody's age"
        ),
        pytest.param(
            {"user": "other", "user_birth_date": "2026/4/31"}, "暦にない日付", id="no such day"
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
        pytest.param({"daytime_phone": "なし"}, "昼間の連絡先は、090", id="words for a number"),
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


def test_what_an_input_method_leaves_switched_on_is_put_right() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, VOICE)
    typed = {
        "family_name": "\u3000髙﨑\t",
        "family_kana": "ﾀｶｻﾞｷ",
        "birth_date": "１９９２年２月２９日",
        "postcode": "〒１０２ー００７１",
        "address": " 東京都千代田区富士見２ー１０ー２",
        "phone": "０８０１２３４５６７８",
        "daytime_phone": "０３ー１２３４ー５６７８",
    }
    assert visitor.press(NEXT, **(CONTRACTOR | typed)).says("重要事項の確認と同意")
    member = member_at()
    assert (member.family_name, member.family_kana) == ("髙﨑", "タカザキ")
    assert (member.birth_date, member.postcode) == (date(1992, 2, 29), "102-0071")
    assert member.address == "東京都千代田区富士見2-10-2"
    assert (member.phone, member.daytime_phone) == ("080-1234-5678", "03-1234-5678")


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


NUMBER = {
    "brought_number": "090-0000-9876",
    "donor": "docomo",
    "has_number": "has",
    "mnp_number": "1234567890",
    "mnp_expires_on": "2026/10/24",
}
ONE_STOP = {"brought_number": "090-0000-9876", "donor": "docomo", "has_number": "has_not"}
PORT_IN = {
    "no number to bring": (NUMBER | {"brought_number": ""}, "引き継ぐ電話番号を入力してください"),
    "a number at home": (
        NUMBER | {"brought_number": "03-1234-5678"},
        "090-1234-5678のような携帯電話の番号を入力してください",
    ),
    "words for a number": (NUMBER | {"brought_number": "なし"}, "携帯電話の番号を入力してください"),
    "a number with us already": (
        NUMBER | {"brought_number": "090-0000-5555"},
        "この番号は、すでに当社でご利用中です",
    ),
    "a number asked for already": (
        NUMBER | {"brought_number": "090-0000-6666"},
        "この番号は、すでに引き継ぎのお申し込みがあります",
    ),
    "no operator": (NUMBER | {"donor": ""}, "いまの事業者を選んでください"),
    "an operator that is none": (NUMBER | {"donor": "nobody"}, "表示された中から選んでください"),
    "neither with a number nor without": (
        NUMBER | {"has_number": ""},
        "MNP予約番号をお持ちかどうかを選んでください",
    ),
    "no reservation number": (NUMBER | {"mnp_number": ""}, "MNP予約番号を入力してください"),
    "nine digits": (NUMBER | {"mnp_number": "123456789"}, "10桁"),
    "letters": (NUMBER | {"mnp_number": "12345abcde"}, "10桁"),
    "no last day": (
        NUMBER | {"mnp_expires_on": ""},
        "MNP予約番号の有効期限を入力してください",
    ),
    "no day at all": (NUMBER | {"mnp_expires_on": "2026/13/40"}, "有効期限が、暦にない日付です"),
    "a day without its year": (NUMBER | {"mnp_expires_on": "10/22"}, "西暦で2026/12/10のように"),
    "300 digits": (NUMBER | {"mnp_number": "0" * 300}, "いまは300文字です"),
    "six days left": (NUMBER | {"mnp_expires_on": "2026/10/21"}, "再発行してから"),
    "sixteen days left": (NUMBER | {"mnp_expires_on": "2026/10/31"}, "有効期限を確かめて"),
    "no one-stop operator": (ONE_STOP | {"donor": "mineo"}, "MNP予約番号が必要です"),
}


def test_what_is_told_of_a_number_wrongly_has_its_sentence_and_is_kept() -> None:
    member = applying.holding()
    LineFactory(member=MemberFactory(world=member.world), phone_number="090-0000-5555")
    other = ApplicationFactory(member=MemberFactory(world=member.world), line=None)
    AppliedLineFactory(application=other, number_from="one_stop", brought_number="090-0000-6666")
    visitor = applying.applies(member)
    page = applying.begins(visitor, applying.BRING)
    path = page.path
    for why, (typed, said) in PORT_IN.items():
        visitor.open(path)
        page = visitor.press(NEXT, **typed)
        assert page.path == path, why
        assert page.says(said), why
        for name in ("brought_number", "mnp_number", "mnp_expires_on"):
            kept = typed.get(name, "")
            assert not kept or f'value="{kept}"' in page.html, (why, name)
        for name in ("donor", "has_number"):
            chosen = re.search(rf'name="{name}" value="{typed[name]}"[^>]*checked', page.html)
            assert chosen or typed[name] in ("", "nobody"), (why, name)
    assert not AppliedLine.objects.get(application__member=member).donor
