"""Barcodes drawn by the server: Code 128 in set C, two digits to a symbol (ISO/IEC 15417).

`{% barcode digits label %}` of the ui tags shows one as SVG.
"""

from dataclasses import dataclass

# Widths of bar, gap, bar, gap, bar, gap of every symbol, by its value.
_SYMBOLS = (
    *("212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312"),
    *("132212", "221213", "221312", "231212", "112232", "122132", "122231", "113222"),
    *("123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131"),
    *("311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321"),
    *("232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313"),
    *("231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121"),
    *("313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321"),
    *("331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224"),
    *("111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114"),
    *("122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111"),
    *("111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112"),
    *("421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113"),
    *("114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412"),
    *("211214", "211232"),
)
_START, _CHECK, _STOP = 105, 103, "2331112"
# As wide as ten of the narrowest bars: what scanners need on both sides.
QUIET = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One bar, in widths of the narrowest."""

    x: int
    width: int


def symbols(digits: str) -> list[int]:
    """The values of the symbols that spell digits, the check at the end; an even number of digits.

    Raises ValueError for anything else.
    """
    if not (digits.isascii() and digits.isdigit()) or len(digits) % 2:
        raise ValueError("digits must be an even number of digits")
    values = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    check = _START + sum(place * value for place, value in enumerate(values, 1))
    return [_START, *values, check % _CHECK]


def bars(digits: str) -> list[Bar]:
    """The bars that spell digits, from the left."""
    widths = "".join(_SYMBOLS[value] for value in symbols(digits)) + _STOP
    drawn, x = [], QUIET
    for place, each in enumerate(widths):
        if place % 2 == 0:
            drawn.append(Bar(x=x, width=int(each)))
        x += int(each)
    return drawn


def width(digits: str) -> int:
    """How wide the barcode is with its quiet zones, in widths of the narrowest bar."""
    last = bars(digits)[-1]
    return last.x + last.width + QUIET
