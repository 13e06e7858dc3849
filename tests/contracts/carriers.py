"""Carriers for tests: one whose lines use what a test says, and one that does not answer."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import ClassVar


class Steady:
    """Every line uses 100MB every day; `per_day` says otherwise, by line or by line and day."""

    per_day: ClassVar[dict[str | tuple[str, date], int]] = {}

    def used_on(self, day: date, codes: Collection[str]) -> Mapping[str, int]:
        """What was said of the day, or of the line."""
        return {
            code: self.per_day.get((code, day), self.per_day.get(code, 100)) for code in codes
        }


class Silent:
    """Nobody picks up."""

    def used_on(self, day: date, codes: Collection[str]) -> Mapping[str, int]:
        """Fails."""
        raise ConnectionError("no answer")
