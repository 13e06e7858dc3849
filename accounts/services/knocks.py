"""Counting what one network address tries, so that it cannot try every name there is.

At most MOST_KNOCKS misses (and requests for a mail) in a SPAN of real time, counted from the first;
a right password does not count. These are numbers of this site, which the sources leave open.
"""

import ipaddress
from datetime import timedelta

from django.db.models import F

from accounts.models import Knocks
from mioportal.plumbing import realtime
from mioportal.plumbing.gate import TooManyTries

# A household or an office behind one address makes a few misses; a list of names, thousands.
MOST_KNOCKS = 30
SPAN = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=1)


def knock(*, source: str) -> None:
    """Count one try of an address before anything is done for it. Raises TooManyTries.

    One conditional UPDATE decides, so that of many tries at once no more get through. Without an
    address (a command, a socket of the machine) nothing is counted.
    """
    if not source:
        return
    now, door = realtime.now(), _door(source)
    row = Knocks.objects.filter(source=door)
    running = row.filter(since__gt=now - SPAN)
    if running.filter(count__lt=MOST_KNOCKS).update(count=F("count") + 1):
        return
    if row.filter(since__lte=now - SPAN).update(since=now, count=1):
        return
    _found, is_new = Knocks.objects.get_or_create(source=door, defaults={"since": now, "count": 1})
    if is_new:
        Knocks.objects.filter(since__lt=now - FORGOTTEN_AFTER).delete()
    elif not running.filter(count__lt=MOST_KNOCKS).update(count=F("count") + 1):
        since = row.values_list("since", flat=True).get()
        raise TooManyTries(max(1, int((since + SPAN - now).total_seconds())))


def take_back_knock(*, source: str) -> None:
    """The password was right: the try does not count."""
    Knocks.objects.filter(source=_door(source), count__gt=0).update(count=F("count") - 1)


def _door(source: str) -> str:
    """What stands for one household: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return source[:60]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
