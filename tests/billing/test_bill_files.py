"""A bill to keep: the qualified invoice as PDF, the rows as CSV."""

import base64
import csv
import re
import zlib
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from billing import queries
from billing.models import Bill
from billing.views import files
from mioportal.plumbing import papers
from mioportal.plumbing.papers import Paper
from tests.factories import (
    DeviceFactory,
    LineFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    bill_months,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

OCT = date(2026, 10, 1)
WRITTEN = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


class Told(Paper):
    """A paper that remembers what was written on it."""

    lines: list[str] = []

    def _add(self, text: str, *arguments: object, **named: object) -> None:
        self.lines.append(text)
        super()._add(text, *arguments, **named)  # type: ignore[arg-type]

    def side_by_side(self, left: list[str], right: list[str]) -> None:  # type: ignore[override]
        self.lines += [*left, *right]
        super().side_by_side(left, right)

    def table(self, head: list[str], rows: list[list[str]], widths: object) -> None:  # type: ignore[override]
        self.lines += ["|".join(row) for row in (head, *rows)]
        super().table(head, rows, widths)  # type: ignore[arg-type]


@pytest.fixture
def bill() -> Bill:
    """髙﨑 𠮷郎's: two rates, a fraction of a yen, a discount, a device."""
    line = LineFactory(
        member__family_name="髙﨑",
        member__given_name="𠮷郎",
        member__user__login="MA0000042",
        network="au",
        contracted_on=OCT,
        phone_number="090-0000-4242",
    )
    OptionPeriodFactory(line=line)
    DeviceFactory(line=line, name="=cmd|A0", paid=12)
    RelatedServiceFactory(member=line.member)
    bill_months(line.world, OCT)
    return Bill.objects.select_related("member__user").get()


def unpacked(made: bytes) -> bytes:
    """Everything that is packed inside a PDF."""
    return b"".join(_unpacked(stream.strip()) for stream in WRITTEN.findall(made))


def _unpacked(stream: bytes) -> bytes:
    if stream.endswith(b"~>"):
        stream = base64.a85decode(stream.removesuffix(b"~>"))
    return zlib.decompress(stream) if stream.startswith(b"\x78") else stream


@pytest.mark.parametrize("rows", range(36, 48))
def test_a_sum_never_stands_alone_on_a_page(rows: int) -> None:
    paper = papers.Paper("題", "脚注")
    paper.table(["項目", "金額"], [["行", "1円"]] * rows + [["小計", "9円"]], (0.6, 0.4))
    streams = [_unpacked(stream.strip()) for stream in WRITTEN.findall(paper.file())]
    pages = [stream for stream in streams if b" Tj" in stream]
    # Two texts a row, and two at the foot.
    shown = [page.count(b" Tj") // 2 - 1 for page in pages]
    assert sum(shown) == 1 + rows + 1 + (len(pages) - 1), "heads stand on every page"
    assert min(shown) >= 3, "a head, a row and the sum"


def test_the_paper_has_what_a_qualified_invoice_must_have(
    bill: Bill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "Paper", Told)
    monkeypatch.setattr(Told, "lines", [])
    assert files.invoice(queries.statement_of(bill)).startswith(b"%PDF-")
    paper = "\n".join(Told.lines)
    for told in (
        "髙﨑 𠮷郎 様",
        "デモモバイル（練習用サイト）",
        "登録番号 T0000000000000",
        "発行日 2026年11月5日（木）",
        "請求番号 MA0000042-202610",
        "2026年10月ご利用分",
        "090-0000-4242",
        "月額基本料 5ギガプラン|10%対象|1|990円|990円",
        "SIM発行手数料|10%対象|1|446.6円|446.6円",
        "端末の分割払い（=cmd|A0）|不課税|1|2,408円|2,408円",
        "実在の契約や請求ではありません",
    ):
        assert told in paper
    for rate in queries.statement_of(bill).totals.rates:
        assert f"|{rate.subtotal:,}円|{rate.tax:,}円|{rate.total:,}円" in paper
    assert f"ご請求金額（税込） {bill.total_yen:,}円" in paper


def test_the_paper_brings_its_font_and_rare_characters_are_themselves(bill: Bill) -> None:
    made = files.invoice(queries.statement_of(bill))
    assert b"/FontFile2" in made and b"NotoSansJP" in made
    readable = unpacked(made)
    # 髙, 﨑, and 𠮷 as the pair that UTF-16 writes it with.
    for character in (b"9AD9", b"FA11", b"D842DFB7"):
        assert character in readable
    assert len(made) < 120_000


@pytest.mark.parametrize(
    ("confirmed_on", "is_qualified"),
    [(date(2023, 9, 30), False), (date(2023, 10, 1), True), (date(2023, 10, 2), True)],
    ids=["the day before", "the day", "the day after"],
)
def test_a_paper_is_a_qualified_invoice_since_there_are_such(
    bill: Bill, confirmed_on: date, is_qualified: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "Paper", Told)
    monkeypatch.setattr(Told, "lines", [])
    bill.confirmed_on = confirmed_on
    files.invoice(queries.statement_of(bill))
    paper = "\n".join(Told.lines)
    assert ("適格請求書" in paper, "登録番号 T" in paper) == (is_qualified, is_qualified)


def test_the_same_bill_always_gives_the_same_paper(bill: Bill) -> None:
    statement = queries.statement_of(bill)
    assert files.invoice(statement) == files.invoice(statement)


def test_the_rows_come_to_the_bill_and_no_cell_is_a_formula(bill: Bill) -> None:
    answer = files.as_csv(queries.statement_of(bill))
    text = answer.content.decode("utf-8")
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}請求番号,")
    rows = list(csv.DictReader(StringIO(text[1:])))
    assert [each["項目"] for each in rows] == [
        "月額基本料 5ギガプラン",
        "通話定額5分+",
        "初期費用（事務手数料）",
        "SIM発行手数料",
        "端末の分割払い（=cmd|A0）",
        "IIJmioひかり",
        "mio割",
    ]
    by_rate: dict[str, Decimal] = {}
    for each in rows:
        by_rate[each["税率（%）"]] = by_rate.get(each["税率（%）"], Decimal(0)) + Decimal(
            each["金額（円・税込）"]
        )
    assert sum(int(amount) for amount in by_rate.values()) == bill.total_yen
    assert answer["Content-Disposition"] == 'attachment; filename="MA0000042-202610.csv"'


@pytest.mark.parametrize("start", ["=1+1", "+81", "-x", "@a", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_work_out_is_defused(start: str) -> None:
    assert files._harmless(start) == f"'{start}"


@pytest.mark.parametrize("cell", ["-660", "-0.4", "990", "回線", ""])
def test_numbers_and_words_stay_what_they_are(cell: str) -> None:
    assert files._harmless(cell) == cell


def test_a_member_downloads_both(bill: Bill) -> None:
    visitor = Visitor.signed_in_as(bill.member)
    for ending, kind in (("pdf", "application/pdf"), ("csv", "text/csv; charset=utf-8")):
        answer = visitor.client.get(f"/bills/2026-10/{ending}/")
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert visitor.client.get(f"/bills/2026-09/{ending}/").status_code == 404
