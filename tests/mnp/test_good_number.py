"""Which number is good, and until when: while its successor waits, and beside a cancellation."""

from datetime import date, datetime

import pytest

from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import day_in_japan
from mnp import queries, services
from mnp.models import PortRequest
from tests.cancellation.wizard import accepted
from tests.factories import DeviceFactory, LineFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor
from tests.mnp.asking import again, asked, by, fresh, state

pytestmark = pytest.mark.django_db
NIGHT = jst(2026, 10, 16, 21)


def address(request: PortRequest) -> str:
    return f"/mnp/requests/{request.receipt_number}/"


def replaced_at_night() -> tuple[Line, PortRequest, PortRequest]:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    first = asked(line, jst(2026, 10, 15, 10))
    hold(line.member, NIGHT)
    return line, first, again(first, NIGHT)


def test_while_a_new_number_waits_the_list_and_its_own_page_lead_to_the_one_that_is_good() -> None:
    line, first, second = replaced_at_night()
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open("/mnp/")
    assert page.link(f"番号と期限を見る：{line.label}") == address(first)
    assert page.link(f"再発行の申し込みを見る：{line.label}") == address(second)
    page = visitor.open(address(second))
    assert "いまの番号が2026年10月29日（木）23:59まで使えます" in page.words
    assert page.link("いまの番号を見る") == address(first)
    assert visitor.open(address(first)).link("再発行の申し込みを見る") == address(second)


def test_a_new_number_called_off_leaves_the_old_one_within_reach_and_to_be_replaced() -> None:
    line, first, second = replaced_at_night()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"{address(second)}call-off/")
    page = visitor.press("申し込みを取りやめる")
    assert page.link("いまの番号を見る") == address(first)
    assert "新しく発行を申し込む" not in page.words
    page = visitor.open("/mnp/")
    assert page.link(f"番号と期限を見る：{line.label}") == address(first)
    assert "発行を申し込む" not in page.words
    # Whoever typed the way into the wizard is led to the number too.
    assert visitor.open(f"/mnp/lines/{line.code}/").link("いまの番号を見る") == address(first)
    visitor.open(address(first))
    visitor.follow("再発行する無料です。前の番号は使えなくなります")
    visitor.press("再発行する", agree="on")
    assert PortRequest.objects.get(replaces=first).state == "queued"


def test_three_that_were_called_off_use_up_no_limit() -> None:
    line, first, second = replaced_at_night()
    why = PortRequest.Why.MEMBER
    for _time in range(3):
        services.call_off(request=second, why=why, at=NIGHT, by=by(line))
        second = again(first, NIGHT)
    live_through(line.member, jst(2026, 10, 17, 9))
    assert (state(first), state(second)) == ("voided", "issued")


def with_a_cancellation() -> tuple[Line, PortRequest]:
    """Accepted for the end of October; the number's own fifteen days go on until 3 November."""
    line = LineFactory()
    at = jst(2026, 10, 20, 10)
    hold(line.member, at)
    made = asked(line, at)
    contracts.start_leaving(
        line=line, way=Line.Leaving.CANCELLATION, ends_on=date(2026, 10, 31), at=at, by=by(line)
    )
    return line, made


def test_beside_a_cancellation_every_page_says_the_lines_own_last_day() -> None:
    line, made = with_a_cancellation()
    hold(line.member, jst(2026, 10, 28, 10))
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(address(made))
    assert page.tells("使える最後の日", "あと3日", "10月31日（土）23:59より後には使えません")
    # The number's own last day is told, as such.
    assert "番号だけの期限は2026年11月3日（火）ですが、その日までは使えません" in page.words
    for wrong in ("11月1日", "11月分", "新しい15日間"):
        assert wrong not in page.words
    assert page.words.count("11月3日") == 2
    hold(line.member, jst(2026, 10, 31, 10))
    assert visitor.open(address(made)).tells("期限まで", "今日まで")
    hold(line.member, jst(2026, 10, 28, 10))
    assert "使える期限 2026年10月31日（土）23:59" in visitor.open("/mnp/").words
    top = visitor.open("/").words
    assert "のMNP予約番号の期限" in top and "11月3日" not in top
    page = visitor.open(f"{address(made)}again/")
    assert "新しい番号も、使えるのは2026年10月31日（土）23:59まで" in page.words
    assert "新しい15日間" not in page.words


