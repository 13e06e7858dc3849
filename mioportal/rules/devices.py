"""Telephones and tablets that were tried (動作確認端末一覧), and how to find one (F-APP-03).

The list is this project's own example (D-100): days of release and kinds of SIM are those of
public data sheets, and nobody tried anything.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mioportal.rules import application
from mioportal.rules.plans import Medium, Network
from mioportal.rules.sources import Table, stated

TRIED: Table[bool] = stated("devices_tried", "申込ガイド §i (D-100)")
TRIED_IS_NO_PROMISE: Table[bool] = stated("devices_not_listed", "D-100")

_SIM, _ESIM = (Medium.SIM,), (Medium.ESIM,)
_BOTH = (Medium.SIM, Medium.ESIM)
_ANY = tuple(Network)


@dataclass(frozen=True, kw_only=True, slots=True)
class TriedDevice:
    """`name` and `maker` are as displayed; `released_on` is the first day of that month."""

    name: str
    maker: str
    released_on: date
    media: tuple[Medium, ...]
    networks: tuple[Network, ...] = _ANY

    @property
    def may_be_locked(self) -> bool:
        """Whether one that a carrier sold may carry a SIM lock, by its release (C-112)."""
        return application.DEVICE_MAY_BE_LOCKED.on(self.released_on)


# Of each maker: name, year and month of release, kinds of SIM, networks.
_LISTED: tuple[
    tuple[str, tuple[tuple[str, int, int, tuple[Medium, ...], tuple[Network, ...]], ...]], ...
] = (
    (
        "Apple",
        (
            ("iPhone 8", 2017, 9, _SIM, _ANY),
            ("iPhone XR", 2018, 10, _BOTH, _ANY),
            ("iPhone 11", 2019, 9, _BOTH, _ANY),
            ("iPhone SE（第2世代）", 2020, 4, _BOTH, _ANY),
            ("iPhone 12", 2020, 10, _BOTH, _ANY),
            ("iPhone 12 mini", 2020, 11, _BOTH, _ANY),
            ("iPhone 13", 2021, 9, _BOTH, _ANY),
            ("iPhone SE（第3世代）", 2022, 3, _BOTH, _ANY),
            ("iPhone 14", 2022, 9, _BOTH, _ANY),
            ("iPhone 15", 2023, 9, _BOTH, _ANY),
            ("iPhone 16", 2024, 9, _BOTH, _ANY),
            ("iPhone 16e", 2025, 2, _BOTH, _ANY),
            ("iPhone 17", 2025, 9, _ESIM, _ANY),
            ("iPad（第9世代）", 2021, 9, _BOTH, _ANY),
            ("iPad（A16）", 2025, 3, _ESIM, _ANY),
        ),
    ),
    (
        "Google",
        (
            ("Pixel 3a", 2019, 5, _SIM, _ANY),
            ("Pixel 4a", 2020, 8, _BOTH, _ANY),
            ("Pixel 5a (5G)", 2021, 8, _BOTH, _ANY),
            ("Pixel 6a", 2022, 7, _BOTH, _ANY),
            ("Pixel 7a", 2023, 5, _BOTH, _ANY),
            ("Pixel 8a", 2024, 5, _BOTH, _ANY),
            ("Pixel 9a", 2025, 4, _BOTH, _ANY),
        ),
    ),
    (
        "Samsung",
        (
            ("Galaxy A52 5G SC-53B", 2021, 6, _SIM, (Network.DOCOMO,)),
            ("Galaxy M23 5G", 2022, 4, _BOTH, _ANY),
            ("Galaxy A54 5G SCG21", 2023, 5, _BOTH, _ANY),
            ("Galaxy S24", 2024, 4, _BOTH, _ANY),
        ),
    ),
    (
        "ソニー",
        (
            ("Xperia 10 II SO-41A", 2020, 6, _SIM, (Network.DOCOMO,)),
            ("Xperia Ace III SOG08", 2022, 6, _BOTH, (Network.AU,)),
            ("Xperia 10 IV", 2022, 7, _BOTH, _ANY),
            ("Xperia 10 V", 2023, 7, _BOTH, _ANY),
            ("Xperia 10 VI", 2024, 7, _BOTH, _ANY),
        ),
    ),
    (
        "シャープ",
        (
            ("AQUOS sense4", 2020, 11, _SIM, _ANY),
            ("AQUOS sense5G SHG03", 2021, 2, _SIM, (Network.AU,)),
            ("AQUOS sense6", 2021, 11, _BOTH, _ANY),
            ("AQUOS sense7", 2022, 11, _BOTH, _ANY),
            ("AQUOS wish3", 2023, 7, _BOTH, _ANY),
            ("AQUOS sense8", 2023, 11, _BOTH, _ANY),
            ("AQUOS sense9", 2024, 11, _BOTH, _ANY),
        ),
    ),
    (
        "OPPO",
        (
            ("OPPO Reno A", 2019, 10, _SIM, _ANY),
            ("OPPO A73", 2020, 11, _BOTH, _ANY),
            ("OPPO Reno5 A", 2021, 6, _BOTH, _ANY),
            ("OPPO A79 5G", 2024, 2, _BOTH, _ANY),
            ("OPPO Reno11 A", 2024, 6, _BOTH, _ANY),
        ),
    ),
    (
        "Xiaomi",
        (
            ("Redmi Note 11", 2022, 3, _SIM, _ANY),
            ("Redmi 12 5G", 2023, 10, _BOTH, _ANY),
            ("Redmi Note 13 Pro 5G", 2024, 5, _BOTH, _ANY),
            ("Xiaomi 14T", 2024, 11, _BOTH, _ANY),
        ),
    ),
    (
        "モトローラ",
        (
            ("moto g50 5G", 2021, 12, _SIM, _ANY),
            ("moto g52j 5G", 2022, 6, _BOTH, _ANY),
            ("motorola edge 40", 2023, 7, _BOTH, _ANY),
            ("moto g64 5G", 2024, 6, _BOTH, _ANY),
        ),
    ),
)
# How makers and families are typed, where they are written otherwise above.
_IN_KANA = {
    "アップル": "apple",
    "アイフォン": "iphone",
    "アイフォーン": "iphone",
    "アイパッド": "ipad",
    "グーグル": "google",
    "ピクセル": "pixel",
    "サムスン": "samsung",
    "ギャラクシー": "galaxy",
    "エクスペリア": "xperia",
    "sony": "ソニー",
    "sharp": "シャープ",
    "アクオス": "aquos",
    "センス": "sense",
    "オッポ": "oppo",
    "レノ": "reno",
    "シャオミ": "xiaomi",
    "レッドミー": "redmi",
    "motorola": "モトローラ",
}


def _devices() -> Iterator[TriedDevice]:
    for maker, rows in _LISTED:
        for name, year, month, media, networks in rows:
            yield TriedDevice(
                name=name,
                maker=maker,
                released_on=date(year, month, 1),
                media=media,
                networks=networks,
            )


DEVICES: tuple[TriedDevice, ...] = tuple(_devices())
MAKERS: tuple[str, ...] = tuple(maker for maker, _rows in _LISTED)


def find(
    words: str = "",
    *,
    on: date,
    maker: str = "",
    medium: Medium | None = None,
    network: Network | None = None,
) -> tuple[TriedDevice, ...]:
    """Devices out by `on` that have every word in their name or maker's, newest first by maker.

    Width, case, spaces between words and the kana of a family do not matter.
    """
    wanted = [_plain(word) for word in unicodedata.normalize("NFKC", words).split()]
    found = [
        device
        for device in DEVICES
        if device.released_on <= on
        and maker in ("", device.maker)
        and (medium is None or medium in device.media)
        and (network is None or network in device.networks)
        and all(word in _plain(device.maker + device.name) for word in wanted)
    ]
    newest_first = sorted(found, key=lambda device: device.released_on, reverse=True)
    return tuple(sorted(newest_first, key=lambda device: MAKERS.index(device.maker)))


def named(name: str) -> TriedDevice | None:
    """The device that is called exactly this, however it is typed."""
    wanted = _plain(name)
    return next((each for each in DEVICES if _plain(each.name) == wanted), None)


def _plain(text: str) -> str:
    """A text as it is compared: one width, small letters, katakana, no spaces."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    katakana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in folded)
    for typed, written in _IN_KANA.items():
        katakana = katakana.replace(typed.casefold(), written)
    return katakana
