"""Whose card it is: names in kana as cards spell them, in any of their ways (O-17, D-42)."""

import pytest

from mioportal.demo.cast import CAST
from mioportal.outside.processor.holder import is_same, romanised


@pytest.mark.parametrize(
    ("kana", "printed"),
    [
        ("タカハシ ミドリ", "TAKAHASHI MIDORI"),
        ("イトウ ショウタ", "ITOU SHOUTA"),
        ("ハットリ ジュンイチ", "HATTORI JUNICHI"),
        ("イッチョウ ファン", "ITCHOU FAN"),
        ("ミウラ チヅル", "MIURA CHIZURU"),
        ("みどり", "MIDORI"),
        ("ﾀﾅｶ ﾄﾓｺ", "TANAKA TOMOKO"),
        ("スティーブ ロー", "SUTIBU RO"),
        ("髙橋", ""),
        ("", ""),
    ],
)
def test_kana_in_latin_letters(kana: str, printed: str) -> None:
    assert romanised(kana) == printed


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("MIDORI TAKAHASHI", "タカハシ ミドリ"),
        ("takahasi midori", "タカハシ ミドリ"),
        ("SHOTA ITO", "イトウ ショウタ"),
        ("SATOH YUKO", "サトウ ユウコ"),
        ("Ōno Ryō", "オオノ リョウ"),
        ("OHNO RYO", "オオノ リョウ"),
        ("Ken'ichi Homma", "ホンマ ケンイチ"),
        ("Jyunichi Hattori", "ハットリ ジュンイチ"),
        ("TIDURU NANBA", "ナンバ チヅル"),
        ("ヤマザキ ケン", "ヤマザキ ケン"),
        ("ＫＥＮ　ＹＡＭＡＺＡＫＩ", "ヤマザキ ケン"),
    ],
)
def test_another_spelling_is_the_same_person(typed: str, kana: str) -> None:
    assert is_same(typed, romanised(kana))


@pytest.mark.parametrize(
    "typed",
    ["TARO YAMADA", "TAKAHASHI", "TAKAHASHI MIDORI JR", "TAKAHASHI MINORI", "", "YAMAZAKI KEN"],
)
def test_another_name_is_another_person(typed: str) -> None:
    assert not is_same(typed, romanised("タカハシ ミドリ"))


def test_without_an_expected_name_nothing_is_compared() -> None:
    assert is_same("TARO YAMADA", "")


def test_everybody_in_the_cast_has_a_name_of_their_own() -> None:
    names = [romanised(f"{role.family[1]} {role.given[1]}") for role in CAST]
    assert all(names)
    same = [(one, other) for one in names for other in names if is_same(one, other)]
    assert same == [(name, name) for name in names]
