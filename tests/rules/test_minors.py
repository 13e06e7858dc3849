from datetime import date

import pytest

from mioportal.rules import minors
from mioportal.rules.minors import Acts, MinorCase, ParentDuty
from mioportal.rules.support_hours import ProofFact

DAY = date(2025, 10, 15)


@pytest.mark.parametrize(
    ("case", "acts"),
    [
        (MinorCase.PARENT_PAYS, Acts.PARENT_ON_SITE),
        (MinorCase.PUPIL_OF_18, Acts.PUPIL_ON_SITE),
        (MinorCase.LOGIN_LOST, Acts.CONTRACTOR_BY_PHONE),
    ],
)
def test_the_contractor_acts_whoever_uses_the_line(case: MinorCase, acts: Acts) -> None:
    assert minors.WHO_ACTS[case].on(DAY) is acts


def test_everything_about_a_childs_line_falls_to_the_parent() -> None:
    assert minors.PARENT_DUTIES.on(DAY) == tuple(ParentDuty)
    assert len(ParentDuty) == 3


def test_four_facts_stand_in_for_a_lost_login() -> None:
    assert minors.LOGIN_LOST_FACTS.on(DAY) == (
        ProofFact.NAME,
        ProofFact.BIRTH_DATE,
        ProofFact.ADDRESS,
        ProofFact.PHONE_NUMBER,
    )
