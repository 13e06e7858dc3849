"""What happens to a card on its way back: sent, asked for, lost, found (F-SIM-04 to 10)."""

from datetime import date, time

import pytest

from accounts.models import Reminder
from contracts import services
from contracts.models import DeskRequest, Line, Sim
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.dates import at_japan
from mioportal.rules.post import Way
from mioportal.rules.sim_return import WaiverReason
from tests.cancellation.wizard import accepted, cancelled
from tests.factories import LineFactory, SimFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")
NUMBER = "1234-5678-9012"


def ended(at: tuple[int, ...] = (2026, 11, 3, 10)) -> Line:
    """A line that ended on 31 October 2026, at a later instant."""
    line: Line = LineFactory()
    accepted(line)
    live_through(line.member, jst(*at))
    return line


def page_of(line: Line, more: str = "") -> str:
    return f"/lines/{line.code}/sim-return/{more}"


def sent(line: Line, way: Way, number: str = NUMBER) -> Visitor:
    """The member registers that the card was sent."""
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(page_of(line, "posted/"))
    visitor.press("発送を登録する", way=way.value, number=number)
    return visitor


def test_the_page_leads_through_ways_and_prices_of_the_day_and_what_each_proves() -> None:
    line = ended()
    visitor = Visitor.signed_in_as(line.member)
    words = visitor.open(page_of(line)).words
    for part in ("簡易書留", "460円", "レターパックライト", "430円", "600円〜", "長形3号"):
        assert part in words
    assert words.count("配達完了で、返却の証明になります") == 2
    assert "国際郵便（エアメール）" in words
    label = visitor.follow("宛名ラベルを印刷する").words
    assert "〒143-0006" in label
    assert line.member.address in label
    assert line.sims.get().iccid_tail in label


@pytest.mark.parametrize("way", [Way.REGISTERED, Way.LETTER_PACK])
def test_what_the_post_has_delivered_by_a_way_that_proves_it_is_returned(way: Way) -> None:
    line = ended()
    page = sent(line, way).page
    assert page.path == page_of(line)
    assert "発送済" in page.words
    assert NUMBER in page.words
    live_through(line.member, jst(2026, 11, 5, 9, 59))
    assert line.sims.get().state == Sim.State.POSTED
    live_through(line.member, jst(2026, 11, 5, 10))
    sim = line.sims.get()
    assert (sim.state, sim.received_on) == (Sim.State.RECEIVED, date(2026, 11, 5))
    assert not Reminder.objects.filter(kind=Reminder.Kind.SIM_RETURN, told_at=None).exists()


@pytest.mark.parametrize(
    ("way", "number"),
    [
        pytest.param(Way.LETTER, "", id="a letter leaves no trace"),
        pytest.param(Way.RECORDED, NUMBER, id="the post knows only that it was sent"),
        pytest.param(Way.PARCEL, NUMBER, id="a parcel is no proof (C-060)"),
        pytest.param(Way.REGISTERED, "ABC-1", id="a number that the post has never given out"),
    ],
)
def test_what_proves_nothing_is_asked_for_until_the_desk_has_it(way: Way, number: str) -> None:
    line = ended()
    sent(line, way, number)
    live_through(line.member, jst(2026, 11, 7, 10))
    sim = line.sims.get()
    assert (sim.state, sim.reminders_sent) == (Sim.State.POSTED, 1)
    mail = Outbox.objects.get(mail_code="M-20")
    assert "発送の登録があります" in mail.body
    services.receive_sim(sim=sim, at=jst(2026, 11, 8, 10), by=BY)
    live_through(line.member, jst(2027, 3, 1, 10))
    assert Outbox.objects.filter(mail_code="M-20").count() == 1


def test_a_traced_way_asks_for_its_number_and_keeps_what_was_chosen() -> None:
    line = ended()
    page = sent(line, Way.REGISTERED, "").page
    assert "この送り方の追跡番号を入力してください" in page.words
    assert line.sims.get().state == Sim.State.AWAITED
    page = sent(line, Way.REGISTERED, "番号").page
    assert "英数字とハイフンで入力してください" in page.words
    assert line.sims.get().state == Sim.State.AWAITED


def test_registered_twice_it_is_written_once_and_a_correction_stands() -> None:
    line = ended()
    sent(line, Way.REGISTERED)
    sent(line, Way.REGISTERED)
    assert AuditRow.objects.filter(verb="report_posted").count() == 1
    sent(line, Way.LETTER_PACK, "9999-8888-7777")
    assert line.sims.get().tracking_number == "9999-8888-7777"


