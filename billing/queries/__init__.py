"""What others may ask about bills."""

from billing.queries.changes import Change, Reason, changes
from billing.queries.collecting import (
    before_the_books,
    debts_due,
    fresh_cards,
    invoices_open,
    next_charge_on,
    slips_to_confirm,
    to_charge,
)
from billing.queries.debts import Debt, Owed, bills_on, debts_of, slips_of
from billing.queries.facts import bill_facts
from billing.queries.leaving import leaving_facts
from billing.queries.statements import (
    AS_ON_A_BILL,
    Section,
    Statement,
    bill_of,
    bill_tag,
    bills_of,
    estimate,
    estimates,
    is_open,
    item_words,
    named,
    services_started,
    statement_of,
    statements_of,
    with_names,
)

__all__ = [
    "AS_ON_A_BILL",
    "Change",
    "Debt",
    "Owed",
    "Reason",
    "Section",
    "Statement",
    "before_the_books",
    "bill_facts",
    "bill_of",
    "bill_tag",
    "bills_of",
    "bills_on",
    "changes",
    "debts_due",
    "debts_of",
    "estimate",
    "estimates",
    "fresh_cards",
    "invoices_open",
    "is_open",
    "leaving_facts",
    "item_words",
    "named",
    "next_charge_on",
    "services_started",
    "slips_of",
    "slips_to_confirm",
    "statement_of",
    "statements_of",
    "to_charge",
    "with_names",
]
