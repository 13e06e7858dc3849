"""サービスのご解約: the list, the wizard, the receipt; and undoing a contract."""

from cancellation.views.after import after, tick
from cancellation.views.pages import begin, choose, receipt, receipt_of_line
from cancellation.views.undoing import undo, undone
from cancellation.views.withdrawing import withdraw
from cancellation.views.wizard import step

__all__ = [
    "after",
    "begin",
    "choose",
    "receipt",
    "receipt_of_line",
    "step",
    "tick",
    "undo",
    "undone",
    "withdraw",
]
