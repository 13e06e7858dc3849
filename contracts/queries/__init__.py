"""Reads of contracts that pages and other apps use, by subject."""

from contracts.queries.lines import (
    LineRow,
    Tag,
    awaited_sims,
    line_of,
    line_row,
    line_rows,
    lines_of,
    option_periods,
    plan_code,
    sim_tag,
)

__all__ = [
    "LineRow",
    "Tag",
    "awaited_sims",
    "line_of",
    "line_row",
    "line_rows",
    "lines_of",
    "option_periods",
    "plan_code",
    "sim_tag",
]
