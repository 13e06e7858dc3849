"""Writing a fact in JSON's words, so that equal facts are equal texts."""

from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any


def plain(value: object) -> Any:
    """Days and times in ISO form, yen as text, an enumeration by its value, objects as dicts."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.value if isinstance(value, StrEnum) else value
