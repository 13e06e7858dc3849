"""Bills in words: rows, days, and why a month differs from the one before."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Card, Member
from billing.queries import Change, Reason, Section, Statement
from mioportal.plumbing.templatetags.ui import jdate, on_day, on_day_short
from mioportal.rules import plans
from mioportal.rules.billing import BillLine, ChargeKind
from mioportal.rules.payment import DEBIT_DAYS, CardBrand, schedule
from mioportal.rules.tax import TENTH
from mioportal.words import charges


def item(row: BillLine, statement: Statement) -> str:
    """What a row is for."""
    return str(charges.item(row.kind, row.code, statement.devices.get(row.code, "")))


def unit_yen(row: BillLine) -> Decimal | None:
    """The price of one; None where there is none that comes to the amount."""
    unit = row.amount / row.quantity
    return unit if unit == unit.quantize(TENTH) else None


def rate(percent: int) -> str:
    """10%, and what is not subject to the tax."""
    return _("%s%%対象") % percent if percent else _("対象外（不課税）")


def tax_rows(statement: Statement) -> list[dict[str, Any]]:
    """What each rate comes to (O-13)."""
    return [
        {
            "label": rate(each.percent),
            "subtotal": each.subtotal,
            "tax": each.tax,
            "total": each.total,
        }
        for each in statement.totals.rates
    ]


def section(found: Section, statement: Statement) -> dict[str, Any]:
    """A line's rows, under what the line is called; or the member's own."""
    line, base = found.line, found.base
    about = []
    if base is not None and base.kind is ChargeKind.PLAN:
        about.append(plans.plan(base.code).label)
    elif base is not None:
        about.append(_("シェアグループの副回線"))
    if line is not None:
        about.append(line.type_label)
    return {
        "title": line.label if line else _("回線によらないご利用"),
        "code": line.code if line and line.phone_number else "",
        "about": _("／").join(about),
        "user_name": line.user_name if line else "",
        "rows": [_row(row, statement) for row in found.items],
        "total": found.total,
    }


def _row(row: BillLine, statement: Statement) -> dict[str, Any]:
    return {
        "label": item(row, statement),
        "quantity": row.quantity,
        "unit": unit_yen(row),
        "amount": row.amount,
        "is_untaxed": not row.percent,
        "percent": row.percent,
    }


def days(statement: Statement, member: Member, card: Card | None) -> list[dict[str, Any]]:
    """When it is fixed, charged and debited, and how long the card is needed (F-BIL-04 to 07).

    The days of the card are those of the one in use, as it would be charged next.
    """
    bill, card_days = statement.bill, schedule(statement.month, card.brand if card else None)
    rows: list[dict[str, Any]] = [
        {
            "key": _("請求額の確定"),
            "value": bill.confirmed_on if bill else card_days.confirmed_on,
            "rule": "bill_confirmed_day",
        }
    ]
    if member.is_corporate:
        way = {"key": _("お支払い"), "value": _("請求書払い"), "rule": "payment_ways.company"}
        return [*rows, way]
    if not statement.totals.total:
        return [*rows, {"key": _("お支払い"), "value": _("お支払いはありません")}]
    rows.append(
        {
            "key": _("カード会社への請求"),
            "value": bill.charge_on if bill else card_days.charged_on,
            "rule": "card_charged_day",
        }
    )
    return [*rows, _debit(card_days.bank_debit_days, card), _needed(card_days.card_needed_through)]


def _debit(on: tuple[date, ...], card: Card | None) -> dict[str, Any]:
    brand = CardBrand(card.brand) if card else CardBrand.OTHER
    return {
        "key": _("口座からの引き落とし"),
        "value": _days_of_debit(on) or _("カード会社が決めた日（ご利用の翌々月）"),
        "sub": _("%sの引落日") % card.get_brand_display() if card and on else "",
        "rule": DEBIT_DAYS[brand].name,
    }


def _days_of_debit(on: tuple[date, ...]) -> SafeString:
    """The days in one sentence; the year is said once."""
    words = [on_day(day) for day in on[:1]] + [on_day_short(day) for day in on[1:]]
    return format_html_join(_("または"), "{}", ((each,) for each in words))


def _needed(through: date) -> dict[str, Any]:
    return {
        "key": _("カードを有効にしておく期間"),
        "value": _("%sまで") % jdate(through),
        "rule": "card_needed_months",
    }


def rules(statement: Statement) -> list[dict[str, str]]:
    """The rows of the policy book that the amounts rest on, each named once."""
    found: dict[str, str] = {}
    for row in statement.rows:
        line = statement.lines.get(row.line)
        terms = (line.function, line.medium) if line else ("", "")
        if row.kind is not ChargeKind.PLAN or line:
            found.setdefault(charges.rule(row.kind, row.code, *terms), item(row, statement))
    if any(line.billing_started_on > statement.month for line in statement.lines.values()):
        found["first_month_by_days"] = _("使い始めた月の日割り")
    found["one_rounding_per_rate"] = _("1円未満の端数")
    found["consumption_tax"] = _("消費税")
    return [{"name": name, "label": label} for name, label in found.items()]


def changes(
    found: Iterable[Change], before: Statement, now: Statement
) -> list[dict[str, Any]]:
    """Differences with their reasons; of several lines alike, one row that counts them."""
    together: dict[tuple[str, str], list[Change]] = {}
    for each in found:
        row = each.item
        name = item(row, now if each.now else before) if row else _("端数の切り捨て")
        together.setdefault((name, _WHY[each.reason](each)), []).append(each)
    return [
        {
            "label": name,
            "lines": _lines(alike),
            "why": why,
            "yen": sum(each.yen for each in alike),
            "rule": "one_rounding_per_rate" if alike[0].reason is Reason.ROUNDING else "",
        }
        for (name, why), alike in together.items()
    ]


def _lines(alike: list[Change]) -> str:
    labels = [each.line.label for each in alike if each.line]
    return labels[0] if len(labels) == 1 else _("%s回線") % len(labels) if labels else ""


def _used(found: Change) -> str:
    if found.before and found.now and found.before.quantity != found.now.quantity:
        counts = {"before": found.before.quantity, "now": found.now.quantity}
        if found.now.kind is ChargeKind.SMS:
            return _("%(before)s通から%(now)s通になりました") % counts
        return _("%(before)s回から%(now)s回になりました") % counts
    return _("ご利用が増えました") if found.yen > 0 else _("ご利用が減りました")


def _new_line(found: Change) -> str:
    if found.line is None:
        return _("使い始めました")
    return _("%sから使い始めた回線です") % jdate(found.line.billing_started_on)


def _line_ended(found: Change) -> str:
    if found.line is None or found.line.ends_on is None:
        return _("回線が終わりました")
    return _("回線が%sに終わりました") % jdate(found.line.ends_on)


def _plan_changed(found: Change) -> str:
    assert found.before and found.now
    names = {"before": _plan(found.before), "now": _plan(found.now)}
    return _("プランが%(before)sから%(now)sに変わりました") % names


def _plan(row: BillLine) -> str:
    return plans.plan(row.code).label


def _priced(found: Change) -> str:
    if found.before and found.now and found.before.percent != found.now.percent:
        return _("消費税の税率が変わりました")
    return _("月額が変わりました")


_WHY: dict[Reason, Callable[[Change], str]] = {
    Reason.NEW_LINE: _new_line,
    Reason.LINE_ENDED: _line_ended,
    Reason.FIRST_MONTH_OVER: lambda found: _("前月は、使い始めた日からの日割りでした"),
    Reason.PLAN_CHANGED: _plan_changed,
    Reason.JOINED_GROUP: lambda found: _("シェアグループの副回線になりました"),
    Reason.LEFT_GROUP: lambda found: _("シェアグループの副回線ではなくなりました"),
    Reason.OPTION_ADDED: lambda found: _("オプションを追加しました"),
    Reason.OPTION_ENDED: lambda found: _("オプションが終わりました"),
    Reason.OPTION_GOES_ON: lambda found: _("回線が終わったあとも続いています"),
    Reason.TRIAL_OVER: lambda found: _("お試しの期間が終わりました"),
    Reason.USE: _used,
    Reason.ONCE_NOW: lambda found: _("この月だけの費用です"),
    Reason.ONCE_BEFORE: lambda found: _("前月だけの費用でした"),
    Reason.INSTALMENT_STARTED: lambda found: _("分割払いが始まりました"),
    Reason.INSTALMENT_REMAINDER: lambda found: _("分割払いの1回目に、端数を加えています"),
    Reason.INSTALMENT_ENDED: lambda found: _("分割払いが終わりました"),
    Reason.INSTALMENT_CALLED_IN: lambda found: _("残りをまとめて請求したため、終わりました"),
    Reason.SERVICE_STARTED: lambda found: _("サービスを使い始めました"),
    Reason.SERVICE_ENDED: lambda found: _("サービスが終わりました"),
    Reason.DISCOUNT_STARTED: lambda found: _("割引が始まりました"),
    Reason.DISCOUNT_ENDED: lambda found: _("割引が終わりました"),
    Reason.PRICE_CHANGED: _priced,
    Reason.ROUNDING: lambda found: _("1円未満を、税率ごとに1回だけ切り捨てています"),
}


def is_rounded(statement: Statement) -> bool:
    """Whether the sections' subtotals come to more than the total."""
    return sum(each.total for each in statement.sections) != statement.totals.total

