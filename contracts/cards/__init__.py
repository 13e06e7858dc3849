"""What the dashboard shows of contracts, by subject."""

from contracts.cards.held import data, lines, options, returns
from contracts.cards.pending import pending

__all__ = ["data", "lines", "options", "pending", "returns"]
