"""The look at all options before leaving: begun, and what is said in it kept (F-OPT-08)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import Member
from contracts.queries import open_audit
from contracts.queries.option_audit import ACT
from mioportal.plumbing import acts
from mioportal.plumbing.models import PendingAct

# Its last checks come one and two months after the end of what is left.
LIVES_FOR = timedelta(days=120)


def begin_audit(*, member: Member, at: datetime, afresh: bool = False) -> PendingAct:
    """Begin to look, or go on with what was begun; `afresh` leaves that alone and begins anew."""
    with transaction.atomic():
        # Of two clicks at once the second goes on with what the first began.
        list(Member.objects.select_for_update().filter(pk=member.pk).values_list("pk", flat=True))
        begun = None if afresh else open_audit(member.user, at)
        return begun or acts.start(
            world=member.world,
            user=member.user,
            kind=ACT,
            subject=member.mio_id,
            at=at,
            lives_for=LIVES_FOR,
        )


def keep_answers(*, act: PendingAct, step: str, answers: dict[str, Any]) -> None:
    """Keep what was ticked in a step."""
    acts.answer(act=act, step=step, answers=answers)
