"""Sending a SIM card back: the ways to post it, what they cost and what they prove."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_day, member
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always, stated
from mioportal.rules.spans import Bound, span


class Way(StrEnum):
    """Ways to post a card inside Japan (F-SIM-04)."""

    LETTER = "plain_letter"  # 普通郵便（定形）
    REGISTERED = "registered_letter"  # 簡易書留
    RECORDED = "recorded_letter"  # 特定記録
    LETTER_PACK = "letter_pack"  # レターパックライト
    PARCEL = "parcel"  # 宅配便


class Tracing(StrEnum):
    """How far a way can be followed."""

    NOT_TRACED = "not_traced"
    POSTING_ONLY = "posting_only"
    TO_THE_DOOR = "to_the_door"


class TrackingWord(StrEnum):
    """How far the post says a card has come."""

    ACCEPTED = "accepted"  # 引受
    ON_THE_WAY = "on_the_way"  # 輸送中
    DELIVERED = "delivered"  # 配達完了
    SENT_BACK = "sent_back"  # 差出人に返送


class AbroadWay(StrEnum):
    """Ways to return a card from abroad (F-SIM-09)."""

    AIRMAIL = "airmail"
    COURIER = "courier"
    BRING_HOME = "bring_home"
    FAMILY = "family_in_japan"


class AbroadPrice(StrEnum):
    """The sources give no figures here, only their size."""

    UP_TO_1000 = "up_to_1000"
    SOME_THOUSANDS = "some_thousands"
    NOTHING = "nothing"
    DOMESTIC_POSTAGE = "domestic_postage"


class PackingStep(StrEnum):
    """How a card is packed (F-SIM-05), in order."""

    WRAP = "wrap"
    ENVELOPE = "envelope"
    ADDRESS = "address"
    POST = "post"


_BOOK = "解約ガイド §5①"
_FIRST = f"{_BOOK} (C-012)"
_RAISED = "O-25 (C-012)"


def _postage(way: Way, first: int, *raised: tuple[date, int]) -> Table[Decimal]:
    rows = (
        Dated(since=BEGINNING, value=Decimal(first), source=_FIRST),
        *(Dated(since=since, value=Decimal(sum_), source=_RAISED) for since, sum_ in raised),
    )
    return Table(f"return_postage.{way}", Unit.YEN, rows)


_EXTRAS_RISE = date(2023, 10, 1)
_LETTERS_RISE = date(2024, 10, 1)

# A letter and its extra in one sum: registered 84+320, 84+350, 110+350; recorded 84+160, 110+210.
POSTAGE: Mapping[Way, Table[Decimal]] = MappingProxyType(
    {
        Way.LETTER: _postage(Way.LETTER, 84, (_LETTERS_RISE, 110)),
        Way.REGISTERED: _postage(Way.REGISTERED, 404, (_EXTRAS_RISE, 434), (_LETTERS_RISE, 460)),
        Way.RECORDED: _postage(Way.RECORDED, 244, (_LETTERS_RISE, 320)),
        Way.LETTER_PACK: _postage(Way.LETTER_PACK, 370, (_LETTERS_RISE, 430)),
        Way.PARCEL: always(f"return_postage.{Way.PARCEL}", Unit.YEN, Decimal(600), _BOOK),
    }
)
TRACING: Mapping[Way, Table[Tracing]] = MappingProxyType(
    {
        way: always(f"return_tracing.{way}", Unit.WORD, tracing, f"{_BOOK} (C-060)")
        for way, tracing in (
            (Way.LETTER, Tracing.NOT_TRACED),
            (Way.REGISTERED, Tracing.TO_THE_DOOR),
            (Way.RECORDED, Tracing.POSTING_ONLY),
            (Way.LETTER_PACK, Tracing.TO_THE_DOOR),
            (Way.PARCEL, Tracing.TO_THE_DOOR),
        )
    }
)
STARS: Mapping[Way, Table[int]] = MappingProxyType(
    {
        way: always(f"return_stars.{way}", Unit.WORD, stars, _BOOK)
        for way, stars in (
            (Way.LETTER, 3),
            (Way.REGISTERED, 5),
            (Way.RECORDED, 4),
            (Way.LETTER_PACK, 3),
            (Way.PARCEL, 1),
        )
    }
)
PROVES_RETURN: Table[tuple[Way, ...]] = always(
    "return_proved_by", Unit.WORD, (Way.REGISTERED, Way.LETTER_PACK), f"{_BOOK} (C-060)"
)
RETURNED_WORD: Table[TrackingWord] = always(
    "return_tracking_word", Unit.WORD, TrackingWord.DELIVERED, f"{_BOOK} (C-060)"
)
ANY_NUMBER: Table[bool] = stated("return_any_tracking_number", "C-060")
TRACKING_ADDRESS: Table[str] = always(
    "return_tracking_address", Unit.WORD, "https://trackings.post.japanpost.jp/", _BOOK
)

ENVELOPE: Table[str] = always("packing_envelope", Unit.WORD, "長形3号", _BOOK)
THICKNESS: Table[str] = always("packing_thickness", Unit.WORD, "1cm", _BOOK)
WRAPPING: Table[str] = always("packing_paper", Unit.WORD, "A4", _BOOK)
NOTE: Table[str] = always("packing_note", Unit.WORD, "IIJmio SIMカード返却", _BOOK)
PACKING: Table[tuple[PackingStep, ...]] = always(
    "packing_steps", Unit.WORD, tuple(PackingStep), _BOOK
)

# The other two take as long as the journey home, or as the family needs.
ABROAD_DAYS: Mapping[tuple[AbroadWay, Bound], Table[int]] = MappingProxyType(
    {
        (way, bound): table
        for way, least, most in ((AbroadWay.AIRMAIL, 7, 14), (AbroadWay.COURIER, 3, 7))
        for bound, table in span(
            f"abroad_return_days.{way}", Unit.DAYS, least, most, "解約ガイド §8⑧"
        ).items()
    }
)
ABROAD_PRICES: Mapping[AbroadWay, Table[AbroadPrice]] = MappingProxyType(
    {
        way: always(f"abroad_return_price.{way}", Unit.WORD, price, "解約ガイド §8⑧")
        for way, price in (
            (AbroadWay.AIRMAIL, AbroadPrice.UP_TO_1000),
            (AbroadWay.COURIER, AbroadPrice.SOME_THOUSANDS),
            (AbroadWay.BRING_HOME, AbroadPrice.NOTHING),
            (AbroadWay.FAMILY, AbroadPrice.DOMESTIC_POSTAGE),
        )
    }
)
ABROAD_STARS: Mapping[AbroadWay, Table[int]] = MappingProxyType(
    {
        way: always(f"abroad_return_stars.{way}", Unit.WORD, stars, "解約ガイド §8⑧")
        for way, stars in (
            (AbroadWay.AIRMAIL, 3),
            (AbroadWay.COURIER, 1),
            (AbroadWay.BRING_HOME, 5),
            (AbroadWay.FAMILY, 4),
        )
    }
)


def postage(way: Way | str, on: date) -> Decimal:
    """What this way costs on this day; for a parcel the least."""
    return POSTAGE[member(Way, way, "way")].on(a_day(on, "on"))


def counts_as_returned(way: Way | str, word: TrackingWord | str, on: date) -> bool:
    """Whether what the post says on this day proves that the card is back (C-060)."""
    proves = member(Way, way, "way") in PROVES_RETURN.on(a_day(on, "on"))
    said = member(TrackingWord, word, "word")
    return proves and said is RETURNED_WORD.on(on)
