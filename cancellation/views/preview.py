"""A quote in words: three key facts, what happens when, what it costs (F-CAN-08, F-CAN-15)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from contracts.models import Line
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules import options, plans
from mioportal.rules.charges import ChargeKind
from mioportal.rules.quote import (
    Charge,
    ConditionalCharge,
    Difference,
    Event,
    EventKind,
    Part,
    Quote,
)
from mioportal.rules.quoted import Item

Words = tuple[str, str]


def preview(quote: Quote, line: Line, *, accepted: bool = False) -> dict[str, Any]:
    """Everything the cautions page, the review page and the receipt show of a quote."""
    return {
        "facts": _facts(quote),
        "events": _events(quote, line, accepted=accepted),
        "charges": [_charge(charge, quote) for charge in quote.charges],
        "total": quote.total,
        "estimate_note": _estimate_note(quote),
        "conditional": [_conditional(charge) for charge in quote.conditional],
        "bill_month": quote.bill_month,
    }


def _facts(quote: Quote) -> list[dict[str, str]]:
    facts = [
        {
            "key": _("解約日（最終日）"),
            "value": jdate(quote.ends_on),
            "sub": _("23:59まで使えます"),
        },
        {
            "key": _("最後の月のご請求"),
            "value": yen(quote.total),
            "sub": _("見込み（税込）"),
        },
    ]
    risk = quote.event(EventKind.SIM_FEE_RISK)
    if risk:
        facts.append(
            {
                "key": _("SIM損害金がかかりうる最初の日"),
                "value": jdate(risk.on),
                "sub": _("カードの返却がないとき"),
            }
        )
    return facts


def _events(quote: Quote, line: Line, *, accepted: bool) -> list[dict[str, Any]]:
    rows, year = [], 0
    for event in quote.events:
        title, text = EVENT_WORDS[event.kind](event, quote, line)
        if event.kind is EventKind.ACCEPTED and accepted:
            title, text = _("解約を申し込みました"), ""
        rows.append(
            {
                "on": event.on,
                "time": f"{event.at:%H:%M}" if event.at and _shows_time(event) else "",
                "state": _STATES.get(event.kind, ""),
                "title": title,
                "text": text,
                # The year is said once, and again when it changes.
                "year": event.on.year != year,
                "approx": event.approximate,
            }
        )
        year = event.on.year
    return rows


_STATES = {EventKind.ACCEPTED: "now", EventKind.LINE_ENDS: "key"}


def _shows_time(event: Event) -> bool:
    return event.kind is EventKind.LINE_ENDS


def _next_month(event: Event) -> int:
    return event.on.month % 12 + 1


EVENT_WORDS: dict[EventKind, Callable[[Event, Quote, Line], Words]] = {
    EventKind.ACCEPTED: lambda event, quote, line: (
        _("解約を申し込む"),
        _("受付のメールをお送りします。同じ内容を「お知らせ」でも読めます。"),
    ),
    EventKind.SIM_RETURN_OPENS: lambda event, quote, line: (
        _("SIMカードの返却受付が始まります"),
        _("カードを抜くと回線は使えません。最終日まで使うときは、そのあとにお送りください。"),
    ),
    EventKind.LINE_ENDS: lambda event, quote, line: (
        _("解約日：通話とデータ通信が止まります"),
        _("残っているデータ量も、このとき無くなります。"),
    ),
    EventKind.OPTION_ENDS: lambda event, quote, line: (
        _("%sが終わります") % options.option(event.subject).label,
        _("回線と一緒に終わります。月額は最後の月まで1か月分かかります。"),
    ),
    EventKind.NUMBER_LOST: lambda event, quote, line: (
        _("電話番号 %s が使えなくなります") % line.label,
        _("再契約しても、同じ番号には戻せません。"),
    ),
    EventKind.BILL_FIXED: lambda event, quote, line: (
        _("最後のご請求額が決まります"),
        _("%s月のご利用分です。") % quote.bill_month.month,
    ),
    EventKind.CARD_CHARGED: lambda event, quote, line: (
        _("カード会社に請求します"),
        _("銀行口座からの引き落としは、%s月のカード会社の引落日です。") % _next_month(event),
    ),
    EventKind.BANK_DEBIT: lambda event, quote, line: (
        _("銀行口座から引き落とされます"),
        _("日付は、カード会社によって変わることがあります。"),
    ),
    EventKind.CARD_NEEDED_THROUGH: lambda event, quote, line: (
        _("この日まで、お支払いのカードを有効にしておいてください"),
        "",
    ),
    EventKind.SIM_FEE_RISK: lambda event, quote, line: (
        _("この日から、SIM損害金がかかることがあります"),
        _("返却の期限はありませんが、返却がないときは1枚ごとにかかります。"),
    ),
    EventKind.MIOID_VALID_THROUGH: lambda event, quote, line: (
        _("mioIDが使える最後の日"),
        _("最後のお支払いから3か月間は、請求と契約の記録を見られます。"),
    ),
}

CHARGE_WORDS: dict[ChargeKind, Callable[[Charge, Quote], Words]] = {
    ChargeKind.PLAN: lambda charge, quote: (
        _("月額基本料 %s") % plans.plan(charge.code).label,
        _("%s月分。解約月の日割りはありません") % quote.bill_month.month,
    ),
    ChargeKind.OPTION: lambda charge, quote: (
        options.option(charge.code).label,
        _("%s月分") % quote.bill_month.month,
    ),
    ChargeKind.CALLS: lambda charge, quote: (
        _("通話料・SMS料"),
        _("%sまでのご利用分が加わります") % jdate(quote.ends_on),
    ),
    ChargeKind.INITIAL_FEE: lambda charge, quote: (_("初期費用（事務手数料）"), ""),
    ChargeKind.SIM_ISSUE: lambda charge, quote: (_("SIM発行手数料"), ""),
    ChargeKind.CANCELLATION_FEE: lambda charge, quote: (_("解約手数料"), _("かかりません")),
    ChargeKind.PORT_OUT_FEE: lambda charge, quote: (_("MNP転出手数料"), _("かかりません")),
    ChargeKind.RELEASE_FEE: lambda charge, quote: (
        _("音声通話機能解除調定金"),
        _("最低利用期間のうちの解約のため") if charge.amount else _("この契約ではかかりません"),
    ),
    ChargeKind.SIM_DAMAGE: lambda charge, quote: (_("SIM損害金"), ""),
}


def _charge(charge: Charge, quote: Quote) -> dict[str, Any]:
    label, sub = CHARGE_WORDS[charge.kind](charge, quote)
    return {
        "label": label,
        "sub": sub,
        "tag": _("見込み") if charge.estimate else "",
        "kind": "warning" if charge.estimate else "",
        "amount": charge.amount,
    }


def _conditional(charge: ConditionalCharge) -> dict[str, Any]:
    return {
        "label": _("SIM損害金"),
        "sub": _("返却がないとき、1枚につき"),
        "amount": charge.amount,
        "from_on": charge.from_on,
    }


def _estimate_note(quote: Quote) -> str:
    fixed = quote.event(EventKind.BILL_FIXED)
    return _("見込みです。%sに確定します") % jdate(fixed.on) if fixed else ""


def cautions(line: Line) -> list[dict[str, str]]:
    """What a member must have read before consenting (F-CAN-05); no card, nothing to return."""
    told = [
        {
            "title": _("解約月の料金は、日割りになりません"),
            "text": _("何日に解約しても、その月の料金は1か月分かかります。"),
        },
        {
            "title": _("SIMカードの返却が必要です"),
            "text": _(
                "カードは貸し出しているものです。送料はお客様のご負担で、着払いは使えません。"
            ),
        },
        {
            "title": _("解約すると、元に戻せません"),
            "text": _(
                "電話番号とデータ残量は無くなり、再契約しても戻りません。"
                "解約の取り消しは、会員サイトではできません。"
            ),
        },
    ]
    return told if line.has_card else [told[0], told[2]]


_PART_LABELS: dict[Part, Callable[[], str]] = {
    Part.ENDS_ON: lambda: _("解約日"),
    Part.BILL_MONTH: lambda: _("最後のご請求の月"),
    Part.EVENT: lambda: _("日程"),
    Part.CHARGE: lambda: _("料金"),
    Part.CONDITIONAL: lambda: _("条件つきの料金"),
    Part.TOTAL: lambda: _("ご請求の合計"),
}


def changes(before: Quote, after: Quote, line: Line) -> list[dict[str, str]]:
    """What was shown at consent and no longer holds, row by row."""
    return [
        {
            "label": _difference_label(one, after, line),
            "before": _item_words(one, one.before),
            "after": _item_words(one, one.after),
        }
        for one in before.differences(after)
    ]


def _difference_label(one: Difference, quote: Quote, line: Line) -> str:
    item = one.after if one.after is not None else one.before
    if isinstance(item, Event):
        return EVENT_WORDS[item.kind](item, quote, line)[0]
    if isinstance(item, Charge):
        return CHARGE_WORDS[item.kind](item, quote)[0]
    return _PART_LABELS[one.part]()


def _item_words(one: Difference, item: Item | None) -> str:
    if item is None:
        return _("なし")
    if isinstance(item, Event):
        return jdate(item.on)
    if isinstance(item, Charge | ConditionalCharge):
        return yen(item.amount)
    if isinstance(item, Decimal):
        return yen(item)
    if one.part is Part.BILL_MONTH:
        return _("%(year)s年%(month)s月") % {"year": item.year, "month": item.month}
    return jdate(item)
