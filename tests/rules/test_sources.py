import importlib
import pkgutil
import re
from collections.abc import Mapping
from datetime import date, datetime

import pytest

from mioportal import rules
from mioportal.rules import book, cancellation
from mioportal.rules.book import Chapter
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always
from mioportal.rules.verdict import Verdict

CITATION = re.compile(r"(解約ガイド §\d[①-⑨]?|申込ガイド §[a-m]|消費税法 .+|[COD]-\d{2,3}b?)")


def rows(*starts: tuple[date, int]) -> tuple[Dated[int], ...]:
    return tuple(Dated(since=since, value=value, source="C-001") for since, value in starts)


FEE = Table("fee", Unit.YEN, rows((date(2019, 10, 1), 10), (date(2021, 4, 1), 0)))


def tables_of_the_modules() -> list[Table[object]]:
    """Every table that is a module constant, or stands in a mapping that is one."""
    found: dict[int, Table[object]] = {}
    for module in pkgutil.iter_modules(rules.__path__):
        for constant in vars(importlib.import_module(f"mioportal.rules.{module.name}")).values():
            several = constant.values() if isinstance(constant, Mapping) else (constant,)
            found |= {id(table): table for table in several if isinstance(table, Table)}
    return list(found.values())


def tables_of_the_book() -> list[Table[object]]:
    return [entry.table for chapter in Chapter for entry in book.entries(chapter)]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        pytest.param(date(2019, 10, 1), 10, id="the first day of the first row"),
        pytest.param(date(2021, 3, 31), 10, id="the last day of the first row"),
        pytest.param(date(2021, 4, 1), 0, id="the day of abolition"),
        pytest.param(date(2025, 10, 31), 0, id="long after"),
    ],
)
def test_a_table_answers_with_the_row_that_holds_on_the_day(day: date, value: int) -> None:
    assert FEE.on(day) == value
    assert FEE.row_on(day).value == value


def test_a_day_before_the_first_row_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="day 2019-09-30 is before the first row of fee"):
        FEE.on(date(2019, 9, 30))


def test_an_instant_is_not_a_day() -> None:
    with pytest.raises(ValueError, match="^day must be a date"):
        FEE.on(datetime(2025, 10, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param((), id="empty"),
        pytest.param(rows((date(2021, 4, 1), 1), (date(2019, 4, 1), 2)), id="new to old"),
        pytest.param(rows((date(2021, 4, 1), 1), (date(2021, 4, 1), 2)), id="one day twice"),
    ],
)
def test_rows_run_from_old_to_new(wrong: tuple[Dated[int], ...]) -> None:
    with pytest.raises(ValueError, match="^rows of fee must"):
        Table("fee", Unit.YEN, wrong)


def test_a_row_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="^source must"):
        Dated(since=BEGINNING, value=1, source=" ")


def test_always_holds_from_the_beginning_of_the_book() -> None:
    assert always("fee", Unit.YEN, 5, "C-001").row_on(BEGINNING).since == BEGINNING


def test_every_row_of_the_book_names_where_it_is_written() -> None:
    sources = [row.source for table in tables_of_the_book() for row in table.rows]
    assert len(sources) > 300
    assert [source for source in sources if not CITATION.match(source)] == []


def test_the_book_holds_every_table_of_every_module_once() -> None:
    names = [table.name for table in tables_of_the_book()]
    assert len(names) == len(set(names))
    assert set(names) == {table.name for table in tables_of_the_modules()}


def test_a_table_of_a_family_is_known_by_its_keys() -> None:
    [entry] = [
        entry for entry in book.entries(Chapter.FEES) if entry.table.name == "sim_issue_fee.au.esim"
    ]
    assert entry.keys == ("au", "esim")


def test_the_book_knows_every_question() -> None:
    assert {question.name for question in book.questions(Chapter.CANCELLATION)} == {
        "cancellation.may_cancel",
        "cancellation.may_withdraw",
    }


def test_the_book_knows_every_code_and_shape() -> None:
    assert cancellation.RiskGrade in book.kinds(Chapter.CANCELLATION)
    assert cancellation.CancelFacts in book.shapes(Chapter.CANCELLATION)
    assert Verdict not in book.shapes(Chapter.CANCELLATION)


def test_every_module_with_a_code_a_table_or_facts_is_in_a_chapter() -> None:
    listed = {module.__name__ for modules in book.MODULES.values() for module in modules}
    tools = ("aftermath", "book", "checks", "plain", "quote", "sources", "verdict")
    every = {f"mioportal.rules.{module.name}" for module in pkgutil.iter_modules(rules.__path__)}
    assert every - listed == {f"mioportal.rules.{name}" for name in tools}
    assert set(book.MODULES) == set(Chapter)


def test_a_row_holds_since_a_day_not_an_instant() -> None:
    with pytest.raises(ValueError, match="^since must be a date"):
        Dated(since=datetime(2025, 10, 1), value=1, source="C-001")  # noqa: DTZ001
