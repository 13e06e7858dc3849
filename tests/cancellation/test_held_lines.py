"""A line whose end waits for the desk: what its pages say, and what other ends do to the wait."""

from datetime import date

import pytest

from cancellation import queries, services
from cancellation.models import Cancellation, Withdrawal
from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from tests.cancellation.taken_back import again, left, page_of, same_day
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, RelatedServiceFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")
ASKED, UNDONE = jst(2026, 10, 14, 12), jst(2026, 10, 15, 12)


def waiting_line() -> Cancellation:
    """A line in its first eight days, cancelled today and asked back at once."""
    line: Line = LineFactory(contracted_on=date(2026, 10, 12))
    hold(line.member, ASKED)
    contracts.give_notice(line=line, at=jst(2026, 10, 12, 12))
    made = accepted(line, ASKED)
    services.ask_withdrawal(cancellation=made, at=ASKED, by=BY)
    return again(made)


def test_undone_while_it_waits_the_line_ends_at_once_and_nothing_is_left_to_decide() -> None:
    made = waiting_line()
    shown = queries.undoing(made.line, UNDONE).digest()
    services.undo(line=made.line, shown=shown, at=UNDONE, by=BY)
    row = Withdrawal.objects.get()
    assert (again(made).line.held_through, row.state) == (None, Withdrawal.State.LAPSED)
    with pytest.raises(services.AlreadyDecided):
        services.refuse_withdrawal(withdrawal=row, evidence="遅い", at=UNDONE, by=BY)
    assert not Outbox.objects.filter(mail_code="M-13").exists()
    hold(made.line.member, UNDONE)
    words = Visitor.signed_in_as(made.line.member).open(page_of(made)).words
    assert "2026年10月15日（木）に、初期契約解除により終わりました" in words
    assert "10月31日" not in words
    live_through(made.line.member, jst(2026, 10, 16, 10))
    assert again(made).line.ended_at == jst(2026, 10, 16)


def test_ported_while_it_waits_the_line_ends_at_once_and_nobody_refuses_any_more() -> None:
    made = waiting_line()
    contracts.port_out_line(line=made.line, at=UNDONE, by=BY)
    row = Withdrawal.objects.get()
    with pytest.raises(services.AlreadyDecided):
        services.refuse_withdrawal(withdrawal=row, evidence="遅い", at=UNDONE, by=BY)
    live_through(made.line.member, jst(2026, 10, 16, 10))
    row.refresh_from_db()
    now = again(made)
    assert (now.line.ended_at, now.state) == (jst(2026, 10, 16), Cancellation.State.OVERTAKEN)
    assert row.state == Withdrawal.State.LAPSED
    words = Visitor.signed_in_as(now.line.member).open(page_of(made)).words
    assert "MNP転出により終わりました" in words


def test_held_into_the_next_month_no_page_says_that_the_line_has_ended() -> None:
    made = left()
    services.ask_withdrawal(cancellation=made, at=made.accepted_at, by=BY)
    live_through(made.line.member, jst(2026, 11, 1, 10))
    visitor = Visitor.signed_in_as(made.line.member)
    code = made.line.code
    receipt = visitor.open(f"/cancel/receipts/{made.receipt_number}/").words
    assert "決まるまで（遅くとも2026年11月2日（月）まで）終わりません" in receipt
    assert "10月31日23:59まで、これまでどおり使えます" not in receipt
    after = visitor.open(f"/cancel/lines/{code}/after/").words
    assert "終わるかどうかは、まだ決まっていません" in after
    assert "遅くとも2026年11月2日（月）に決まり、それまで終わりません" in after
    assert "23:59に終わります" not in after and "に終わりました" not in after
    card = visitor.open(f"/lines/{code}/sim-return/").words
    assert "決まるまで送らないでください" in card
    assert "10月31日（土）23:59まで使えます" not in card and "ご利用は終了" not in card
    assert "11月2日までに決まります" in visitor.open(f"/lines/{code}/").words
    assert "遅くとも2026年11月2日（月）まで" in visitor.open("/lines/").words


@pytest.mark.parametrize("taken_back", [True, False])
def test_the_full_price_is_told_only_once_it_is_sure_that_the_line_has_ended(
    taken_back: bool,
) -> None:
    made = left()
    RelatedServiceFactory(member=made.line.member, service="hikari")
    row = services.ask_withdrawal(cancellation=made, at=made.accepted_at, by=BY)
    told = Outbox.objects.filter(mail_code="M-19")
    live_through(made.line.member, jst(2026, 11, 2, 12))
    assert not told.exists()
    at = jst(2026, 11, 2, 13)
    if taken_back:
        found = same_day(row.asked_at)
        services.withdraw(cancellation=again(made), found=found, at=at, by=BY)
    else:
        services.refuse_withdrawal(withdrawal=row, evidence="ご本人ではない", at=at, by=BY)
        said = Outbox.objects.get(mail_code="M-13").body
        assert "2026年10月31日（土）23:59を最終日として終わりました" in said
    live_through(made.line.member, jst(2026, 11, 4, 12))
    assert told.exists() is not taken_back


def test_in_the_middle_of_a_month_the_desk_answers_on_the_next_business_day() -> None:
    made = left(jst(2026, 10, 15, 12))
    visitor = Visitor.signed_in_as(made.line.member)
    visitor.open(page_of(made))
    words = visitor.press("解約の取り下げを申し出る").words
    assert "2026年10月16日（金）23:59までに決めます" in words
    assert "10月16日（金）" in visitor.open("/").words
    code = made.line.code
    for path, told in (
        (f"/cancel/receipts/{made.receipt_number}/", "取り下げにならなかったときの最終日です"),
        (f"/cancel/lines/{code}/after/", "取り下げにならなければ、2026年10月31日（土）23:59に"),
        (f"/lines/{code}/", "取り下げにならなければ、10月31日23:59まで"),
        ("/lines/", "取り下げにならなければ、2026年10月31日（土）23:59まで"),
    ):
        assert told in visitor.open(path).words, path
