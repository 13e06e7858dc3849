"""ご利用終了後の確認: one page for each departure, until all is seen to (F-CAN-16)."""

from datetime import date

import pytest

from contracts import services
from contracts.models import LeavingCheck, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow
from tests.cancellation.wizard import accepted
from tests.contracts.test_page_costs import Counting, queries_of
from tests.factories import (
    DeviceFactory,
    LineFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")
CARD = "ご利用終了後に確かめること"


def page_of(line: Line) -> str:
    return f"/cancel/lines/{line.code}/after/"


def left(line: Line) -> Visitor:
    """The member of a line that was to end with October, whatever its kind."""
    services.start_leaving(
        line=line,
        way=Line.Leaving.CANCELLATION,
        ends_on=date(2026, 10, 31),
        at=jst(2026, 10, 15, 10),
        by=BY,
    )
    return Visitor.signed_in_as(line.member)


def test_from_acceptance_to_the_look_a_month_later_one_page_says_how_far_it_is() -> None:
    line: Line = OptionPeriodFactory(option_code="tabuho").line
    RelatedServiceFactory(member=line.member, service="hikari")
    DeviceFactory(line=line, member=line.member, paid=12)
    LineFactory(member=line.member)
    made = accepted(line)
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/cancel/receipts/{made.receipt_number}/")
    words = visitor.follow("ご利用終了後の確認").words
    assert visitor.page.path == page_of(line)
    for part in ("2026年10月31日（土）23:59", made.receipt_number, "タブホ", "IIJmioひかり"):
        assert part in words
    assert "2026年10月ご利用分が、2026年11月5日（木）に確定します" in words
    assert "登録のカードは、少なくとも2026年12月31日（木）まで残してください" in words
    assert "払い終わるまで、登録のカードを残してください" in words
    live_through(line.member, jst(2026, 11, 6, 10))
    words = visitor.open(page_of(line)).words
    for part in ("解約済み", "SIMカード1枚：返却待ち", "2026年10月ご利用分は", "電波を確かめる"):
        assert part in words
    assert "ほかの回線の料金も入っています" in words
    assert "2026年11月30日（月）に、もう一度確かめていただくメール" in words
    live_through(line.member, jst(2026, 11, 30, 10))
    assert CARD in visitor.open("/").words
    visitor.open(page_of(line))
    page = visitor.press("確かめたと記録する")
    assert "続いている料金がないことを確かめたと記録しました" in page.words
    assert CARD not in visitor.open("/").words


def test_a_profile_is_deleted_by_the_member_who_says_so_once() -> None:
    line: Line = LineFactory(medium=Line.Medium.ESIM)
    visitor = left(line)
    words = visitor.open(page_of(line)).words
    assert "終わる前に削除すると、そのときから使えなくなります" in words
    assert CARD not in visitor.open("/").words
    live_through(line.member, jst(2026, 11, 1, 10))
    assert CARD in visitor.open("/").words
    for _time in range(2):
        # The page of before, as of another tab.
        page = visitor.open(page_of(line))
        if page.has_button("削除したと記録する"):
            visitor.press("削除したと記録する")
    services.tick_leaving(
        line=line, item=LeavingCheck.Item.PROFILE_DELETED, at=jst(2026, 11, 9), by=BY
    )
    assert "端末から削除したと記録しました" in visitor.open(page_of(line)).words
    assert LeavingCheck.objects.get().ticked_at < jst(2026, 11, 2)
    assert AuditRow.objects.filter(verb="tick_leaving").count() == 1
    assert CARD not in visitor.open("/").words


@pytest.mark.parametrize(
    ("medium", "item", "at"),
    [
        pytest.param("sim", "PROFILE_DELETED", jst(2026, 11, 30), id="a card has no profile"),
        pytest.param("sim", "LOOKED_AGAIN", jst(2026, 11, 29, 23, 59), id="a day too early"),
    ],
)
def test_what_there_is_not_is_not_ticked(medium: str, item: str, at: object) -> None:
    line: Line = LineFactory(medium=medium)
    left(line)
    with pytest.raises(services.NothingToTick):
        services.tick_leaving(line=line, item=LeavingCheck.Item(item), at=at, by=BY)  # type: ignore[arg-type]
    assert not LeavingCheck.objects.exists()


def test_the_page_and_the_first_page_ask_as_much_for_one_line_as_for_four(
    django_assert_num_queries: Counting,
) -> None:
    line: Line = LineFactory(medium=Line.Medium.ESIM)
    visitor = left(line)
    live_through(line.member, jst(2026, 12, 6, 10))
    asked = {path: queries_of(visitor, path) for path in ("/", page_of(line))}
    for _line in range(3):
        more = LineFactory(
            member=line.member,
            medium=Line.Medium.ESIM,
            leaving_by="cancellation",
            ends_on=date(2026, 10, 31),
            ended_at=jst(2026, 11, 1),
        )
        OptionPeriodFactory(line=more, ends_on=date(2026, 10, 31))
    for path, count in asked.items():
        with django_assert_num_queries(count):
            visitor.client.get(path)
