"""What a fleet is made of. Shares are plausible, not measured: about 2.5 lines a member."""

from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from mioportal.rules.hikari import HomeType
from mioportal.rules.instalments import DeviceKind
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium, Network
from mioportal.rules.related import Service

T = TypeVar("T")


class Mix(Generic[T]):
    """Things, each with its weight."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = list(weights)
        self._sums = list(accumulate(weights.values()))

    def pick(self, rng: Random) -> T:
        """One of them, by chance."""
        place = bisect(self._sums, rng.random() * self._sums[-1])
        return self._things[min(place, len(self._things) - 1)]


LINES = Mix({1: 37, 2: 25, 3: 16, 4: 10, 5: 6, 6: 2, 8: 2, 10: 2})
FUNCTIONS = Mix({Function.VOICE: 76, Function.SMS: 7, Function.DATA: 17})
MEDIA = Mix({Medium.SIM: 78, Medium.ESIM: 22})
NETWORKS = Mix({Network.DOCOMO: 68, Network.AU: 32})
GIGA_PLANS = Mix(
    {"giga_2gb": 34, "giga_5gb": 32, "giga_10gb": 18, "giga_15gb": 8, "giga_20gb": 8}
)
LEGACY_PLANS = Mix({"minimum_start": 60, "light_start": 25, "family_share": 15})

CORPORATE = 0.02
LEGACY = 0.08
# Of the lines of a month of use: how many began in it, and how many ended.
BEGAN_IN_A_MONTH = 0.02
ENDED_IN_A_MONTH = 0.01
ENDED_BEFORE = 0.04
BY_PORT_OUT = 0.35
PLAN_CHANGED = 0.02
SHARING = 0.45
# Of members with one line and a device: the line has ended, the instalments go on.
CLOSING = 0.03

CALL_OPTIONS = Mix(
    {OptionCode.CALL_5: 50, OptionCode.CALL_10: 30, OptionCode.CALL_UNLIMITED: 20}
)
WITH_CALL_OPTION = 0.3
# Of the lines that may hold them.
OPTIONS = {
    OptionCode.DIAL: 0.08,
    OptionCode.LARGE_DATA: 0.04,
    OptionCode.DEVICE_COVER: 0.12,
    OptionCode.SAFETY_MAIL: 0.05,
    OptionCode.NUISANCE_GUARD: 0.03,
    OptionCode.TABUHO: 0.02,
    OptionCode.SMART_CHECKER: 0.01,
    OptionCode.TOBILA_PHONE: 0.02,
    OptionCode.I_FILTER: 0.02,
    OptionCode.VIRUS_BUSTER: 0.04,
}
AGREED = {
    OptionCode.LARGE_DATA: (220, 880, 1320, 2200, 3410),
    OptionCode.DEVICE_COVER: (418, 495, 550),
}
OPTION_ENDED = 0.05

CALLING = 0.6
WRITING = 0.3
BUYING_DATA = 0.06
# Means of a month.
CALL_UNITS = 18
MESSAGES = 5

WITH_DEVICE = 0.14
DEVICE_KINDS = Mix(
    {DeviceKind.ORDINARY: 68, DeviceKind.CAMPAIGN: 16, DeviceKind.SUPPORT: 16}
)
DEVICES = (
    ("iPhone SE（第3世代）64GB", 57_800),
    ("iPhone 15 128GB", 112_800),
    ("moto g52j 5G", 39_800),
    ("AQUOS sense9", 49_800),
    ("Xperia 10 VI", 62_400),
    ("OPPO Reno11 A", 41_980),
    ("Redmi Note 13 Pro", 34_801),
)
DISCOUNT = 500
ENDS_IN_LUMP = 0.3
REPAID_EARLY = 0.01

HOMES = Mix({HomeType.APARTMENT: 60, HomeType.HOUSE: 40})
SERVICES = {
    Service.HIKARI: (0.09, ()),
    Service.DATA_ZERO: (0.02, (165, 495, 825)),
    Service.MOBILE_PLUS: (0.01, (385, 770)),
    Service.SUPPLY: (0.01, (550,)),
}
SERVICE_ENDED = 0.02

WITH_CARD = 0.95
CARDS = Mix({"visa": 55, "jcb": 15, "rakuten": 14, "saison": 6, "amex": 4, "aeon": 6})
OWING = 0.015
DAMAGED_SIM = 0.03

FAMILIES = (
    *(("佐藤", "サトウ"), ("鈴木", "スズキ"), ("髙橋", "タカハシ"), ("田中", "タナカ")),
    *(("伊藤", "イトウ"), ("渡邊", "ワタナベ"), ("山本", "ヤマモト"), ("中村", "ナカムラ")),
    *(("小林", "コバヤシ"), ("加藤", "カトウ"), ("𠮷田", "ヨシダ"), ("山﨑", "ヤマザキ")),
)
GIVENS = (
    *(("陽子", "ヨウコ"), ("健", "ケン"), ("翔太", "ショウタ"), ("葵", "アオイ")),
    *(("浩二", "コウジ"), ("恵", "メグミ"), ("大輔", "ダイスケ"), ("真理", "マリ")),
    *(("一郎", "イチロウ"), ("さくら", "サクラ"), ("彩", "アヤ"), ("蓮", "レン")),
)
COMPANIES = ("さくら運送", "みどり商事", "富士見製作所", "青葉不動産", "千代田印刷")
PLACES = (
    ("102-0071", "東京都千代田区富士見2-10-2"),
    ("060-0042", "北海道札幌市中央区大通西1-1-1"),
    ("530-0001", "大阪府大阪市北区梅田3-1-1"),
    ("810-0001", "福岡県福岡市中央区天神1-8-1"),
)
