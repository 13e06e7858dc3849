"""What staff do for a member: identity, payments, cards, and the trail it leaves."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Member
from cancellation.models import Cancellation
from contracts.models import Sim
from mioportal.plumbing.models import AuditRow
from tests.cancellation.wizard import BEGIN, accepted
from tests.desk.people import Desk
from tests.factories import LineFactory, MemberFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

MEMBERS = "/admin/accounts/member/"
SIMS = "/admin/contracts/sim/"


@pytest.mark.parametrize("state", ["not_submitted", "in_review", "returned"])
def test_completing_an_identity_opens_the_way_to_cancel(state: str) -> None:
    line = LineFactory(member__identity=state, member__identity_note="住所が違います")
    visitor = Visitor.signed_in_as(line.member)
    start = f"/cancel/lines/{line.code}/"
    assert "本人確認が完了していません" in visitor.open(start).words
    page = Desk("reviewer").act(MEMBERS, "complete_identity", [line.member])
    assert f"{line.member.mio_id}の本人確認を完了にしました" in page.text
    assert visitor.open(start).has_button(BEGIN)
    words = visitor.open(f"/lines/{line.code}/").words
    assert "完了" in words
    assert "住所が違います" not in words


def test_completing_it_again_says_that_it_was_complete() -> None:
    member = MemberFactory()
    page = Desk("reviewer").act(MEMBERS, "complete_identity", [member])
    assert f"{member.mio_id}の本人確認は完了しています" in page.text
    assert not AuditRow.objects.filter(verb="decide_identity").exists()


def test_confirming_a_payment_opens_the_way_to_cancel() -> None:
    line = LineFactory(member__standing__owed_yen=Decimal("1490.4"))
    visitor = Visitor.signed_in_as(line.member)
    start = f"/cancel/lines/{line.code}/"
    assert "お支払いが済んでいない" in visitor.open(start).words
    page = Desk("billing").act(MEMBERS, "settle_debt", [line.member])
    assert f"{line.member.mio_id}の入金（1,490円）を確認しました" in page.text
    assert visitor.open(start).has_button(BEGIN)
    line.member.standing.refresh_from_db()
    assert line.member.standing.owed_yen == 0


def test_a_payment_nobody_owes_is_refused_politely() -> None:
    member = MemberFactory()
    page = Desk("billing").act(MEMBERS, "settle_debt", [member])
    assert f"{member.mio_id}に未払いはありません" in page.text
    assert not AuditRow.objects.filter(verb="settle_debt").exists()


def test_of_several_members_each_is_answered() -> None:
    owing = MemberFactory(standing__owed_yen=500)
    clear = MemberFactory()
    page = Desk("supervisor").act(MEMBERS, "settle_debt", [owing, clear])
    assert f"{owing.mio_id}の入金（500円）を確認しました" in page.text
    assert f"{clear.mio_id}に未払いはありません" in page.text


def test_a_card_that_came_back_is_received_once() -> None:
    line = LineFactory()
    accepted(line)
    hold(line.member, jst(2026, 11, 5, 10))
    desk, sim = Desk("support"), line.sims.get()
    page = desk.act(SIMS, "receive", [sim])
    assert f"{sim.iccid}を受領しました" in page.text
    sim.refresh_from_db()
    assert (sim.state, sim.received_on) == (Sim.State.RECEIVED, date(2026, 11, 5))
    page = desk.act(SIMS, "receive", [sim])
    assert f"{sim.iccid}は返却待ちではありません" in page.text
    assert AuditRow.objects.filter(verb="receive_sim").count() == 1


def test_a_card_still_in_use_is_not_received() -> None:
    sim = LineFactory().sims.get()
    page = Desk("support").act(SIMS, "receive", [sim])
    assert "返却待ちではありません" in page.text
    sim.refresh_from_db()
    assert sim.state == Sim.State.LENT


@pytest.mark.parametrize(
    ("role", "verb"),
    [
        ("reviewer", "decide_identity"),
        ("billing", "settle_debt"),
        ("support", "receive_sim"),
        ("support", "accept_cancellation"),
    ],
)
def test_every_change_leaves_a_row_with_both_clocks(role: str, verb: str) -> None:
    line = LineFactory(member__identity="returned", member__standing__owed_yen=500)
    hold(line.member, jst(2026, 11, 5, 10))
    desk = Desk(role)
    if verb == "receive_sim":
        line.sims.update(state=Sim.State.AWAITED)
        desk.act(SIMS, "receive", [line.sims.get()])
    elif verb == "accept_cancellation":
        path = "/admin/cancellation/phonedeskline/"
        desk.confirm(path, desk.act(path, "accept", [line]))
    else:
        action = {"decide_identity": "complete_identity"}.get(verb, verb)
        desk.act(MEMBERS, action, [line.member])
    row = AuditRow.objects.get(verb=verb)
    assert (row.actor, row.role, row.source) == (role, "STAFF", "127.0.0.1")
    assert (row.world_name, row.world_at) == (line.world.name, jst(2026, 11, 5, 10))
    assert row.real_at != row.world_at
    assert row.subject in (line.code, line.member.mio_id)


def test_what_is_decided_twice_at_once_is_decided_once() -> None:
    """Two members of staff press the same button: the second finds it done."""
    member = MemberFactory(standing__owed_yen=500, identity="returned")
    desks = [Desk("billing"), Desk("supervisor")]
    for desk in desks:
        desk.act(MEMBERS, "settle_debt", [member])
    assert AuditRow.objects.filter(verb="settle_debt").count() == 1


@pytest.mark.parametrize("typed", ["mio_id", "mail", "family", "kana", "line"])
def test_a_member_is_found_by_what_they_say_on_the_telephone(typed: str) -> None:
    line = LineFactory(member__family_name="𠮷田", member__family_kana="ヨシダ")
    other = LineFactory().member
    member: Member = line.member
    words = {
        "mio_id": member.mio_id,
        "mail": member.user.email,
        "family": "𠮷田",
        "kana": "ヨシダ",
        "line": line.phone_number,
    }
    page = Desk("support").open(f"{MEMBERS}?q={words[typed]}")
    assert member.mio_id in page.text
    assert other.mio_id not in page.text


def test_a_cancellation_shows_why_and_what_was_shown() -> None:
    made = accepted(LineFactory())
    page = Desk("support").open(f"/admin/cancellation/cancellation/{made.pk}/change/")
    for told in (made.receipt_number, "料金が高い、その他、引っ越しのため", "990", made.line.code):
        assert told in page.text
    assert Cancellation.objects.get() == made


def test_markup_in_what_a_member_wrote_stays_text_at_the_desk() -> None:
    evil = "<img src=x onerror=alert(1)>"
    line = LineFactory(member__family_name=evil, user_name=evil)
    made = accepted(line)
    Cancellation.objects.update(other_reason=evil)
    desk = Desk("supervisor")
    for path in (
        MEMBERS,
        f"{MEMBERS}{line.member.pk}/change/",
        "/admin/contracts/line/",
        f"/admin/contracts/line/{line.pk}/change/",
        f"/admin/cancellation/cancellation/{made.pk}/change/",
        "/admin/cancellation/phonedeskline/",
        "/admin/plumbing/outbox/",
    ):
        assert "<img src=x" not in desk.open(path).html
