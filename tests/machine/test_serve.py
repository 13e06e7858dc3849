"""`make demo` as a person meets it: it starts, says so, stops cleanly, and explains refusals."""

import http.client
import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.machine.real_server import Demonstration, demonstration, start

MAKE_RESET = ["make", "--no-print-directory", "demo-reset"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def var(real_server: Demonstration, tmp_path: Path) -> Path:
    """A folder with the data of a first start, so that a start on it is a second one."""
    return real_server.copy_data(tmp_path)


def get(demo: Demonstration, path: str, **headers: str) -> http.client.HTTPResponse:
    """Ask for one page, bare."""
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def children_of(demo: Demonstration) -> list[int]:
    """Give the process ids of the web server and the job runner."""
    return [child.pid for child in psutil.Process(demo.process.pid).children()]


def is_alive(number: int) -> bool:
    """Say whether a process still runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_prints_the_cast_and_says_ready_last(real_server: Demonstration) -> None:
    assert any("MA0000001" in line for line in real_server.lines)
    assert real_server.lines[-1] == f"READY {real_server.url}/"


def test_it_answers_with_compressed_pages_and_compressed_named_files(
    real_server: Demonstration,
) -> None:
    page = get(real_server, "/login/", **{"Accept-Encoding": "gzip"})
    assert (page.status, page.headers["Content-Encoding"]) == (200, "gzip")
    plain = get(real_server, "/login/").read().decode()
    sheet = re.search(r'href="(/static/ui/app\.[0-9a-f]+\.css)"', plain)
    assert sheet
    style = get(real_server, sheet[1], **{"Accept-Encoding": "gzip"})
    assert (style.status, style.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in style.headers["Cache-Control"]


def test_idle_connections_of_browsers_keep_nobody_waiting(real_server: Demonstration) -> None:
    idle = [socket.create_connection(("127.0.0.1", real_server.port)) for _ in range(20)]
    assert get(real_server, "/health/").status == 200
    for connection in idle:
        connection.close()


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGINT, marks=pytest.mark.full),
        pytest.param(signal.SIGHUP, marks=pytest.mark.full),
    ],
)
def test_asked_to_stop_it_ends_with_both_its_children(var: Path, number: int) -> None:
    with demonstration(var) as demo:
        children = children_of(demo)
        assert len(children) == 2
        assert demo.stop(number) == 0
    assert not any(is_alive(child) for child in children)


@pytest.mark.full
def test_it_stops_and_says_so_when_a_child_dies(var: Path) -> None:
    with demonstration(var) as demo:
        children = children_of(demo)
        os.kill(children[-1], signal.SIGKILL)
        assert demo.process.wait(timeout=20) == 1
    assert not any(is_alive(child) for child in children)


def test_a_taken_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        demo = start(tmp_path / "var", taken.getsockname()[1])
        told, _ = demo.process.communicate(timeout=30)
    assert demo.process.returncode == 1
    assert "PORT=" in told and "Traceback" not in told
    assert not list((tmp_path / "var").glob("*.sqlite3"))


def test_a_second_server_on_the_same_data_is_refused(real_server: Demonstration) -> None:
    second = start(real_server.var)
    told, _ = second.process.communicate(timeout=30)
    assert second.process.returncode == 1
    assert "already running" in told


def test_a_reset_waits_for_the_demonstration_to_stop_then_takes_its_data_only(var: Path) -> None:
    surroundings = {**os.environ, "MIOPORTAL_VAR": str(var)}
    with demonstration(var):
        refused = subprocess.run(
            MAKE_RESET, cwd=ROOT, env=surroundings, capture_output=True, text=True
        )
        assert refused.returncode != 0 and "Stop it first" in refused.stderr
        assert list(var.glob("*.sqlite3"))
    (var / "kept.txt").write_text("mine")
    done = subprocess.run(MAKE_RESET, cwd=ROOT, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not list(var.glob("*.sqlite3*"))
    assert (var / "kept.txt").exists() and (var / "static").exists()
