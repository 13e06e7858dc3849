"""Reads of contracts that pages and other apps use, by subject."""

from contracts.queries.buying import (
    bought_in_month,
    buy_facts,
    held_plan,
    offer,
    purchase,
    purchases,
)
from contracts.queries.data import (
    balance_rows,
    balances,
    daily_use,
    monthly_use,
)
from contracts.queries.lines import (
    LineRow,
    Tag,
    awaited_sims,
    functions_held,
    line_of,
    line_row,
    line_rows,
    lines_of,
    option_periods,
    plan_code,
    sim_tag,
)

__all__ = [
    "functions_held",
    "LineRow",
    "Tag",
    "awaited_sims",
    "balance_rows",
    "balances",
    "bought_in_month",
    "buy_facts",
    "daily_use",
    "held_plan",
    "line_of",
    "line_row",
    "line_rows",
    "lines_of",
    "monthly_use",
    "offer",
    "option_periods",
    "plan_code",
    "purchase",
    "purchases",
    "sim_tag",
]
