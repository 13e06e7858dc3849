"""Tables of the cellar, by subject."""

from mioportal.plumbing.models.act import PendingAct
from mioportal.plumbing.models.audit import AuditRow
from mioportal.plumbing.models.job import JobRun, ParkedItem
from mioportal.plumbing.models.notice import Notice
from mioportal.plumbing.models.outbox import Outbox
from mioportal.plumbing.models.window import ExtraWindow, WeeklyChange
from mioportal.plumbing.models.world import Happening, Move, World

__all__ = [
    "AuditRow",
    "ExtraWindow",
    "Happening",
    "JobRun",
    "Move",
    "Notice",
    "Outbox",
    "ParkedItem",
    "PendingAct",
    "WeeklyChange",
    "World",
]
