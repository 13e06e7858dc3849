"""Who a member is and how they are reached: how it is written, and what changing it asks for.

Each `as_…` gives a text as it is kept, however it was typed; `is_…` says whether that is well
formed. A text that cannot be put right comes back as it is, for `is_…` to refuse.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from mioportal.rules import identity
from mioportal.rules.checks import an_instant
from mioportal.rules.dates import JST, day_in_japan
from mioportal.rules.plans import Function
from mioportal.rules.sources import Table, Unit, always, stated


class ContactField(StrEnum):
    """What a member may change by themselves (F-ACC-13), and their password."""

    NAME = "name"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    DAYTIME = "daytime"  # 昼間の連絡先
    MAIL = "mail"
    PASSWORD = "password"


CHANGEABLE: Table[tuple[ContactField, ...]] = always(
    "contact_changeable",
    Unit.WORD,
    (
        ContactField.NAME,
        ContactField.ADDRESS,
        ContactField.TELEPHONE,
        ContactField.DAYTIME,
        ContactField.MAIL,
    ),
    "申込ガイド §c・§f",
)
PASSWORD_FIRST: Table[tuple[ContactField, ...]] = always(
    "contact_password_first", Unit.WORD, tuple(ContactField), "D-50"
)
PASSWORD_MISSES_COUNT: Table[bool] = stated("contact_password_misses", "D-50")
PAPERS_AGAIN: Table[tuple[ContactField, ...]] = always(
    "papers_again_on_change", Unit.WORD, (ContactField.NAME, ContactField.ADDRESS), "C-076"
)
PAPERS_AGAIN_OF: Table[bool] = stated("papers_again_of", "D-49")
MAIL_CHANGE_TWICE: Table[bool] = stated("mail_change_confirmed_twice", "D-48")
MAIL_CHANGE_HOURS: Table[int] = always("mail_change_hours", Unit.HOURS, 24, "D-48")
NEWS_CHOSEN: Table[bool] = stated("pickup_news_chosen", "申込ガイド §c")
NEWS_FROM: Table[bool] = stated("pickup_news_from", "D-51")
NEWS_LATE_DAYS: Table[int] = always("pickup_news_late", Unit.DAYS, 7, "D-51")

PREFECTURES = (
    *("北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県"),
    *("群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県"),
    *("山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府"),
    *("兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県"),
    *("香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県"),
    *("鹿児島県", "沖縄県"),
)

# Full-width letters and digits, half-width kana: what an input method leaves switched on.
_WIDTHS = re.compile("[\uff00-\uffef]+")
# A letter and a mark of its own (か and ゛) are one letter to everybody who reads them.
_MARKED = re.compile("\\w[\u0300-\u036f\u3099\u309a]+")
_NOT_SEEN = ("Cc", "Cf")
# Everything that people type for a hyphen, the long vowel mark among it.
_HYPHENS = re.compile("[-\u2010-\u2015\u2212\u30fc\u2500]")
_BETWEEN_DIGITS = re.compile(f"(?<=[0-9]){_HYPHENS.pattern}(?=[0-9])")
_HIRAGANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_KANA_WORD = "[\u30a1-\u30fa][\u30a1-\u30fa\u30fc-\u30fe]*"
_KANA = re.compile(f"{_KANA_WORD}(?:[ \u30fb]{_KANA_WORD})*")
_BESIDE_NAMES = set(" \u30fb'\u2019.-\u2010")
_BESIDE_ADDRESSES = set(" \u30fb'\u2019.-\u2010\u2212\u2013\u2014,、。/#&()（）「」:@〒")
_POSTCODE = re.compile("[0-9]{3}-[0-9]{4}")
_POSTCODE_ABROAD = re.compile("(?:[0-9A-Z][0-9A-Z -]{0,8}[0-9A-Z])?")
_MOBILE = re.compile("(0[5789]0)([0-9]{4})([0-9]{4})")
# Ten digits; a mobile number with one left out is none.
_LAND = re.compile("0(?![5789]0)[1-9][0-9]{8}")
_LAND_PARTED = re.compile("0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}")
_ABROAD = re.compile(r"\+[1-9][0-9]{7,14}")
_NUMBER_FREE = ("0120", "0570")
_CITIES = ("03", "06")


def as_line(text: str) -> str:
    """A text of one line: usual widths, nothing that nobody can see, single spaces."""
    usual = _WIDTHS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    whole = _MARKED.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), usual)
    spaced = " ".join(whole.split())
    seen = "".join(each for each in spaced if unicodedata.category(each) not in _NOT_SEEN)
    return " ".join(seen.split())


def is_name(text: str) -> bool:
    """Whether this can be a name: letters of any script, and what stands between them."""
    letters = [each for each in text if each not in _BESIDE_NAMES]
    return bool(letters) and all(unicodedata.category(each)[0] in "LM" for each in letters)


def as_kana(text: str) -> str:
    """A reading in full-width katakana, typed in hiragana or half-width."""
    return as_line(as_line(text).translate(_HIRAGANA))


def is_kana(text: str) -> bool:
    """Whether this is written in full-width katakana."""
    return _KANA.fullmatch(text) is not None


def person_key(family_kana: str, given_kana: str, born_on: date) -> str:
    """What makes somebody the same person: their reading and their birth date (F-ACC-02)."""
    reading = "".join(as_kana(f"{family_kana}{given_kana}").split())
    return f"{born_on.isoformat()} {reading}"[:64]


def as_postcode(text: str) -> str:
    """NNN-NNNN for seven digits, however they are parted; another country's as it is, in capitals.
    """
    typed = as_line(text).upper()
    digits = _HYPHENS.sub("", typed.replace("〒", "").replace(" ", ""))
    is_ours = len(digits) == 7 and digits.isascii() and digits.isdigit()
    return f"{digits[:3]}-{digits[3:]}" if is_ours else _HYPHENS.sub("-", typed)


def is_postcode(text: str) -> bool:
    """Whether this is a postcode of Japan."""
    return _POSTCODE.fullmatch(text) is not None


def is_postcode_abroad(text: str) -> bool:
    """Whether this can be another country's postcode; some have none."""
    return _POSTCODE_ABROAD.fullmatch(text) is not None


