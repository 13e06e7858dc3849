"""The desk's screens of this app, by subject."""

from contracts.admin.data import DataGrantAdmin, DataUseAdmin
from contracts.admin.lines import LineAdmin, SimAdmin

__all__ = ["DataGrantAdmin", "DataUseAdmin", "LineAdmin", "SimAdmin"]
