"""Takes the pictures of what follows a leaving; run by `make pictures` alone."""

from datetime import datetime

import pytest

from accounts.models import Member
from billing import services as billing
from cancellation import services
from cancellation.models import Cancellation
from contracts import services as contracts
from contracts.models import Line, Sim
from mioportal.plumbing import clock
from mioportal.plumbing.actor import system
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import Outbox
from mioportal.rules.cancellation import WithdrawGround
from mioportal.rules.sim_return import WaiverReason
from tests.browser.album import Album, Albums
from tests.browser.leaving import button
from tests.cancellation.wizard import accepted
from tests.factories import (
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    SimFactory,
    a_card_that,
    hold,
    jst,
    live_through,
)
from tests.machine.pages import press

BY = system("desk")
ASKED = jst(2026, 10, 15, 10)


def left(*, asked: datetime = ASKED) -> tuple[Line, Line]:
    """A line on two cards, with an option that goes on, and one on an eSIM; both cancelled."""
    member: Member = MemberFactory()
    a_card_that(member=member)
    card, esim = LineFactory(member=member), LineFactory(member=member, medium="esim")
    SimFactory(line=card)
    OptionPeriodFactory(line=card, option_code="tabuho")
    RelatedServiceFactory(member=member, service="hikari")
    hold(member, asked)
    for line in (card, esim):
        accepted(line)
    return card, esim


def messages(album: Album, member: Member, but: tuple[str, ...] = ()) -> None:
    """Every mail in the message box, opened."""
    deliver()
    album.visit("/messages/", "messages")
    rows = Outbox.objects.filter(user=member.user).exclude(mail_code__in=but).order_by("pk")
    for number, row in enumerate(rows, 1):
        album.visit(f"/messages/{row.code}/", f"mail-{number:02}-{row.mail_code}")


def test_pictures_from_the_end_to_the_look_a_month_later(albums: Albums) -> None:
    card, esim = left()
    seen = albums.of(card.member, "after")
    for at, name in (
        (jst(2026, 11, 1, 10), "1-ended"),
        (jst(2026, 12, 1, 10), "2-a-month-later"),
    ):
        live_through(card.member, at)
        for line, kind in ((card, "card"), (esim, "esim")):
            seen.visit(f"/cancel/lines/{line.code}/after/", f"{name}-{kind}")
        seen.visit("/", f"{name}-top")
    press(seen.page.get_by_role("main").get_by_role("link").filter(has_text="ご利用終了後").first)
    seen.visit(f"/cancel/lines/{esim.code}/after/", "2-a-month-later-esim")
    press(button(seen.page, "削除したと記録する"))
    seen.shoot("3-ticked")
    press(button(seen.page, "確かめたと記録する"))
    seen.shoot("4-looked-again")
    seen.printed("4-looked-again")
    seen.visit("/", "5-top")
    messages(seen, card.member)


def test_pictures_of_cards_on_their_way_back(albums: Albums) -> None:
    card, _esim = left()
    seen, page = albums.of(card.member, "sim-return"), f"/lines/{card.code}/sim-return/"
    seen.visit(page, "1-still-used")
    live_through(card.member, jst(2026, 11, 9, 10))
    seen.page.goto(seen.base + page)
    seen.unfold()
    seen.shoot("2-waits")
    seen.printed("2-waits")
    seen.visit(f"{page}label/", "3-label")
    seen.printed("3-label")
    seen.visit(f"{page}posted/", "4-posted")
    press(button(seen.page, "発送を登録する"))
    seen.shoot("4-posted-errors")
    seen.page.locator("main [type=checkbox]").last.uncheck()
    seen.page.get_by_label("簡易書留").check()
    seen.page.get_by_label("追跡番号").fill("1234-5678-9012")
    press(button(seen.page, "発送を登録する"))
    seen.shoot("5-on-its-way")
    seen.visit(f"{page}lost/", "6-lost")
    seen.page.locator("main [type=checkbox]").last.check()
    press(seen.page.get_by_role("main").get_by_role("button").last)
    seen.shoot("7-lost-told")
    seen.visit(page, "8-one-lost")


@pytest.mark.parametrize("ends", ["charged", "waived", "received"])
def test_pictures_of_how_a_card_is_settled(albums: Albums, ends: str) -> None:
    card, _esim = left()
    live_through(card.member, jst(2027, 2, 2, 10))
    seen, page = albums.of(card.member, f"sim-{ends}"), f"/lines/{card.code}/sim-return/"
    first, second = Sim.objects.filter(line=card).order_by("pk")
    seen.visit(page, "1-in-question")
    seen.visit("/", "1-in-question-top")
    at = clock.moment_of(card.member.world)
    for sim in (first, second):
        sim.refresh_from_db()
        if ends == "charged":
            billing.charge_damage(sim=sim, at=at, by=BY)
        elif ends == "waived":
            contracts.waive_sim(sim=sim, why=next(iter(WaiverReason)), at=at, by=BY)
        else:
            contracts.receive_sim(sim=sim, at=at, by=BY)
    seen.visit(page, "2-settled")
    seen.visit(f"/cancel/lines/{card.code}/after/", "3-after")
    messages(seen, card.member, ("M-11", "M-12", "M-22", "M-37"))


@pytest.mark.parametrize("ends", ["done", "refused"])
def test_pictures_of_what_becomes_of_a_withdrawal(albums: Albums, ends: str) -> None:
    line = LineFactory()
    at = jst(2026, 10, 31, 21)
    hold(line.member, at)
    made: Cancellation = accepted(line)
    row = services.ask_withdrawal(cancellation=made, at=at, by=BY)
    seen = albums.of(line.member, f"withdrawal-{ends}")
    live_through(line.member, jst(2026, 11, 2, 10))
    receipt = f"/cancel/receipts/{made.receipt_number}/"
    seen.visit(f"{receipt}withdraw/", "1-held")
    seen.visit(receipt, "1-held-receipt")
    seen.visit("/", "1-held-top")
    at = jst(2026, 11, 2, 10)
    if ends == "done":
        found = services.Found(
            asked_at=row.asked_at, ground=WithdrawGround.SAME_DAY, evidence="お電話で確認"
        )
        services.withdraw(cancellation=made, found=found, at=at, by=BY)
    else:
        services.refuse_withdrawal(
            withdrawal=row, evidence="ご契約者ご本人のお申し出ではないため", at=at, by=BY
        )
    seen.visit(f"{receipt}withdraw/", "2-decided")
    seen.visit(receipt, "2-decided-receipt")
    seen.visit("/", "2-decided-top")
    messages(seen, line.member)
