"""Whatever is done to a line in whatever order, it never has two live numbers."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts import services as contracts
from contracts.models import Line
from mioportal.outside.clearing import services as clearing
from mioportal.outside.models import OperatorOrder
from mioportal.plumbing.gateways import NumberNotReleased, OrderIsOver
from mioportal.rules.dates import day_in_japan
from mnp import queries, services
from mnp.models import PortRequest
from tests.factories import LineFactory, hold, jst, live_through
from tests.mnp.asking import DESK, again, agreed, asked, checked, opened, ordered

pytestmark = pytest.mark.django_db
# A history costs a second or so; `make test-full` tries many.
EXAMPLES = max(4, (settings.default or settings()).max_examples // 10)
ACTS = (
    *("ask", "again", "void", "call_off", "check", "open", "cancel", "undo", "wait"),
    *("consent", "open_consent", "take_order_back", "find_fault", "release"),
)
RELATED = ("line__member__user", "line__member__standing", "line__world", "world")
HARMLESS = (
    services.ShownHasChanged,
    clearing.NotNow,
    OrderIsOver,
    services.NotAllowed,
    services.NotLive,
    services.NotWaiting,
    services.NotTheLatest,
    NumberNotReleased,
    contracts.AlreadyLeaving,
)
steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from([0, 1, 7, 13, 26, 24 * 6])),
    min_size=2,
    max_size=8,
)


def do(act: str, line: Line, at: Any) -> None:
    """One act of the member, the desk or the other operator, on the newest request."""
    if act == "ask":
        asked(line, at)
    elif act == "cancel":
        way, end = Line.Leaving.CANCELLATION, (at + timedelta(days=10)).date()
        contracts.start_leaving(line=line, way=way, ends_on=end, at=at, by=DESK)
    elif act == "undo":
        contracts.undo_line(line=line, at=at, by=DESK)
    elif act == "consent":
        if Line.objects.live(day_in_japan(at)).filter(pk=line.pk).exists():
            agreed(line, at, ordered(line))
    elif act in ("open_consent", "take_order_back"):
        order = OperatorOrder.objects.filter(phone_number=line.phone_number).last()
        if order is not None:
            end_order = clearing.open_order if act == "open_consent" else clearing.cancel_order
            end_order(order=order, at=at, by=DESK)
    elif row := PortRequest.objects.filter(line=line).select_related(*RELATED).last():
        of_a_request(act, row, at)


def of_a_request(act: str, row: PortRequest, at: Any) -> None:
    why = PortRequest.Why.MEMBER
    if act == "again":
        again(row, at)
    elif act == "void":
        services.void(request=row, why=why, at=at, by=DESK)
    elif act == "call_off":
        services.call_off(request=row, why=why, at=at, by=DESK)
    elif act == "find_fault":
        services.find_fault(request=row, note="お名前", at=at, by=DESK)
    elif act == "release":
        services.release(request=row, note="確認済み", at=at, by=DESK)
    elif act == "check":
        checked(row, at, f"N-{row.pk}")
    elif act == "open":
        opened(f"N-{row.pk}", at)


def holds(line: Line, at: Any) -> None:
    """What is true of a line at any instant."""
    today = day_in_japan(at)
    line.refresh_from_db()
    live = list(PortRequest.objects.filter(line=line).live(today))
    assert len(live) <= 1
    assert [row for row in live if not row.is_live(today)] == []
    assert PortRequest.objects.filter(line=line).waiting().count() <= 1
    # A consent stands only while its order does.
    consents = [row for row in live if row.is_one_stop]
    assert all(row.orders.get().state == "checked" for row in consents)
    if live:
        assert line.number_live_through == live[0].expires_on
        assert queries.live_of(line, today) == live[0]
    if line.leaving_by in (Line.Leaving.PORT_OUT, Line.Leaving.UNDONE):
        assert not live
    if line.leaving_by == Line.Leaving.PORT_OUT:
        assert PortRequest.objects.filter(line=line, state="ported").count() == 1


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=steps)
def test_there_is_at_most_one_live_number_at_every_instant_of_any_history(
    history: list[tuple[str, int]],
) -> None:
    with transaction.atomic():
        at = jst(2026, 10, 15, 10)
        line = LineFactory()
        hold(line.member, at)
        for act, hours in history:
            # What is refused changes nothing: what holds is looked at either way.
            with suppress(*HARMLESS), transaction.atomic():
                do(act, line, at)
            holds(line, at)
            if hours:
                at += timedelta(hours=hours)
                live_through(line.member, at)
                holds(line, at)
        transaction.set_rollback(True)
