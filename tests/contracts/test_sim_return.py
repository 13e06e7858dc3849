"""SIMカードの返却: open from acceptance on, without a deadline (F-SIM-01 to 03, C-055, C-056)."""

from datetime import date

import pytest

from contracts import services
from contracts.models import Line, Sim
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.cancellation.wizard import cancelled
from tests.factories import LineFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")


def page_of(line: Line) -> str:
    return f"/lines/{line.code}/sim-return/"


def received(line: Line, at: tuple[int, ...] = (2026, 11, 10, 10)) -> None:
    services.receive_sim(sim=line.sims.get(), at=jst(*at), by=BY)


def test_there_is_no_return_page_before_a_cancellation() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    assert visitor.open(page_of(line)).status == 404
    assert not visitor.open(f"/lines/{line.code}/").has_link("SIMカードの返却")


def test_it_opens_the_moment_the_cancellation_is_accepted() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    visitor.follow("SIMカードの返却先を見る")
    words = visitor.page.words
    assert visitor.page.path == page_of(line)
    for part in (
        "〒143-0006",
        "東京都大田区平和島3-6-1",
        "東京団地倉庫A-2棟",
        "住友倉庫内",
        "IIJモバイル解約受付センター",
    ):
        assert part in words
    assert line.sims.get().iccid_tail in words
    assert "返却待ち" in words
    assert visitor.open(f"/lines/{line.code}/").has_link("SIMカードの返却")


def test_it_warns_that_the_line_works_only_with_its_card() -> None:
    words = cancelled(LineFactory()).follow("SIMカードの返却先を見る").words
    assert "2026年10月31日（土）23:59まで使えます" in words
    assert "カードを抜くと" in words


def test_it_names_no_deadline_but_the_first_day_of_a_fee() -> None:
    words = cancelled(LineFactory()).follow("SIMカードの返却先を見る").words
    assert "2027年2月1日（月）" in words
    assert "2,200円（税込）" in words
    assert "返却の期限ではありません" in words


@pytest.mark.parametrize(
    ("accepted", "fee_from"),
    [
        ((2025, 10, 15, 12), date(2026, 2, 1)),
        ((2025, 11, 30, 12), date(2026, 3, 1)),
        ((2027, 11, 30, 12), date(2028, 3, 1)),
        ((2026, 12, 31, 23), date(2027, 4, 1)),
    ],
    ids=["October", "November", "November before a leap day", "New Year's Eve"],
)
def test_the_first_day_of_a_fee_is_stored_when_it_is_told(
    accepted: tuple[int, ...], fee_from: date
) -> None:
    line = LineFactory(contracted_on=date(2025, 1, 1))
    hold(line.member, jst(*accepted))
    cancelled(line)
    sim = line.sims.get()
    assert sim.fee_risk_from == fee_from
    assert sim.return_opened_at == jst(*accepted)


def test_after_the_end_the_page_asks_for_the_card() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    words = visitor.open(page_of(line)).words
    assert "ご利用は終了しています" in words
    assert "返却待ち" in words


def test_a_card_that_came_back_is_thanked_for_on_the_page_and_by_no_mail() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    live_through(line.member, jst(2026, 11, 10, 10))
    mails = Outbox.objects.count()
    received(line)
    words = visitor.open(page_of(line)).words
    assert "SIMカードの返却は完了しています" in words
    assert "受領済" in words
    assert "損害金がかかることがあります" not in words
    assert "2026年11月10日" in visitor.open(f"/lines/{line.code}/").words
    assert Outbox.objects.count() == mails
    assert AuditRow.objects.get(verb="receive_sim").subject == line.code


def test_a_card_may_come_back_before_the_last_day() -> None:
    line = LineFactory()
    visitor = cancelled(line)
    received(line, (2026, 10, 20, 10))
    assert "SIMカードの返却は完了しています" in visitor.open(page_of(line)).words


def test_a_card_is_received_once() -> None:
    line = LineFactory()
    cancelled(line)
    received(line)
    with pytest.raises(services.NotAwaited):
        received(line, (2026, 12, 1, 10))
    assert line.sims.get().received_on == date(2026, 11, 10)
    assert AuditRow.objects.filter(verb="receive_sim").count() == 1


def test_a_card_in_use_cannot_be_received() -> None:
    line = LineFactory()
    with pytest.raises(services.NotAwaited):
        received(line)
    assert line.sims.get().state == Sim.State.LENT


def test_the_day_of_receipt_is_the_day_in_japan() -> None:
    line = LineFactory()
    cancelled(line)
    received(line, (2026, 11, 10, 0, 30))
    assert line.sims.get().received_on == date(2026, 11, 10)


def test_an_esim_never_gets_a_return_page() -> None:
    line = LineFactory(medium=Line.Medium.ESIM)
    services.start_leaving(
        line=line,
        way=Line.Leaving.CANCELLATION,
        ends_on=date(2026, 10, 31),
        at=jst(2026, 10, 15, 10),
        by=BY,
    )
    assert line.sims.get().state == Sim.State.NO_RETURN
    assert Visitor.signed_in_as(line.member).open(page_of(line)).status == 404


def test_every_card_of_a_line_is_asked_for() -> None:
    line = LineFactory()
    second = line.sims.create(world=line.world, iccid="8981100999999999999", state="lent")
    words = cancelled(line).follow("SIMカードの返却先を見る").words
    assert second.iccid_tail in words
    received_first = line.sims.exclude(pk=second.pk).get()
    services.receive_sim(sim=received_first, at=jst(2026, 11, 2, 10), by=BY)
    words = Visitor.signed_in_as(line.member).open(page_of(line)).words
    assert "SIMカードの返却は完了しています" not in words
