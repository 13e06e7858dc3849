"""Make .venv from the hash-locked files; do nothing when it already matches them.

Run by `make` with the machine's own Python, so it uses the standard library only and
stays readable to a Python that is too old.
"""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
RUNTIME, TESTING = "requirements.txt", "requirements-test.txt"


def main(arguments: list) -> None:
    """Bring .venv up to the lock files named by the arguments."""
    if sys.version_info < OLDEST:
        sys.exit(
            "Python 3.11 or newer is needed, and this is Python %d.%d. "
            "Name another one: make PYTHON=python3.11 …" % sys.version_info[:2]
        )
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    locks = [RUNTIME, TESTING] if "--with-tests" in arguments else [RUNTIME]
    python = os.path.join(".venv", "bin", "python")
    if not works(python):
        make(python)
    wanted = [lock for lock in locks if stamp_of(lock) != fingerprint(lock, python)]
    if wanted:
        install(python, wanted)


def works(python: str) -> bool:
    """Say whether .venv holds a new enough Python with pip (a moved or half-made one has not)."""
    probe = "import sys, pip; sys.exit(sys.version_info < %r)" % (OLDEST,)
    try:
        return subprocess.run([python, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def make(python: str) -> None:
    """Make an empty .venv, or say what the machine lacks."""
    print("Making .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", ".venv"])
    if made.returncode or not works(python):
        sys.exit(
            "Python cannot make a virtual environment here. "
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def install(python: str, locks: list) -> None:
    """Install what the lock files name, hash-checked, and note that it is done."""
    print("Installing from %s …" % " and ".join(locks), flush=True)
    files = [part for lock in locks for part in ("-r", lock)]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    # The locks name everything. Left to look for dependencies, an older pip takes a newer release
    # of a package with extras (coverage[toml]) for one without a hash, and stops.
    command = [python, "-m", "pip", "install", "-qq", "--no-deps", "--require-hashes", *files]
    if subprocess.run(command, env={**os.environ, **quiet}).returncode:
        sys.exit("The packages could not be installed. The lines above say why.")
    for lock in locks:
        with open(stamp_path(lock), "w") as stamp:
            stamp.write(fingerprint(lock, python))


def fingerprint(lock: str, python: str) -> str:
    """Stand for the lock file's content and the Python it was installed for."""
    with open(lock, "rb") as opened:
        digest = hashlib.sha256(opened.read())
    digest.update(os.path.realpath(python).encode())
    return digest.hexdigest()


def stamp_path(lock: str) -> str:
    """Name the note left in .venv after a lock file was installed."""
    return os.path.join(".venv", "installed-" + lock)


def stamp_of(lock: str) -> str:
    """Read that note; without one the answer is empty."""
    try:
        with open(stamp_path(lock)) as stamp:
            return stamp.read()
    except OSError:
        return ""


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped. Run the same command again: it goes on where it was.")
