from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import contact
from mioportal.rules.contact import ContactField
from mioportal.rules.plans import Function

TODAY = date(2025, 10, 15)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("髙﨑𠮷", "髙﨑𠮷", id="letters that are easily lost"),
        pytest.param("\uff2a\uff2f\uff28\uff2e", "JOHN", id="full-width letters"),
        pytest.param("\uff76\uff9e\uff70", "ガー", id="half-width kana"),
        pytest.param("か\u3099", "が", id="a letter and its mark"),
        pytest.param("e\u0301", "é", id="a letter and its accent"),
        pytest.param("\u795e \ufa19", "\u795e \ufa19", id="two letters that look alike"),
        pytest.param("葛\U000e0100", "葛\U000e0100", id="the chosen form of a letter"),
        pytest.param("\u3000髙\u3000\u3000橋 ", "髙 橋", id="wide spaces"),
        pytest.param("髙\r\n橋", "髙 橋", id="two lines"),
        pytest.param("髙\0\u202e\u200b橋", "髙橋", id="what nobody sees"),
        pytest.param("a \u200b b", "a b", id="nothing between two spaces"),
    ],
)
def test_a_line_is_kept_as_people_see_it(typed: str, kept: str) -> None:
    assert contact.as_line(typed) == kept


@given(st.text())
def test_a_line_once_written_stays_so(text: str) -> None:
    once = contact.as_line(text)
    assert contact.as_line(once) == once


@given(st.text())
def test_so_do_kana_addresses_postcodes_and_telephone_numbers(text: str) -> None:
    for write in (contact.as_kana, contact.as_address, contact.as_postcode, contact.as_phone):
        once = write(text)
        assert write(once) == once


@pytest.mark.parametrize(
    "text",
    ["髙橋", "𠮷田", "みどり", "O'Neill", "Jean-Luc", "D’Arcy", "Söhne", "ジョン・スミス", "李 龍"],
)
def test_a_name_is_letters_of_any_script(text: str) -> None:
    assert contact.is_name(text)


@pytest.mark.parametrize(
    "text", ["", "-", "髙橋2", "<b>", "髙橋=1", "👪", "{{7}}", "a_b", "\ue000", "髙橋/みどり"]
)
def test_digits_signs_and_pictures_are_no_name(text: str) -> None:
    assert not contact.is_name(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("たかはし", "タカハシ", id="hiragana"),
        pytest.param("\uff80\uff76\uff8a\uff7c", "タカハシ", id="half-width"),
        pytest.param("\uff8a\uff9f\uff70\uff78", "パーク", id="half-width with a mark"),
        pytest.param("ゔぁん ごっほ", "ヴァン ゴッホ", id="two words"),
        pytest.param("か\u3099", "ガ", id="a letter and its mark"),
        pytest.param("いすゞ", "イスヾ", id="a repeated letter"),
        pytest.param("ジョン・スミス", "ジョン・スミス", id="a dot between"),
    ],
)
def test_a_reading_is_written_in_katakana(typed: str, kept: str) -> None:
    assert contact.as_kana(typed) == kept
    assert contact.is_kana(kept)


@pytest.mark.parametrize("text", ["", "髙橋", "Takahashi", "タカ1", "ー", "・", "タカ・", "👪"])
def test_what_has_other_letters_is_no_reading(text: str) -> None:
    assert not contact.is_kana(contact.as_kana(text))


@pytest.mark.parametrize(
    "typed",
    ["102-0071", "1020071", "〒102-0071", "\uff11\uff10\uff12\uff0d\uff10\uff10\uff17\uff11",
     "102ー0071", " 102 0071 ", "102\u22120071", "102\u20100071"],
)
def test_a_postcode_is_read_however_it_is_parted(typed: str) -> None:
    assert contact.as_postcode(typed) == "102-0071"
    assert contact.is_postcode("102-0071")


@pytest.mark.parametrize("typed", ["", "102", "102-007", "102-00711", "1O2-0071", "٠١٢٣٤٥٦"])
def test_what_has_not_seven_digits_is_no_postcode(typed: str) -> None:
    assert not contact.is_postcode(contact.as_postcode(typed))


@pytest.mark.parametrize(
    ("typed", "kept", "is_right"),
    [
        ("90006", "90006", True),
        ("sw1a 1aa", "SW1A 1AA", True),
        ("90006\u20101234", "90006-1234", True),
        ("", "", True),
        ("-90006", "-90006", False),
        ("12345678901", "12345678901", False),
        ("九〇〇〇六", "九〇〇〇六", False),
    ],
)
def test_another_countrys_postcode_is_kept_in_capitals(
    typed: str, kept: str, is_right: bool
) -> None:
    assert contact.as_postcode(typed) == kept
    assert contact.is_postcode_abroad(kept) is is_right


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("富士見\uff12\u2212\uff11\uff10ー2", "富士見2-10-2"),
        ("メゾンー1号", "メゾンー1号"),
        ("1丁目\r\n桜ビル", "1丁目 桜ビル"),
    ],
    ids=["hyphens of three kinds", "a long vowel", "two lines"],
)
def test_an_address_is_one_line_with_plain_hyphens(typed: str, kept: str) -> None:
    assert contact.as_address(typed) == kept


