"""Papers as PDF: A4, in a Japanese font that travels inside the file.

The font has the rare characters of names (髙 﨑 𠮷); only those glyphs are embedded that are used.
"""

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.doctemplate import SimpleDocTemplate

FONT = "NotoSansJP"
_FILE = Path(__file__).parent / "fonts" / "NotoSansJP-Regular.ttf"
_MARGIN = 18 * mm
# The library keeps 6 points at each side of what it fills.
_LEFT = _MARGIN + 6
_WIDTH = A4[0] - 2 * _LEFT
_INK, _GREY, _RULE = colors.HexColor(0x1A1A1A), colors.HexColor(0x4F5A66), colors.HexColor(0xD5DBE1)


@cache
def _register() -> None:
    """Read the font once in a process."""
    pdfmetrics.registerFont(TTFont(FONT, _FILE))
    ttfonts.makeToUnicodeCMap = _in_utf16(ttfonts.makeToUnicodeCMap)


def _in_utf16(write: Callable[[str, list[int]], str]) -> Callable[[str, list[int]], str]:
    """𠮷 is copied and searched as itself: the library (5.1) knows two bytes for a character."""

    def write_pairs(font: str, characters: list[int]) -> str:
        return write(font, [int(chr(each).encode("utf-16-be").hex(), 16) for each in characters])

    return write_pairs


def _style(size: float, *, ink: Any = _INK, right: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        name=f"{size}{ink}{right}",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.5,
        textColor=ink,
        # Japanese breaks between any two characters that may stand apart.
        wordWrap="CJK",
        **({"alignment": TA_RIGHT} if right else {}),
    )


_BODY, _AMOUNT, _SMALL = _style(9), _style(9, right=True), _style(7.5, ink=_GREY)
_TITLE, _HEAD, _TOTAL = _style(17), _style(10.5), _style(15)


class Paper:
    """A document that is written from top to bottom; texts are plain, never markup."""

    def __init__(self, title: str, foot: str) -> None:
        _register()
        self._title, self._foot = title, foot
        self._story: list[Flowable] = []

    def title(self, text: str) -> None:
        """What the paper is."""
        self._add(text, _TITLE, after=2)

    def total(self, text: str) -> None:
        """The sum that the reader looks for."""
        self._add(text, _TOTAL, after=2)

    def heading(self, text: str, small: str = "") -> None:
        """A part begins; it never stands alone at the end of a page."""
        self._story.append(CondPageBreak(30 * mm))
        self._story.append(Spacer(0, 4 * mm))
        self._add(text, _HEAD, after=0 if small else 1)
        if small:
            self._add(small, _SMALL, after=1)

    def text(self, text: str) -> None:
        """A sentence of ordinary size."""
        self._add(text, _BODY)

    def note(self, text: str) -> None:
        """A sentence in small print."""
        self._add(text, _SMALL)

    def _add(self, text: str, style: ParagraphStyle, after: float = 1) -> None:
        self._story.append(Paragraph(escape(text), style))
        self._story.append(Spacer(0, after * mm))

    def side_by_side(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two columns of lines, the first line of each larger."""
        cells = [
            [
                Paragraph(escape(line), _BODY if number else _HEAD)
                for number, line in enumerate(lines)
            ]
            for lines in (left, right)
        ]
        half = [_WIDTH * 0.55, _WIDTH * 0.45]
        self._story.append(Table([cells], colWidths=half, style=_PLAIN))
        self._story.append(Spacer(0, 4 * mm))

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """Rows under their heads, the last row being the sum; `widths` are shares of the page.

        All columns but the first are amounts, and stand to the right.
        """
        cells = [
            [
                Paragraph(escape(text), _AMOUNT if number else _BODY)
                for number, text in enumerate(row)
            ]
            for row in (head, *rows)
        ]
        columns = [_WIDTH * width for width in widths]
        self._story.append(Table(cells, colWidths=columns, repeatRows=1, style=_RULED))

    def file(self) -> bytes:
        """The finished PDF; the same paper always gives the same bytes."""
        made = BytesIO()
        document = SimpleDocTemplate(
            made,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN + 6 * mm,
            title=self._title,
            author=self._foot,
            lang="ja",
            invariant=1,
        )
        document.build(self._story, canvasmaker=self._canvas)
        return made.getvalue()

    def _canvas(self, *arguments: Any, **named: Any) -> Canvas:
        return _Numbered(self._foot, *arguments, **named)


class _Numbered(Canvas):
    """Writes the foot of every page once it is known how many there are."""

    def __init__(self, foot: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._foot = foot
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write them all, each with its number."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont(FONT, 7.5)
            self.setFillColor(_GREY)
            self.drawString(_LEFT, _MARGIN, self._foot)
            counted = _("%(page)s／%(pages)sページ") % {"page": number, "pages": len(self._pages)}
            self.drawRightString(A4[0] - _LEFT, _MARGIN, counted)
            super().showPage()
        super().save()


_PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
_RULED = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, _GREY),
        ("LINEBELOW", (0, 1), (-1, -3), 0.4, _RULE),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, _GREY),
        # A sum never stands alone on the next page.
        ("NOSPLIT", (0, -2), (-1, -1)),
    ]
)
