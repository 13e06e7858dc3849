"""An application of which only the last button is left."""

from contracts import queries
from contracts.models import Application
from tests.factories import MID_MONTH, ApplicationFactory, CardFactory, MemberFactory

TODAY = MID_MONTH.date()


def ready() -> tuple[Application, str]:
    """It, and the digest of what its check page shows."""
    member = MemberFactory(identity="complete")
    card = CardFactory(member=member)
    made = ApplicationFactory(
        member=member,
        state="draft",
        shown=None,
        submitted_at=None,
        answers={"prepayment": {}, "lines": {}},
        consented_at=MID_MONTH,
    )
    lines = list(made.lines.all())
    told = queries.as_shown(lines, queries.first_bills(member, lines, TODAY), TODAY)
    return made, queries.digest_of(told, made, card)
