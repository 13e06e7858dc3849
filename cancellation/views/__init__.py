"""サービスのご解約: the list, the wizard, the receipt; and undoing a contract."""

from cancellation.views.after import after, tick
from cancellation.views.companies import company, company_paper, company_request
from cancellation.views.pages import begin, choose, receipt, receipt_of_line
from cancellation.views.undoing import undo, undone
from cancellation.views.ways import abroad, by_phone, group
from cancellation.views.withdrawing import withdraw
from cancellation.views.wizard import step

__all__ = [
    "abroad",
    "after",
    "begin",
    "by_phone",
    "choose",
    "company",
    "company_paper",
    "company_request",
    "group",
    "receipt",
    "receipt_of_line",
    "step",
    "tick",
    "undo",
    "undone",
    "withdraw",
]
