"""Templates keep the Content-Security-Policy, and every word for people goes through gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mioportal.rules import book
from mioportal.rules.book import Chapter

ROOT = Path(__file__).resolve().parents[2]
APPS = ("mioportal", "accounts", "contracts", "cancellation", "mnp", "billing")
TEMPLATES = sorted(
    path
    for folder in ("templates", *APPS)
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".html", ".txt", ".svg") and "static" not in path.parts
)
BREACHES = {
    "an inline style": re.compile(r"""<[^>]*\sstyle\s*=""", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline handler": re.compile(r"""<[^>]*\son[a-z]+\s*=""", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "a javascript: address": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.I),
    "a remote or data: asset": re.compile(
        r"""(?:\bsrc|\bsrcset|\bposter|<link\b[^>]*\bhref)\s*=\s*["']?\s*(?:https?:|//|data:)""",
        re.I,
    ),
}
# Kana, kanji and full-width letters. Marks between two values (／｜、・) are layout.
JAPANESE = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U0003ffff]"
)
RULE_LINK = re.compile(r'{%\s*rule\s+"([^"]+)"')
TRANSLATED = [
    re.compile(r"\{#.*?#\}"),
    re.compile(r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.S),
    re.compile(r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.S),
    re.compile(r"""\{%\s*trans(?:late)?\s+(?:"[^"]*"|'[^']*')"""),
    re.compile(r"""\b_\((?:"[^"]*"|'[^']*')\)"""),
]
GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
# Data in Japanese, which is the same in every language, or words of which no member reads any.
DATA = {
    "mioportal/rules/": "policy with its sources; no member-facing words",
    "mioportal/demo/": "invented people, their names and addresses",
}
# On the line itself, for the few others: `# data: why this is no text`.
MARK = "# data:"


def breaches_of_policy(text: str) -> list[str]:
    """Name what the Content-Security-Policy would block in a template."""
    return [name for name, pattern in BREACHES.items() if pattern.search(text)]


def untranslated_lines(text: str) -> list[str]:
    """Give the lines of a template with Japanese outside translate and blocktranslate."""
    for pattern in TRANSLATED:
        # The same number of lines stays, so that the finding names the right one.
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if JAPANESE.search(line)
    ]


def untranslated_strings(source: str) -> list[str]:
    """Give the Japanese strings of a Python source that gettext will not find."""
    lines = source.splitlines()
    return [
        f"{number}: {text}"
        for number, text in loose_strings(ast.parse(source))
        if JAPANESE.search(text) and MARK not in lines[number - 1]
    ]


def loose_strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Walk past docstrings and whole literals handed to gettext (an f-string is not one)."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield child.end_lineno or child.lineno, child.value
        elif isinstance(child, ast.Call) and name_of(child.func) in GETTEXT:
            others = (part for part in child.args if not isinstance(part, ast.Constant))
            for part in others:
                yield from loose_strings(ast.Expression(part))
        else:
            yield from loose_strings(child)


def name_of(called: ast.expr) -> str:
    """Give the last name of what is called."""
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_that_the_policy_blocks(path: Path) -> None:
    assert breaches_of_policy(path.read_text()) == []


def test_every_rule_that_a_template_links_to_is_in_the_book() -> None:
    linked = {name for path in TEMPLATES for name in RULE_LINK.findall(path.read_text())}
    known = {entry.table.name for chapter in Chapter for entry in book.entries(chapter)}
    assert linked and linked - known == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    assert untranslated_lines(path.read_text()) == []


def test_every_japanese_string_of_the_code_can_be_translated() -> None:
    found = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            if "migrations" in path.parts or name.startswith(tuple(DATA)):
                continue
            if strings := untranslated_strings(path.read_text()):
                found[name] = strings
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a onclick="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<img src="https://example.jp/a.png">',
        '<link rel="stylesheet" href="//example.jp/a.css">',
    ],
)
def test_what_the_policy_blocks_is_seen(text: str) -> None:
    assert breaches_of_policy(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>解約</p>",
        '{% notice "warning" "解約" %}',
        '{% translate "解約" %}する',
        '{{ name|default:"不明" }}',
    ],
)
def test_a_word_left_out_of_translation_is_seen(text: str) -> None:
    assert untranslated_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% translate "解約" %}</p>',
        '{% translate "解約" as title %}{% notice "warning" title %}',
        '{% notice "warning" _("解約") %}',
        "{% blocktranslate with a=b %}\n{{ a }}を解約\n{% endblocktranslate %}",
        "{# 解約 #}",
    ],
)
def test_a_translated_word_passes(text: str) -> None:
    assert untranslated_lines(text) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('x = "解約"', 1),
        ('x = _("解約")', 0),
        ('x = gettext(f"{y}を解約")', 1),
        ('x = format_html(_("解約"), "と")', 1),
        ('def f():\n    """解約"""', 0),
        ('x = "髙﨑"  # data: characters to fold', 0),
    ],
    ids=["plain", "gettext", "an f-string in gettext", "half", "docstring", "marked as data"],
)
def test_a_string_left_out_of_translation_is_seen(source: str, lines: int) -> None:
    assert len(untranslated_strings(source)) == lines
