"""Whether a card bears its contractor's name: kana in Latin letters, and ways of spelling them."""

import re
import unicodedata

# Unicode calls each kana by its sound; cards spell some of these in another way.
_PRINTED = {
    "SI": "SHI",
    "TI": "CHI",
    "TU": "TSU",
    "HU": "FU",
    "ZI": "JI",
    "DI": "JI",
    "DU": "ZU",
    "WO": "O",
}
_DOUBLING = "*"
# From any way of spelling to one: what is longer comes first.
_ONE_WAY = (
    *(("TCH", "CCH"), ("SH", "SY"), ("CH", "TY"), ("J", "ZY"), ("DY", "ZY"), ("YY", "Y")),
    *(("YI", "I"), ("TS", "T"), ("FU", "HU"), ("DZ", "Z"), ("DU", "ZU"), ("DI", "ZI")),
    *(("L", "R"), ("MB", "NB"), ("MP", "NP"), ("MM", "NM"), ("OU", "O")),
)
# Long vowels are written in five ways: OO, OU, OH, O and, with a mark, Ō.
_LENGTHENING_H = re.compile(r"(?<=[AEIOU])H(?![AEIOU])")
_LONG = re.compile(r"([AEIOU])\1+")


def romanised(kana: str) -> str:
    """A name in kana as a card would bear it; "" where it holds anything but kana."""
    spelt = ""
    for letter in unicodedata.normalize("NFKC", kana):
        script, _letter, sound = unicodedata.name(letter, "").partition(" LETTER ")
        if letter.isspace():
            spelt += " "
        elif sound == "SMALL TU":
            spelt += _DOUBLING
        elif sound.startswith("SMALL "):
            spelt = _blended(spelt, sound.removeprefix("SMALL "))
        elif sound and script in ("KATAKANA", "HIRAGANA"):
            spelt += _PRINTED.get(sound, sound)
        elif not script.endswith("PROLONGED SOUND MARK"):
            return ""
    doubled = re.sub(re.escape(_DOUBLING) + "(.?)", r"\1\1", spelt)
    return doubled.replace("CCH", "TCH").strip()


def _blended(before: str, small: str) -> str:
    """A small kana takes the vowel of the one before it: KI and YA are KYA, FU and A are FA."""
    stem = before[:-1]
    soft = stem.endswith(("SH", "CH", "J"))
    return stem + (small.removeprefix("Y") if soft else small)


def is_same(typed: str, expected: str) -> bool:
    """Whether two names in Latin letters can be one person's.

    Neither the order of the names nor the way of spelling them tells people apart. Without an
    expected name nothing is compared.
    """
    return not expected or _sounds(typed) == _sounds(expected)


def _sounds(name: str) -> list[str]:
    """The names of a person, in one spelling and one order."""
    plain = unicodedata.normalize("NFKD", romanised(name) or name).upper()
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return sorted(_sound(part) for part in re.findall(r"[A-Z]+", letters.replace("'", "")))


def _sound(part: str) -> str:
    for way, one in _ONE_WAY:
        part = part.replace(way, one)
    return _LONG.sub(r"\1", _LENGTHENING_H.sub("", part))
