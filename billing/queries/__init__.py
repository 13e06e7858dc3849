"""What others may ask about bills."""

from billing.queries.facts import bill_facts

__all__ = ["bill_facts"]
