"""The issue's own story: MA0000001 signs in, cancels, lets the month end, sends the card back."""

from datetime import date, datetime, timedelta

import pytest
from freezegun import freeze_time

from accounts.models import Member
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.demo import cast
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules.dates import add_months, month_end
from tests.desk.people import Desk
from tests.factories import jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

# The machine's own hour at which the demonstration is made and used: it must not matter. That all
# is read the same at other hours is tried in tests/plumbing/test_any_machine_hour.py as well.
FULL = pytest.mark.full
MADE_AT = [
    pytest.param(jst(2026, 10, 15, 10, 30), id="an ordinary forenoon", marks=FULL),
    pytest.param(jst(2026, 10, 31, 15), id="the last day of a month"),
    pytest.param(jst(2028, 2, 29, 12), id="29 February, a Tuesday", marks=FULL),
    pytest.param(jst(2026, 12, 31, 23, 50), id="New Year's Eve before midnight", marks=FULL),
    pytest.param(jst(2026, 10, 13, 23, 30), id="a Tuesday night inside the window"),
    pytest.param(jst(2026, 10, 16, 3), id="three in the morning", marks=FULL),
]


def the_member(today: date) -> Member:
    role = next(role for role in cast.CAST if role.mio_id == "MA0000001")
    return cast.make(role, today)


@pytest.mark.parametrize("made_at", MADE_AT)
def test_from_sign_in_to_the_card_at_the_desk(made_at: datetime) -> None:
    with freeze_time(made_at):
        today = made_at.date()
        member = the_member(today)
        line = Line.objects.get(member=member)
        last = month_end(today)
        visitor = Visitor()

        visitor.open("/login/?as=MA0000001")
        page = visitor.press("ログイン")
        assert f"{jdate(today)}10:00" in page.text.replace(" ", "")

        visitor.follow("サービスのご解約")
        visitor.follow("解約する")
        visitor.press("解約の手続きを始める")
        visitor.press("次へ進む", reasons=["price"])
        visitor.press("次へ進む", satisfaction="3")
        page = visitor.page
        assert page.says("解約日（最終日）", jdate(last))
        assert page.says("最後の月のご請求", "1,490円")
        fee_from = add_months(last, 3) + timedelta(days=1)
        assert page.says("SIM損害金がかかりうる最初の日", jdate(fee_from))
        visitor.press("解約を申し込む", agree="on")
        assert "本当に解約しますか?" in visitor.page.words
        page = visitor.press("解約を確定する")
        made = Cancellation.objects.get()
        assert made.receipt_number in page.words
        receipt = page.path

        visitor.open("/messages/")
        page = visitor.press("【練習用】解約のお申し込みを受け付けました")
        assert made.receipt_number in page.words
        assert deliver() == 1

        visitor.open(receipt)
        page = visitor.follow("SIMカードの返却先を見る")
        assert "IIJモバイル解約受付センター" in page.words

        if today != last:
            page = visitor.press("月末へ")
            assert "この間に起きたこと 1件" in page.words
            assert "9月ご利用分 1,490円のお支払いが済みました" in page.words
            assert "解約受付済" in visitor.open("/lines/").words
        page = visitor.press("+1日")
        happened = page.words
        assert f"{last.month}月{last.day}日23:59で終わり、解約済みになりました" in happened
        assert "解約の手続きが完了しました" in happened
        first_of_next = last + timedelta(days=1)
        assert jdate(first_of_next) in happened

        assert "解約済み" in visitor.open("/lines/").words
        page = visitor.open(receipt)
        assert "完了" in page.words
        visitor.open("/messages/")
        page = visitor.press("【練習用】解約の手続きが完了しました")
        assert made.receipt_number in page.words

        page = visitor.open("/")
        for gone in ("サービスのご利用状況", "サービスのご解約"):
            assert not page.has_link(gone)
        page = visitor.open(f"/lines/{line.code}/sim-return/")
        assert "返却待ち" in page.words

        desk = Desk("support")
        desk.act("/admin/contracts/sim/", "receive", [line.sims.get()])
        page = visitor.open(f"/lines/{line.code}/sim-return/")
        assert "SIMカードの返却は完了しています" in page.words
        assert line.sims.get().received_on == first_of_next


def test_a_jump_over_many_months_tells_the_same_story_with_its_days() -> None:
    today = date(2026, 10, 15)
    with freeze_time(jst(2026, 10, 15, 10)):
        the_member(today)
        visitor = Visitor()
        visitor.open("/login/?as=MA0000001")
        visitor.press("ログイン")
        visitor.follow("サービスのご解約")
        visitor.follow("解約する")
        visitor.press("解約の手続きを始める")
        for button in ("次へ進む", "次へ進む"):
            visitor.press(button)
        visitor.press("解約を申し込む", agree="on")
        visitor.press("解約を確定する")
        page = visitor.press("進める", date="2027-06-01")
    assert jdate(date(2026, 11, 1)) in page.words
    assert "解約済みになりました" in page.words
    assert Line.objects.get().ended_at == jst(2026, 11, 1)
    assert Cancellation.objects.get().completed_at == jst(2026, 11, 1)
