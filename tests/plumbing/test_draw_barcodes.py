"""Barcodes are those that a scanner reads: Code 128, set C."""

import pytest

from mioportal.plumbing import barcodes


def test_a_documented_barcode_has_the_check_and_the_bars_of_the_standard() -> None:
    # 98 12 34: start 105, check (105 + 98 + 2*12 + 3*34) % 103 = 20.
    assert barcodes.symbols("981234") == [105, 98, 12, 34, 20]
    drawn = barcodes.bars("981234")
    # Start C is 211232: bars of 2, 1 and 3 with gaps of 1, 2 and 2; 98 is 411311.
    assert [(bar.x, bar.width) for bar in drawn[:4]] == [(10, 2), (13, 1), (16, 3), (21, 4)]
    # The stop ends with a bar of two, and quiet follows.
    assert drawn[-1].width == 2
    assert barcodes.width("981234") == drawn[-1].x + 2 + 10 == 5 * 11 + 13 + 20


def test_every_symbol_is_eleven_wide_and_no_two_are_alike() -> None:
    spelt = {value: barcodes.bars(f"{value:02d}") for value in range(100)}
    assert len({tuple(bars[3:6]) for bars in spelt.values()}) == 100
    assert {barcodes.width(f"{value:02d}") for value in range(100)} == {3 * 11 + 13 + 20}


@pytest.mark.parametrize("digits", ["123", "12a4", "１２"], ids=["odd", "a letter", "full width"])
def test_what_the_set_cannot_spell_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="even number"):
        barcodes.bars(digits)
