"""Lines that a minor uses: who acts for them (C-118). The age itself is a rule of signing up."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.sources import Table, Unit, always
from mioportal.rules.support_hours import ProofFact


class MinorCase(StrEnum):
    """The three cases members ask about (F-MIN-02)."""

    PARENT_PAYS = "parent_pays"  # the parent's contract, the child's telephone
    PUPIL_OF_18 = "pupil_of_18"
    LOGIN_LOST = "login_lost"


class Acts(StrEnum):
    """Who carries a cancellation out, and where."""

    PARENT_ON_SITE = "parent_on_site"
    PUPIL_ON_SITE = "pupil_on_site"
    CONTRACTOR_BY_PHONE = "contractor_by_phone"


class ParentDuty(StrEnum):
    """What falls to the parent as contractor."""

    PORT_OUT = "port_out"
    FINAL_BILL = "final_bill"
    SIM_RETURN = "sim_return"


WHO_ACTS: Mapping[MinorCase, Table[Acts]] = MappingProxyType(
    {
        case: always(f"minor_case.{case}", Unit.WORD, acts, "解約ガイド §8⑦ (C-118)")
        for case, acts in (
            (MinorCase.PARENT_PAYS, Acts.PARENT_ON_SITE),
            (MinorCase.PUPIL_OF_18, Acts.PUPIL_ON_SITE),
            (MinorCase.LOGIN_LOST, Acts.CONTRACTOR_BY_PHONE),
        )
    }
)
PARENT_DUTIES: Table[tuple[ParentDuty, ...]] = always(
    "minor_parent_duties", Unit.WORD, tuple(ParentDuty), "解約ガイド §8⑦"
)
LOGIN_LOST_FACTS: Table[tuple[ProofFact, ...]] = always(
    "minor_login_lost_facts",
    Unit.WORD,
    (ProofFact.NAME, ProofFact.BIRTH_DATE, ProofFact.ADDRESS, ProofFact.PHONE_NUMBER),
    "解約ガイド §8⑦",
)
