"""The mail that a bill is fixed."""

from django.utils.translation import gettext as _

from billing.models import Bill
from mioportal.plumbing.outbox import Mail, from_template


def bill_fixed(bill: Bill) -> Mail:
    """M-22 ご請求金額の確定: how much, when it goes to the card company, where to look."""
    return from_template(
        "M-22",
        _("%(month)s月ご利用分のご請求金額が確定しました") % {"month": bill.month.month},
        "bill_fixed",
        bill=bill,
        member=bill.member,
    )
