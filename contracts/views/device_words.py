"""What the pages about devices say, worked out from a ledger."""

from typing import Any

from django.utils.translation import gettext as _

from contracts import queries
from contracts.models import Payment
from contracts.queries import Leaving, Ledger, Together, charged_on
from mioportal.plumbing.templatetags.ui import jdate, jmonth, yen
from mioportal.rules import instalments
from mioportal.rules.instalments import Advice, Choice, DeviceKind, OnLeaving, on_leaving
from mioportal.words import catalogue

Row = dict[str, Any]


def rows(ledger: Ledger) -> list[Row]:
    """The contract, field by field, as ご契約内容の確認 names them (F-DEV-01)."""
    device, count = ledger.device, ledger.device.count
    found: list[Row] = [
        {"key": _("端末名"), "value": device.name},
        {"key": _("契約番号"), "value": device.code},
        {"key": _("買い方"), "value": catalogue.word(DeviceKind(device.kind))},
        {"key": _("購入日"), "value": device.bought_on},
        {"key": _("総額"), "value": device.total_yen},
        {
            "key": _("支払済"),
            "value": ledger.paid_yen,
            "sub": _("%(paid)s回／%(count)s回") % {"paid": len(ledger.paid), "count": count},
        },
        {"key": _("残債"), "value": ledger.left_yen, "sub": _left(ledger)},
        {"key": _("月額"), "value": ledger.monthly_yen, "sub": _monthly(ledger)},
    ]
    if device.paid_off_on:
        found.append({"key": _("完済日"), "value": device.paid_off_on})
    return found


def _left(ledger: Ledger) -> str:
    if not ledger.open:
        return _("お支払いはすべて終わりました")
    left = _("残り%s回") % len(ledger.open)
    if ledger.at_once:
        told = {"left": left, "yen": yen(ledger.at_once_yen)}
        return _("%(left)s、うち%(yen)sは一括で請求します") % told
    return left


def _monthly(ledger: Ledger) -> str:
    said = []
    if ledger.first_yen != ledger.monthly_yen:
        said.append(_("初回だけ%s") % yen(ledger.first_yen))
    if ledger.device.discount_yen and not ledger.line_is_over:
        paid = ledger.monthly_yen - ledger.device.discount_yen
        told = {"off": yen(ledger.device.discount_yen), "paid": yen(paid)}
        said.append(_("端末購入サポートの割引%(off)sを引くと%(paid)s") % told)
    return _("、").join(said)


def payments(made: list[Payment]) -> list[Row]:
    """Payments, when each is or was charged, and how, where that is not by month."""
    return [
        {
            "number": row.number,
            "month": row.month,
            "yen": row.yen,
            "on": row.paid_on or charged_on(row.month),
            "way": Payment.Way(row.way).label if row.way not in ("", Payment.Way.CARD) else "",
        }
        for row in made
    ]


def outcome(ledger: Ledger) -> str:
    """What the contract says about leaving (F-DEV-03, C-020)."""
    if ledger.may_choose and [each.choice for each in ledger.leaving] == [Choice.LUMP_SUM]:
        return _(
            "この端末は、回線が終わるときに残りを一括でお支払いいただく契約です。"
            "解約でもMNP転出でも同じです。"
        )
    said = {
        OnLeaving.CONTINUE: _(
            "回線を解約またはMNP転出しても、分割払いをそのまま続けられます。"
            "ご希望のときは、残りを一括でお支払いになれます。"
        ),
        OnLeaving.CONTINUE_DISCOUNT_ENDS: _(
            "回線を解約またはMNP転出しても、分割払いは続けられます。ただし毎月の割引は、"
            "回線が終わった月の翌月からなくなります。"
        ),
        OnLeaving.LUMP_SUM: _("回線が終わると、残りを一括でお支払いいただく契約です。"),
    }
    return said[on_leaving(ledger.device.kind)]


