"""Several hands at one thing at once: for proofs that only PostgreSQL can give."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def at_once(hands: int, do: Callable[[], Result]) -> list[Result]:
    """Let several hands do the same thing at the same moment; gives what each of them got."""
    barrier = Barrier(hands)

    def run() -> Result:
        try:
            barrier.wait(timeout=30)
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(hands)]]
