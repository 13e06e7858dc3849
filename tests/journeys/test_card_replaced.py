"""A card over a year, as its member would tell it: it ends, is replaced, and goes last of all."""

from datetime import date, time

import pytest

from accounts.models import Card
from contracts.models import Line
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import at_japan
from tests.accounts.paying import GO_ON, USE, card_of, tells
from tests.desk.people import Desk
from tests.factories import PASSWORD, LineFactory, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> Line:
    return LineFactory()


def test_the_card_is_replaced(line: Line) -> None:
    member = line.member
    visitor = Visitor()
    visitor.open("/")
    visitor.sign_in(member.mio_id, PASSWORD)

    # The first page says what is missing, and leads there.
    assert "クレジットカードが登録されていません" in visitor.page.words
    visitor.follow("カードを登録する")
    visitor.press("カードを登録する")
    assert "練習用決済代行" in visitor.page.text
    visitor.press(USE, test_card="ends-soon")
    assert tells(visitor.press(GO_ON), "クレジットカードを登録しました", "Mastercard 末尾3222")
    assert "登録されていません" not in visitor.open("/").words

    # It ends with December: from the first of November on, the first page and a mail say so.
    live_through(member, at_japan(date(2026, 11, 1), time(10)))
    assert "カードの有効期限が近づいています" in visitor.open("/").words
    warning = Outbox.objects.get(user=member.user)
    page = visitor.open(f"/messages/{warning.code}/")
    assert tells(page, "あと60日です", "Mastercard 末尾3222", "12月31日")

    # One card is refused, the next takes its place.
    visitor.open("/payment/")
    visitor.press("カードを変更する")
    visitor.press(USE, test_card="debit")
    assert tells(visitor.press(GO_ON), "いまのカードは、そのまま", "デビットカードは使えません")
    visitor.press("別のカードで登録する")
    visitor.press(USE, test_card="jcb")
    assert tells(visitor.press(GO_ON), "クレジットカードを登録しました", "JCB 末尾0505")
    assert not visitor.open("/").has_link("カードを変更する")
    page = visitor.open("/payment/")
    assert tells(page, "JCB 末尾0505", "翌々月10日", "これまでのカード", "末尾3222", "変更済み")
    told = Outbox.objects.filter(user=member.user, mail_code="M-23").order_by("pk")
    subjects = [row.subject for row in told]
    assert len(subjects) == 2 and "クレジットカードを変更しました" in subjects[1]

    # The second warning of the first card never comes.
    live_through(member, at_japan(date(2027, 1, 10), time(10)))
    assert told.count() == 2

    # Support finds both by the mioID, and why one was refused.
    desk = Desk("support")
    page = desk.open(f"/admin/accounts/card/?q={member.mio_id}")
    assert "0505" in page.text and "3222" in page.text
    assert card_of(member).token not in page.html
    page = desk.open(f"/admin/accounts/card/{card_of(member).pk}/change/")
    assert f"…{card_of(member).token[-4:]}" in page.text
    assert card_of(member).token not in page.html
    page = desk.open(f"/admin/accounts/cardvisit/?q={member.family_name}")
    assert "デビットカードは使えません" in page.text


def test_the_card_goes_once_the_last_bill_is_debited(line: Line) -> None:
    member = line.member
    visitor = Visitor.signed_in_as(member)
    visitor.open("/payment/")
    visitor.press("カードを登録する")
    visitor.press(USE, test_card="visa")
    visitor.press(GO_ON)

    def removal() -> Visitor:
        visitor.open("/payment/")
        visitor.follow("カードを削除する")
        return visitor

    assert tells(removal().page, "いまはカードを削除できません", "ご利用中のサービスがあります")
    visitor.open(f"/cancel/lines/{line.code}/")
    for button in ("解約の手続きを始める", "次へ進む", "次へ進む"):
        visitor.press(button)
    visitor.press("解約を申し込む", agree="on")
    visitor.press("解約を確定する")
    assert "ご利用中のサービスがあります" in removal().page.words

    # The line has ended with October, whose bill is debited in December.
    live_through(member, at_japan(date(2026, 11, 1), time(10)))
    assert tells(removal().page, "最後の請求の引き落としが残っています", "2026年12月31日（木）まで")
    live_through(member, at_japan(date(2026, 12, 31), time(10)))
    assert not removal().page.has_button("カードを削除する")
    live_through(member, at_japan(date(2027, 1, 1), time(10)))
    assert tells(removal().press("カードを削除する"), "クレジットカードを削除しました", "末尾4242")
    assert not Card.objects.filter(member=member, state=Card.State.IN_USE).exists()
    assert "登録されていません" not in visitor.open("/").words
