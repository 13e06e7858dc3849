"""Every rule, reason and code of the book has words, and no words are left over."""

import importlib
import pkgutil
from enum import StrEnum
from types import ModuleType

import pytest

from mioportal.policies import listing
from mioportal.rules import book
from mioportal.rules.book import Chapter, Entry, Question
from mioportal.rules.charges import ChargeKind
from mioportal.rules.leaving import EventKind
from mioportal.words import basis, catalogue, charges, decisions, refusals, terms, titles
from mioportal.words.text import Refusal

ENTRIES = [entry for chapter in Chapter for entry in book.entries(chapter)]
QUESTIONS = [question for chapter in Chapter for question in book.questions(chapter)]
KINDS = [kind for chapter in Chapter for kind in book.kinds(chapter)]
REASONS = {question.reasons for question in QUESTIONS}


def modules_of(package: ModuleType) -> list[ModuleType]:
    return [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.table.name)
def test_a_table_has_a_title_and_words_for_its_keys(entry: Entry) -> None:
    assert str(catalogue.title(entry.table).name)
    assert all(str(key) for key in catalogue.keys(entry))


def test_no_title_is_left_over() -> None:
    assert set(catalogue.TITLES) == {entry.table.name.partition(".")[0] for entry in ENTRIES}


def test_a_rule_without_a_number_says_what_it_is() -> None:
    silent = [
        entry.table.name
        for entry in ENTRIES
        if entry.table.unit == "rule" and not str(catalogue.title(entry.table).note)
    ]
    assert silent == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_reason_has_words_and_a_way_out(question: Question) -> None:
    assert str(catalogue.QUESTIONS[question.name])
    for reason in question.reasons:
        words: Refusal = catalogue.refusal(reason)
        assert all(str(each).strip() for each in (words.title, words.text, words.cure)), reason


def test_no_refusal_and_no_question_is_left_over() -> None:
    assert set(catalogue.REFUSALS) == REASONS
    assert set(catalogue.QUESTIONS) == {question.name for question in QUESTIONS}
    for kind, words in catalogue.REFUSALS.items():
        assert set(words) == set(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_other_code_has_a_word(kind: type[StrEnum]) -> None:
    if kind not in REASONS:
        assert set(catalogue.TERMS[kind]) == set(kind)
        assert all(str(text) for text in catalogue.TERMS[kind].values())


@pytest.mark.parametrize("kind", [EventKind, ChargeKind])
def test_every_day_and_charge_of_a_quote_rests_on_a_row(kind: type[StrEnum]) -> None:
    rests_on = basis.OF_EVENT if kind is EventKind else basis.OF_CHARGE
    assert set(rests_on) == set(kind)
    assert set(rests_on.values()) <= {entry.table.name for entry in ENTRIES}


@pytest.mark.parametrize(
    ("package", "name", "whole"),
    [
        (titles, "TITLES", catalogue.TITLES),
        (terms, "TERMS", catalogue.TERMS),
        (refusals, "REFUSALS", catalogue.REFUSALS),
    ],
)
def test_nothing_is_worded_twice(package: ModuleType, name: str, whole: object) -> None:
    parts = [getattr(module, name, {}) for module in modules_of(package)]
    assert sum(len(part) for part in parts) == len(whole)  # type: ignore[arg-type]


def test_whatever_a_source_cites_is_told() -> None:
    told = {each.id for each in decisions.DECISIONS} | {each.id for each in decisions.FACTS}
    told |= {each.id for each in decisions.CHOICES}
    cited = {
        found
        for entry in ENTRIES
        for row in entry.table.rows
        for found in listing.CITED.findall(row.source)
    }
    assert cited - told == set()
    choices = [each.id for each in decisions.CHOICES]
    assert sorted(set(choices), key=lambda each: int(each[2:])) == choices
    assert set(choices) <= cited


@pytest.mark.parametrize("kind", ChargeKind)
def test_every_row_of_a_bill_has_a_name_and_a_rule(kind: ChargeKind) -> None:
    codes = {"plan": "giga_5gb", "option": "device_cover", "related": "hikari"}
    code = codes.get(kind, "")
    assert str(charges.item(kind, code, "iPhone SE"))
    names = {entry.table.name for entry in ENTRIES}
    for of_line in (("", ""), ("voice", "sim"), ("sms", "esim")):
        assert charges.rule(kind, code, *of_line) in names
