"""Why a try to sign in is turned away, though the password may be right."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any


class Locked(Exception):
    """The name is locked until an instant of its own world."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"locked until {until.isoformat()}")
        self.until = until


class TooManyTries(Exception):
    """One network address has tried too often; it may come again in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many tries: wait {seconds} s")
        self.seconds = seconds


class Ended(Exception):
    """The password was right, but the mioID is 無効: nobody signs in with it any more."""


class Held(Exception):
    """The password was right, but something stands out: a second check has to follow (C-117)."""

    def __init__(self, user: Any, signs: Sequence[str]) -> None:
        super().__init__(", ".join(signs))
        self.user = user
        self.signs = signs
