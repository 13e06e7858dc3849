"""What the dashboard shows of contracts, by subject."""

from contracts.cards.applications import application
from contracts.cards.held import data, lines, options, returns
from contracts.cards.pending import pending

__all__ = ["application", "data", "lines", "options", "pending", "returns"]
