from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import limits
from mioportal.rules.limits import AddLineFacts, AddServiceFacts, LimitReason, ServiceReason

TODAY = date(2025, 10, 15)
VOICE, LINES = LimitReason.VOICE_LINES, LimitReason.LINES


@pytest.mark.parametrize(
    ("voice_lines", "lines", "adds_voice", "reasons"),
    [
        pytest.param(0, 0, True, (), id="the first line"),
        pytest.param(4, 4, True, (), id="a fifth voice line"),
        pytest.param(5, 5, True, (VOICE,), id="a sixth voice line"),
        pytest.param(6, 6, True, (VOICE,), id="more voice lines than there may be"),
        pytest.param(5, 5, False, (), id="a data line beside five voice lines"),
        pytest.param(5, 9, False, (), id="a tenth line"),
        pytest.param(5, 10, False, (LINES,), id="an eleventh line"),
        pytest.param(0, 11, False, (LINES,), id="more lines than there may be"),
        pytest.param(4, 10, True, (LINES,), id="a fifth voice line, but an eleventh line"),
        pytest.param(5, 10, True, (VOICE, LINES), id="both are full"),
    ],
)
def test_a_mioid_holds_five_voice_lines_and_ten_lines_in_all(
    voice_lines: int, lines: int, adds_voice: bool, reasons: tuple[LimitReason, ...]
) -> None:
    facts = AddLineFacts(
        asked_on=TODAY, voice_lines=voice_lines, lines=lines, adds_voice=adds_voice
    )
    assert limits.may_add_line(facts).reasons == reasons
    assert limits.may_add_line(facts).allowed is not bool(reasons)


@pytest.mark.parametrize(
    ("flag", "reason"),
    [("card_refused", LimitReason.CARD), ("identity_incomplete", LimitReason.IDENTITY)],
)
def test_a_refused_card_and_open_identity_are_reasons(flag: str, reason: LimitReason) -> None:
    assert limits.may_add_line(AddLineFacts(asked_on=TODAY, **{flag: True})).reasons == (reason,)


def test_nothing_stands_against_a_line_by_default() -> None:
    assert AddLineFacts(asked_on=TODAY) == AddLineFacts(
        asked_on=TODAY,
        voice_lines=0,
        lines=0,
        adds_voice=False,
        card_refused=False,
        identity_incomplete=False,
    )


@settings(max_examples=50)
@given(st.integers(0, 12), st.integers(0, 12), st.booleans(), st.booleans(), st.booleans())
def test_a_refusal_carries_every_reason_in_order(
    voice: int, other: int, adds_voice: bool, card: bool, identity: bool
) -> None:
    facts = AddLineFacts(
        asked_on=TODAY,
        voice_lines=voice,
        lines=voice + other,
        adds_voice=adds_voice,
        card_refused=card,
        identity_incomplete=identity,
    )
    against = (adds_voice and voice > 4, voice + other > 9, card, identity)
    expected = tuple(reason for reason, holds in zip(LimitReason, against, strict=True) if holds)
    assert limits.may_add_line(facts).reasons == expected


@pytest.mark.parametrize(
    ("contracts", "most", "is_allowed"),
    [
        pytest.param(9, None, True, id="a tenth"),
        pytest.param(10, None, False, id="an eleventh"),
        pytest.param(11, None, False, id="more than there may be"),
        pytest.param(10, 11, True, id="a service with a higher maximum"),
        pytest.param(0, 1, True, id="the only one"),
        pytest.param(1, 1, False, id="a second of one"),
    ],
)
def test_a_service_is_contracted_ten_times_or_as_often_as_it_says(
    contracts: int, most: int | None, is_allowed: bool
) -> None:
    facts = AddServiceFacts(asked_on=TODAY, contracts=contracts, most=most)
    assert limits.may_add_service(facts).reasons == (
        () if is_allowed else (ServiceReason.CONTRACTS,)
    )


def test_the_maximum_of_a_service_never_binds_lines_which_are_no_more_in_all() -> None:
    assert limits.LINES_MOST.on(TODAY) <= limits.CONTRACTS_MOST.on(TODAY)


def test_a_service_nobody_has_may_be_contracted() -> None:
    assert limits.may_add_service(AddServiceFacts(asked_on=TODAY)).allowed
    assert AddServiceFacts(asked_on=TODAY).contracts == 0


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"asked_on": datetime(2025, 10, 15)}, "^asked_on must"),  # noqa: DTZ001
        ({"voice_lines": -1}, "^voice_lines must"),
        ({"lines": -1}, "^lines must"),
        ({"voice_lines": 2, "lines": 1}, "^voice_lines 2 are more than lines 1$"),
    ],
)
def test_impossible_counts_of_lines_are_refused_by_name(
    wrong: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        AddLineFacts(**{"asked_on": TODAY, **wrong})


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"asked_on": datetime(2025, 10, 15)}, "^asked_on must"),  # noqa: DTZ001
        ({"contracts": -1}, "^contracts must"),
        ({"most": 0}, "^most must be a whole number of 1 or more"),
    ],
)
def test_impossible_counts_of_a_service_are_refused_by_name(
    wrong: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        AddServiceFacts(**{"asked_on": TODAY, **wrong})
