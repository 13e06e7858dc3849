"""The steps of the wizard (F-CAN-02, F-CAN-03), and which of them a member may open.

Every kind of line has its own questions; a step about something that a line does not have is not
among its steps.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mioportal.rules.cancellation import Wizard

MAIL, TERM, DEVICES, OPTIONS = "mail", "term", "devices", "options"
REASONS, SURVEY, QUESTIONS = "reasons", "survey", "questions"
CAUTIONS, REVIEW = "cautions", "review"

LABELS: dict[str, str | Promise] = {
    MAIL: _("メールアドレス"),
    TERM: _("最低利用期間"),
    REASONS: _("解約の理由"),
    SURVEY: _("アンケート"),
    QUESTIONS: _("理由とアンケート"),
    DEVICES: _("端末の残り"),
    OPTIONS: _("続くもの"),
    CAUTIONS: _("注意事項と同意"),
    REVIEW: _("最終確認"),
}
DONE_LABEL = _("完了")
# A voice line asks for reasons and survey one after the other, the others on one page.
_ASKS: dict[Wizard, tuple[str, ...]] = {
    Wizard.VOICE: (REASONS, SURVEY),
    Wizard.DATA_AND_SMS: (QUESTIONS,),
    Wizard.ESIM: (QUESTIONS,),
    Wizard.LEGACY: (TERM, QUESTIONS),
}
# These stand only where there is something to decide or to look at.
_WHERE_NEEDED = (MAIL, DEVICES, OPTIONS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """The steps of one wizard, in order."""

    names: tuple[str, ...]

    def reachable(self, answers: dict[str, Any]) -> str:
        """The first step not answered yet: as far as a member may go by typing an address."""
        return next((name for name in self.names if name not in answers), self.names[-1])

    def may_open(self, name: str, answers: dict[str, Any]) -> bool:
        """Whether a step may be opened: everything before it has been answered."""
        return self.names.index(name) <= self.names.index(self.reachable(answers))

    def after(self, name: str) -> str:
        """The step that follows."""
        return self.names[self.names.index(name) + 1]

    def before(self, name: str) -> str | None:
        """The step that comes before; None for the first."""
        index = self.names.index(name)
        return self.names[index - 1] if index else None

    def progress(self, current: str) -> dict[str, Any]:
        """What the step bar shows; the page after the last step is the receipt."""
        labels = [LABELS[name] for name in self.names] + [DONE_LABEL]
        at = self.names.index(current)
        return {
            "no": at + 1,
            "total": len(labels),
            "label": labels[at],
            "items": [
                {"label": label, "state": "done" if i < at else "now" if i == at else ""}
                for i, label in enumerate(labels)
            ],
        }


def flow(wizard: Wizard, needed: Collection[str], answers: Collection[str] = ()) -> Flow:
    """The steps for a kind of line.

    `needed` are those of mail, devices and options that there is something to say in; what was
    answered once stays among the steps, so that nobody loses their way back.
    """
    names = (MAIL, *_ASKS[wizard], DEVICES, OPTIONS, CAUTIONS, REVIEW)
    shown = (
        name
        for name in names
        if name not in _WHERE_NEEDED or name in needed or name in answers
    )
    return Flow(names=tuple(shown))
