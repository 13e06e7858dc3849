"""Bar charts drawn by the server: where each bar stands, and the table that says the same.

`{% chart c %}` of the ui tags shows both. Across, everything is a share of the width, so that text
keeps its size on every screen; up, it is pixels.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

Amount = int | Decimal

HEIGHT, TOP, BASE, LABELS = 208, 26, 176, 198
# Bars with their value written over them; more would not have the room.
WRITTEN_OVER = 12
# So many have room for their words on a telephone too; of more, every other one has.
ROOMY = 6
WIDEST, FULL = 9, 0.7
NICE = (1, 2, 4, 6, 8, 10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One bar: `name` in full, `label` below it ("" for none), its `parts` from the bottom up.

    `is_open`: it is still growing. A bar without parts is not known; `missing` says why.
    """

    name: str
    label: str
    parts: tuple[Amount, ...]
    is_open: bool = False
    missing: str = ""
    url: str = ""

    @property
    def total(self) -> Amount:
        """Its height."""
        return sum(self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A rectangle, in the words of SVG."""

    kind: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A bar as it is drawn: its pieces, what is written over and under it, what it says."""

    pieces: tuple[Piece, ...]
    middle: str
    value: str
    value_y: str
    label: str
    says: str
    # Left out where there is little room.
    is_wide: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A line across, and what stands beside it."""

    y: str
    text_y: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A bar as the table says it."""

    name: str
    cells: tuple[str, ...]
    missing: str
    is_open: bool
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Bars of one or two kinds. `key` tells charts of a page apart; `head` is what a bar is.

    `kinds` are the words for the parts, the first drawn full, the second as an outline. `amount`
    writes a value in the chart and in the table alike, `axis` the round ones at the side; over the
    bars its `unit` is left away. `limit` is drawn as a dashed line.
    """

    key: str
    title: str
    head: str
    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]
    amount: Callable[[Any], str]
    axis: Callable[[Any], str]
    unit: str = ""
    note: str = ""
    limit: Amount | None = None

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def base(self) -> str:
        return f"{BASE}.5"

    @property
    def labels_y(self) -> int:
        return LABELS

    @property
    def summary(self) -> str:
        """The chart in a sentence, for who does not see it."""
        known = [bar for bar in self.bars if bar.parts]
        if not known:
            return _("まだ記録がありません。")
        most = max(known, key=lambda bar: bar.total)
        return _("{first}から{last}まで。最大は{most}の{amount}。").format(
            first=known[0].name,
            last=known[-1].name,
            most=most.name,
            amount=self.amount(most.total),
        )

    @property
    def is_hatched(self) -> bool:
        """Whether a bar is drawn with stripes."""
        return any(bar.is_open for bar in self.bars)

    @property
    def grid(self) -> tuple[Grid, ...]:
        """Three lines: nothing, half, all."""
        top = self._top()
        return tuple(self._line(top * share / 2, self.axis) for share in (0, 1, 2))

    @property
    def limit_y(self) -> str:
        """Where the limit stands; "" for none."""
        return "" if self.limit is None else self._line(Decimal(self.limit), self.axis).y

    @property
    def columns(self) -> Iterator[Column]:
        """Every bar with its place."""
        slot = 100 / len(self.bars) if self.bars else 0
        width = min(slot * FULL, WIDEST)
        top, count = self._top(), len(self.bars)
        for number, bar in enumerate(self.bars):
            middle = slot * (number + 0.5)
            pieces, y = [], float(BASE)
            for kind, part in zip(("main", "more"), bar.parts, strict=False):
                height = float((BASE - TOP) * Decimal(part) / top)
                y -= height
                if part:
                    pieces.append(
                        Piece(
                            kind="open" if bar.is_open and kind == "main" else kind,
                            x=f"{middle - width / 2:.2f}%",
                            y=f"{y:.1f}",
                            width=f"{width:.2f}%",
                            height=f"{height:.1f}",
                        )
                    )
            written = count <= WRITTEN_OVER and bool(bar.parts)
            yield Column(
                pieces=tuple(pieces),
                middle=f"{middle:.2f}%",
                value=self.amount(bar.total).removesuffix(self.unit) if written else "",
                value_y=f"{y - 6:.1f}",
                label=bar.label,
                says=self._says(bar),
                is_wide=ROOMY < count <= WRITTEN_OVER and (count - number) % 2 == 0,
            )

    @property
    def rows(self) -> Iterator[Row]:
        """The table: every bar with its parts."""
        for bar in self.bars:
            yield Row(
                name=bar.name,
                cells=tuple(self.amount(part) for part in bar.parts),
                missing=bar.missing,
                is_open=bar.is_open,
                url=bar.url,
            )

    def _says(self, bar: Bar) -> str:
        parts = [
            f"{kind} {self.amount(part)}"
            for kind, part in zip(self.kinds, bar.parts, strict=False)
        ]
        return _("{name}：{amount}").format(
            name=bar.name, amount=_("、").join(parts) or bar.missing
        )

    def _top(self) -> Decimal:
        """A round value that nothing reaches beyond."""
        most = max((Decimal(bar.total) for bar in self.bars), default=Decimal(0))
        most = max(most, Decimal(self.limit or 0), Decimal(1))
        scale = Decimal(10) ** most.adjusted()
        return next(scale * step for step in NICE if scale * step >= most)

    def _line(self, value: Decimal, words: Callable[[Any], str]) -> Grid:
        y = BASE - float((BASE - TOP) * value / self._top())
        return Grid(y=f"{int(y)}.5", text_y=f"{int(y) + 5}", text=words(value))
