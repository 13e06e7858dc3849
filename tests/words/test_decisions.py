"""The decisions and outside facts are complete, numbered without gaps, and cite each other."""

import re
from collections import Counter

import pytest

from mioportal.words.decisions import DECISIONS, FACTS
from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision, Fact

IDS = {decision.id for decision in DECISIONS} | {fact.id for fact in FACTS}
GUIDES = rf"(?:{JOINING}|{LEAVING})"
SECTION = r"§(?:[a-m]|\d[①-⑧]?)"
WHERE = re.compile(rf"{GUIDES} {SECTION}(?:・{SECTION})*(?:、{GUIDES} {SECTION}(?:・{SECTION})*)?")
CITED = re.compile(r"[CO]-\d+[a-z]?")
# What goes wrong where two lines of a text are joined.
SLIPS = re.compile(r"\s{2}|、。|。、|。。|、、")

each_decision = pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.id)
each_fact = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)


def test_decisions_run_from_the_first_to_the_last_without_gaps() -> None:
    assert [decision.id for decision in DECISIONS] == [f"C-{number:03}" for number in range(1, 127)]


def test_facts_run_from_the_first_to_the_last_without_gaps() -> None:
    expected = [f"O-{number:02}" for number in range(1, 37)]
    expected.insert(expected.index("O-09") + 1, "O-09b")
    expected.insert(expected.index("O-14") + 1, "O-14b")
    assert [fact.id for fact in FACTS] == expected


def test_weights_come_to_the_known_counts() -> None:
    assert Counter(decision.weight for decision in DECISIONS) == {"H": 26, "M": 66, "L": 34}


@each_decision
def test_a_decision_names_the_sections_it_is_about(decision: Decision) -> None:
    assert WHERE.fullmatch(decision.where)


@each_decision
def test_a_decision_says_what_clashes_and_what_holds(decision: Decision) -> None:
    for text in (str(decision.clash), str(decision.decision)):
        assert text.endswith("。")
        assert "24:00" not in text
        assert not SLIPS.search(text)
    assert str(decision.clash) != str(decision.decision)


@each_decision
def test_what_a_decision_cites_exists(decision: Decision) -> None:
    cited = CITED.findall(f"{decision.clash}{decision.decision}")
    assert [entry for entry in cited if entry not in IDS] == []
    assert decision.id not in cited


@each_fact
def test_a_fact_says_what_was_seen_by_whom_and_where(fact: Fact) -> None:
    text = str(fact.fact)
    assert re.search(r"（(?:公式|個人ブログ|官公庁・報道|公開リポジトリ|・)+）。$", text)
    assert "24:00" not in text
    assert not SLIPS.search(text)
    for place in fact.seen_at.split(" "):
        assert re.fullmatch(r"https?://\S+|[\w-]+/[\w-]+", place)


def test_no_text_is_written_twice() -> None:
    texts = [str(text) for entry in DECISIONS for text in (entry.clash, entry.decision)]
    texts += [str(fact.fact) for fact in FACTS]
    assert [text for text, times in Counter(texts).items() if times > 1] == []
