"""Measure the month's bill run against the fastest way to write the same rows: `make bench-bill`.

The reference is one stream into lean tables. Both are measured in turn, several times, and the best
of each is compared: read the ratios, not the seconds. FULL=1 adds the size of a big operator.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.machine.postgres import server  # noqa: E402

STEPS = Path(__file__).with_name("bench_steps.py")
# Lines, and how often each is measured.
SIZES = {10_000: 9, 100_000: 7}
FULL_SIZE = {1_500_000: 1}
LARGE = 100_000
MOST_MB = 100
# A line may cost so much more than at the smallest size.
LINEAR = 1.3


@dataclass(frozen=True, slots=True)
class Limits:
    """Times of the reference, by number of processes; and those of small sizes."""

    large: dict[int, float]
    small: float = inf

    def of(self, lines: int, workers: int) -> float:
        """What holds for a size."""
        return self.large[workers] if lines >= LARGE else self.small


LIMITS = {
    "PostgreSQL": Limits({1: 2.5, 2: 1.5}, 3.0),
    # One writer at a time: a second process has nothing to gain. The limit is of 150,000 lines;
    # a small world is told and not judged: a third of its 0.2 s is beginning.
    "SQLite": Limits({1: 2.5}),
}


def step(surroundings: dict[str, str], *words: str) -> dict[str, Any]:
    """Run one step in a fresh process and read what it measured."""
    done = subprocess.run(
        [sys.executable, STEPS, *words],
        env={**os.environ, "MIOPORTAL_DEMO": "1", **surroundings},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """A database of its own for a size, and the surroundings that lead to it."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mio-bench-"))
        address = f"sqlite:///{folder}/bench.sqlite3"
        if kind == "PostgreSQL":
            address = stack.enter_context(server(waits_for_disk=True))
        yield {"DATABASE_URL": address, "MIOPORTAL_VAR": folder}


def measure(kind: str, lines: int, times: int) -> tuple[bool, float]:
    """Measure one size and print its line; whether all limits hold, and seconds a line."""
    limits = LIMITS[kind]
    taken: dict[int, list[dict[str, Any]]] = {workers: [] for workers in (0, *limits.large)}
    with database(kind) as surroundings:
        made = step(surroundings, "make", str(lines))
        for _time in range(times):
            for workers, found in taken.items():
                words = ("run", str(workers)) if workers else ("reference",)
                found.append(step(surroundings, *words))
    best = {workers: min(each["seconds"] for each in found) for workers, found in taken.items()}
    told = [f"{kind} {made['lines']:,} lines, {made['rows']:,} rows: limit {best[0]:.2f} s"]
    holds = True
    for workers in limits.large:
        ratio = best[workers] / best[0]
        most_mb = max(each["mb"] for each in taken[workers])
        fits = ratio <= limits.of(lines, workers) and most_mb <= MOST_MB
        holds &= fits
        told.append(
            f"{workers} process{'es' if workers > 1 else ''} {best[workers]:.2f} s,"
            f" {made['rows'] / best[workers]:,.0f} rows/s, ratio={ratio:.2f},"
            f" {most_mb:.0f} MB{'' if fits else ' (TOO MUCH)'}"
        )
    print("; ".join(told), end="; ", flush=True)
    return holds, best[1] / made["lines"]


def main() -> int:
    """Measure all sizes on both databases; 1 when a limit is broken."""
    sizes = SIZES | (FULL_SIZE if os.environ.get("FULL") else {})
    holds = True
    for kind in LIMITS:
        smallest = None
        for lines, times in (sizes if kind == "PostgreSQL" else SIZES).items():
            fits, cost = measure(kind, lines, times)
            smallest = cost if smallest is None else smallest
            is_linear = cost <= LINEAR * smallest
            holds &= fits and is_linear
            print(f"{cost * 1e6:.0f} µs a line, {'linear' if is_linear else 'NOT LINEAR'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
