"""docs/policies.md: the book for readers of the repository, made from the same rows as the page."""

import inspect
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields

from mioportal.policies import listing
from mioportal.rules import book
from mioportal.words.decisions import CHOICES, DECISIONS, FACTS
from mioportal.words.decisions.guides import JOINING, LEAVING

HEAD = f"""\
# Policies

Every documented rule that this project keeps: its value, since when it holds and where it is
written. Made from the tables of `mioportal/rules/` by `manage.py policies`; do not edit it by hand,
a test fails when it is stale. The same list is the page `/rules/` of the site.

Sources: {JOINING} and {LEAVING} are the two articles this project was made from (§: a section).
C-nnn is a decision where they clash, O-nn a public fact outside them, D-nn a choice of our own; all
three stand below. Amounts are yen, tax included unless they say otherwise. Days are inclusive and
Japanese.
"""
FACTS_HEAD = """\
## Facts, answers and codes

What the functions of the book are asked with and answer, and every code they know. Names are those
of the code.
"""


def text() -> str:
    """The whole document."""
    return "\n".join((HEAD, *_rules(), *_decided(), *_code())).rstrip() + "\n"


def _rules() -> Iterator[str]:
    for section in listing.sections():
        yield f"## {section.title}\n"
        yield "| rule | value | since | source |\n|---|---|---|---|"
        for rule in section.rules:
            for part in rule.parts:
                yield from (_row(rule, part, row) for row in part.rows)
        yield ""
        for against in section.against:
            yield f"### {against.title}\n\n`{against.id}`\n"
            yield "| reason | words | way out |\n|---|---|---|"
            for code, words in against.refusals:
                yield f"| `{code}`<br>{words.title} | {words.text} | {words.cure} |"
            yield ""


def _row(rule: listing.Rule, part: listing.Part, row: listing.Row) -> str:
    name = f"{rule.name}：{part.key}" if part.key else rule.name
    note = f"<br>{rule.note}" if rule.note else ""
    since = row.since.isoformat() if row.since else "always"
    source = "".join(cell.text for cell in row.source)
    return f"| `{part.id}`<br>{name}{note} | {row.value} | {since} | {source} |"


def _decided() -> Iterator[str]:
    yield "## Contradictions in the sources, and what was decided\n"
    yield "H: money, dates or the loss of a number. M: a page or its course. L: wording.\n"
    yield "| id | weight | where | clash | decision |\n|---|---|---|---|---|"
    for each in DECISIONS:
        yield f"| {each.id} | {each.weight} | {each.where} | {each.clash} | {each.decision} |"
    yield "\n## Choices of our own, where every source is silent\n"
    yield "| id | choice |\n|---|---|"
    yield from (f"| {each.id} | {each.choice} |" for each in CHOICES)
    yield "\n## Public facts outside the two articles\n"
    yield "| id | fact | seen at |\n|---|---|---|"
    yield from (f"| {fact.id} | {fact.fact} | {fact.seen_at} |" for fact in FACTS)
    yield ""


def _code() -> Iterator[str]:
    yield FACTS_HEAD
    for chapter, title in listing.CHAPTERS.items():
        yield f"### {title}: code\n"
        for kind in book.kinds(chapter):
            codes = ", ".join(f"`{member.value}`" for member in kind)
            yield f"- **{kind.__module__.rpartition('.')[2]}.{kind.__name__}**: {codes}"
        for shape in book.shapes(chapter):
            told = inspect.getdoc(shape) or ""
            yield f"- **{shape.__module__.rpartition('.')[2]}.{shape.__name__}**: {_first(told)}"
            yield from (f"  - `{field.name}`: `{_typed(field)}`" for field in fields(shape))
        yield ""


def _first(text: str) -> str:
    """The first paragraph on one line."""
    return " ".join(text.partition("\n\n")[0].split())


def _typed(field: "Field[object]") -> str:
    kind = field.type if isinstance(field.type, str) else inspect.formatannotation(field.type)
    named = kind.replace("mioportal.rules.", "").replace("datetime.", "")
    if field.default is MISSING:
        return named
    return f"{named} = {field.default}" if field.default != "" else f'{named} = ""'
