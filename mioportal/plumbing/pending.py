"""What a member has under way: each app tells its own, the dashboard puts them in order."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Pending:
    """Something accepted that is still to happen; `url` is where it is seen, or taken back.

    `on` is its day; None while only the desk can name one. `time` is the clock of that day, as it
    is written; "" where the day is a limit. `is_end` marks what cannot be had again. `undated`
    stands where a day would, when it is not the desk that is waited for.
    """

    title: str
    url: str
    text: str
    on: date | None = None
    time: str = ""
    is_end: bool = False
    undated: str = ""
