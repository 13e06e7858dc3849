"""What the dashboard shows of prefetched lines and of what they hold."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts import queries
from contracts.models import Line

# Of many lines the first screen has those that run out; what is under way follows on it.
SHOWN = 3
ENDED = Line.Status.ENDED


def lines(held: Iterable[Line], today: date) -> dict[str, Any]:
    """The lines and their states; what is ahead of them is told as under way."""
    live, over = queries.line_rows(held, today)
    return {
        "title": _("ご契約中の回線"),
        "template": "contracts/cards/lines.html",
        "context": {"lines": live, "ended": over},
    }


def data(held: Iterable[Line], today: date) -> dict[str, Any] | None:
    """What each line, or group of lines, has left this month; no card without a line in use."""
    rows = [row for row in queries.balance_rows(held, today) if row.as_of]
    if not rows:
        return None
    shown = rows if len(rows) <= SHOWN else sorted(rows, key=lambda row: not row.is_low)[:SHOWN]
    return {
        "title": _("今月の残りデータ量"),
        "template": "contracts/cards/data.html",
        "context": {
            "first": shown,
            "others": [row for row in rows if row not in shown],
            "as_of": min(row.as_of for row in rows if row.as_of),
        },
    }


def returns(held: Iterable[Line], today: date) -> dict[str, Any] | None:
    """SIM cards that are to come back; no card when all have.

    Whoever asked to keep a line was told not to send its card until the desk has decided.
    """
    found = [sim for sim in queries.awaited_sims(held) if not sim.line.is_held(today)]
    cards = Counter(sim.line_id for sim in found)
    rows = [
        {
            "label": sim.line.label,
            # Which of several cards of a line.
            "tail": sim.iccid_tail if cards[sim.line_id] > 1 else "",
            "state": queries.sim_tag(sim),
            "ended_on": sim.line.ends_on if sim.line.status(today) == ENDED else None,
            "fee_risk_from": sim.fee_risk_from,
            "url": reverse("contracts:sim_return", args=[sim.line.code]),
        }
        for sim in found
    ]
    if not rows:
        return None
    return {
        "title": _("返却が必要なSIMカード"),
        "template": "contracts/cards/returns.html",
        "context": {"returns": rows},
    }


def options(held: Iterable[Line], today: date) -> dict[str, Any] | None:
    """Options that need a look: trials that will cost, what outlives its line, ticks to check."""
    look = queries.options_to_look_at(held, today)
    if not look.any:
        return None
    return {
        "title": _("確認が必要なオプション"),
        "template": "contracts/cards/options.html",
        "context": {"look": look},
    }
