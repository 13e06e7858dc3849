"""What a browser says of itself, in a few words that its user knows."""

from django.utils.translation import gettext as _

# The first mark found decides: most browsers also claim to be the ones below them.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def called(user_agent: str) -> str:
    """Chrome（Windows）; a browser that says nothing we know is 不明なブラウザー."""
    browser = _first(_BROWSERS, user_agent) or _("不明なブラウザー")
    system = _first(_SYSTEMS, user_agent)
    if not system:
        return browser
    return _("%(browser)s（%(system)s）") % {"browser": browser, "system": system}


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
