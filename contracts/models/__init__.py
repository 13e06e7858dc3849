"""What a member holds."""

from contracts.models.line import Line
from contracts.models.period import OptionPeriod, PlanPeriod
from contracts.models.sim import Sim

__all__ = ["Line", "OptionPeriod", "PlanPeriod", "Sim"]
