"""A quote in words: three key facts, what happens when, what it costs (F-CAN-08, F-CAN-15)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cancellation.views.words import EVENT_WORDS, Words, charge_words
from contracts.models import Line
from contracts.queries.devices import device_names
from contracts.queries.lines import billed_apart
from mioportal.plumbing.templatetags.ui import jdate, yen
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
from mioportal.words import basis, catalogue


def preview(quote: Quote, line: Line, *, accepted: bool = False) -> dict[str, Any]:
    """Everything the cautions page, the review page and the receipt show of a quote."""
    names, devices = _names(quote, line), device_names(quote.charges)
    # A line that shares is billed with the others: each row says whose it is.
    billed = {charge.line for charge in quote.charges} - {""}
    owners = _numbers(line) if len(billed) > 1 else {}
    return {
        "facts": _facts(quote),
        "events": _events(quote, line, names, accepted=accepted),
        "charges": [_charge(charge, quote, owners, devices) for charge in quote.charges],
        "total": quote.total,
        "owed": quote.owed,
        "is_rounded": quote.is_rounded,
        "others_apart": billed_apart(line, {each.line for each in quote.charges}, quote.bill_month),
        "estimate_note": _estimate_note(quote),
        "conditional": [_conditional(charge, names) for charge in quote.conditional],
        "bill_month": quote.bill_month,
    }


def _names(quote: Quote, line: Line) -> dict[str, str]:
    """What the lines that end are called, by their codes, where there are several."""
    return _numbers(line) if quote.event(EventKind.SECONDARY_ENDS) else {}


def _numbers(line: Line) -> dict[str, str]:
    mine = Line.objects.filter(member_id=line.member_id)
    told = mine.values_list("code", "phone_number")
    return {code: number or code for code, number in told}


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


def _events(
    quote: Quote, line: Line, names: dict[str, str], *, accepted: bool
) -> list[dict[str, Any]]:
    rows, year = [], 0
    for event in quote.events:
        title, text = _event_words(event, quote, line, names)
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
                "rule": basis.OF_EVENT[event.kind],
            }
        )
        year = event.on.year
    return rows


def _event_words(event: Event, quote: Quote, line: Line, names: dict[str, str]) -> Words:
    """A secondary line is called by its number; what is of one line names it."""
    title, text = EVENT_WORDS[event.kind](
        replace(event, subject=names.get(event.subject, event.subject)), quote, line
    )
    of_line = event.line or (event.subject if event.kind in _OF_ONE_LINE else "")
    if of_line in names:
        title = f"{title}（{names[of_line]}）"
    return title, text


_OF_ONE_LINE = (EventKind.SIM_RETURN_OPENS, EventKind.SIM_FEE_RISK, EventKind.LINE_ENDS)
_STATES = {EventKind.ACCEPTED: "now", EventKind.LINE_ENDS: "key"}


def _shows_time(event: Event) -> bool:
    return event.kind is EventKind.LINE_ENDS


def _charge(
    charge: Charge, quote: Quote, names: dict[str, str], devices: dict[str, str]
) -> dict[str, Any]:
    label, sub = charge_words(charge, quote, devices.get(charge.code, ""))
    if charge.line in names:
        sub = _joined(names[charge.line], sub)
    return {
        "label": label,
        "sub": sub,
        "tag": _("見込み") if charge.estimate else "",
        "kind": "warning" if charge.estimate else "",
        "amount": charge.amount,
        "rule": basis.OF_CHARGE[charge.kind],
    }


def _joined(name: str, sub: str) -> str:
    return _("%(name)s／%(sub)s") % {"name": name, "sub": sub} if sub else name


def _conditional(charge: ConditionalCharge, names: dict[str, str]) -> dict[str, Any]:
    sub = _("返却がないとき、1枚につき")
    return {
        "label": _("SIM損害金"),
        "sub": _joined(names[charge.line], sub) if charge.line in names else sub,
        "amount": charge.amount,
        "from_on": charge.from_on,
        "rule": basis.OF_CHARGE[charge.kind],
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
            "rule": "last_month_in_full",
        },
        {
            "title": _("SIMカードの返却が必要です"),
            "text": _(
                "カードは貸し出しているものです。送料はお客様のご負担で、着払いは使えません。"
            ),
            "rule": "sim_return_own_postage",
        },
        {
            "title": _("解約すると、元に戻せません"),
            "text": _lost(line),
            "rule": "cancellation_no_self_undo",
        },
    ]
    return told if line.has_card else [told[0], told[2]]


def _lost(line: Line) -> str:
    if line.function == Line.Function.DATA:
        return _("データ残量は無くなり、戻りません。解約の取り消しは、会員サイトではできません。")
    return _(
        "電話番号とデータ残量は無くなり、再契約しても戻りません。"
        "解約の取り消しは、会員サイトではできません。"
    )


def changes(before: Quote, after: Quote, line: Line) -> list[dict[str, str]]:
    """What was shown at consent and no longer holds, row by row.

    The line's end is told once, and what differs in no word (the day of a fee that its event tells)
    only where nothing else does.
    """
    ends_told = before.ends_on != after.ends_on
    rows = [
        {
            "label": _difference_label(one, after, line),
            "before": _item_words(one, one.before),
            "after": _item_words(one, one.after),
        }
        for one in before.differences(after)
        if not (ends_told and _is_line_end(one))
    ]
    return [row for row in rows if row["before"] != row["after"]] or rows


def _is_line_end(one: Difference) -> bool:
    return isinstance(one.after, Event) and one.after.kind is EventKind.LINE_ENDS


def _difference_label(one: Difference, quote: Quote, line: Line) -> str:
    item = one.after if one.after is not None else one.before
    if isinstance(item, Event):
        return _event_words(item, quote, line, _names(quote, line))[0]
    if isinstance(item, Charge):
        return charge_words(item, quote, device_names([item]).get(item.code, ""))[0]
    return str(catalogue.word(one.part))


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