def choices(ledger: Ledger) -> list[Row]:
    """What each choice brings to the bill of the month in which the line ends, and after it."""
    return [
        {
            "label": catalogue.word(each.choice),
            "is_chosen": each.is_chosen,
            "yen": each.due_yen + each.rest_yen,
            "text": _at_once(each) if each.rest_yen else _goes_on(each, ledger),
        }
        for each in ledger.leaving
    ]


def _at_once(each: Leaving) -> str:
    told = {"due": yen(each.due_yen), "rest": yen(each.rest_yen), "day": jdate(each.charged_on)}
    return _("その月の分%(due)sに、残りの%(rest)sを加えて%(day)sに請求し、完済になります。") % told


def _goes_on(each: Leaving, ledger: Ledger) -> str:
    said = _("そのあとも毎月続き、残りは%(times)s回、最後のカード請求は%(day)sです。") % {
        "times": each.payments_after,
        "day": jdate(each.last_charged_on),
    }
    if ledger.device.discount_yen:
        off = yen(ledger.device.discount_yen)
        said += _("毎月%(off)sの割引はなくなり、%(yen)sになります。") % {
            "off": off,
            "yen": yen(ledger.monthly_yen),
        }
    return said


def outcome_row(ledger: Ledger) -> str:
    """The row of the book that says so."""
    by_term = queries.choices(ledger.device, ledger.leaves_on)
    if by_term != instalments.choices(ledger.device.kind):
        return "instalments_minimum_term"
    return f"instalments_on_leaving.{ledger.device.kind}"


def advice(together: Together) -> str:
    """What the sum that is left speaks for (F-DEV-07); advice, never a condition."""
    said = {
        Advice.SMALL: _(
            "残りが少ないため、いま解約して分割払いを続けても、一括で払っても、"
            "負担は大きくありません。"
        ),
        Advice.MIDDLE: _(
            "乗り換え先の特典と、残りのお支払いの額を比べて、解約する時期を決めてください。"
        ),
        Advice.LARGE: _(
            "残りが多いため、一括になると大きなご請求になります。完済してからの解約が安心です。"
        ),
    }
    return said[together.band]


def ways(together: Together) -> list[Row]:
    """The three ways of leaving with devices, each in yen and days (F-DEV-07)."""
    if not together.open:
        return []
    found = [
        {
            "title": _("すぐに解約する"),
            "text": _now(together),
            "fits": _("乗り換え先の条件がよく、早く移りたい方に向いています。"),
        },
        {
            "title": _("完済してから解約する"),
            "text": _("最後のカード請求は%sです。そのあとなら、端末のお支払いは残りません。")
            % jdate(together.last_on),
            "fits": _("急がない方に向いています。解約のときの費用が分かりやすくなります。"),
        },
    ]
    if together.early_yen:
        told = {"yen": yen(together.early_yen), "day": jdate(together.early_on)}
        found.append(
            {
                "title": _("一括で返済してから解約する"),
                "text": _(
                    "今月中にお申し込みになると、毎月の分のほかに%(yen)sを%(day)sに請求します。"
                )
                % told,
                "fits": _("まとまったお支払いができ、残さずに移りたい方に向いています。"),
            }
        )
    return found


def _now(together: Together) -> str:
    said = []
    if together.lump_yen:
        told = {"yen": yen(together.lump_yen), "month": jmonth(together.lump_month)}
        said.append(
            _(
                "いまの契約と選択では、%(yen)sが一括になり、%(month)s分の請求に載ります"
                "（今月末に解約した場合）。"
            )
            % told
        )
    if together.goes_on_yen:
        told = {"yen": yen(together.goes_on_yen), "day": jdate(together.goes_on_through)}
        said.append(_("残りの%(yen)sは、%(day)sの請求まで毎月のお支払いが続きます。") % told)
    return "".join(said) or _("端末のお支払いは、今月の分で終わります。")
