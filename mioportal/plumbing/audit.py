"""The writer of the audit trail."""

from datetime import datetime
from typing import Any

from mioportal.plumbing import realtime
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import AuditRow, World


def record(
    *,
    world: World | None,
    at: datetime,
    by: Actor,
    verb: str,
    subject: str,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one row, in the transaction of the change it tells about."""
    AuditRow.objects.create(
        world_name=world.name if world else "",
        world_at=at,
        real_at=realtime.now(),
        role=by.role,
        actor=by.label,
        source=by.source,
        verb=verb,
        subject=subject,
        detail=detail or {},
    )
