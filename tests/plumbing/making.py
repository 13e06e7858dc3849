"""Making the cast of the demonstration."""

from io import StringIO

from django.core.management import call_command
from freezegun import freeze_time

from tests.plumbing.chores import japan


def made_on(day: str, time: str) -> str:
    """Make the cast at an hour of the machine; gives what the command says."""
    said = StringIO()
    with freeze_time(japan(day, time)):
        call_command("make_cast", stdout=said)
    return said.getvalue()
