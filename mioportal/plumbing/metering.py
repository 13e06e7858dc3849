"""What the portal asks of the carriers, whoever they are: how much a line used on a day.

A setting names the class that answers. In the demonstration `mioportal.outside` does; no app
imports that.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Carrier(Protocol):
    """Who runs the radio network, and counts what goes through it."""

    def used_on(self, day: date, codes: Collection[str]) -> Mapping[str, int]:
        """Megabytes that each of these lines used on a day that is over, by service code.

        Asked again about a day, it answers the same. May raise what it likes when it cannot say:
        nothing is counted then, and it is asked again later.
        """
        ...


def carrier() -> Carrier:
    """The carrier that the setting CARRIER names."""
    found: Carrier = import_string(settings.CARRIER)()
    return found
