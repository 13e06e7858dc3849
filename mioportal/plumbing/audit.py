"""The writer of the audit trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mioportal.plumbing import realtime
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import AuditRow, World


def _row(
    world: World | None,
    at: datetime,
    by: Actor,
    verb: str,
    subject: str,
    detail: dict[str, Any] | None,
) -> AuditRow:
    return AuditRow(
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


def record_many(
    *, world: World, at: datetime, by: Actor, verb: str, told: Mapping[str, dict[str, Any]]
) -> None:
    """The same thing done to many at once: by subject, the detail of each."""
    AuditRow.objects.bulk_create(
        _row(world, at, by, verb, subject, detail) for subject, detail in told.items()
    )


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
    _row(world, at, by, verb, subject, detail).save()
