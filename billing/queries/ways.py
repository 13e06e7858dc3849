"""How PostgreSQL finds the rows of a range: it is told, where its own guess costs too much.

It knows nothing of tables that were just filled, and a join that reads a whole table costs the more
the bigger the world is.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

_WAYS = ("nestloop", "hashjoin", "mergejoin", "seqscan", "bitmapscan", "hashagg")
ONE_BY_ONE = ("nestloop", "seqscan", "bitmapscan", "hashagg")
# Both sides from leaf to leaf of an index, and no row looked up by itself:
BY_KEYS = ("hashjoin",)
# one side beside the other.
IN_ORDER = ("mergejoin",)


@contextmanager
def found_by(ways: Iterable[str]) -> Iterator[None]:
    """Have PostgreSQL go these ways alone; inside a transaction."""
    _allow(ways)
    yield
    _allow(_WAYS)


def _allow(ways: Iterable[str]) -> None:
    if connection.vendor == "postgresql":
        told = [f"set_config('enable_{each}', '{each in ways}', true)" for each in _WAYS]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(told)}")
