"""Takes the pictures of every state of a reservation number; run by `make pictures` alone."""

from contracts.models import Line
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import Outbox
from mnp.models import PortRequest
from tests.browser.album import Album, Albums
from tests.browser.leaving import button
from tests.cancellation.wizard import accepted
from tests.factories import DeviceFactory, LineFactory, hold, jst, live_through
from tests.machine.pages import press
from tests.mnp.asking import again, agreed, asked, checked, opened, ordered, owes

MORNING, NIGHT = jst(2026, 10, 15, 10), jst(2026, 10, 15, 20)


def page_of(request: PortRequest) -> str:
    """Where its member sees it."""
    return f"/mnp/requests/{request.receipt_number}/"


def mails(album: Album, line: Line) -> None:
    """What its member was written."""
    deliver()
    rows = Outbox.objects.filter(user=line.member.user).order_by("pk")
    for number, row in enumerate(rows, 1):
        album.visit(f"/messages/{row.code}/", f"mail-{number:02}-{row.mail_code}")


def test_pictures_of_a_number_that_waits_is_replaced_and_runs_out(albums: Albums) -> None:
    line: Line = LineFactory()
    seen = albums.of(line.member, "number", NIGHT)
    queued = asked(line, NIGHT)
    seen.visit(page_of(queued), "1-queued")
    seen.visit(f"{page_of(queued)}call-off/", "1-queued-call-off")
    seen.visit("/mnp/", "1-queued-list")
    live_through(line.member, jst(2026, 10, 16, 9, 30))
    seen.visit(page_of(queued), "2-issued")
    seen.printed("2-issued")
    seen.visit("/mnp/", "2-issued-list")
    seen.visit("/", "2-issued-top")
    seen.visit(f"/lines/{line.code}/", "2-issued-line")
    fresh = again(queued, jst(2026, 10, 16, 10))
    seen.visit(page_of(queued), "3-replaced")
    live_through(line.member, jst(2026, 10, 30, 12))
    seen.visit(page_of(fresh), "4-last-day")
    live_through(line.member, jst(2026, 10, 31, 0, 10))
    seen.visit(page_of(fresh), "5-expired")
    seen.visit("/mnp/", "5-expired-list")
    mails(seen, line)


def test_pictures_of_a_number_that_is_held_back(albums: Albums) -> None:
    line: Line = LineFactory()
    seen = albums.of(line.member, "number-held", MORNING)
    owes(line.member, 1_490)
    held = asked(line, MORNING)
    seen.visit(page_of(held), "1-held")
    seen.visit("/mnp/", "1-held-list")
    seen.visit("/", "1-held-top")
    mails(seen, line)


def test_pictures_of_a_number_that_is_void(albums: Albums) -> None:
    line: Line = LineFactory()
    seen = albums.of(line.member, "number-void", MORNING)
    made = asked(line, MORNING)
    seen.visit(f"{page_of(made)}void/", "1-ask")
    press(seen.page.get_by_role("main").get_by_role("button").last)
    seen.shoot("2-void")
    mails(seen, line)


def test_pictures_of_a_number_whose_line_ends_before_it(albums: Albums) -> None:
    line: Line = LineFactory()
    seen = albums.of(line.member, "number-cut", jst(2026, 10, 26, 10))
    made = asked(line, jst(2026, 10, 26, 10))
    accepted(line)
    seen.visit(page_of(made), "1-leaving")
    live_through(line.member, jst(2026, 10, 30, 12))
    seen.visit(page_of(made), "2-nearly-over")
    live_through(line.member, jst(2026, 11, 1, 10))
    seen.visit(page_of(made), "3-over")
    mails(seen, line)


def test_pictures_of_a_number_that_goes(albums: Albums) -> None:
    line: Line = LineFactory()
    LineFactory(member=line.member, function="data", phone_number="")
    LineFactory(member=line.member, function="sms")
    DeviceFactory(line=line, kind="campaign")
    seen = albums.of(line.member, "number-gone", MORNING)
    seen.visit("/mnp/", "0-list")
    seen.visit(f"/mnp/lines/{line.code}/", "0-begin")
    for name in ("申し込みを始める", "次へ進む", "次へ進む"):
        if button(seen.page, name).count():
            press(button(seen.page, name))
            seen.shoot(f"0-{seen.page.url.rstrip('/').rsplit('/', 1)[-1]}")
    made = asked(line, MORNING)
    checked(made, MORNING)
    seen.visit(page_of(made), "1-checked")
    opened("N-1", MORNING)
    seen.visit(page_of(made), "2-opened")
    seen.visit(f"/cancel/lines/{line.code}/after/", "3-after")
    seen.visit("/", "3-after-top")
    live_through(line.member, jst(2026, 10, 16, 12))
    mails(seen, line)


def test_pictures_of_a_number_that_goes_by_consent(albums: Albums) -> None:
    line: Line = LineFactory()
    seen = albums.of(line.member, "one-stop", MORNING)
    order = ordered(line)
    seen.visit(f"/mnp/one-stop/{order.reference}/", "1-ask")
    press(seen.page.get_by_role("main").get_by_role("button").first)
    seen.shoot("1-ask-errors")
    made = agreed(line, MORNING, order)
    seen.visit(page_of(made), "2-agreed")
    seen.visit("/mnp/", "2-agreed-list")
    seen.visit(f"/operators/orders/{order.reference}/", "2-operator")
    mails(seen, line)
    hold(line.member, MORNING)
