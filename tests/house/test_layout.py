"""The tree has the shape that the README describes, and nothing in it is half done."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    *("manage.py", "pyproject.toml", "README.md", "LICENSE", "Makefile"),
    *("requirements.in", "requirements.txt", "requirements-test.in", "requirements-test.txt"),
    *("mioportal", "accounts", "contracts", "cancellation", "mnp", "billing"),
    *("templates", "tests", "docs"),
}
DOT_FILES = {".ci", ".editorconfig", ".gitignore"}
LONGEST = 300
# A longer file is listed here with its reason.
LONGER: dict[str, str] = {}
# Put together, so that this file does not find itself.
UNFINISHED = re.compile(
    "|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", "coming" + " soon", "準備" + "中です"])
)


def tracked_files() -> list[Path]:
    """Give every file that belongs to the repository, committed or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return files_without_git()
    return [ROOT / name for name in told.stdout.splitlines() if (ROOT / name).is_file()]


def files_without_git() -> list[Path]:
    """Give the files of an unpacked archive, but for the folders that git would leave out."""
    rules = (ROOT / ".gitignore").read_text().splitlines()
    left_out = {".git", *(rule.rstrip("/") for rule in rules if rule.endswith("/"))}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not left_out & set(path.relative_to(ROOT).parts)
    ]


def written_by_hand() -> list[Path]:
    """Leave out lock files, pictures, vendored tokens and what Django writes."""
    kinds = {".py", ".html", ".js", ".md", ".toml", ".txt"}
    return [
        path
        for path in tracked_files()
        if path.suffix in kinds
        and "migrations" not in path.parts
        and not path.name.startswith("requirements")
    ]


def test_without_git_the_same_files_are_looked_at() -> None:
    kinds = {".py", ".html"}
    told = {path for path in tracked_files() if path.suffix in kinds}
    assert told == {path for path in files_without_git() if path.suffix in kinds}


def test_the_top_level_is_the_design_cards() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {name for name in top if not name.startswith(".")} == TOP
    assert {name for name in top if name.startswith(".")} == DOT_FILES


def test_no_python_file_or_template_outgrows_its_room() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in written_by_hand()
        if path.suffix in (".py", ".html", ".js")
    }
    too_long = {name: length for name, length in lengths.items() if length > LONGEST}
    assert too_long.keys() == LONGER.keys(), too_long


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in written_by_hand()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_a_lock_file_has_hashes_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text()
    pinned = re.findall(r"^\S+==\S+", text, re.M)
    assert pinned and text.count("--hash=sha256:") >= len(pinned)
    assert not re.search(r"://|--index|--extra-index|--find-links", text)


def test_the_two_lock_files_agree() -> None:
    first, second = (
        dict(line.split("==") for line in re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.M))
        for name in ("requirements.txt", "requirements-test.txt")
    )
    shared = first.keys() & second.keys()
    assert {name: first[name] for name in shared} == {name: second[name] for name in shared}


def test_every_setting_read_from_the_environment_is_documented() -> None:
    settings = (ROOT / "mioportal" / "settings.py").read_text()
    read = set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", settings))
    told = "".join(path.read_text() for path in [ROOT / "README.md", *ROOT.glob("docs/*.*")])
    assert read and {name for name in read if not re.search(rf"\b{name}\b", told)} == set()


def test_what_the_documents_link_to_and_show_is_in_the_tree() -> None:
    there = set(tracked_files())
    links = [
        (path.parent / link).resolve()
        for path in [ROOT / "README.md", *ROOT.glob("docs/*.md")]
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", path.read_text())
    ]
    assert links and [link for link in links if link not in there and not link.is_dir()] == []
