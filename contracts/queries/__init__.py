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
from contracts.queries.option_audit import Audit, audit_of, dropped_in, open_audit
from contracts.queries.option_offers import (
    OptionEnding,
    OptionOffer,
    last_month_yen,
    option_ending,
    option_offer,
)
from contracts.queries.option_prices import MonthPrice, option_yen
from contracts.queries.options import (
    Addable,
    HeldOption,
    LineOptions,
    ToLookAt,
    held_options,
    line_with_options,
    option_of,
    options_of,
    options_to_look_at,
)

__all__ = [
    "Addable",
    "Audit",
    "HeldOption",
    "LineOptions",
    "LineRow",
    "MonthPrice",
    "OptionEnding",
    "OptionOffer",
    "Tag",
    "ToLookAt",
    "audit_of",
    "awaited_sims",
    "dropped_in",
    "held_options",
    "last_month_yen",
    "line_of",
    "line_row",
    "line_rows",
    "line_with_options",
    "lines_of",
    "open_audit",
    "option_ending",
    "option_of",
    "option_offer",
    "option_periods",
    "option_yen",
    "options_of",
    "options_to_look_at",
    "plan_code",
    "sim_tag",
]
