"""Every address the site answers to, by the name of its view."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


def addresses() -> Iterator[tuple[str, str]]:
    """The full name and the pattern of every address."""
    yield from _below(get_resolver(), "", "")


def _below(resolver: URLResolver, name: str, pattern: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        here = pattern + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield name + (entry.name or ""), here
        else:
            yield from _below(entry, f"{name}{entry.namespace}:" if entry.namespace else name, here)


def assert_private(headers: dict[str, str]) -> None:
    """Nobody may keep, list, frame or sniff the page, and it loads nothing from elsewhere."""
    for name, value in HEADERS.items():
        assert headers.get(name) == value, name
    for word in ("no-store", "private"):
        assert word in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} >= POLICY
    assert "unsafe" not in policy
    assert "http" not in policy.replace("https:", "").lower()
