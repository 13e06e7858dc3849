"""The demonstration as a person runs it: its own process, port, database and static files."""

import os
import queue
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Give a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Demonstration:
    """A running `manage.py serve` and what it has printed."""

    process: subprocess.Popen[str]
    port: int
    var: Path
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Give its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def wait_until_ready(self, seconds: float = 180) -> None:
        """Read what it prints up to READY; fail with all of it when it ends first."""
        told: queue.Queue[str | None] = queue.Queue()

        def read() -> None:
            assert self.process.stdout
            for line in self.process.stdout:
                told.put(line.rstrip("\n"))
            told.put(None)

        threading.Thread(target=read, daemon=True).start()
        while True:
            line = told.get(timeout=seconds)
            if line is None:
                raise AssertionError("serve ended:\n" + "\n".join(self.lines))
            self.lines.append(line)
            if line.startswith("READY "):
                return

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop and give its exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def copy_data(self, var: Path) -> Path:
        """Put what it has made by now, database and static files, into a folder of its own."""
        shutil.copytree(self.var / "static", var / "static")
        name = "mioportal.sqlite3"
        with (
            closing(sqlite3.connect(self.var / name)) as original,
            closing(sqlite3.connect(var / name)) as copy,
        ):
            original.backup(copy)
        return var


def start(var: Path, port: int | None = None, /, **environment: str) -> Demonstration:
    """Start `manage.py serve` on a folder of its own; it may not be ready yet."""
    port = port or free_port()
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env={
            **inherited,
            "MIOPORTAL_DEMO": "1",
            "MIOPORTAL_VAR": str(var),
            "PYTHONUNBUFFERED": "1",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Demonstration(process=process, port=port, var=var)


@contextmanager
def demonstration(var: Path, **environment: str) -> Iterator[Demonstration]:
    """Run it for the block."""
    running = start(var, None, **environment)
    try:
        running.wait_until_ready()
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()


@pytest.fixture(scope="session")
def real_server() -> Iterator[Demonstration]:
    """The real server with a fresh cast, one for the whole run."""
    with (
        tempfile.TemporaryDirectory(prefix="mio-real-") as folder,
        demonstration(Path(folder)) as running,
    ):
        yield running