def test_it_is_asked_for_a_week_one_and_two_months_after_the_end() -> None:
    line = ended()
    days = [date(2026, 11, 7), date(2026, 11, 30), date(2026, 12, 31)]
    for count, day in enumerate(days):
        live_through(line.member, at_japan(day, time(9, 59, 59)))
        assert Outbox.objects.filter(mail_code="M-20").count() == count
        live_through(line.member, at_japan(day, time(10)))
        assert Outbox.objects.filter(mail_code="M-20").count() == count + 1
    sim = line.sims.get()
    assert (sim.state, sim.reminders_sent) == (Sim.State.REMINDED, 3)
    assert "催促済" in Visitor.signed_in_as(line.member).open(page_of(line)).words
    mail = Outbox.objects.filter(mail_code="M-20").first()
    assert mail is not None
    for part in ("〒143-0006", sim.iccid_tail, "2027年2月1日", "2,200円（税込）"):
        assert part in mail.body


def test_of_several_cards_only_those_that_are_out_are_asked_for() -> None:
    line: Line = LineFactory()
    other = SimFactory(line=line)
    accepted(line)
    live_through(line.member, jst(2026, 11, 3, 10))
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(page_of(line, "posted/"))
    visitor.press("発送を登録する", cards=[other.iccid], way="registered_letter", number=NUMBER)
    live_through(line.member, jst(2026, 11, 7, 10))
    first = line.sims.exclude(pk=other.pk).get()
    mail = Outbox.objects.get(mail_code="M-20")
    assert first.iccid_tail in mail.body
    assert other.iccid_tail not in mail.body
    other.refresh_from_db()
    assert other.reminders_sent == 0


def test_a_lost_card_is_told_of_once_and_let_go_by_the_desk() -> None:
    line = ended()
    visitor = Visitor.signed_in_as(line.member)
    for _time in range(2):
        visitor.open(page_of(line, "lost/"))
        visitor.press("紛失を届け出る")
    request = DeskRequest.objects.get(kind=DeskRequest.Kind.SIM_LOST)
    assert visitor.page.path == f"/requests/{request.receipt_number}/"
    assert "紛失の届出あり" in visitor.open(page_of(line)).words
    services.complete(request=request, at=jst(2026, 11, 4, 10), by=BY)
    sim = line.sims.get()
    assert (sim.state, sim.waived_for) == (Sim.State.WAIVED, WaiverReason.LOST_DECLARED)
    assert "免除しました" in visitor.open(page_of(line)).words
    live_through(line.member, jst(2027, 3, 1, 10))
    assert not Outbox.objects.filter(mail_code="M-20").exists()


def test_a_lost_card_that_is_charged_leaves_no_request_open() -> None:
    line = ended()
    visitor = Visitor.signed_in_as(line.member)
    live_through(line.member, jst(2027, 2, 1, 10))
    visitor.open(page_of(line, "lost/"))
    visitor.press("紛失を届け出る")
    request = DeskRequest.objects.get(kind=DeskRequest.Kind.SIM_LOST)
    services.charge_sim(sim=line.sims.get(), at=jst(2027, 2, 2, 10), by=BY)
    request.refresh_from_db()
    assert (request.state, bool(request.note)) == (DeskRequest.State.REFUSED, True)
    with pytest.raises(services.AlreadyEnded):
        services.complete(request=request, at=jst(2027, 2, 2, 11), by=BY)


def test_a_card_that_was_found_and_sent_is_lost_no_longer() -> None:
    line = ended()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(page_of(line, "lost/"))
    visitor.press("紛失を届け出る")
    sent(line, Way.REGISTERED)
    assert line.sims.get().lost_at is None
    assert DeskRequest.objects.get().state == DeskRequest.State.WITHDRAWN


@pytest.mark.parametrize("more", ["posted/", "lost/"])
def test_where_nothing_is_to_come_back_the_forms_lead_back(more: str) -> None:
    line: Line = LineFactory()
    cancelled(line)
    services.receive_sim(sim=line.sims.get(), at=jst(2026, 10, 20, 10), by=BY)
    page = Visitor.signed_in_as(line.member).open(page_of(line, more))
    assert page.path == page_of(line)
    assert "お返しいただくSIMカードは、もうありません" in page.words


def test_a_card_is_let_go_once_and_never_after_it_came_back() -> None:
    line = ended()
    sim = line.sims.get()
    services.waive_sim(sim=sim, why=WaiverReason.ABROAD, at=jst(2026, 11, 4, 10), by=BY)
    for act in (
        lambda: services.waive_sim(
            sim=sim, why=WaiverReason.ABROAD, at=jst(2026, 11, 4, 11), by=BY
        ),
        lambda: services.receive_sim(sim=sim, at=jst(2026, 11, 4, 11), by=BY),
    ):
        with pytest.raises(services.NotAwaited):
            act()
    assert AuditRow.objects.filter(verb="waive_sim").count() == 1


def test_a_held_world_is_asked_for_nothing_before_the_end() -> None:
    line: Line = LineFactory()
    accepted(line)
    hold(line.member, jst(2026, 10, 31, 23, 59))
    assert not Reminder.objects.filter(kind=Reminder.Kind.SIM_RETURN).exists()
