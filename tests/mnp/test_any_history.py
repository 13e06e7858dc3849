"""Whatever is done to a line in whatever order, it never has two live numbers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing.gateways import NumberNotReleased
from mioportal.rules.dates import day_in_japan
from mnp import queries, services
from mnp.models import PortRequest
from tests.factories import LineFactory, hold, jst, live_through
from tests.mnp.asking import DESK, again, asked, checked, opened

pytestmark = pytest.mark.django_db
# A history costs a second or so; `make test-full` tries many.
EXAMPLES = max(4, (settings.default or settings()).max_examples // 10)
ACTS = ("ask", "again", "void", "call_off", "check", "open", "cancel", "wait")
HARMLESS = (
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
    row = PortRequest.objects.filter(line=line).select_related("line__member", "world").last()
    if act == "ask":
        asked(line, at)
    elif act == "cancel":
        way, end = Line.Leaving.CANCELLATION, (at + timedelta(days=10)).date()
        contracts.start_leaving(line=line, way=way, ends_on=end, at=at, by=DESK)
    elif row is None or act == "wait":
        return
    elif act == "again":
        again(row, at)
    elif act == "void":
        services.void(request=row, why=PortRequest.Why.MEMBER, at=at, by=DESK)
    elif act == "call_off":
        services.call_off(request=row, why=PortRequest.Why.MEMBER, at=at, by=DESK)
    elif act == "check":
        checked(row, at, f"N-{row.pk}")
    else:
        opened(f"N-{row.pk}", at)


def holds(line: Line, at: Any) -> None:
    """What is true of a line at any instant."""
    today = day_in_japan(at)
    line.refresh_from_db()
    live = list(PortRequest.objects.filter(line=line).live(today))
    assert len(live) <= 1
    assert [row for row in live if not row.is_live(today)] == []
    assert PortRequest.objects.filter(line=line).waiting().count() <= 1
    if live:
        assert line.number_live_through == live[0].expires_on
        assert queries.live_of(line, today) == live[0]
    if line.leaving_by == Line.Leaving.PORT_OUT:
        assert not live
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
            try:
                with transaction.atomic():
                    do(act, line, at)
            except HARMLESS:
                pass
            holds(line, at)
            if hours:
                at += timedelta(hours=hours)
                live_through(line.member, at)
                holds(line, at)
        transaction.set_rollback(True)
