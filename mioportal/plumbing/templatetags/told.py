"""Values of the policy book in the sentences of a page."""

from datetime import date
from functools import cache
from typing import Any

from django import template

from mioportal.rules import book
from mioportal.rules.book import Chapter
from mioportal.rules.sources import Table
from mioportal.words import values

register = template.Library()


@register.simple_tag(takes_context=True)
def told(context: template.Context, name: str) -> str:
    """The value of a table with its unit, on the page's `today`; KeyError if there is none."""
    today: date = context["today"]
    table = _tables()[name]
    return values.shown(table.row_on(today), table.unit)


@cache
def _tables() -> dict[str, Table[Any]]:
    return {entry.table.name: entry.table for chapter in Chapter for entry in book.entries(chapter)}
