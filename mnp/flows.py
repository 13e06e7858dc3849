"""The steps of the wizard (F-MNO-01), and which of them a member may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True, slots=True)
class WizardStep:
    """One page of the wizard; `name` is its place in the address."""

    name: str
    label: str | Promise


SURVEY = WizardStep(name="survey", label=_("アンケート"))
# Asked only of who has something to choose (C-122).
DEVICES = WizardStep(name="devices", label=_("端末の支払い方"))
CAUTIONS = WizardStep(name="cautions", label=_("注意事項と同意"))
REVIEW = WizardStep(name="review", label=_("最終確認"))
DONE_LABEL = _("完了")
NAMES = ("survey", "devices", "cautions", "review")


def steps(*, with_devices: bool) -> tuple[WizardStep, ...]:
    """The steps of one wizard, in order."""
    return (SURVEY, *((DEVICES,) if with_devices else ()), CAUTIONS, REVIEW)


def reachable(way: Sequence[WizardStep], answers: dict[str, Any]) -> str:
    """The first step not answered yet: as far as a member may go by typing an address."""
    return next((step.name for step in way if step.name not in answers), way[-1].name)


def may_open(way: Sequence[WizardStep], name: str, answers: dict[str, Any]) -> bool:
    """Whether a step may be opened: everything before it has been answered."""
    names = [step.name for step in way]
    return name in names and names.index(name) <= names.index(reachable(way, answers))


def after(way: Sequence[WizardStep], name: str) -> str:
    """The step that follows."""
    names = [step.name for step in way]
    return names[names.index(name) + 1]


def before(way: Sequence[WizardStep], name: str) -> str | None:
    """The step that comes before; None for the first."""
    names = [step.name for step in way]
    index = names.index(name)
    return names[index - 1] if index else None


def progress(way: Sequence[WizardStep], current: str) -> dict[str, Any]:
    """What the step bar shows."""
    labels = [step.label for step in way] + [DONE_LABEL]
    at = [step.name for step in way].index(current)
    return {
        "no": at + 1,
        "total": len(labels),
        "label": labels[at],
        "items": [
            {"label": label, "state": "done" if i < at else "now" if i == at else ""}
            for i, label in enumerate(labels)
        ],
    }
