"""Mutation-test the rules and list the mutants that no test noticed, each with its change."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MUTMUT = Path(sys.executable).with_name("mutmut")
# Caught (one that never ends is caught too), or never reached by a test.
FINE = ("killed", "timeout", "not checked")


def told(*command: str) -> str:
    """What mutmut prints."""
    done = subprocess.run([MUTMUT, *command], cwd=ROOT, text=True, capture_output=True, check=True)
    return done.stdout


def main() -> int:
    """Run all, then tell what is left. The exit code says only whether mutmut could run."""
    os.environ["MIOPORTAL_DEMO"] = "1"
    shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    done = subprocess.run([MUTMUT, "run", *sys.argv[1:]], cwd=ROOT)
    if done.returncode:
        return done.returncode
    rows = [line.strip().rpartition(": ") for line in told("results").splitlines()]
    left = [(name, state) for name, _, state in rows if name and state not in FINE]
    for name, state in left:
        print(f"\n{state}: {name}")
        changed = told("show", name).splitlines()
        print(
            *(line for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")),
            sep="\n",
        )
    print(f"\n{len(left)} mutants were not noticed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
