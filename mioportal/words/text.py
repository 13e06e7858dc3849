"""The shapes that words come in."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """What a rule is called, and where needed a sentence on how its value is to be read."""

    name: Text
    note: Text = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A reason as the member reads it: what stands in the way, why, and what clears it."""

    title: Text
    text: Text
    cure: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Where the two articles clash, and what holds here.

    `id` is how sources of rows cite it; `where` names the sections of the sources; `weight` is
    H (money, dates or the loss of a number), M (a page or its course) or L (wording).
    """

    id: str
    where: str
    weight: str
    clash: Text
    decision: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What this project chose itself, where every source is silent."""

    id: str
    choice: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """A public fact outside the two articles that a row or a decision leans on."""

    id: str
    fact: Text
    seen_at: str
