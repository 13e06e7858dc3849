"""What somebody who leaves reads on a page is right on that day, and agrees with the next page."""

import pytest

from accounts.models import Member
from contracts.models import Line
from tests.cancellation.wizard import accepted, at_cautions
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    PortRequestFactory,
    SimFactory,
    a_group_of,
    hold,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor
from tests.mnp.asking import asked, owes

pytestmark = pytest.mark.django_db
AT = jst(2026, 10, 15, 10)


def a_line(**more: object) -> Line:
    line: Line = LineFactory(**more)
    hold(line.member, AT)
    return line


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (jst(2026, 10, 31, 18, 59), "今月中にお電話になると、2026年10月31日（土）23:59まで"),
        (jst(2026, 10, 31, 19), "今月の受付は終わりました。次の受付（2026年11月1日（日）9:00）"),
        (jst(2026, 10, 30, 19), "今月中にお電話になると、2026年10月31日（土）23:59まで"),
    ],
    ids=["in the last minute", "closed for the month", "closed for the night"],
)
def test_who_must_phone_is_told_the_last_day_of_the_next_call_that_is_answered(
    at: object, told: str
) -> None:
    line = a_line(by_phone_only=True)
    hold(line.member, at)  # type: ignore[arg-type]
    words = Visitor.signed_in_as(line.member).open(f"/cancel/lines/{line.code}/phone/").words
    assert told in words
    assert ("2026年11月30日（月）23:59まで使えます" in words) is ("終わりました" in told)
    # Nobody has applied yet, who is told to phone.
    assert "解約を申し込んだ日時" not in words


def test_lines_that_end_together_stand_in_their_order() -> None:
    member: Member = MemberFactory()
    lines = [LineFactory(member=member) for _line in range(3)]
    a_group_of(*lines)
    hold(member, AT)
    visitor = Visitor.signed_in_as(member)
    visitor.open(f"/cancel/lines/{lines[0].code}/group/")
    visitor.press("すべての回線の解約へ進む")
    visitor.press("次へ進む")
    words = visitor.press("次へ進む").words
    told = words[words.index("次の回線が、すべて終わります") :]
    places = [told.index(line.phone_number) for line in lines]
    assert places == sorted(places)
    for line in reversed(lines):
        accepted(line)
    words = visitor.open("/").words
    places = [words.index(f"{line.phone_number}の解約") for line in lines]
    assert places == sorted(places)


def test_a_number_that_is_out_is_named_where_its_line_would_end() -> None:
    line = a_line()
    through = PortRequestFactory(line=line).expires_on
    Line.objects.filter(pk=line.pk).update(number_live_through=through)
    visitor = Visitor.signed_in_as(line.member)
    told = "MNP予約番号は、2026年10月29日（木）まで使えます"
    assert told in visitor.open(f"/cancel/lines/{line.code}/").words
    assert told in at_cautions(line, visitor).page.words


def test_of_two_devices_each_row_says_which() -> None:
    line = a_line()
    DeviceFactory(line=line, paid=12, name="iPhone SE")
    DeviceFactory(line=line, paid=12, name="moto g52j", kind="campaign")
    words = at_cautions(line).page.words
    for told in ("分割払い（iPhone SE）", "分割払い（moto g52j）", "（一括）（moto g52j）"):
        assert told in words


def test_who_shares_reads_whose_each_row_of_the_bill_is() -> None:
    member: Member = MemberFactory()
    first, second = LineFactory(member=member), LineFactory(member=member)
    a_group_of(first, second)
    hold(member, AT)
    words = at_cautions(second).page.words
    for line in (first, second):
        assert f"{line.phone_number}／10月分" in words
    # What follows is of one line alone, and does not name it every time.
    assert f"止まります（{second.phone_number}）" not in words


def test_the_receipt_names_who_left_and_does_not_deny_what_it_offers() -> None:
    line = a_line()
    made = accepted(line)
    visitor = Visitor.signed_in_as(line.member)
    page = f"/cancel/receipts/{made.receipt_number}/"
    words = visitor.open(page).words
    assert f"ご契約者 {line.member.full_name} mioID {line.member.mio_id}" in words
    assert "今日のうちなら" in words and "会員サイトではできません" not in words
    live_through(line.member, jst(2026, 10, 16, 10))
    assert "会員サイトではできません" in visitor.open(page).words


def test_cards_of_one_line_are_told_apart_and_none_is_lost_unasked() -> None:
    line = a_line()
    SimFactory(line=line)
    accepted(line)
    live_through(line.member, jst(2026, 11, 9, 10))
    visitor, page = Visitor.signed_in_as(line.member), f"/lines/{line.code}/sim-return/"
    first, second = line.sims.order_by("pk")
    words = visitor.open("/").words
    for sim in (first, second):
        assert f"のSIMカード（末尾 {sim.iccid_tail}） 催促済" in words
    visitor.open(f"{page}lost/")
    assert "SIMカードを選んでください" in visitor.press("紛失を届け出る").words
    words = visitor.press("紛失を届け出る", cards=second.iccid).words
    assert f"対象 SIMカード（ICCID 末尾 {second.iccid_tail}）" in words


def test_what_waits_for_the_member_is_not_said_to_wait_for_the_desk() -> None:
    line = a_line()
    owes(line.member, 1_490)
    asked(line, AT)
    words = Visitor.signed_in_as(line.member).open("/").words
    assert "保留の理由がなくなりしだい" in words and "担当が確認中" not in words
