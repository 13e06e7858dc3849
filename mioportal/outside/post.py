"""The post, simulated: what is sent today is delivered the day after tomorrow."""

import re
from datetime import date, timedelta

DELIVERED_AFTER = timedelta(days=2)
# Digits with or without hyphens; a number of zeros alone was never given out.
_A_NUMBER = re.compile(r"[0-9]{11,13}")


class SimulatedPost:
    """Answers from the number and the day alone: nothing is kept, nothing is by chance."""

    def delivered_on(self, *, number: str, posted_on: date) -> date | None:
        """Two days after it was posted; None for what is no number of the post's."""
        digits = number.replace("-", "")
        if not _A_NUMBER.fullmatch(digits) or not digits.strip("0"):
            return None
        return posted_on + DELIVERED_AFTER
