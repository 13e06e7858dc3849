from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import option_changes
from mioportal.rules.dates import month_end
from mioportal.rules.option_changes import (
    AddFacts,
    AddReason,
    Check,
    EndFacts,
    EndReason,
    Forgotten,
)
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function

OCTOBER = date(2026, 10, 15)
CALLS = ("call_5", "call_10", "call_unlimited")


@pytest.mark.parametrize(
    ("code", "functions"),
    [
        *((code, {"voice"}) for code in (*CALLS, "dial")),
        *((code, {"voice", "sms"}) for code in ("nuisance_guard", "tobila_phone")),
        *(
            (code, {"voice", "sms", "data"})
            for code in (
                *("large_data", "device_cover", "safety_mail", "tabuho"),
                *("smart_checker", "i_filter", "virus_buster"),
            )
        ),
    ],
)
def test_what_is_for_the_telephone_is_for_lines_with_one(code: str, functions: set[str]) -> None:
    may = {each.value for each in Function if option_changes.may_hold(code, each, OCTOBER)}
    assert may == functions


def add(code: str = "safety_mail", **more: object) -> tuple[str, ...]:
    facts = {"function": "voice", "added_on": OCTOBER} | more
    return option_changes.may_add(AddFacts(option=code, **facts)).reasons


@pytest.mark.parametrize(
    ("code", "facts", "reasons"),
    [
        pytest.param("safety_mail", {}, (), id="an ordinary one"),
        pytest.param("call_10", {}, (), id="a call option, whatever other is held"),
        pytest.param("device_cover", {}, ("only_with_device",), id="the cover of a device"),
        pytest.param("large_data", {}, ("not_sold",), id="one that is not sold"),
        pytest.param("call_5", {"function": "data"}, ("other_function",), id="calls without"),
        pytest.param("tabuho", {"is_held": True}, ("already_held",), id="held"),
        pytest.param("tabuho", {"is_ending": True}, ("still_ending",), id="ending"),
        pytest.param("tabuho", {"is_not_in_use_yet": True}, ("not_in_use_yet",), id="waiting"),
        pytest.param("tabuho", {"is_leaving": True}, ("leaving",), id="leaving"),
        pytest.param("tabuho", {"has_ended": True}, ("ended",), id="over"),
        pytest.param("tabuho", {"is_suspended": True}, ("suspended",), id="suspended"),
    ],
)
def test_an_option_is_added_or_refused(
    code: str, facts: dict[str, object], reasons: tuple[str, ...]
) -> None:
    assert add(code, **facts) == reasons


def test_every_reason_against_adding_is_told_in_order() -> None:
    every = dict.fromkeys(
        (
            *("is_held", "is_ending", "is_not_in_use_yet", "is_leaving", "has_ended"),
            "is_suspended",
        ),
        True,
    )
    expected = [each for each in AddReason if each not in ("only_with_device", "not_sold")]
    assert add("dial", function="data", **every) == tuple(expected)


@pytest.mark.parametrize(
    ("code", "facts", "reasons"),
    [
        pytest.param("call_5", {}, (), id="held"),
        pytest.param("i_filter", {}, ("at_provider",), id="a third party's"),
        pytest.param("call_5", {"is_held": False}, ("not_held",), id="never held"),
        pytest.param("call_5", {"is_not_in_use_yet": True}, ("not_in_use_yet",), id="to come"),
        pytest.param(
            "call_5", {"is_ending": True, "with_line": True}, ("ends_with_line",), id="with it"
        ),
        pytest.param("call_5", {"is_ending": True}, ("already_ending",), id="ending"),
        pytest.param("call_5", {"has_ended": True}, ("already_ended",), id="over"),
        pytest.param(
            "tabuho", {"has_ended": True}, ("at_provider", "already_ended"), id="two at once"
        ),
    ],
)
def test_an_option_is_ended_or_not(
    code: str, facts: dict[str, object], reasons: tuple[str, ...]
) -> None:
    verdict = option_changes.may_cancel_option(EndFacts(option=code, **facts))
    assert verdict.reasons == tuple(EndReason(each) for each in reasons)
    assert verdict.allowed is (not reasons)


def test_facts_that_cannot_be_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^with_line says how it ends"):
        EndFacts(option="call_5", with_line=True)
    for make in (
        lambda: EndFacts(option="call_15"),
        lambda: AddFacts(option="call_15", function="voice", added_on=OCTOBER),
        lambda: option_changes.may_hold("call_15", "voice", OCTOBER),
        lambda: option_changes.trial_through("call_15", OCTOBER),
        lambda: option_changes.gives_way("call_15", "call_5"),
        lambda: option_changes.ends_at_once("call_15", OCTOBER),
    ):
        with pytest.raises(ValueError, match="^option must be one of call_5, "):
            make()
    with pytest.raises(ValueError, match="^function must be one of voice, sms, data"):
        option_changes.may_hold("call_5", "esim", OCTOBER)
    with pytest.raises(ValueError, match="^added_on must be a date"):
        AddFacts(option="call_5", function="voice", added_on="today")  # type: ignore[arg-type]


@pytest.mark.parametrize("new", OptionCode)
@pytest.mark.parametrize("held", OptionCode)
def test_only_a_call_option_gives_way_and_only_to_another(
    new: OptionCode, held: OptionCode
) -> None:
    both = new in CALLS and held in CALLS and new is not held
    assert option_changes.gives_way(new, held) is both


