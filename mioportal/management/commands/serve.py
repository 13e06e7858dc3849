"""Serve the demonstration on this machine: a web server with a job runner beside it."""

import fcntl
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import IO, Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

HOST = "127.0.0.1"
# Seconds between two looks at the children, and the longest wait for the first answer.
PAUSE, PATIENCE = 0.1, 60


class Command(BaseCommand):
    """Prepares the data, starts both processes, and stops both together."""

    help = "Migrate, collect static files, make the demonstration cast, and serve on 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--port to listen on, --workers to answer with."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until a signal asks to stop or a child fails."""
        if not settings.DEMO:
            raise CommandError(
                "serve runs the demonstration (make demo). A real installation runs "
                "gunicorn mioportal.wsgi and manage.py run_jobs under its own supervisor."
            )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        port = options["port"]
        settings.VAR.mkdir(parents=True, exist_ok=True)
        with (settings.VAR / "serve.lock").open("w") as lock:
            _refuse_taken_port(port)
            _hold(lock)
            call_command("migrate", verbosity=0, interactive=False)
            _collect_static()
            call_command("make_cast", stdout=self.stdout)
            self._run(port, options["workers"])

    def _run(self, port: int, workers: int) -> None:
        children: dict[str, subprocess.Popen[bytes]] = {}
        try:
            children["web server"] = _start(_gunicorn(port, workers), port)
            children["job runner"] = _start(["manage.py", "run_jobs"], port)
            _wait_for_answer(port, children)
            self.stdout.write(f"READY http://{HOST}:{port}/")
            self.stdout.flush()
            while True:
                _fail_if_any_died(children)
                time.sleep(PAUSE)
        finally:
            _stop_all(list(children.values()))


def _stop(number: int, _frame: FrameType | None) -> None:
    # Asked to stop is a normal end; a second signal must not break off the tidying up.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(0)


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        # Without this a port whose last visitor has just left would count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}). Name another one: make demo PORT=…"
            ) from None


def _hold(lock: IO[str]) -> None:
    # Kept until this process ends: tells `make demo-reset` and a second server to keep off.
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CommandError(
            f"Another server is already running on the data in {settings.VAR}. "
            "Stop it first, or set MIOPORTAL_VAR to another folder."
        ) from None


def _collect_static() -> None:
    # Compressing takes seconds, so an unchanged set of files is left as it stands.
    note = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _fingerprint()
    if not note.exists() or note.read_text() != wanted:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        note.write_text(wanted)


def _fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = os.stat(storage.path(name))
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _gunicorn(port: int, workers: int) -> list[str]:
    # Threads: each spare connection that a browser opens holds one up for some seconds.
    return [
        *("-m", "gunicorn", settings.WSGI_APPLICATION.replace(".application", ":application")),
        *("--bind", f"{HOST}:{port}", "--workers", str(workers), "--threads", "16"),
        *("--preload", "--log-level", "warning", "--no-control-socket"),
    ]


def _start(command: list[str], port: int) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the children.
    address = f"http://{HOST}:{port}"
    environment = {**os.environ, "SITE_URL": os.environ.get("SITE_URL", address)}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        start_new_session=True,
    )


def _wait_for_answer(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    for _ in range(int(PATIENCE / PAUSE)):
        _fail_if_any_died(children)
        if _answers(port):
            return
        time.sleep(PAUSE)
    raise CommandError(f"The web server did not answer within {PATIENCE} seconds.")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _fail_if_any_died(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CommandError(f"The {name} stopped by itself (exit {child.returncode}).")


def _stop_all(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
