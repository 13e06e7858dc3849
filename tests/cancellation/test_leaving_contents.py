"""What is told of minors and of the cloud (F-MIN-02, F-CON-13)."""

import pytest

from contracts.models import Line
from tests.cancellation.wizard import at_cautions
from tests.factories import LineFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_the_manual_says_who_cancels_what_a_minor_uses() -> None:
    line: Line = LineFactory(user_name="田中 湊")
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/cancel/lines/{line.code}/")
    page = visitor.follow("未成年が使う回線の解約について")
    assert page.path == "/manuals/leaving/"
    for words in (
        "18歳の高校生が、本人の名義で契約している ご本人が会員サイトで",
        "ログインの情報が分からない 契約者（親権者またはご本人）が電話で",
        "MNP転出の手続き、最後の請求のお支払い、SIMカードの返却",
    ):
        assert words in page.words
    assert "契約者氏名、生年月日、登録している住所" in page.words


def test_the_preview_names_the_day_on_which_files_in_the_cloud_go() -> None:
    words = at_cautions(LineFactory()).page.words
    assert "IIJmioクラウドに残したファイルが、この日を過ぎると消えます" in words
    assert "11月30日" in words
