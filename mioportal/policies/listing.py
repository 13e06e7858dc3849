"""The rows of the policy book in words, chapter by chapter; page and document show the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mioportal.rules import book
from mioportal.rules.book import Chapter, Entry
from mioportal.rules.sources import BEGINNING, Unit
from mioportal.words import catalogue, values
from mioportal.words.text import Refusal

CHAPTERS: dict[Chapter, Promise] = {
    Chapter.ACCOUNT: _("mioIDとログイン"),
    Chapter.SIGN_UP: _("お申し込み"),
    Chapter.IDENTITY: _("本人確認"),
    Chapter.PLANS: _("料金プランとデータ"),
    Chapter.OPTIONS: _("オプション"),
    Chapter.SHARE: _("シェアグループ"),
    Chapter.DEVICES: _("端末の分割払い"),
    Chapter.RELATED: _("ひかりと関連サービス"),
    Chapter.CANCELLATION: _("解約"),
    Chapter.PORTING: _("MNP転出"),
    Chapter.SIM_RETURN: _("SIMカードの返却"),
    Chapter.FEES: _("手数料と税"),
    Chapter.BILLS: _("ご請求"),
    Chapter.PAYMENT: _("お支払い"),
    Chapter.SITE: _("受付時間とメンテナンス"),
    Chapter.SPECIAL: _("法人・海外"),
}
# Ids of decisions (C-), of facts outside the articles (O-) and of our own choices (D-).
CITED = re.compile(r"\b[COD]-\d{2,3}b?\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A piece of a source: plain text, or the id of a decision that stands below."""

    text: str
    is_id: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One dated row. `id` is its address on the page; `since` is None where it always held."""

    id: str
    value: str
    since: date | None
    source: tuple[Cell, ...]
    holds: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One table: its rows, the newest first. `key` says which of its family it is."""

    id: str
    key: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A table of the book, or the tables of one family.

    `is_told` is a rule without a number: its words are the value.
    """

    id: str
    name: str
    note: str
    parts: tuple[Part, ...]
    is_told: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Against:
    """What one question can be answered with no for."""

    id: str
    title: str
    refusals: tuple[tuple[str, Refusal], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A chapter."""

    id: str
    title: str
    rules: tuple[Rule, ...]
    against: tuple[Against, ...]


def sections(today: date | None = None) -> tuple[Section, ...]:
    """The whole book; with `today`, each rule's row that holds on that day is marked."""
    return tuple(
        Section(
            id=chapter.value,
            title=str(title),
            rules=tuple(_rules(book.entries(chapter), today)),
            against=tuple(_against(question) for question in book.questions(chapter)),
        )
        for chapter, title in CHAPTERS.items()
    )


def _rules(entries: tuple[Entry, ...], today: date | None) -> Iterator[Rule]:
    """Tables of one family are told together."""
    for family, tables in groupby(entries, key=lambda entry: entry.table.name.partition(".")[0]):
        held = tuple(tables)
        title, is_told = catalogue.title(held[0].table), held[0].table.unit is Unit.RULE
        yield Rule(
            id=family,
            name=str(title.name),
            note="" if is_told else str(title.note),
            is_told=is_told,
            parts=tuple(_part(entry, str(title.note) if is_told else "", today) for entry in held),
        )


def _part(entry: Entry, told: str, today: date | None) -> Part:
    table, held = entry.table, None
    if today is not None and table.rows[0].since <= today:
        held = table.row_on(today)
    return Part(
        id=table.name,
        key="・".join(str(key) for key in catalogue.keys(entry)),
        rows=tuple(
            Row(
                id=f"{table.name}.{row.since}",
                value=told or values.shown(row, table.unit),
                since=None if row.since == BEGINNING else row.since,
                source=tuple(_cells(row.source)),
                holds=today is None or row is held,
            )
            for row in reversed(table.rows)
        ),
    )


def _cells(source: str) -> Iterator[Cell]:
    at = 0
    for found in CITED.finditer(source):
        if found.start() > at:
            yield Cell(text=source[at : found.start()])
        yield Cell(text=found[0], is_id=True)
        at = found.end()
    if at < len(source):
        yield Cell(text=source[at:])


def _against(question: book.Question) -> Against:
    return Against(
        id=question.name,
        title=str(catalogue.QUESTIONS[question.name]),
        refusals=tuple((reason.value, catalogue.refusal(reason)) for reason in question.reasons),
    )
