"""Why a try to sign in is turned away before its password is looked at."""

from datetime import datetime


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
