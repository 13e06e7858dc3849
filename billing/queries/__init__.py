"""What others may ask about bills."""

from billing.queries.changes import Change, Reason, changes
from billing.queries.facts import bill_facts
from billing.queries.statements import (
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
    "Change",
    "Reason",
    "Section",
    "Statement",
    "bill_facts",
    "bill_of",
    "bill_tag",
    "bills_of",
    "changes",
    "estimate",
    "estimates",
    "is_open",
    "item_words",
    "named",
    "services_started",
    "statement_of",
    "statements_of",
    "with_names",
]
