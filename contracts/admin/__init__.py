"""The desk's screens of this app, by subject."""

from contracts.admin.lines import LineAdmin, SimAdmin
from contracts.admin.options import OptionPeriodAdmin

__all__ = ["LineAdmin", "OptionPeriodAdmin", "SimAdmin"]
