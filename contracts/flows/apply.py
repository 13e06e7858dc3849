"""The pages of an application (C-111), and which of them a member may open."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PREPAYMENT, LINES, PORT_IN, CONTRACTOR, CONSENT, PORT_IN_USER, PAPERS, CARD, CHECK = NAMES = (
    "prepayment",
    "lines",
    "port-in",
    "contractor",
    "consent",
    "port-in-user",
    "papers",
    "card",
    "check",
)
LABELS: dict[str, str | Promise] = {
    PREPAYMENT: _("事前支払い"),
    LINES: _("お申し込み内容"),
    PORT_IN: _("転入元"),
    CONTRACTOR: _("ご契約者"),
    CONSENT: _("同意"),
    PORT_IN_USER: _("MNPの名義"),
    PAPERS: _("本人確認書類"),
    CARD: _("お支払い"),
    CHECK: _("最終確認"),
}
DONE_LABEL = _("完了")


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """How far an application has come: `left_out` has nothing to ask, `done` has been answered."""

    left_out: frozenset[str]
    done: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """The pages of this application, in order."""
        return tuple(name for name in NAMES if name not in self.left_out)

    @property
    def reachable(self) -> str:
        """The first page not answered yet: as far as a member may go by typing an address."""
        return next((name for name in self.names if name not in self.done), CHECK)

    @property
    def is_whole(self) -> bool:
        """Whether only the last page is left."""
        return self.reachable == CHECK

    def may_open(self, name: str) -> bool:
        """Whether a page may be opened: it is one of this application, all before it answered."""
        names = self.names
        return name in names and names.index(name) <= names.index(self.reachable)

    def after(self, name: str) -> str:
        """The page that follows."""
        names = self.names
        return names[min(names.index(name) + 1, len(names) - 1)]

    def before(self, name: str) -> str | None:
        """The page that comes before; None for the first."""
        index = self.names.index(name)
        return self.names[index - 1] if index else None

    def progress(self, current: str) -> dict[str, Any]:
        """What the step bar shows; "done" is the receipt."""
        names = self.names
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
