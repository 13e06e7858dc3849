"""A number that the sources give as "from … to …"."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.sources import Table, Unit, always


class Bound(StrEnum):
    LEAST = "least"
    MOST = "most"


def span(name: str, unit: Unit, least: int, most: int, source: str) -> Mapping[Bound, Table[int]]:
    """The two tables `name.least` and `name.most`; a promise is kept by the second."""
    if not 0 <= least < most:
        raise ValueError(f"least of {name} must be 0 or more and below most")
    return MappingProxyType(
        {
            bound: always(f"{name}.{bound}", unit, value, source)
            for bound, value in ((Bound.LEAST, least), (Bound.MOST, most))
        }
    )
