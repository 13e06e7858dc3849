"""Throw the demonstration's data away: its database, mails and uploads, nothing else.

Run by `make demo-reset` with the machine's own Python, so it uses the standard library only.
"""

import fcntl
import os
import shutil
import sys
from pathlib import Path

DATABASE, FOLDERS = "mioportal.sqlite3", ("mail", "media")


def main() -> None:
    """Remove what is there, unless a demonstration is running on it."""
    default = Path(__file__).resolve().parents[2] / "var"
    var = Path(os.environ.get("MIOPORTAL_VAR") or default)
    if is_running(var):
        sys.exit("The demonstration is running on this data. Stop it first (Ctrl-C), then reset.")
    for file in var.glob(DATABASE + "*"):
        file.unlink()
    for folder in FOLDERS:
        shutil.rmtree(var / folder, ignore_errors=True)
    print("The demonstration's data is gone. `make demo` starts afresh.")
    if os.environ.get("DATABASE_URL"):
        print("DATABASE_URL names a database of yours: it was left alone.")


def is_running(var: Path) -> bool:
    """Say whether a `manage.py serve` holds this folder."""
    try:
        with open(var / "serve.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


if __name__ == "__main__":
    main()
