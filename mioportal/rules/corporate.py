"""Lines of a company: never cancelled on the site, but by request to the corporate desk."""

from datetime import date, timedelta
from enum import StrEnum

from mioportal.rules.checks import a_day
from mioportal.rules.sources import Table, Unit, always, stated


class CorporateRequestStatus(StrEnum):
    """How far the desk has come with a request."""

    RECEIVED = "received"
    WAITING_FOR_PAPERS = "waiting_for_papers"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CALLED_OFF = "called_off"


class CorporateField(StrEnum):
    """What the form asks."""

    COMPANY_NAME = "company_name"
    PERSON_IN_CHARGE = "person_in_charge"
    LINES = "lines"
    REASON = "reason"


class CorporatePaper(StrEnum):
    """What the desk may ask for (F-COR-02); nothing is asked for beforehand."""

    CANCELLATION_FORM = "cancellation_form"  # 解約申込書
    COMPANY_SEAL = "company_seal"  # 法人の印鑑
    PERSON_PAPERS = "person_papers"  # 担当者の本人確認書類


REQUIRED_FIELDS: Table[tuple[CorporateField, ...]] = always(
    "corporate_form_required",
    Unit.WORD,
    (CorporateField.COMPANY_NAME, CorporateField.PERSON_IN_CHARGE, CorporateField.LINES),
    "解約ガイド §8⑥ (C-119)",
)
OPTIONAL_FIELDS: Table[tuple[CorporateField, ...]] = always(
    "corporate_form_optional", Unit.WORD, (CorporateField.REASON,), "解約ガイド §8⑥"
)
PAPERS: Table[tuple[CorporatePaper, ...]] = always(
    "corporate_papers", Unit.WORD, tuple(CorporatePaper), "解約ガイド §8⑥"
)
# "Some days to a week": only the week is a number.
PROCESSING_DAYS: Table[int] = always("corporate_processing", Unit.DAYS, 7, "解約ガイド §8⑥")

BY_COMPLETION: Table[bool] = stated("corporate_by_completion", "D-111")
CALLED_OFF_UNTIL_DONE: Table[bool] = stated("corporate_called_off_until_done", "D-145")
NO_BUTTON: Table[bool] = stated("corporate_no_online_cancel", "解約ガイド §8⑥ (C-119)")
CONTRACTOR_ASKS: Table[bool] = stated("corporate_contractor_asks", "解約ガイド §8⑥")
SEVERAL_AT_ONCE: Table[bool] = stated("corporate_several_at_once", "解約ガイド §8⑥")
OWN_TERMS: Table[bool] = stated("corporate_own_terms", "解約ガイド §8⑥")
FINAL_INVOICE: Table[bool] = stated("corporate_final_invoice", "解約ガイド §8⑥ (C-081)")
RETURNS_SIM: Table[bool] = stated("corporate_returns_sim", "解約ガイド §8⑥")


def processed_by(received_on: date) -> date:
    """The day by which the desk is done with a request whose papers are all there."""
    day = a_day(received_on, "received_on")
    return day + timedelta(days=PROCESSING_DAYS.on(day))
