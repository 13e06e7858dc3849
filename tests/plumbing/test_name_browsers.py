"""A browser in a few words, from what it says of itself."""

import pytest

from mioportal.plumbing.browsers import called

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
            "Chrome（Windows）",
        ),
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0 Safari/537.36 "
            "Edg/131.0",
            "Edge（Windows）",
        ),
        (
            f"{MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari（iPhone）",
        ),
        (
            f"{MOZILLA} (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/131.0 "
            "Mobile/15E148 Safari/604.1",
            "Chrome（iPad）",
        ),
        (
            f"{MOZILLA} (Linux; Android 14; SM-S918B) {WEBKIT} SamsungBrowser/25.0 "
            "Chrome/121.0 Mobile Safari/537.36",
            "Samsung Internet（Android）",
        ),
        (
            f"{MOZILLA} (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Firefox（Linux）",
        ),
        (
            f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            "Version/18.1 Safari/605.1.15",
            "Safari（Mac）",
        ),
        ("curl/8.5.0", "不明なブラウザー"),
        ("", "不明なブラウザー"),
        ("<script>alert(1)</script>", "不明なブラウザー"),
    ],
    ids=["Chrome", "Edge", "iPhone", "iPad", "Samsung", "Firefox", "Mac", "curl", "none", "rude"],
)
def test_a_browser_is_named_as_its_user_knows_it(user_agent: str, words: str) -> None:
    assert called(user_agent) == words
