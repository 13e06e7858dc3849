"""What is still to be seen to after a line has left, and what its member has ticked off."""

from collections.abc import Iterable, Sequence
from datetime import date

from contracts.models import DeskRequest, LeavingCheck, Line
from contracts.queries.requests import OPEN, requests_of
from mioportal.rules import options
from mioportal.rules.dates import add_months

Item = LeavingCheck.Item


def look_again_on(line: Line) -> date:
    """The day on which a line that leaves is looked at once more (M-37)."""
    assert line.ends_on is not None
    return add_months(line.ends_on, options.AFTERCHECK_MONTHS.on(line.ends_on))


def may_be_ticked(line: Line, today: date) -> list[LeavingCheck.Item]:
    """What a leaving line's member can say is done: a profile at any time (C-037), a look again
    on its day and later.
    """
    if line.ends_on is None:
        return []
    found = [] if line.has_card else [Item.PROFILE_DELETED]
    return [*found, Item.LOOKED_AGAIN] if look_again_on(line) <= today else found


def ticks_of(lines: Iterable[Line]) -> dict[tuple[int, str], LeavingCheck]:
    """What was ticked, by line and item."""
    rows = LeavingCheck.objects.filter(line__in=[line.pk for line in lines])
    return {(row.line_id, row.item): row for row in rows}


def still_to_do(lines: Sequence[Line], today: date) -> list[tuple[Line, LeavingCheck.Item]]:
    """What members of ended lines have not ticked yet, the oldest line first."""
    over = [line for line in lines if line.status(today) == Line.Status.ENDED]
    if not over:
        return []
    ticked = ticks_of(over)
    return [
        (line, item)
        for line in over
        for item in may_be_ticked(line, today)
        if (line.pk, item.value) not in ticked
    ]


def open_loss(line: Line) -> DeskRequest | None:
    """The notice of lost cards of a line that waits for the desk (C-059)."""
    asked = requests_of(line.member).filter(kind=DeskRequest.Kind.SIM_LOST, subject=line.code)
    return asked.filter(state__in=OPEN).first()
