"""Changing a name, an address, a telephone number (F-ACC-13); papers come after it (C-076)."""

from datetime import date
from typing import Any

import pytest

from accounts import services
from accounts.models import Member
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.changing import ADDRESS, LOOK, NAME, change, look, stored, tells
from tests.factories import MID_MONTH, PASSWORD, LineFactory, hold, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

MOVED = services.Address(postcode="530-0001", address="大阪府大阪市北区梅田1-1")


@pytest.fixture
def member() -> Member:
    return LineFactory().member


def test_a_new_address_is_looked_at_before_it_is_made(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    before = everything()
    page = look(visitor, "address", ADDRESS | {"postcode": "５３０ー０００１"})
    assert tells(page, "まだ変更していません")
    assert tells(page, "いまの住所", "〒102-0071 東京都千代田区富士見2-10-2")
    assert tells(page, "新しい住所", "〒530-0001 大阪府大阪市北区梅田1-1")
    assert tells(page, "書類を、もう一度お願いします", "MNP予約番号の発行", "会員サイトでの解約")
    assert changed(before) == {}
    page = visitor.press("住所を変更する", current=PASSWORD)
    assert page.path == "/profile/"
    assert tells(page, "住所を変更しました。", "本人確認書類を、ご提出ください", "未提出")
    assert tells(page, "〒530-0001 大阪府大阪市北区梅田1-1")


def test_the_change_is_on_the_trail_and_told_by_mail_without_what_was_there(
    member: Member,
) -> None:
    change(Visitor.signed_in_as(member), "address", ADDRESS)
    row = AuditRow.objects.get(verb="change_profile")
    assert (row.actor, row.subject, row.world_at) == (member.mio_id, member.mio_id, MID_MONTH)
    assert row.detail == {"fields": ["postcode", "address"]}
    assert AuditRow.objects.get(verb="ask_for_papers").subject == member.mio_id
    mail = Outbox.objects.get(mail_code="M-07")
    assert (mail.to_address, mail.at) == (member.user.email, MID_MONTH)
    for told in ("変更したもの: 住所", "2026年10月15日（木）10:00", "本人確認書類", "お心当たり"):
        assert told in mail.body
    trail = str([*AuditRow.objects.values(), *Outbox.objects.values()])
    assert "富士見" not in trail and "梅田" not in trail


def test_a_name_is_kept_as_it_is_written_and_its_reading_in_katakana(member: Member) -> None:
    told = {"family_name": " 﨑𠮷\u3000", "family_kana": "さき", "given_kana": "ｱｵｲ"}
    page = change(Visitor.signed_in_as(member), "name", NAME | told)
    assert tells(page, "お名前を変更しました。", "﨑𠮷 葵", "サキ アオイ", "未提出")
    mail = Outbox.objects.get(mail_code="M-07")
    assert "﨑𠮷 葵 様" in mail.body and "変更したもの: お名前" in mail.body


def test_who_goes_back_to_the_form_finds_what_was_typed(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    look(visitor, "name", NAME)
    before = everything()
    page = visitor.press("入力し直す", current="")
    form, _button = page.form(LOOK)
    assert {name: form.fields[name] for name in NAME} == {n: [v] for n, v in NAME.items()}
    assert "エラー" not in page.text
    assert changed(before) == {}


def test_a_change_that_changes_nothing_says_so(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open("/profile/address/")
    before = everything()
    page = visitor.press(LOOK)
    assert "変わったところがありません" in page.words
    assert changed(before) == {}


def test_sent_twice_it_is_done_and_told_once(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    look(visitor, "address", ADDRESS)
    again = visitor.page
    pages = []
    for _time in range(2):
        visitor.page = again
        pages.append(visitor.press("住所を変更する", current=PASSWORD))
    assert [page.path for page in pages] == ["/profile/"] * 2
    assert all(tells(page, "住所を変更しました。") for page in pages)
    assert Outbox.objects.count() == AuditRow.objects.filter(verb="change_profile").count() == 1


def test_a_telephone_number_is_changed_without_asking_for_papers(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open("/profile/phone/")
    page = visitor.press(
        "電話番号を変更する",
        phone="０９０１２３４５６７８",
        daytime_phone="(03)1234-5678",
        current=PASSWORD,
    )
    assert tells(page, "電話番号を変更しました。", "電話番号", "090-1234-5678", "03-1234-5678")
    assert stored(member)["identity"] == Member.Identity.COMPLETE
    assert "変更したもの: 電話番号、昼間の連絡先" in Outbox.objects.get().body
    visitor.open("/profile/phone/")
    page = visitor.press("電話番号を変更する", daytime_phone="", current=PASSWORD)
    assert tells(page, "昼間の連絡先", "登録なし")


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        pytest.param({"function": "voice"}, True, id="voice"),
        pytest.param({"function": "sms"}, True, id="SMS"),
        pytest.param({"function": "voice", "started_on": date(2026, 11, 1)}, True, id="to open"),
        pytest.param(
            {"leaving_by": "cancellation", "ends_on": date(2026, 10, 15)}, True, id="last day"
        ),
        pytest.param(
            {"leaving_by": "cancellation", "ends_on": date(2026, 10, 14)}, False, id="over"
        ),
        pytest.param({"function": "data", "phone_number": ""}, False, id="data only"),
        pytest.param({"member__company": "桜", "member__kind": "CORPORATE"}, False, id="firm"),
    ],
)
def test_papers_are_asked_for_again_of_who_had_to_show_them(
    line: dict[str, Any], asks: bool
) -> None:
    member = LineFactory(**line).member
    page = look(Visitor.signed_in_as(member), "address", ADDRESS)
    assert tells(page, "本人確認書類を、もう一度お願いします") is asks
    assert services.change_profile(member=member, change=MOVED, at=MID_MONTH, by=system("test"))
    expected = Member.Identity.NOT_SUBMITTED if asks else Member.Identity.COMPLETE
    assert stored(member)["identity"] == expected
    assert ("本人確認書類" in Outbox.objects.get().body) is asks


def test_an_address_abroad_needs_neither_prefecture_nor_postcode(member: Member) -> None:
    told = {"place": "abroad", "postcode": "", "address": "12 Road, Accra, Ghana"}
    page = change(Visitor.signed_in_as(member), "address", told)
    assert tells(page, "住所", "12 Road, Accra, Ghana")
    assert stored(member)["postcode"] == ""
    page = Visitor.signed_in_as(member).open("/profile/address/")
    assert page.form(LOOK)[0].fields["place"] == ["abroad"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        pytest.param({"postcode": "530"}, "7桁の数字で入力してください", id="short postcode"),
        pytest.param({"postcode": ""}, "郵便番号を入力してください", id="no postcode"),
        pytest.param({"address": "梅田1-1"}, "都道府県から入力してください", id="no prefecture"),
        pytest.param({"place": ""}, "日本国内か海外かを選んでください", id="no place"),
        pytest.param({"place": "moon"}, "日本国内か海外かを選んでください", id="another place"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_beside_it(
    member: Member, told: dict[str, str], said: str
) -> None:
    visitor = Visitor.signed_in_as(member)
    before = everything()
    page = look(visitor, "address", ADDRESS | told)
    assert said in page.words
    assert changed(before) == {}


def test_only_what_is_on_the_form_can_be_posted(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    look(visitor, "address", ADDRESS)
    visitor.press(
        "住所を変更する",
        current=PASSWORD,
        identity="complete",
        family_name="別人",
        kind="CORPORATE",
        birth_date="2000-01-01",
    )
    row = stored(member)
    assert (row["family_name"], row["kind"], row["birth_date"]) == (
        "髙橋",
        "INDIVIDUAL",
        date(1984, 5, 17),
    )
    assert row["identity"] == Member.Identity.NOT_SUBMITTED


def test_the_members_own_day_is_told_whatever_the_hour(member: Member) -> None:
    hold(member, jst(2026, 12, 31, 23, 59, 59))
    change(Visitor.signed_in_as(member), "address", ADDRESS)
    mail = Outbox.objects.get()
    assert "2026年12月31日（木）23:59" in mail.body
    assert mail.send_after == mail.at


def test_a_fault_at_any_statement_leaves_all_of_it_or_nothing(member: Member) -> None:
    def do() -> None:
        services.change_profile(member=member, change=MOVED, at=MID_MONTH, by=system("test"))

    def check(number: int) -> None:
        done = stored(member)["postcode"] == "530-0001"
        told = Outbox.objects.count(), AuditRow.objects.filter(verb="change_profile").count()
        assert told == (int(done), int(done)), number
        assert (stored(member)["identity"] == Member.Identity.NOT_SUBMITTED) is done, number

    assert at_every_statement(do, check) > 5
