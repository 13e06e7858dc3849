"""The desk's screens of this app, by subject."""

from contracts.admin.lines import LineAdmin, SimAdmin

__all__ = ["LineAdmin", "SimAdmin"]