@pytest.mark.parametrize(
    ("since", "new", "last"),
    [
        pytest.param(date(2026, 1, 1), OCTOBER, date(2026, 10, 14), id="the day before"),
        pytest.param(OCTOBER, OCTOBER, OCTOBER, id="of the same day: its only day"),
        pytest.param(date(2026, 1, 1), date(2026, 11, 1), date(2026, 10, 31), id="on a first"),
        pytest.param(date(2027, 1, 1), date(2028, 3, 1), date(2028, 2, 29), id="leap February"),
    ],
)
def test_what_gives_way_lasts_to_the_day_before(since: date, new: date, last: date) -> None:
    assert option_changes.replaced_on(since, new) == last


@pytest.mark.parametrize(
    ("code", "cancelled_on", "trial", "last"),
    [
        pytest.param("call_5", OCTOBER, None, OCTOBER, id="at once"),
        pytest.param("tabuho", OCTOBER, None, date(2026, 10, 31), id="at the month's end"),
        pytest.param("tabuho", OCTOBER, date(2026, 11, 30), date(2026, 10, 31), id="in a trial"),
        pytest.param("tabuho", OCTOBER, date(2026, 10, 20), date(2026, 10, 20), id="a short one"),
        pytest.param("tabuho", OCTOBER, OCTOBER, OCTOBER, id="on its last day"),
        pytest.param("tabuho", OCTOBER, date(2026, 10, 14), date(2026, 10, 31), id="the day after"),
        pytest.param("tobila_phone", OCTOBER, date(2026, 11, 30), OCTOBER, id="at once in a trial"),
    ],
)
def test_an_option_ends_by_its_kind_and_never_after_its_trial(
    code: str, cancelled_on: date, trial: date | None, last: date
) -> None:
    assert option_changes.last_day(code, cancelled_on, trial) == last


def test_calls_protection_and_dialling_are_over_at_once() -> None:
    at_once = {code for code in OptionCode if option_changes.ends_at_once(code, OCTOBER)}
    lasting = {"large_data", "device_cover", "tabuho", "smart_checker"}
    assert at_once == set(OptionCode) - lasting


@pytest.mark.parametrize(
    ("added_on", "through"),
    [
        pytest.param(date(2026, 10, 1), date(2026, 11, 30), id="the first of a month"),
        pytest.param(date(2026, 10, 31), date(2026, 11, 30), id="the last of a month"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 31), id="new year's eve"),
        pytest.param(date(2028, 1, 31), date(2028, 2, 29), id="into a leap February"),
        pytest.param(date(2027, 1, 31), date(2027, 2, 28), id="into a short February"),
    ],
)
def test_two_options_are_free_through_the_month_after(added_on: date, through: date) -> None:
    free = {
        code: last
        for code in OptionCode
        if (last := option_changes.trial_through(code, added_on)) is not None
    }
    assert free == {"tabuho": through, "tobila_phone": through}
    assert option_changes.trial_through("tabuho", added_on, had_before=True) is None


def test_the_end_of_a_trial_is_told_a_week_and_a_day_before() -> None:
    assert option_changes.warned_on(date(2026, 11, 30)) == (date(2026, 11, 23), date(2026, 11, 29))
    assert option_changes.warned_on(date(2028, 3, 1)) == (date(2028, 2, 23), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("ended_on", "again", "watched"),
    [
        pytest.param(OCTOBER, date(2026, 11, 15), date(2026, 12, 15), id="mid-month"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), id="year end"),
        pytest.param(date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), id="leap year"),
    ],
)
def test_what_was_ended_is_looked_at_after_one_month_and_for_two(
    ended_on: date, again: date, watched: date
) -> None:
    assert option_changes.looked_at_again_on(ended_on) == again
    assert option_changes.card_watched_through(ended_on) == watched


def test_a_tick_may_be_taken_back_as_long_as_its_month() -> None:
    assert option_changes.tick_open_through(OCTOBER) == date(2026, 10, 31)
    assert option_changes.tick_open_through(date(2028, 2, 29)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("held", "tried", "cases"),
    [
        pytest.param((), (), (), id="nothing held"),
        pytest.param(("call_5",), (), (), id="one that nobody forgets"),
        pytest.param(("tabuho",), ("tabuho",), ("trial",), id="tried free"),
        pytest.param(("tabuho",), (), (), id="never free"),
        pytest.param(("device_cover",), (), ("cover",), id="the cover"),
        pytest.param(("virus_buster",), (), ("security",), id="a security option"),
        pytest.param(("call_5", "call_5"), (), ("several",), id="one on each of two lines"),
        pytest.param(
            ("tabuho", "device_cover", "safety_mail"),
            ("tabuho",),
            ("trial", "cover", "security", "several"),
            id="all four",
        ),
    ],
)
def test_the_four_forgotten_cases_fit_who_holds_such_options(
    held: tuple[str, ...], tried: tuple[str, ...], cases: tuple[str, ...]
) -> None:
    codes = [OptionCode(code) for code in held], [OptionCode(code) for code in tried]
    assert option_changes.easily_forgotten(*codes) == tuple(Forgotten(case) for case in cases)


def test_the_look_before_leaving_has_four_steps_and_seven_checks() -> None:
    assert option_changes.AUDIT_STEPS.on(OCTOBER) == 4
    assert option_changes.CHECKLIST.on(OCTOBER) == tuple(Check)
    assert len(Check) == 7


@given(st.sampled_from(OptionCode), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_who_cancels_within_a_trial_never_keeps_the_option_beyond_it(
    code: OptionCode, added_on: date
) -> None:
    through = option_changes.trial_through(code, added_on)
    if through is not None:
        assert through == month_end(through) > added_on
        assert option_changes.last_day(code, through, through) <= through
        assert all(day > added_on for day in option_changes.warned_on(through))
