"""Rows of a table that are written at once: what all of them share is said once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from billing.services.sheets import Cell, Cells, sheet


class Rows:
    """Rows of a model: each has its `own` fields, the others have the `shared` value or default.

    A model whose `own` names no primary key is given one by the database.
    """

    def __init__(self, model: type[models.Model], *own: str, **shared: Any) -> None:
        rest = {
            field.name: _cell(shared.get(field.name, field.get_default()))
            for field in model._meta.concrete_fields
            if field.name not in own and not field.primary_key
        }
        self._model, self._fields = model, (*own, *rest)
        self._rest = Cells(*rest.values())
        self._rows: list[list[Cell]] = []

    def add(self, *own: Any) -> None:
        """Add a row."""
        self._rows.append(list(map(_cell, own)))

    def write(self) -> None:
        """Write them all, inside the caller's transaction."""
        with sheet(self._model, self._fields) as rows:
            for own in self._rows:
                rows.add(own, self._rest)


def _cell(value: Any) -> Cell:
    """As both databases read it: instants in UTC, yes and no as 1 and 0."""
    if value is None or value.__class__ is str or value.__class__ is int:
        return value
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date | Decimal):
        return str(value)
    return int(value) if isinstance(value, bool | int) else str(value)
