"""The pages of an application (C-111) in its step bar."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contracts.queries.apply_course import (
    CARD,
    CHECK,
    CONSENT,
    CONTRACTOR,
    LINES,
    NAMES,
    PAPERS,
    PORT_IN,
    PORT_IN_USER,
    PREPAYMENT,
    Course,
)

__all__ = [
    "CARD",
    "CHECK",
    "CONSENT",
    "CONTRACTOR",
    "LINES",
    "NAMES",
    "PAPERS",
    "PORT_IN",
    "PORT_IN_USER",
    "PREPAYMENT",
    "Course",
    "progress",
]

LABELS: dict[str, str | Promise] = {
    PREPAYMENT: _("事前支払い"),
    LINES: _("回線の内容"),
    PORT_IN: _("転入元"),
    CONTRACTOR: _("ご契約者"),
    CONSENT: _("同意"),
    PORT_IN_USER: _("MNPの名義"),
    PAPERS: _("本人確認"),
    CARD: _("お支払い"),
    CHECK: _("最終確認"),
}
DONE_LABEL = _("完了")


def progress(course: Course, current: str) -> dict[str, Any]:
    """What the step bar shows; "done" is the receipt."""
    names = course.names
    labels = [*(LABELS[name] for name in names), DONE_LABEL]
    at = len(names) if current == "done" else names.index(current)
    return {
        "no": at + 1,
        "total": len(labels),
        "label": labels[at],
        "items": [
            {"label": label, "state": "done" if i < at else "now" if i == at else ""}
            for i, label in enumerate(labels)
        ],
    }
