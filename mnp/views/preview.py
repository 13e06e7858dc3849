"""What going to another operator brings and costs, in words (F-MNO-11 to 13)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from contracts.models import Line
from contracts.queries.devices import device_names
from contracts.queries.lines import billed_apart
from mioportal.plumbing.templatetags.ui import jdate_short, yen
from mioportal.rules import options, related
from mioportal.rules.charges import ChargeKind
from mioportal.rules.dates import ONE_DAY, month_end
from mioportal.rules.quote import Charge, Event, EventKind, Quote
from mioportal.words import basis, charges


def preview(quote: Quote, line: Line) -> dict[str, Any]:
    """Everything the pages show of a quote."""
    devices = device_names(quote.charges)
    return {
        "charges": [_charge(charge, quote, devices) for charge in quote.charges],
        "total": quote.total,
        "owed": quote.owed,
        "is_rounded": quote.is_rounded,
        "others_apart": billed_apart(line, {each.line for each in quote.charges}, quote.bill_month),
        "estimate_note": _("見込みです。開通した月の通話料などが加わります"),
        "conditional": [_conditional(each) for each in quote.conditional],
        "bill_month": quote.bill_month,
        "events": _events(quote, line),
    }


def _charge(charge: Charge, quote: Quote, devices: dict[str, str]) -> dict[str, Any]:
    sub = ""
    if charge.kind in (ChargeKind.PLAN, ChargeKind.ADDED_SIM):
        sub = _("%s月分。転出した月の日割りはありません") % quote.bill_month.month
    elif charge.kind is ChargeKind.INSTALMENT_REST:
        sub = _("分割払いの残りを、最後のご請求でお支払いいただきます")
    return {
        "label": charges.item(charge.kind, charge.code, devices.get(charge.code, "")),
        "sub": sub,
        "tag": _("見込み") if charge.estimate else "",
        "kind": "warning" if charge.estimate else "",
        "amount": charge.amount,
        "rule": basis.OF_CHARGE[charge.kind],
    }


def _conditional(each: Any) -> dict[str, Any]:
    return {
        "label": _("SIM損害金"),
        "sub": _("返却がないとき、1枚につき"),
        "amount": each.amount,
        "from_on": each.from_on,
        "rule": basis.OF_CHARGE[each.kind],
    }


def _events(quote: Quote, line: Line) -> list[dict[str, Any]]:
    """What follows from the opening; the opening itself, and the asking, are told elsewhere."""
    rows, year = [], 0
    # Lines that it led, and that were cancelled before: their own receipts tell of them.
    others = {each.subject for each in quote.events if each.kind is EventKind.SECONDARY_ENDS}
    # On the day itself the opening comes first: cards are sent back, and options end, after it.
    for event in sorted(quote.events, key=lambda e: (e.on, e.kind is not EventKind.LINE_ENDS)):
        words = _words(event, line)
        if words is None or event.subject in others or event.line in others:
            continue
        title, text = words
        rows.append(
            {
                "on": event.on,
                "time": "",
                "state": "key" if event.kind is EventKind.LINE_ENDS else "",
                "title": title,
                "text": text,
                "year": event.on.year != year,
                "approx": event.approximate,
                "rule": _rule(event),
            }
        )
        year = event.on.year
    return rows


def _rule(event: Event) -> str:
    own = {EventKind.LINE_ENDS: "port_out_ends_line"}
    return own.get(event.kind, basis.OF_EVENT[event.kind])


def _monthly(event: Event) -> str:
    return _("月額%s（税込）です。不要なときは、別に解約してください。") % yen(event.amount)


def _words(event: Event, line: Line) -> tuple[str, str] | None:
    option = options.option(event.subject).label if _is_option(event) else ""
    told: dict[EventKind, tuple[str, str]] = {
        EventKind.LINE_ENDS: (
            _("転出先で開通した時に、この回線は終わります"),
            _("解約の手続きは要りません。残っているデータ量は無くなります。"),
        ),
        EventKind.SIM_RETURN_OPENS: (
            _("SIMカードの返却受付が始まります"),
            _("開通のあとで、お送りください。"),
        ),
        EventKind.OPTION_ENDS: (
            _("%sが終わります") % option,
            _("月額は、その月の1か月分がかかります。"),
        ),
        EventKind.OPTION_GOES_ON: (_("%sは続きます") % option, _monthly(event)),
        EventKind.OPTION_TO_CHECK: (_("%sが続くことがあります") % option, _monthly(event)),
        EventKind.TRIAL_BECOMES_PAID: (
            _("%sのお試しが終わり、有料になります") % option,
            _monthly(event),
        ),
        EventKind.MIO_WARI_ENDS: (
            _("mio割が終わります"),
            _("この月から、IIJmioひかりの月額が%s上がります。") % yen(event.amount),
        ),
        EventKind.SHARE_FEE_CHANGES: (
            _("シェアグループの月額が変わります"),
            _("残る回線の基本料は、オプションを除いて%sになります。") % yen(event.amount),
        ),
        EventKind.DEVICE_DISCOUNT_ENDS: (
            _("端末購入サポートの割引が終わります"),
            _("この月から、お支払いが毎月%s増えます。") % yen(event.amount),
        ),
        EventKind.BILL_FIXED: (_("最後のご請求額が決まります"), ""),
        EventKind.CARD_CHARGED: (_("カード会社に請求します"), ""),
        EventKind.BANK_DEBIT: (_("銀行口座から引き落とされます"), ""),
        EventKind.INSTALMENTS_END: (_("端末の最後の分割払いをカード会社に請求します"), ""),
        EventKind.CARD_NEEDED_THROUGH: (
            _("この日まで、お支払いのカードを有効にしておいてください"),
            "",
        ),
        EventKind.SIM_FEE_RISK: (
            _("この日から、SIM損害金がかかることがあります"),
            _("返却がないとき、1枚ごとにかかります。"),
        ),
        EventKind.MAIL_ADDRESS_ENDS: (_("IIJmioのメールアドレスが使えなくなります"), ""),
        EventKind.CLOUD_DELETED: (
            _("IIJmioクラウドに残したファイルが、この日を過ぎると消えます"),
            _("お使いのときは、必要なものをそれまでに取り出してください。"),
        ),
        EventKind.MIOID_VALID_THROUGH: (
            _("mioIDが使える最後の日"),
            _("最後のお支払いから3か月間は、請求と契約の記録を見られます。"),
        ),
    }
    if event.kind is EventKind.SERVICE_GOES_ON:
        label = related.LABELS[related.Service(event.subject)]
        return _("%sは続きます") % label, _monthly(event)
    return told.get(event.kind)


def _is_option(event: Event) -> bool:
    return event.kind in (
        EventKind.OPTION_ENDS,
        EventKind.OPTION_GOES_ON,
        EventKind.OPTION_TO_CHECK,
        EventKind.TRIAL_BECOMES_PAID,
    )


def double_months(
    today: date, through: date, ends_on: date | None = None
) -> list[dict[str, Any]]:
    """Opened on which day: what IIJmio and the new operator charge for (F-MNO-13).

    Today, the number's last day, the month's last day, and the first of the next month; none of
    them after the line's last day, where it has one (C-070).
    """
    last = month_end(today)
    first = last + ONE_DAY
    this = _("%s月分の全額") % last.month
    both = _("%(this)s月分と、%(next)s月分の全額") % {"this": last.month, "next": first.month}
    rows = [(day, last, this) for day in sorted({today, min(through, last), last})]
    rows.append((first, month_end(first), both))
    return [
        _double(day, end, through, ours)
        for day, end, ours in rows
        if ends_on is None or day <= ends_on
    ]


def _double(day: date, last: date, through: date, ours: str) -> dict[str, Any]:
    told = {"month": day.month, "from": day.day, "to": last.day}
    one_day = _("%(month)s月%(from)s日の1日だけ") % told
    return {
        "day": jdate_short(day),
        "ours": ours,
        "theirs": _("%(month)s月%(from)s日〜%(to)s日") % told if day < last else one_day,
        "is_late": day > through,
    }
