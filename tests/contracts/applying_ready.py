"""An application of which only the last button is left."""

from typing import Any

from accounts.models import Member
from contracts import queries
from contracts.models import Application
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    CardFactory,
    MemberFactory,
)

TODAY = MID_MONTH.date()


def ready_with(
    *lines: dict[str, Any], member: Member | None = None, **facts: Any
) -> tuple[Application, str]:
    """The same for these lines, whose numbers stand in the contractor's name."""
    made, _shown = ready(member)
    made.lines.all().delete()
    member = made.member
    there = {
        "donor_family_kana": member.family_kana,
        "donor_given_kana": member.given_kana,
        "donor_birth_date": member.birth_date,
    }
    for position, line in enumerate(lines, start=1):
        name = there if "donor" in line else {}
        AppliedLineFactory(application=made, position=position, **(line | name))
    Application.objects.filter(pk=made.pk).update(**facts)
    made = queries.applications_of(member).get(pk=made.pk)
    rows = list(made.lines.all())
    told = queries.as_shown(rows, queries.first_bills(member, rows, TODAY), TODAY)
    return made, queries.digest_of(told, made, queries.usable_card(member, TODAY))


def ready(member: Member | None = None) -> tuple[Application, str]:
    """It, and the digest of what its check page shows."""
    member = member or MemberFactory(identity="complete")
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
