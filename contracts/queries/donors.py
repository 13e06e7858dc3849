"""From whom a number comes by one-stop."""

from datetime import date

from contracts.models import OneStopDonor
from mioportal.rules import operators
from mioportal.rules.operators import Operator


def one_stop_donors(today: date) -> tuple[Operator, ...]:
    """Those of the book, as staff have changed the list (C-109): one question to the database."""
    told = dict(OneStopDonor.objects.values_list("operator", "takes_part"))
    in_the_book = operators.ONE_STOP_DONORS.on(today)
    return tuple(each for each in Operator if told.get(each.value, each in in_the_book))
