"""Sets Django up for tests: the demonstration's settings, a folder of its own, quick hashes."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadFileScheduling

from tests.machine.real_server import real_server

__all__ = ["real_server"]

# Before Django reads its settings: a running demonstration's data must never be touched.
VAR = Path(tempfile.mkdtemp(prefix="mio-test-"))
os.environ["MIOPORTAL_VAR"] = str(VAR)
os.environ["MIOPORTAL_DEMO"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "mioportal.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The hashed names of production need a collectstatic; tests serve files where they lie.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(VAR / "static").mkdir()
django.setup()
# Several processes: each that inherited this would read its settings before it has a folder.
del os.environ["DJANGO_SETTINGS_MODULE"]

hypothesis_settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
hypothesis_settings.register_profile("full", max_examples=1000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """--full runs what is marked `full` too, and makes properties large."""
    parser.addoption("--full", action="store_true", help="run the long form of the tests")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hard properties try."""
    hypothesis_settings.load_profile("full" if config.getoption("--full") else "quick")


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays: modules, and thousands of tests.

    Going through them again and again took a tenth of the time of every test.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(VAR, ignore_errors=True)


ON_POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")

# Files of about a minute: begun last, they would keep one process at work and the others waiting.
LONG = (
    *("test_make_the_cast", "test_every_page", "test_any_machine_hour", "test_weight"),
    *("test_serve", "test_apply_journey", "test_every_address", "test_roles"),
    # In the long form, many minutes.
    *("test_preview_comes_true", "test_one_jump_is_the_sum_of_its_steps", "test_any_history"),
)


# Starting the real server with its cast takes longest of all: who needs it keeps together.
ON_THE_REAL_SERVER = ("tests/browser/test_weight.py", "tests/machine/test_serve.py")


class TogetherByFile(LoadFileScheduling):
    """Gives a file's tests to one process, and those of all files on the real server."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return ON_THE_REAL_SERVER[0] if file in ON_THE_REAL_SERVER else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Share out as `--dist loadfile` does, but for the real server."""
    return TogetherByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run is not for, and begin with what takes long."""

    def belongs(item: pytest.Item) -> bool:
        is_full = config.getoption("--full")
        if item.get_closest_marker("full") and not is_full:
            return False
        is_of_postgres = bool(item.get_closest_marker("postgres"))
        if not ON_POSTGRES:
            return not is_of_postgres
        return is_full or is_of_postgres or _is_for_two_databases(item.path)

    left_out = [item for item in items if not belongs(item)]
    items[:] = [item for item in items if belongs(item)]
    config.hook.pytest_deselected(items=left_out)
    items.sort(key=lambda item: item.path.stem not in LONG)


# Names, and words of names, of files whose tests the short form repeats on PostgreSQL.
_REPEATED = {
    *("races", "race", "killed", "run", "jump"),
    *("test_any_history", "test_leave_the_demonstration"),
}


def _is_for_two_databases(path: Path) -> bool:
    """Whether the short form tries on PostgreSQL what it tries on SQLite already.

    It does where databases differ most: who comes first, what a killed run leaves, the month's and
    the midnight's runs; and one story from the menu to the end. The long form repeats all.
    """
    return bool({path.stem, *path.stem.split("_")} & _REPEATED)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Spare PostgreSQL the reading of files that have nothing for it."""
    if not ON_POSTGRES or config.getoption("--full") or not collection_path.match("test_*.py"):
        return None
    has_some = "pytest.mark.postgres" in collection_path.read_text()
    return None if has_some or _is_for_two_databases(collection_path) else True


@pytest.fixture(scope="session", autouse=True)
def flush_past_triggers() -> Iterator[None]:
    """Let SQLite empty append-only tables after a transactional test.

    Emptying is a DELETE there, which their triggers refuse; on PostgreSQL it is a TRUNCATE.
    """
    from django.db import connection

    operations = type(connection.ops)
    original = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers]
        return [*drops, *original(self, *args, **kwargs), *(sql for _, sql in triggers)]

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setattr(operations, "sql_flush", sql_flush)
        yield
