"""What pages and mails say once a cancellation was taken back, alone or out of a group."""

from datetime import date

import pytest

from cancellation import services
from cancellation.models import Cancellation, Withdrawal
from contracts import services as contracts
from contracts.models import Line, Sim
from contracts.queries import line_of
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from tests.cancellation.taken_back import again, same_day
from tests.cancellation.wizard import accepted, by
from tests.desk.people import Desk
from tests.factories import (
    MID_MONTH,
    LineFactory,
    RelatedServiceFactory,
    a_group_of,
    hold,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")
LATER = jst(2026, 10, 15, 13)
CANCELLATIONS = "/admin/cancellation/cancellation/"


def receipt_of(made: Cancellation) -> str:
    return f"/cancel/receipts/{made.receipt_number}/"


def take_back(made: Cancellation) -> Withdrawal:
    found = same_day(LATER)
    return services.withdraw(cancellation=again(made), found=found, at=LATER, by=BY)


def test_the_receipt_of_what_was_taken_back_names_no_last_day_whatever_comes_later() -> None:
    line: Line = LineFactory()
    made = accepted(line, MID_MONTH)
    take_back(made)
    visitor = Visitor.signed_in_as(line.member)
    words = visitor.open(receipt_of(made)).words
    assert "取下げ" in words and "この回線は、これまでどおり使えます。" in words
    assert "最終日" not in words and "23:59" not in words
    contracts.port_out_line(line=again(made).line, at=LATER, by=BY)
    words = visitor.open(receipt_of(made)).words
    assert "取下げ" in words and "MNP転出により終了" not in words
    assert "別のお手続きで終わったか、終わる予定です（MNP転出）" in words


def test_a_card_that_was_sent_before_is_asked_for_nowhere() -> None:
    line: Line = LineFactory()
    made = accepted(line, MID_MONTH)
    line.sims.update(state=Sim.State.POSTED, posted_on=MID_MONTH.date())
    take_back(made)
    visitor = Visitor.signed_in_as(line.member)
    assert "返却が必要なSIMカード" not in visitor.open("/").words
    assert visitor.open(f"/lines/{line.code}/sim-return/").status == 404
    assert "SIMカードをご返却ください" not in visitor.open(receipt_of(made)).words


def all_leaving() -> dict[int, Cancellation]:
    """A primary and a secondary line that are ended together, by the primary key of the line."""
    primary: Line = LineFactory()
    RelatedServiceFactory(member=primary.member, service="hikari")
    a_group_of(primary, LineFactory(member=primary.member))
    found = line_of(primary.member, primary.code, MID_MONTH.date())
    assert found
    act = services.begin_together(line=found, user=found.member.user, at=MID_MONTH)
    digest = services.cancelling.queries.quote_for(found, MID_MONTH).digest()
    assert services.agree(act=act, line=found, digest=digest, at=MID_MONTH)
    services.accept(act=act, line=found, at=MID_MONTH, by=by(found))
    return {made.line_id: made for made in Cancellation.objects.order_by("line")}


def test_a_secondary_that_comes_back_alone_costs_more_and_everybody_is_told() -> None:
    primary, secondary = all_leaving().values()
    hold(primary.line.member, LATER)
    page = Desk("support").act(CANCELLATIONS, "take_back", [secondary])
    warned = "2026年11月1日（日）から単独の回線として続き、月額は440円から990円になります"
    assert warned in page.text and "先に主回線を取り下げます" in page.text
    take_back(secondary)
    mail = Outbox.objects.get(mail_code="M-13").body
    assert "シェアグループには戻れません" in mail and "月額は440円から990円になります" in mail
    visitor = Visitor.signed_in_as(primary.line.member)
    words = visitor.open(receipt_of(secondary) + "withdraw/").words
    assert "月額は440円から990円になります" in words
    words = visitor.open(receipt_of(primary)).words
    assert f"{secondary.line.phone_number} が使えなくなります" not in words
    assert f"{primary.line.phone_number} が使えなくなります" in words
    # With a line that stays, neither the mioID nor the discount ends.
    assert "mio割が終わります" not in words and "mioIDが使える最後の日" not in words
    live_through(primary.line.member, jst(2026, 12, 6, 10))
    assert "990円" in visitor.open("/bills/2026-11/").words


def test_taken_back_with_its_primary_line_a_secondary_keeps_its_place() -> None:
    primary, secondary = all_leaving().values()
    take_back(primary)
    page = Desk("support").act(CANCELLATIONS, "take_back", [secondary])
    assert "単独の回線" not in page.text
    take_back(secondary)
    assert all("シェア" not in mail.body for mail in Outbox.objects.filter(mail_code="M-13"))
    assert list(secondary.line.seats.values_list("ends_on", flat=True)) == [None]
    assert date(2026, 10, 31) not in {line.ends_on for line in Line.objects.all()}
