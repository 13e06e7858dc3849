"""ご購入・お申込み: from a mail address to the receipt (F-APP-06 to 12, C-045)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from freezegun import freeze_time

from accounts.models import Member, SignUp, User
from contracts.models import Application, AppliedLine
from mioportal.plumbing.models import Outbox, World
from tests.contracts import applying
from tests.contracts.applying import (
    ADDRESS,
    BRING,
    CONTRACTOR,
    DATA,
    ESIM,
    NEXT,
    SECRET,
    VOICE,
    application_of,
    at_the_check_page,
    member_at,
)
from tests.factories import MemberFactory, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db
NOON = jst(2026, 10, 15, 12)


@pytest.fixture(autouse=True)
def noon() -> object:
    """A Thursday in the middle of a month."""
    with freeze_time(NOON, tick=True) as frozen:
        yield frozen


def test_a_visitor_becomes_a_member_with_an_application_under_way() -> None:
    visitor = applying.signs_up()
    member = member_at()
    assert (member.provisional_through, member.full_name) == (date(2026, 11, 15), member.mio_id)
    assert (member.world.kind, member.world.held_at) == ("DEMO", None)
    applying.begins(visitor, VOICE)
    visitor.press(NEXT, **CONTRACTOR)
    applying.consents(visitor)
    applying.sends_papers(visitor)
    page = applying.registers_card(visitor)
    assert page.tells("お申し込み内容の確認", "音声・SIMカード", "5ギガプラン", "森 あかり")
    assert page.tells("生年月日", "1990年4月1日（日）")
    assert page.tells("初期費用", "3,300円", "433.4円")
    # 990 yen from the 17th on: 15 of 31 days, in whole yen.
    assert page.tells("合計", "4,212円")
    page = visitor.press("この内容で申し込む")
    assert page.tells("お申し込みを受け付けました", "審査中", "4,212円")
    made = application_of(member)
    assert made.shown is not None
    bill = made.shown["bills"][0]
    assert (made.state, bill["total"], bill["rows"][0]["yen"]) == ("in_review", "4212", "479")
    told = Outbox.objects.filter(user=member.user).values_list("mail_code", flat=True)
    assert {"M-01", "M-02"} <= set(told)
    assert member_at().birth_date == date(1990, 4, 1)


def test_the_last_button_pressed_again_shows_the_same_receipt() -> None:
    visitor = at_the_check_page(DATA)
    form, _given = visitor.page.form("この内容で申し込む")
    path = visitor.page.path
    first = visitor.press("この内容で申し込む").path
    again = visitor.client.post(path, form.fields, follow=True)
    assert again.redirect_chain[-1][0] == first
    assert Application.objects.count() == 1
    # No papers for a data line: nothing is left to look at.
    assert application_of(member_at()).state == "approved"
    assert Outbox.objects.filter(mail_code="M-02").count() == 1
    body = Outbox.objects.get(mail_code="M-02").body
    assert "タイプD（ドコモ網）、電話番号なし" in body
    assert f"/apply/progress/{application_of(member_at()).number}/" in body
    assert "本人確認書類" not in body
    # What is still to come, and nothing else.
    page = visitor.open(first)
    assert page.says("SIMカードの発送")
    assert not page.says("本人確認（1〜3営業日）")
    assert not page.says("番号を引き継ぐ回線は")


def test_what_was_shown_must_still_hold() -> None:
    visitor = at_the_check_page(DATA)
    page = visitor.press("この内容で申し込む", shown="0" * 64)
    assert page.tells("表示の内容が変わりました")
    AppliedLine.objects.update(plan_code="giga_20gb")
    page = visitor.press("この内容で申し込む")
    assert page.tells("表示の内容が変わりました", "20ギガプラン")
    assert application_of(member_at()).state == "draft"


def test_two_lines_at_once_pay_for_both() -> None:
    visitor = at_the_check_page(ESIM, DATA | {"medium": "esim"})
    assert visitor.page.tells("1枚目", "音声・eSIM", "2枚目", "データ・eSIM")
    # Today is the 15th: 17 of 31 days of 990 and of 440 yen; both fees twice.
    assert visitor.page.tells("合計", f"{int(Decimal('542') + 241 + 2 * Decimal('3733.4')):,}円")


def test_a_number_is_brought_along_with_seven_days_left_and_not_with_six() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, BRING)
    told = {"brought_number": "09012340000", "donor": "docomo", "has_number": "has"}
    page = visitor.press(NEXT, **told, mnp_number="123456789", mnp_expires_on="2026/10/21")
    assert page.tells("MNP予約番号は、10桁の数字です")
    assert page.tells("有効期限まで7日以上残っている番号")
    visitor.press(NEXT, **told, mnp_number="１２３４５６７８９０", mnp_expires_on="2026/10/22")
    visitor.press(NEXT, **CONTRACTOR)
    page = applying.consents(visitor)
    assert page.tells("いまの契約の名義", "ドコモ")
    name = {"donor_family_kana": "モリ", "donor_given_kana": "アカリ"}
    page = visitor.press(NEXT, **name, donor_birth_date="1990/4/2")
    assert page.tells("ご契約者（モリ アカリ、1990年4月1日（日））と違います", "同じ名義で")
    visitor.press(NEXT, **name, donor_birth_date="1990-04-01")
    line = AppliedLine.objects.get()
    assert (line.number_from, line.brought_number, line.mnp_number) == (
        "reservation", "090-1234-0000", "1234567890",
    )  # fmt: skip


def test_one_stop_needs_no_number_but_an_operator_that_takes_part() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, BRING)
    told = {"brought_number": "090-1234-0000", "has_number": "has_not"}
    page = visitor.press(NEXT, **told, donor="mineo")
    assert page.tells("いまの事業者からの転入には、MNP予約番号が必要です")
    page = visitor.press(NEXT, **told, donor="au")
    assert page.tells("ご契約者の情報")
    assert AppliedLine.objects.get().number_from == "one_stop"


def test_a_partners_link_skips_the_prepayment_and_leaves_its_code() -> None:
    visitor = applying.signs_up(path="/apply/?partner=card2026")
    page = visitor.press("お申し込みを始める")
    assert page.tells("お申し込み内容をお選びください。")
    assert application_of(member_at()).partner == "CARD2026"


def test_a_draft_is_resumed_on_another_machine() -> None:
    applying.begins(applying.signs_up(), VOICE)
    other = Visitor()
    other.open("/apply/")
    other.follow("ログインして申し込む")
    page = other.sign_in(ADDRESS, SECRET)
    assert page.tells("書きかけのお申し込み", "音声・SIMカード・5ギガプラン", "2026年11月15日")
    assert other.follow("続きから始める").says("ご契約者の情報")


def test_an_address_with_a_mioid_is_told_so_by_mail_alone() -> None:
    member = MemberFactory(user__email=ADDRESS)
    page = applying.ask().page
    assert page.tells("入力の内容を受け付けました")
    sent = mail.outbox[-1]
    assert (sent.to, applying.LINK.search(str(sent.body))) == ([ADDRESS], None)
    assert Outbox.objects.get(mail_code="M-42").user == member.user


def test_only_the_newest_link_makes_a_mioid_and_only_once() -> None:
    applying.ask()
    old = applying.link_for()
    applying.ask()
    new = applying.link_for()
    assert Visitor().open(old).status == 410
    one, two = Visitor(), Visitor()
    for visitor in (one, two):
        visitor.open(new)
    one.press("決めて申し込みに進む", password=SECRET, again=SECRET)
    assert two.press("決めて申し込みに進む", password=SECRET, again=SECRET).status == 410
    assert (User.objects.count(), World.objects.filter(kind="DEMO").count()) == (1, 1)
    assert SignUp.objects.filter(state="USED").count() == 1


def test_the_link_works_for_an_hour(noon: object) -> None:
    applying.ask()
    link = applying.link_for()
    with freeze_time(jst(2026, 10, 15, 12, 59)):
        assert Visitor().open(link).status == 200
    with freeze_time(jst(2026, 10, 15, 13, 1)):
        assert Visitor().open(link).status == 410


def test_a_typed_address_of_a_later_page_leads_to_the_first_that_is_open() -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, VOICE)
    number = application_of(member_at()).number
    for step in ("check", "card", "consent", "papers"):
        assert visitor.open(f"/apply/{number}/step/{step}/").says("ご契約者の情報")
    assert visitor.open(f"/apply/{number}/step/nonsense/").status == 404
    assert Member.objects.count() == 1
