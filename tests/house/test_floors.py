"""Who may import whom, and who may read the clock."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("mioportal", "accounts", "contracts", "cancellation", "mnp", "billing")
CLOCKS = {"mioportal/plumbing/clock.py", "mioportal/plumbing/realtime.py"}
READINGS = {"now", "utcnow", "today", "localdate", "time", "time_ns", "Now"}
OWNERS = {"datetime", "date", "timezone", "time", "functions"}
GIVERS = ("time", "django.utils.timezone", "django.db.models.functions")
FIELDS_THAT_FILL_THEMSELVES = {"auto_now", "auto_now_add"}


def product_files() -> list[Path]:
    """Every Python file that runs."""
    return sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))


def clock_readings(source: str) -> list[int]:
    """Give the lines of a source text that ask the machine for the time."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if reads(node) or imports_a_reading(node) or fills_itself(node)
    ]


def reads(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Find `datetime.now`, `timezone.now`, `date.today` and their like."""
    if not isinstance(node, ast.Attribute) or node.attr not in READINGS:
        return False
    owner = node.value
    return (owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")) in OWNERS


def imports_a_reading(node: ast.AST) -> TypeGuard[ast.ImportFrom]:
    """Find `from django.utils.timezone import now` and its like."""
    if not isinstance(node, ast.ImportFrom) or node.module not in GIVERS:
        return False
    return bool({alias.name for alias in node.names} & READINGS)


def fills_itself(node: ast.AST) -> TypeGuard[ast.keyword]:
    """Find `auto_now` fields, which read the clock behind everybody's back."""
    return isinstance(node, ast.keyword) and node.arg in FIELDS_THAT_FILL_THEMSELVES


def test_every_contract_about_imports_is_kept() -> None:
    # A process of its own: the linter turns the logging of whoever imports it upside down.
    lint = "from importlinter.cli import lint_imports_command as lint; lint()"
    told = subprocess.run(
        [sys.executable, "-c", lint, "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout


def test_only_two_modules_read_the_machines_clock() -> None:
    readers = {
        str(path.relative_to(ROOT)): lines
        for path in product_files()
        if (lines := clock_readings(path.read_text()))
    }
    assert set(readers) <= CLOCKS, readers


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils import timezone\ntimezone.now()",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from django.utils.timezone import now",
        "from django.db.models.functions import Now",
        "made_at = DateTimeField(auto_now_add=True)",
    ],
    ids=[
        "timezone.now",
        "datetime.now",
        "date.today",
        "time.time",
        "now imported by name",
        "the database's clock",
        "a field that fills itself",
    ],
)
def test_a_reading_of_the_clock_is_seen(source: str) -> None:
    assert clock_readings(source)


def test_the_project_package_itself_is_empty() -> None:
    assert (ROOT / "mioportal" / "__init__.py").read_text() == ""
