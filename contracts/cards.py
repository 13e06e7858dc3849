"""What the dashboard shows of contracts."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from contracts import queries


def lines(member: Member, today: date) -> dict[str, Any]:
    """The lines and their states."""
    live, over = queries.line_rows(member, today)
    return {
        "title": _("ご契約中の回線"),
        "template": "contracts/cards/lines.html",
        "context": {"lines": live, "ended": over},
    }
