"""What every rule refuses before it answers: an impossible argument, by name."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def a_day(value: date, name: str) -> date:
    """A calendar day; an instant is not a day, though Python calls it one."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError(f"{name} must be a date, not {value!r}")
    return value


def a_month(value: date, name: str) -> date:
    """A month, written as its first day."""
    if a_day(value, name).day != 1:
        raise ValueError(f"{name} must be the first day of a month, not {value}")
    return value


def an_instant(value: datetime, name: str) -> datetime:
    """An instant with a time zone."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise ValueError(f"{name} must be a timezone-aware datetime, not {value!r}")
    return value


def yen(value: Decimal, name: str) -> Decimal:
    """An amount of money: a finite Decimal, not below zero."""
    if not isinstance(value, Decimal) or not value.is_finite() or value < 0:
        raise ValueError(f"{name} must be a Decimal of 0 yen or more, not {value!r}")
    return value


def a_discount(value: Decimal, name: str) -> Decimal:
    """An amount taken off: a finite Decimal, not above zero."""
    if not isinstance(value, Decimal) or not value.is_finite() or value > 0:
        raise ValueError(f"{name} of a discount must be a Decimal of 0 yen or less, not {value!r}")
    return value


def a_count(value: int, name: str, *, least: int = 0) -> int:
    """A whole number of things."""
    if type(value) is not int or value < least:
        raise ValueError(f"{name} must be a whole number of {least} or more, not {value!r}")
    return value


def member(kind: type[E], value: str, name: str) -> E:
    """The member of an enumeration that `value` is or spells."""
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{name} must be one of {listed(kind)}, not {value!r}") from None


def listed(values: Iterable[str]) -> str:
    return ", ".join(str(value) for value in values)


def settle(facts: object, name: str, value: object) -> None:
    """Write the checked form of a field while a frozen facts object is being made."""
    object.__setattr__(facts, name, value)
