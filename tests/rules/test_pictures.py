"""Which sides of a paper are sent, and which files are taken as pictures."""

from datetime import date
from typing import Any

import pytest

from mioportal.rules import pictures
from mioportal.rules.identity import ImageFormat, Paper
from mioportal.rules.pictures import PictureFacts, PictureFault, Side

DAY = date(2026, 10, 15)
FRONT, BACK, SUPPLEMENT = Side.FRONT, Side.BACK, Side.SUPPLEMENT_FRONT


def a_file(**facts: Any) -> PictureFacts:
    """A photograph like any other, but for `facts`."""
    plain = {"size": 400_000, "content": ImageFormat.JPEG, "width": 1600, "height": 1000}
    return PictureFacts(**{"sent_on": DAY, **plain, **facts})


@pytest.mark.parametrize(
    ("paper", "sides"),
    [
        (Paper.DRIVING_LICENCE, (FRONT, BACK)),
        (Paper.MY_NUMBER_CARD, (FRONT,)),
        (Paper.PASSPORT, (FRONT, SUPPLEMENT)),
        (Paper.HEALTH_CARD, (FRONT, BACK, SUPPLEMENT)),
        (Paper.ELIGIBILITY_CERTIFICATE, (FRONT, BACK, SUPPLEMENT)),
        (Paper.RESIDENCE_CARD, (FRONT, BACK)),
        (Paper.DRIVING_HISTORY, (FRONT, BACK)),
    ],
)
def test_a_paper_asks_for_its_sides_and_for_a_supplement_where_one_is_needed(
    paper: Paper, sides: tuple[Side, ...]
) -> None:
    assert pictures.required_sides(paper, DAY) == sides


def test_the_back_of_a_my_number_card_is_never_taken() -> None:
    assert BACK not in pictures.possible_sides(Paper.MY_NUMBER_CARD, DAY)


def test_any_paper_may_come_with_a_supplement_and_never_with_more_than_four_files() -> None:
    for paper in Paper:
        sides = pictures.possible_sides(paper, DAY)
        assert set(sides) >= {SUPPLEMENT, Side.SUPPLEMENT_BACK}
        assert len(sides) <= 4


def test_a_photograph_is_taken() -> None:
    assert pictures.may_take(a_file()).allowed


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        pytest.param({"size": 0, "content": None}, PictureFault.EMPTY, id="empty"),
        pytest.param({"size": 5_242_881}, PictureFault.TOO_BIG, id="a byte too many"),
        pytest.param({"content": None}, PictureFault.NOT_A_PICTURE, id="no picture"),
        pytest.param({"is_named_otherwise": True}, PictureFault.WRONG_NAME, id="wrong name"),
        pytest.param({"is_broken": True}, PictureFault.BROKEN, id="broken"),
        pytest.param({"is_animated": True}, PictureFault.MOVES, id="moves"),
        pytest.param({"has_more": True}, PictureFault.MORE_INSIDE, id="more inside"),
        pytest.param(
            {"width": 8000, "height": 5001}, PictureFault.TOO_MANY_PIXELS, id="too many pixels"
        ),
        pytest.param({"width": 299}, PictureFault.TOO_SMALL, id="too narrow"),
        pytest.param({"height": 299}, PictureFault.TOO_SMALL, id="too low"),
    ],
)
def test_a_fault_is_told_alone(facts: dict[str, Any], fault: PictureFault) -> None:
    assert pictures.may_take(a_file(**facts)).reasons == (fault,)


@pytest.mark.parametrize(
    "facts",
    [{"size": 5_242_880}, {"width": 8000, "height": 5000}, {"width": 300, "height": 300}],
    ids=["as large as may be", "as many pixels as may be", "as small as may be"],
)
def test_the_limits_themselves_are_taken(facts: dict[str, int]) -> None:
    assert pictures.may_take(a_file(**facts)).allowed


def test_every_fault_that_was_seen_is_told() -> None:
    facts = {"is_named_otherwise": True, "is_broken": True, "is_animated": True, "has_more": True}
    assert pictures.may_take(a_file(**facts, width=1, height=1)).reasons == (
        PictureFault.WRONG_NAME,
        PictureFault.BROKEN,
        PictureFault.MOVES,
        PictureFault.MORE_INSIDE,
        PictureFault.TOO_SMALL,
    )


@pytest.mark.parametrize(
    ("started_on", "through"),
    [
        (date(2026, 10, 15), date(2026, 11, 14)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 2), date(2027, 1, 1)),
    ],
    ids=["an ordinary day", "to 29 February", "over the new year"],
)
def test_a_draft_is_kept_for_thirty_days(started_on: date, through: date) -> None:
    assert pictures.draft_through(started_on) == through


@pytest.mark.parametrize(
    ("facts", "name"),
    [({"size": -1}, "size"), ({"width": -1}, "width"), ({"content": "gif"}, "content")],
)
def test_impossible_facts_are_refused_by_name(facts: dict[str, Any], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        a_file(**facts)
