"""The steps of the wizard (F-CAN-02), and which of them a member may open."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True, slots=True)
class WizardStep:
    """One page of the wizard; `name` is its place in the address."""

    name: str
    label: str | Promise


STEPS = (
    WizardStep(name="reasons", label=_("解約の理由")),
    WizardStep(name="survey", label=_("アンケート")),
    WizardStep(name="cautions", label=_("注意事項と同意")),
    WizardStep(name="review", label=_("最終確認")),
)
DONE_LABEL = _("完了")
NAMES = tuple(step.name for step in STEPS)


def reachable(answers: dict[str, Any]) -> str:
    """The first step not answered yet: as far as a member may go by typing an address."""
    return next((name for name in NAMES if name not in answers), NAMES[-1])


def may_open(name: str, answers: dict[str, Any]) -> bool:
    """Whether a step may be opened: everything before it has been answered."""
    return NAMES.index(name) <= NAMES.index(reachable(answers))


def after(name: str) -> str:
    """The step that follows."""
    return NAMES[NAMES.index(name) + 1]


def before(name: str) -> str | None:
    """The step that comes before; None for the first."""
    index = NAMES.index(name)
    return NAMES[index - 1] if index else None


def progress(current: str) -> dict[str, Any]:
    """What the step bar shows; "done" is the page after the last step."""
    labels = [step.label for step in STEPS] + [DONE_LABEL]
    at = len(STEPS) if current == "done" else NAMES.index(current)
    return {
        "no": at + 1,
        "total": len(labels),
        "label": labels[at],
        "items": [
            {"label": label, "state": "done" if i < at else "now" if i == at else ""}
            for i, label in enumerate(labels)
        ],
    }
