"""What follows a cancellation, in a browser: the card goes back, what is left is ticked off."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from contracts import services
from contracts.models import Line
from mioportal.plumbing.actor import system
from tests.cancellation.wizard import accepted
from tests.factories import (
    MID_MONTH,
    PASSWORD,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    SimFactory,
    hold,
    jst,
    live_through,
)
from tests.machine.pages import Look, assert_well_made, in_every_look, press, sign_in

NewContext = Callable[..., BrowserContext]
BY = system("test")


def left() -> tuple[Line, Line]:
    """Two lines of a member that ended with October: one on two cards, one on an eSIM."""
    member = MemberFactory()
    card, esim = LineFactory(member=member), LineFactory(member=member, medium="esim")
    SimFactory(line=card)
    OptionPeriodFactory(line=card, option_code="tabuho")
    accepted(card)
    services.start_leaving(
        line=esim,
        way=Line.Leaving.CANCELLATION,
        ends_on=date(2026, 10, 31),
        at=MID_MONTH,
        by=BY,
    )
    return card, esim


@in_every_look
def test_the_pages_after_a_cancellation(
    new_context: NewContext, live_server: LiveServer, look: Look
) -> None:
    page, (card, esim) = new_context(**look.context()).new_page(), left()
    made = card.cancellations.get()
    base, back = live_server.url, f"/lines/{card.code}/sim-return/"
    sign_in(page, base, card.member.mio_id, PASSWORD)
    page.goto(f"{base}/cancel/receipts/{made.receipt_number}/withdraw/")
    assert_well_made(page)
    hold(card.member, MID_MONTH)
    live_through(card.member, jst(2026, 12, 1, 10))
    paths = (back, f"{back}label/", f"{back}lost/", "/")
    for path in (*paths, f"/cancel/lines/{card.code}/after/", f"/cancel/lines/{esim.code}/after/"):
        page.goto(base + path)
        assert_well_made(page)
    page.goto(f"{base}{back}posted/")
    press(page.get_by_role("button", name="発送を登録する"))
    assert_well_made(page)
    page.get_by_label("簡易書留").check()
    page.get_by_label("追跡番号").fill("1234-5678-9012")
    press(page.get_by_role("button", name="発送を登録する"))
    assert_well_made(page)
    page.goto(f"{base}/cancel/lines/{esim.code}/after/")
    press(page.get_by_role("button", name="削除したと記録する"))
    assert_well_made(page)
