"""What a new line is given: its service code, its card, its telephone number."""

import secrets

from contracts.models import AppliedLine, Line, Sim
from mioportal.plumbing.models import World
from mioportal.plumbing.switching import switchboard

_DIGITS = 8
# Whoever is asked so often and has nothing free has run out of it.
_TURNS = 200
_PREFIXES = {Line.Function.VOICE: "090", Line.Function.SMS: "070"}


class NothingFree(Exception):
    """The carrier has no card or number left."""


def service_code() -> str:
    """A service code that no line has."""
    for _turn in range(_TURNS):
        code = f"hdu{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        if not Line.objects.filter(code=code).exists():
            return code
    raise NothingFree


def card(world: World, key: str) -> str:
    """The serial number of a card that nobody in the world has."""
    for turn in range(_TURNS):
        iccid = switchboard().card(key=key, turn=turn)
        if not Sim.objects.filter(world=world, iccid=iccid).exists():
            return iccid
    raise NothingFree


def phone_number(world: World, applied: AppliedLine) -> str:
    """The number that a line of an application is called by; "" for data alone."""
    if applied.function == Line.Function.DATA:
        return ""
    if applied.is_brought:
        return applied.brought_number
    prefix = _PREFIXES[Line.Function(applied.function)]
    for turn in range(_TURNS):
        number = switchboard().new_number(key=applied.code, prefix=prefix, turn=turn)
        # The number of a line that has ended rests a while: it is not given out again.
        if not Line.objects.filter(world=world, phone_number=number).exists():
            return number
    raise NothingFree


def tracking_number() -> str:
    """What the post calls a parcel: twelve digits."""
    return f"{secrets.randbelow(10**12):012d}"
