from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import port_out
from mioportal.rules.plans import Function
from mioportal.rules.port_out import RESUMES, IssueFacts, IssueReason
from mioportal.rules.verdict import Verdict

ON = date(2025, 10, 15)
FLAGS: dict[str, tuple[Any, IssueReason]] = {
    "function": (Function.DATA, IssueReason.NOT_PORTABLE),
    "has_unpaid": (True, IssueReason.UNPAID),
    "identity_incomplete": (True, IssueReason.IDENTITY),
    "has_faulty_data": (True, IssueReason.FAULTY_DATA),
    "in_maintenance": (True, IssueReason.MAINTENANCE),
    "is_corporate": (True, IssueReason.CORPORATE),
    "is_primary_with_secondaries": (True, IssueReason.MAIN_WITH_SUBS),
    "is_waiting": (True, IssueReason.ALREADY_WAITING),
    "reissued_in_hours": (3, IssueReason.REISSUED_TODAY),
    "reissued_in_days": (10, IssueReason.REISSUED_LATELY),
    "is_porting": (True, IssueReason.PORTING),
    "has_ended": (True, IssueReason.ENDED),
}
ISSUE = FLAGS | {"has_live_number": (True, IssueReason.LIVE_NUMBER)}
REISSUE = FLAGS | {"never_issued": (True, IssueReason.NEVER_ISSUED)}
BOTH = ((port_out.may_issue, ISSUE), (port_out.may_reissue, REISSUE))


def facts(**others: Any) -> IssueFacts:
    return IssueFacts(**({"requested_on": ON, "function": Function.VOICE} | others))


def test_a_voice_line_in_order_gets_a_number_and_another() -> None:
    assert port_out.may_issue(facts()).allowed
    assert port_out.may_reissue(facts()).allowed
    assert (facts().reissued_in_hours, facts().reissued_in_days) == (0, 0)


@pytest.mark.parametrize(("flag", "told"), ISSUE.items(), ids=ISSUE)
def test_each_fact_against_an_issue_is_a_reason(flag: str, told: tuple[Any, IssueReason]) -> None:
    assert port_out.may_issue(facts(**{flag: told[0]})).reasons == (told[1],)


@pytest.mark.parametrize(("flag", "told"), REISSUE.items(), ids=REISSUE)
def test_each_fact_against_a_reissue_is_a_reason(flag: str, told: tuple[Any, IssueReason]) -> None:
    assert port_out.may_reissue(facts(**{flag: told[0]})).reasons == (told[1],)


def test_a_live_number_is_replaced_and_not_issued_twice() -> None:
    assert port_out.may_reissue(facts(has_live_number=True)).allowed
    assert port_out.may_issue(facts(never_issued=True)).allowed


@settings(max_examples=25)
@given(st.sampled_from(BOTH), st.data())
def test_a_refusal_carries_every_reason_in_their_order_and_no_other(
    act: tuple[Any, dict[str, tuple[Any, IssueReason]]], data: st.DataObject
) -> None:
    may, table = act
    flags = data.draw(st.sets(st.sampled_from(sorted(table))))
    verdict = may(facts(**{flag: table[flag][0] for flag in flags}))
    against = {table[flag][1] for flag in flags}
    assert verdict.reasons == tuple(reason for reason in IssueReason if reason in against)


def test_an_sms_line_has_a_number_that_stays() -> None:
    assert port_out.may_issue(facts(function="sms")).reasons == (IssueReason.NOT_PORTABLE,)


@pytest.mark.parametrize(
    ("counts", "reasons"),
    [
        pytest.param({"reissued_in_hours": 2, "reissued_in_days": 9}, (), id="the last free one"),
        pytest.param({"reissued_in_hours": 4}, (IssueReason.REISSUED_TODAY,), id="beyond a day's"),
        pytest.param({"reissued_in_days": 11}, (IssueReason.REISSUED_LATELY,), id="beyond all"),
    ],
)
def test_three_reissues_a_day_and_ten_in_thirty_days_are_free(
    counts: dict[str, int], reasons: tuple[IssueReason, ...]
) -> None:
    assert port_out.may_reissue(facts(**counts)).reasons == reasons


@pytest.mark.parametrize(
    ("reasons", "waits"),
    [
        pytest.param((), False, id="nothing against"),
        pytest.param((IssueReason.UNPAID,), True, id="unpaid"),
        pytest.param((IssueReason.IDENTITY,), True, id="identity"),
        pytest.param((IssueReason.FAULTY_DATA,), True, id="faulty data"),
        pytest.param((IssueReason.MAINTENANCE,), True, id="maintenance"),
        pytest.param((IssueReason.UNPAID, IssueReason.IDENTITY), True, id="two that clear"),
        pytest.param((IssueReason.UNPAID, IssueReason.ENDED), False, id="one that never clears"),
        pytest.param((IssueReason.MAIN_WITH_SUBS,), False, id="the member must act"),
    ],
)
def test_a_request_is_kept_while_all_that_stands_against_it_can_clear(
    reasons: tuple[IssueReason, ...], waits: bool
) -> None:
    assert port_out.waits(Verdict(reasons=reasons)) is waits
    assert len(RESUMES) == 4


@pytest.mark.parametrize(
    ("others", "message"),
    [
        ({"requested_on": datetime(2025, 10, 15)}, "^requested_on must"),  # noqa: DTZ001
        ({"function": "fax"}, "^function must be one of"),
        ({"reissued_in_hours": -1}, "^reissued_in_hours must"),
        ({"reissued_in_days": True}, "^reissued_in_days must"),
    ],
    ids=["an instant for a day", "an unknown function", "less than none", "no number"],
)
def test_impossible_facts_are_refused(others: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        facts(**others)
