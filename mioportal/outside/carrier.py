"""The mobile carriers, simulated: every line has its habits, and every day its weather."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b

# What a line uses on an ordinary working day, in megabytes: from the modest to the eager.
LEAST, MOST = 15, 115
WEEKEND = (0.7, 1.9)
# A month is not like the next one, and a day not like the day after.
MONTH = (0.75, 1.3)
DAY = (0.35, 1.65)
# One day in so many goes by on a train, or with a film.
HEAVY_DAY_IN, HEAVY = 26, (2.5, 5.0)
SATURDAY = 5


class SimulatedCarrier:
    """Answers from the line's code and the day alone: nothing is kept, nothing is by chance."""

    def used_on(self, day: date, codes: Collection[str]) -> Mapping[str, int]:
        """Megabytes used by each line on a day."""
        return {code: _used(code, day) for code in codes}


def _used(code: str, day: date) -> int:
    megabytes = _habit(code) * _between(DAY, code, day.isoformat())
    megabytes *= _between(MONTH, code, f"{day:%Y-%m}")
    if day.weekday() >= SATURDAY:
        megabytes *= _between(WEEKEND, code, "weekend")
    if int(_chance(code, day.isoformat(), "heavy") * HEAVY_DAY_IN) == 0:
        megabytes *= _between(HEAVY, code, day.isoformat(), "how heavy")
    return round(megabytes)


@lru_cache(maxsize=1024)
def _habit(code: str) -> float:
    """An ordinary day of a line: most are modest, some are eager."""
    return LEAST + (MOST - LEAST) * _chance(code, "habit") ** 1.8


def _between(span: tuple[float, float], *seed: str) -> float:
    least, most = span
    return least + (most - least) * _chance(*seed)


@lru_cache(maxsize=4096)
def _chance(*seed: str) -> float:
    """A number from 0 up to 1 that the seed alone decides."""
    digest = blake2b("\0".join(seed).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
