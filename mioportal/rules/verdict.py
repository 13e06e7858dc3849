"""A yes, or a no with every reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

R = TypeVar("R", bound=StrEnum)


# No slots: a frozen, slotted generic cannot be called as Verdict[Reason](…) in Python 3.11.
@dataclass(frozen=True, kw_only=True)
class Verdict(Generic[R]):
    """`reasons` are all reasons against, in the order of their enumeration."""

    reasons: tuple[R, ...] = ()

    @property
    def allowed(self) -> bool:
        return not self.reasons


def against(holds: Mapping[R, bool]) -> Verdict[R]:
    """No for each reason that holds, in the order of their enumeration."""
    order = list(type(next(iter(holds))))
    return Verdict(reasons=tuple(sorted((each for each in holds if holds[each]), key=order.index)))
