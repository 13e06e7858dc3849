"""The desk's screens of numbers that leave."""

from mnp.admin.lines import PortDeskAdmin
from mnp.admin.orders import PortOrderAdmin
from mnp.admin.requests import PortRequestAdmin

__all__ = ["PortDeskAdmin", "PortOrderAdmin", "PortRequestAdmin"]
