"""The steps of the look at all options before leaving (F-OPT-08)."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditStep:
    """One page; `name` is its place in the address."""

    name: str
    label: str | Promise


# None of them changes an option: a member may go to and fro as they like.
STEPS = (
    AuditStep(name="list", label=_("すべて確かめる")),
    AuditStep(name="need", label=_("要るかを決める")),
    AuditStep(name="end", label=_("解約する")),
    AuditStep(name="confirm", label=_("終わりを確かめる")),
)
NAMES = tuple(step.name for step in STEPS)
FIRST, LAST = NAMES[0], NAMES[-1]


def after(name: str) -> str:
    """The step that follows; the last leads back to itself."""
    return NAMES[min(NAMES.index(name) + 1, len(NAMES) - 1)]


def before(name: str) -> str | None:
    """The step that comes before; None for the first."""
    index = NAMES.index(name)
    return NAMES[index - 1] if index else None


def progress(current: str) -> dict[str, Any]:
    """What the step bar shows."""
    at = NAMES.index(current)
    return {
        "no": at + 1,
        "total": len(STEPS),
        "label": STEPS[at].label,
        "items": [
            {"label": step.label, "state": "done" if i < at else "now" if i == at else ""}
            for i, step in enumerate(STEPS)
        ],
    }
