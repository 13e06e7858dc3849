"""Asking a member for identity papers."""

from datetime import datetime

from django.db import transaction

from accounts.models import Member
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor


def ask_for_papers(*, member: Member, why: str, at: datetime, by: Actor) -> bool:
    """Papers are wanted of a member (未提出); False when that stood already."""
    with transaction.atomic():
        asked = (
            Member.objects.filter(pk=member.pk)
            .exclude(identity=Member.Identity.NOT_SUBMITTED)
            .update(identity=Member.Identity.NOT_SUBMITTED, identity_note="")
        )
        if asked:
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="ask_for_papers",
                subject=member.mio_id,
                detail={"why": why},
            )
    return bool(asked)