def as_address(text: str) -> str:
    """An address of one line; between two digits a hyphen is a hyphen, whatever was typed."""
    return _BETWEEN_DIGITS.sub("-", as_line(text))


def is_address(text: str) -> bool:
    """Whether this can be an address: letters, digits and what stands between them."""
    letters = [each for each in text if each not in _BESIDE_ADDRESSES]
    return bool(letters) and all(unicodedata.category(each)[0] in "LMN" for each in letters)


def is_in_japan(address: str) -> bool:
    """Whether an address begins with one of the 47 prefectures."""
    return address.startswith(PREFECTURES)


def as_phone(text: str) -> str:
    """A telephone number as it is kept: 090-0000-0000, 03-0000-0000, or +1… of another country.

    A landline keeps the parts it was typed in; typed in one piece it stays so, because only a list
    of area codes would tell where it parts.
    """
    typed = _HYPHENS.sub("-", as_line(text))
    digits = re.sub(r"[-() .]", "", typed.replace("(0)", ""))
    if digits.startswith("+81"):
        typed = digits = "0" + digits[3:].removeprefix("0")
    if _ABROAD.fullmatch(digits):
        return digits
    if mobile := _MOBILE.fullmatch(digits):
        return "-".join(mobile.groups())
    return _land(typed, digits) if _LAND.fullmatch(digits) else typed


def _land(typed: str, digits: str) -> str:
    parts = re.sub(r"[() .-]+", "-", typed).strip("-")
    if _LAND_PARTED.fullmatch(parts):
        return parts
    if digits.startswith(_NUMBER_FREE):
        return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"
    return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}" if digits.startswith(_CITIES) else digits


def is_phone(text: str) -> bool:
    """Whether this is a telephone number as `as_phone` writes it."""
    if _ABROAD.fullmatch(text):
        return True
    digits = text.replace("-", "")
    is_whole = text == digits or _LAND_PARTED.fullmatch(text) is not None
    return is_whole and bool(_MOBILE.fullmatch(digits) or _LAND.fullmatch(digits))


def asks_for_papers_again(
    field: ContactField, functions: Iterable[Function], changed_on: date, *, is_corporate: bool
) -> bool:
    """Whether a change has identity papers sent anew (C-076). `functions` are of lines in use.

    Who had to show none for any line need not show them now; a company's are the desk's matter.
    """
    is_asked_of = not is_corporate and any(
        identity.is_needed(function, changed_on) for function in functions
    )
    return field in PAPERS_AGAIN.on(changed_on) and is_asked_of


def mail_change_expires_at(asked_at: datetime) -> datetime:
    """From this instant on the two links of a change of mail address no longer work."""
    local = an_instant(asked_at, "asked_at").astimezone(JST)
    return local + timedelta(hours=MAIL_CHANGE_HOURS.on(day_in_japan(asked_at)))


def news_is_sent_from(today: date) -> date:
    """The oldest day whose issue is still sent today; what is older would be no news."""
    return today - timedelta(days=NEWS_LATE_DAYS.on(today))
