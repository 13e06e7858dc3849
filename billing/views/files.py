"""A bill to keep: the qualified invoice as PDF, its rows as CSV (F-BIL-16, O-13)."""

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from billing.models import Bill
from billing.queries import Section, Statement
from billing.views import words
from mioportal.plumbing.templatetags.ui import jdate, jmonth, yen
from mioportal.rules.billing import BillLine
from mioportal.rules.charges import QUALIFIED_INVOICE

if TYPE_CHECKING:
    from mioportal.plumbing.papers import Paper

# What a spreadsheet takes for a formula; numbers of ours begin with a minus and stay numbers.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d)?")


def as_pdf(statement: Statement) -> HttpResponse:
    """The bill's paper, to be saved. Raises ValueError for a month that is not fixed."""
    answer = HttpResponse(invoice(statement), content_type="application/pdf")
    return _named(answer, statement, "pdf")


def as_csv(statement: Statement) -> HttpResponse:
    """The bill's rows, to be saved: UTF-8 with its mark, for spreadsheets that look for it."""
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow(
        [
            *(_("請求番号"), _("ご利用月"), _("サービスコード"), _("電話番号"), _("項目")),
            *(_("数量"), _("単価（円）"), _("金額（円・税込）"), _("税率（%）")),
        ]
    )
    for section in statement.sections:
        for row in section.items:
            writer.writerow([_harmless(cell) for cell in _cells(row, section, statement)])
    answer = HttpResponse(
        "\N{ZERO WIDTH NO-BREAK SPACE}" + made.getvalue(), content_type="text/csv; charset=utf-8"
    )
    return _named(answer, statement, "csv")


def _cells(row: BillLine, section: Section, statement: Statement) -> list[str]:
    line, unit = section.line, words.unit_yen(row)
    return [
        _bill(statement).number,
        f"{statement.month:%Y-%m}",
        line.code if line else "",
        line.phone_number if line else "",
        words.item(row, statement),
        str(row.quantity),
        "" if unit is None else _digits(unit),
        _digits(row.amount),
        str(row.percent),
    ]


def _digits(amount: object) -> str:
    return f"{amount:.1f}".removesuffix(".0")


def _harmless(cell: str) -> str:
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _named(answer: HttpResponse, statement: Statement, ending: str) -> HttpResponse:
    name = f"{_bill(statement).number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _bill(statement: Statement) -> Bill:
    if statement.bill is None:
        raise ValueError(f"{statement.month:%Y-%m} is not billed")
    return statement.bill


def invoice(statement: Statement) -> bytes:
    """適格請求書: issuer and its number, date, recipient, month, items, tax per rate."""
    # What writes PDFs takes 17 MB: processes that write none shall not carry it.
    from mioportal.plumbing.papers import Paper

    bill = _bill(statement)
    month = jmonth(bill.month)
    paper = Paper(
        title=_("%sご利用分 ご請求書") % month,
        foot=_("%(issuer)s 請求番号 %(number)s")
        % {"issuer": settings.INVOICE_ISSUER, "number": bill.number},
    )
    paper.title(_("ご請求書（適格請求書）") if _is_qualified(bill) else _("ご請求書"))
    paper.side_by_side(_recipient(bill), _issuer(bill))
    paper.text(_("%sご利用分の通信料金等を、次のとおりご請求します。") % month)
    paper.total(_("ご請求金額（税込） %s") % yen(bill.total_yen))
    paper.text(_payment(bill))
    paper.heading(_("税率ごとの合計"))
    _taxes(paper, statement)
    for section in statement.sections:
        _section(paper, section, statement)
    paper.heading(_("ご案内"))
    paper.note(
        _(
            "項目の金額は税込です。税率ごとに合計してから1円未満を1回だけ切り捨て、"
            "そこに含まれる消費税等を計算しています。"
        )
    )
    paper.note(
        _("これは練習用サイトの書類で、実在の契約や請求ではありません。登録番号は架空のものです。")
    )
    return paper.file()


def _recipient(bill: Bill) -> list[str]:
    member = bill.member
    return [
        _("%s 様") % member.full_name,
        _("〒%s") % member.postcode,
        member.address,
        f"mioID {member.mio_id}",
    ]


def _is_qualified(bill: Bill) -> bool:
    return QUALIFIED_INVOICE.on(bill.confirmed_on)


def _issuer(bill: Bill) -> list[str]:
    number = [_("登録番号 %s") % settings.INVOICE_NUMBER] if _is_qualified(bill) else []
    return [
        str(settings.INVOICE_ISSUER),
        *number,
        _("発行日 %s") % jdate(bill.confirmed_on),
        _("請求番号 %s") % bill.number,
    ]


def _payment(bill: Bill) -> str:
    if not bill.total_yen:
        return _("お支払いはありません。")
    if bill.member.is_corporate:
        return _("請求書払いでお支払いください。")
    return _("%sに、ご登録のカードの会社へ請求します。") % jdate(bill.charge_on)


def _taxes(paper: "Paper", statement: Statement) -> None:
    sums = statement.totals
    rows = [
        [row["label"], yen(row["subtotal"]), yen(row["tax"]), yen(row["total"])]
        for row in words.tax_rows(statement)
    ]
    rows.append([_("総計"), yen(sums.subtotal), yen(sums.tax), yen(sums.total)])
    head = [_("税率"), _("税抜"), _("消費税等"), _("税込")]
    paper.table(head, rows, (0.4, 0.2, 0.2, 0.2))


def _section(paper: "Paper", section: Section, statement: Statement) -> None:
    told = words.section(section, statement)
    small = [told["code"], told["about"], told["user_name"]]
    paper.heading(told["title"], _("／").join(each for each in small if each))
    rows = [
        [
            row["label"],
            words.rate(row["percent"]) if row["percent"] else _("不課税"),
            f"{row['quantity']}",
            yen(row["unit"]),
            yen(row["amount"]),
        ]
        for row in told["rows"]
    ]
    rows.append([_("小計"), "", "", "", yen(told["total"])])
    head = [_("項目"), _("税率"), _("数量"), _("単価"), _("金額（税込）")]
    paper.table(head, rows, (0.46, 0.13, 0.09, 0.15, 0.17))
