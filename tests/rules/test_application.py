from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import application
from mioportal.rules.application import (
    ApplicationState,
    ApplicationStep,
    Choice,
    GuideStage,
    Need,
    NumberFrom,
    PreCheck,
)
from mioportal.rules.plans import Function

TODAY = date(2025, 10, 15)
ALWAYS = (Need.MAIL_ADDRESS, Need.PERSONAL_DETAILS, Need.CREDIT_CARD, Need.IDENTITY_PAPERS)
WHOLE_COURSE = (
    ApplicationStep.SELECTION,
    ApplicationStep.SUMMARY,
    ApplicationStep.PORT_IN,
    ApplicationStep.CONTRACTOR,
    ApplicationStep.CONSENT,
    ApplicationStep.PORT_IN_USER,
    ApplicationStep.PAPERS,
)


@pytest.mark.parametrize(
    ("number_from", "needs"),
    [
        ("new", ALWAYS),
        ("reservation", (*ALWAYS, Need.RESERVATION_NUMBER)),
        ("one_stop", (*ALWAYS, Need.PRESENT_OPERATOR)),
    ],
)
def test_a_brought_number_needs_more(number_from: str, needs: tuple[Need, ...]) -> None:
    assert application.needed(number_from, TODAY) == needs


@pytest.mark.parametrize("number_from", ["reservation", "one_stop"])
def test_a_brought_number_takes_the_whole_course(number_from: str) -> None:
    assert application.steps(number_from, TODAY) == WHOLE_COURSE


def test_a_new_number_leaves_out_the_pages_of_porting() -> None:
    assert application.steps(NumberFrom.NEW, TODAY) == (
        ApplicationStep.SELECTION,
        ApplicationStep.SUMMARY,
        ApplicationStep.CONTRACTOR,
        ApplicationStep.CONSENT,
        ApplicationStep.PAPERS,
    )


def test_a_line_that_needs_no_papers_is_not_asked_for_them() -> None:
    assert application.needed("new", TODAY, with_papers=False) == ALWAYS[:3]
    assert application.steps("new", TODAY, with_papers=False) == (
        ApplicationStep.SELECTION,
        ApplicationStep.SUMMARY,
        ApplicationStep.CONTRACTOR,
        ApplicationStep.CONSENT,
    )


@pytest.mark.parametrize("ask", [application.needed, application.steps])
def test_an_unknown_origin_or_an_instant_is_refused_by_name(ask: object) -> None:
    with pytest.raises(ValueError, match="^number_from must be one of new, reservation, one_stop"):
        ask("gift", TODAY)  # type: ignore[operator]
    with pytest.raises(ValueError, match="^applied_on must"):
        ask("new", datetime(2025, 10, 15))  # type: ignore[operator]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("applied_on", "first_on", "last_on"),
    [
        pytest.param(TODAY, date(2025, 10, 17), date(2025, 10, 20), id="mid-month"),
        pytest.param(date(2025, 12, 30), date(2026, 1, 1), date(2026, 1, 4), id="year end"),
        pytest.param(date(2028, 2, 27), date(2028, 2, 29), date(2028, 3, 3), id="29 February"),
    ],
)
def test_a_card_arrives_after_two_to_five_days(
    applied_on: date, first_on: date, last_on: date
) -> None:
    assert application.arrival(applied_on) == (first_on, last_on)
    assert application.arrival(applied_on).first_on == first_on
    assert application.arrival(applied_on).last_on == last_on


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_card_never_arrives_on_the_day_of_the_application(applied_on: date) -> None:
    assert (
        applied_on
        < application.arrival(applied_on).first_on
        < application.arrival(applied_on).last_on
    )


@pytest.mark.parametrize(
    ("bought_on", "may_be_locked"),
    [
        pytest.param(date(2021, 9, 30), True, id="the last day"),
        pytest.param(date(2021, 10, 1), False, id="the day after"),
    ],
)
def test_telephones_of_september_2021_and_before_may_be_locked(
    bought_on: date, may_be_locked: bool
) -> None:
    assert application.device_may_be_locked(bought_on) is may_be_locked


@pytest.mark.parametrize(
    ("sent_on", "there_on"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 17), id="an ordinary day"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), id="over 29 February"),
        pytest.param(date(2025, 12, 30), date(2026, 1, 1), id="over the year's end"),
    ],
)
def test_a_posted_card_is_there_on_the_second_day(sent_on: date, there_on: date) -> None:
    assert application.card_there_on(sent_on) == there_on


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((), "withdrawn"),
        (("ended", "ended"), "withdrawn"),
        (("opened", "ended"), "completed"),
        (("opened", "opening"), "opening"),
        (("opening", "sent"), "sent"),
        (("sent", "applied", "opened"), "approved"),
    ],
)
def test_an_application_stands_where_its_last_line_does(
    lines: tuple[str, ...], state: str
) -> None:
    assert application.state_of(application.LineState(line) for line in lines) == state


@pytest.mark.parametrize(
    ("lines", "needs"),
    [
        ([("data", False)], False),
        ([("data", False), ("sms", False)], True),
        ([("voice", False)], True),
        ([("data", False), ("data", True)], True),
        ([], False),
    ],
)
def test_an_application_waits_for_papers_for_a_number_or_a_device(
    lines: list[tuple[Function, bool]], needs: bool
) -> None:
    assert application.needs_papers(lines, TODAY) is needs


def test_an_instant_for_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="^applied_on must"):
        application.arrival(datetime(2025, 10, 15))  # noqa: DTZ001
    with pytest.raises(ValueError, match="^bought_on must"):
        application.device_may_be_locked(datetime(2025, 10, 15))  # noqa: DTZ001


def test_unlocking_is_free() -> None:
    assert application.SIM_UNLOCK_FEE.on(TODAY) == 0


def test_the_lists_of_the_guide_are_whole_and_in_order() -> None:
    assert application.GUIDE_STAGES.on(TODAY) == (
        GuideStage.CHECK_PRESENT_LINE,
        GuideStage.DECIDE_DEVICE,
        GuideStage.GATHER,
        GuideStage.APPLY,
        GuideStage.WAIT,
    )
    assert application.PRE_CHECKS.on(TODAY) == (
        PreCheck.DEVICE_BALANCE,
        PreCheck.USE,
        PreCheck.CONTRACT_NAME,
    )
    assert application.CHOICES.on(TODAY) == tuple(Choice)
    assert len(Choice) == 7
    assert application.STATES.on(TODAY) == tuple(ApplicationState)
    assert len(ApplicationState) == 12
