"""Calls and messages as the carriers report them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from contracts.models import CallUse, Line, OptionPeriod
from mioportal.rules.dates import day_in_japan, month_start
from mioportal.rules.options import OptionCode
from mioportal.rules.usage import FREE_MINUTES, call_charge

_CALL_OPTIONS = (*FREE_MINUTES, OptionCode.CALL_UNLIMITED)


def note_use(
    *, line: Line, at: datetime, calls: Sequence[int] = (), messages: int = 0
) -> Decimal:
    """Add calls (seconds each) and messages of a day to the line's month; the calls' yen.

    A call is charged by the option held on its day (F-BIL-09, C-009). Raises ValueError for a data
    line, which has no number.
    """
    if line.function == Line.Function.DATA or (calls and line.function != Line.Function.VOICE):
        raise ValueError(f"line: {line.code} makes no such calls")
    day = day_in_japan(at)
    with transaction.atomic():
        option = _call_option(line, day)
        yen = sum((call_charge(seconds, option, day) for seconds in calls), Decimal(0))
        row, _made = CallUse.objects.get_or_create(line=line, month=month_start(day))
        CallUse.objects.filter(pk=row.pk).update(
            calls=F("calls") + len(calls),
            seconds=F("seconds") + sum(calls),
            calls_yen=F("calls_yen") + yen,
            messages=F("messages") + messages,
        )
    return yen


def _call_option(line: Line, day: date) -> OptionCode | None:
    """The option that makes calls cheaper on a day; the dearest, if there are several."""
    held = OptionPeriod.objects.on(day).filter(line=line, option_code__in=_CALL_OPTIONS)
    codes = set(held.values_list("option_code", flat=True))
    return next((code for code in reversed(_CALL_OPTIONS) if code in codes), None)
