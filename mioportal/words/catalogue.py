"""All words of the book in one place, wherever they are written down."""

from enum import StrEnum
from typing import Any

from mioportal.rules.book import Entry
from mioportal.rules.plans import PLANS
from mioportal.rules.sources import Table
from mioportal.words.questions import QUESTIONS
from mioportal.words.refusals import REFUSALS
from mioportal.words.terms import TERMS
from mioportal.words.text import Refusal, Text, Title
from mioportal.words.titles import TITLES

__all__ = ["QUESTIONS", "REFUSALS", "TERMS", "TITLES", "keys", "refusal", "title", "word"]


def title(table: Table[Any]) -> Title:
    """What a table, or the family it belongs to, is called; KeyError if it has no words."""
    return TITLES[table.name.partition(".")[0]]


def keys(entry: Entry) -> tuple[Text, ...]:
    """Which of its family a table is."""
    return tuple(word(key) for key in entry.keys)


def refusal(reason: StrEnum) -> Refusal:
    """The words of a reason; KeyError if it has none."""
    return REFUSALS[type(reason)][reason]


def word(value: str) -> Text:
    """What a member of an enumeration or a plan's code is called; any other text is its own."""
    if isinstance(value, StrEnum):
        return TERMS[type(value)][value]
    return PLANS[value].label if value in PLANS else value
