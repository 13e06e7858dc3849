"""Locking an account after wrong passwords, and how it opens again (C-048).

A try goes: `before_try`, then `is_locked`; if open, the password, then `after_failure` or
`after_success`. The caller keeps the state and lets one try at a time change it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mioportal.rules.checks import a_count, an_instant, settle
from mioportal.rules.dates import JST, day_in_japan
from mioportal.rules.sources import Table, Unit, always, stated


@dataclass(frozen=True, kw_only=True, slots=True)
class LockState:
    """Misses in a row and the last lock; the lock runs up to, not including, `locked_until`.

    `locked_at` stays when its lock is over, because it makes the next one longer;
    `locked_until` is None from then on.
    """

    misses: int = 0
    locked_at: datetime | None = None
    locked_until: datetime | None = None

    def __post_init__(self) -> None:
        a_count(self.misses, "misses")
        # In Japan no hour is skipped: elsewhere adding minutes to a clock's time can go wrong.
        if self.locked_at is not None:
            settle(self, "locked_at", an_instant(self.locked_at, "locked_at").astimezone(JST))
        if self.locked_until is not None:
            until = an_instant(self.locked_until, "locked_until").astimezone(JST)
            if self.locked_at is None or until <= self.locked_at:
                raise ValueError(f"locked_until {until} must be after locked_at {self.locked_at}")
            settle(self, "locked_until", until)


LOCK_MISSES: Table[int] = always("lock_misses", Unit.TIMES, 5, "解約ガイド §4① (C-048)")
LOCK_MINUTES: Table[int] = always("lock_minutes", Unit.MINUTES, 30, "解約ガイド §4① (C-048)")
PROLONGED_LOCK_MINUTES: Table[int] = always(
    "prolonged_lock_minutes", Unit.MINUTES, 60, "解約ガイド §4① (C-048)"
)
LOCK_MEMORY_HOURS: Table[int] = always("lock_memory_hours", Unit.HOURS, 24, "C-048")
LOCK_MEMORY_BEGINS: Table[bool] = stated("lock_memory_begins", "D-10")
LOCK_MEMORY_STAYS: Table[bool] = stated("lock_memory_stays", "D-11")
RESET_OPENS_LOCK: Table[bool] = stated("reset_opens_lock", "解約ガイド §4① (C-048)")
STAFF_OPEN_LOCK: Table[bool] = stated("staff_open_lock", "解約ガイド §4① (C-048)")


def is_locked(state: LockState, at: datetime) -> bool:
    """Whether a try at this instant is refused."""
    an_instant(at, "at")
    return state.locked_until is not None and at < state.locked_until


def before_try(state: LockState, at: datetime) -> LockState:
    """The state a try meets: a lock that is over is lifted, one that runs gets longer, once."""
    an_instant(at, "at")
    if state.locked_at is None or state.locked_until is None:
        return state
    if at >= state.locked_until:
        return after_reset(state, at)
    longest = PROLONGED_LOCK_MINUTES.on(day_in_japan(state.locked_at))
    until = max(state.locked_until, state.locked_at + timedelta(minutes=longest))
    return replace(state, locked_until=until)


def after_failure(state: LockState, at: datetime) -> LockState:
    """The state after a wrong password; while locked it is one more try, not one more miss."""
    state = before_try(state, at)
    if is_locked(state, at):
        return state
    misses = state.misses + 1
    if misses < LOCK_MISSES.on(day_in_japan(at)):
        return replace(state, misses=misses)
    until = at.astimezone(JST) + timedelta(minutes=_minutes(state, at))
    return LockState(misses=misses, locked_at=at, locked_until=until)


def after_success(state: LockState, at: datetime) -> LockState:
    """The state after the right password, which does not open a lock that runs."""
    state = before_try(state, at)
    return state if is_locked(state, at) else replace(state, misses=0)


def after_reset(state: LockState, at: datetime) -> LockState:
    """The state once the password was set anew, or staff opened the account."""
    an_instant(at, "at")
    return replace(state, misses=0, locked_until=None)


def _minutes(state: LockState, at: datetime) -> int:
    """How long a lock that begins now lasts: the second within a day starts longer."""
    day = day_in_japan(at)
    memory = timedelta(hours=LOCK_MEMORY_HOURS.on(day))
    if state.locked_at is not None and at - state.locked_at < memory:
        return PROLONGED_LOCK_MINUTES.on(day)
    return LOCK_MINUTES.on(day)