def test_no_operator_is_said_to_take_it_after_the_line_has_ended() -> None:
    line, made = with_a_cancellation()
    hold(line.member, jst(2026, 10, 28, 10))
    second = again(made, jst(2026, 10, 28, 10))
    words = Visitor.signed_in_as(line.member).open(address(second)).words
    # 11 November less seven days is the 4th; the line is there until the 31st.
    assert "楽天モバイル 7日 10月31日（土）" in words
    assert "povo 13日 10月29日（木）" in words


def test_the_wizard_and_the_mail_say_it_before() -> None:
    line = LineFactory()
    at = jst(2026, 10, 20, 10)
    hold(line.member, at)
    contracts.start_leaving(
        line=line, way=Line.Leaving.CANCELLATION, ends_on=date(2026, 10, 31), at=at, by=by(line)
    )
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/mnp/lines/{line.code}/")
    visitor.press("申し込みを始める")
    page = visitor.press("次へ進む")
    assert "この日に回線が終わるため" in page.words
    assert "11月3日" not in page.words and "11月1日" not in page.words
    visitor.press("MNP予約番号を発行する", agree="on")
    visitor.press("発行を確定する")
    body = Outbox.objects.get(mail_code="M-14").body
    assert "使える最後の日: 2026年10月31日（土）23:59" in body


def test_a_number_that_lives_into_the_next_month_tells_what_that_month_costs_too() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    DeviceFactory(member=line.member, line=line, choice="lump_sum", paid=12)
    visitor = Visitor.signed_in_as(line.member)
    made = asked(line, jst(2026, 10, 15, 10))
    assert "来月なら、今月分のほかに" not in visitor.open(address(made)).words
    hold(line.member, jst(2026, 10, 20, 10))
    later = again(made, jst(2026, 10, 20, 10))
    words = visitor.open(address(later)).words
    # A payment of the device is made in October; the rest is due with the last bill.
    this, following = (
        int(queries.quote_for(fresh(line), NIGHT, opens_on=day).total)
        for day in (date(2026, 10, 20), date(2026, 11, 1))
    )
    assert this - following == 2408
    assert f"今月中に開通したとき {this:,}円" in words
    assert f"来月なら、今月分のほかに {following:,}円 IIJmioの11月分" in words


def test_the_reminder_tells_for_every_operator_the_last_day_and_which_have_passed() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 10))
    asked(line, jst(2026, 10, 15, 10))
    live_through(line.member, jst(2026, 10, 24, 10))
    body = Outbox.objects.get(mail_code="M-16").body
    assert "楽天モバイル: 10月22日（木）（過ぎました）" in body
    assert "povo: 10月16日（金）（過ぎました）" in body
    assert "会員サイトで再発行してください" in body


@pytest.mark.parametrize(
    ("leaves_at", "told_on"),
    [
        (jst(2026, 10, 26, 11), [date(2026, 10, 29)]),
        # Whoever decides late is told on the next morning, and no more.
        (jst(2026, 10, 29, 11), [date(2026, 10, 30)]),
        (None, [date(2026, 11, 4), date(2026, 11, 7)]),
    ],
    ids=["its line ends first", "a day too late for two days", "its line stays"],
)
def test_the_days_of_the_reminders_follow_the_end_that_comes_first(
    leaves_at: datetime | None, told_on: list[date]
) -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 26, 10))
    asked(line, jst(2026, 10, 26, 10))
    if leaves_at:
        live_through(line.member, leaves_at)
        accepted(line, leaves_at)
    live_through(line.member, jst(2026, 11, 8, 10))
    rows = Outbox.objects.filter(mail_code="M-16", subject__contains="近づいています")
    assert [day_in_japan(row.at) for row in rows.order_by("pk")] == told_on
    if leaves_at:
        assert "使える最後の日: 2026年10月31日（土）23:59" in rows.latest("pk").body