@pytest.mark.parametrize(
    "text",
    ["東京都千代田区富士見2-10-2 桜ビル（5階）", "3250 W Olympic Blvd, Los Angeles", "北海道"],
)
def test_an_address_is_letters_and_digits(text: str) -> None:
    assert contact.is_address(text)


@pytest.mark.parametrize("text", ["", "-", "<script>", "東京都🏠", "=1+1", "東京都\ue000"])
def test_signs_and_pictures_are_no_address(text: str) -> None:
    assert not contact.is_address(text)


def test_there_are_forty_seven_prefectures_and_each_begins_an_address() -> None:
    assert len(set(contact.PREFECTURES)) == 47
    assert all(contact.is_in_japan(f"{each}1-1") for each in contact.PREFECTURES)
    assert not contact.is_in_japan("千代田区富士見2-10-2")
    assert not contact.is_in_japan("3250 W Olympic Blvd")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("09012345678", "090-1234-5678", id="in one piece"),
        pytest.param("090-1234-5678", "090-1234-5678", id="as it is kept"),
        pytest.param(
            "\uff10\uff19\uff10ー\uff11\uff12\uff13\uff14\u2212\uff15\uff16\uff17\uff18",
            "090-1234-5678",
            id="full width, with a long vowel for a hyphen",
        ),
        pytest.param("070 1234 5678", "070-1234-5678", id="spaces"),
        pytest.param("050.1234.5678", "050-1234-5678", id="dots"),
        pytest.param("+81 90-1234-5678", "090-1234-5678", id="from abroad"),
        pytest.param("+81 (0)3-1234-5678", "03-1234-5678", id="from abroad, with its nought"),
        pytest.param("(03)1234-5678", "03-1234-5678", id="a code in brackets"),
        pytest.param("0612345678", "06-1234-5678", id="a city in one piece"),
        pytest.param("0451234567", "0451234567", id="an area that nobody can tell"),
        pytest.param("045-123-4567", "045-123-4567", id="a landline in its parts"),
        pytest.param("04992-1-2345", "04992-1-2345", id="an island"),
        pytest.param("0120123456", "0120-123-456", id="free of charge"),
        pytest.param("+1 (213) 555-0100", "+12135550100", id="another country's"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert contact.as_phone(typed) == kept
    assert contact.is_phone(kept)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "110", "119", "090-1234-567", "090-1234-56789", "080123456", "00-1234-5678"),
        *("+1", "+0123456789", "電話なし", "０９０", "٠٩٠١٢٣٤٥٦٧٨", "090-1234-5678 内線1"),
        *("03-1234-56789", "1e309", "-9012345678"),
    ],
)
def test_anything_else_is_no_telephone_number(typed: str) -> None:
    assert not contact.is_phone(contact.as_phone(typed))


VOICE, SMS, DATA = Function.VOICE, Function.SMS, Function.DATA


@pytest.mark.parametrize(
    ("functions", "is_corporate", "asks"),
    [
        pytest.param([VOICE], False, True, id="voice"),
        pytest.param([SMS], False, True, id="SMS"),
        pytest.param([DATA, VOICE], False, True, id="data and voice"),
        pytest.param([DATA], False, False, id="data only"),
        pytest.param([], False, False, id="no line"),
        pytest.param([VOICE], True, False, id="a company"),
    ],
)
def test_who_had_to_show_papers_shows_them_again(
    functions: list[Function], is_corporate: bool, asks: bool
) -> None:
    for field in ContactField:
        expected = asks and field in (ContactField.NAME, ContactField.ADDRESS)
        told = contact.asks_for_papers_again(field, functions, TODAY, is_corporate=is_corporate)
        assert told is expected, field


@pytest.mark.parametrize(
    ("asked_at", "over_at"),
    [
        ("2025-10-15T10:00:00", "2025-10-16T10:00:00"),
        ("2024-02-28T23:59:59", "2024-02-29T23:59:59"),
        ("2025-12-31T10:00:00", "2026-01-01T10:00:00"),
    ],
    ids=["mid-month", "into a leap day", "over the new year"],
)
def test_the_links_of_a_mail_change_live_for_a_day(asked_at: str, over_at: str) -> None:
    assert contact.mail_change_expires_at(jst(asked_at)) == jst(over_at)


def test_news_of_a_week_ago_is_still_sent() -> None:
    assert contact.news_is_sent_from(date(2025, 10, 15)) == date(2025, 10, 8)
    assert contact.news_is_sent_from(date(2024, 3, 7)) == date(2024, 2, 29)
