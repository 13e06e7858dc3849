"""Which pages an application has, and how far it has come (C-111)."""

from dataclasses import dataclass

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
