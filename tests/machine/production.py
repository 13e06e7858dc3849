"""Run a manage.py command with the settings that docs/production.env documents."""

import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def documented() -> dict[str, str]:
    """Read docs/production.env, with a key made up for this run."""
    lines = (ROOT / "docs" / "production.env").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: value or secrets.token_urlsafe(50) for name, value in pairs}


def main() -> None:
    """Become manage.py, in production's environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, str(ROOT / "manage.py"), *sys.argv[1:]]
    os.execve(sys.executable, command, {**kept, **documented()})


if __name__ == "__main__":
    main()
