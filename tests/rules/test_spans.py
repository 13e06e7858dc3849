from datetime import date

import pytest

from mioportal.rules.sources import Unit
from mioportal.rules.spans import Bound, span

DAY = date(2025, 10, 15)


def test_a_span_is_two_tables_of_one_source() -> None:
    made = span("answer", Unit.DAYS, 0, 2, "C-000")
    assert list(made) == [Bound.LEAST, Bound.MOST]
    assert [table.name for table in made.values()] == ["answer.least", "answer.most"]
    assert [table.on(DAY) for table in made.values()] == [0, 2]
    assert {table.unit for table in made.values()} == {Unit.DAYS}
    assert {table.row_on(DAY).source for table in made.values()} == {"C-000"}


@pytest.mark.parametrize(
    ("least", "most"),
    [
        pytest.param(-1, 2, id="below nothing"),
        pytest.param(2, 2, id="no span"),
        pytest.param(3, 2, id="the wrong way round"),
    ],
)
def test_a_span_that_is_none_is_refused(least: int, most: int) -> None:
    with pytest.raises(ValueError, match="^least of answer must be 0 or more and below most$"):
        span("answer", Unit.DAYS, least, most, "C-000")
