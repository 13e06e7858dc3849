"""What the type of a line, and the day of its contract, allow and ask for (F-CON-03, F-CON-06)."""

from typing import Any

from django.utils.translation import gettext as _

from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules import cancellation, fees, plans, port_out

Row = dict[str, Any]


def contract_class(line: Line) -> Row:
    """契約日による区分: told by the day, whatever the plan is called (C-089)."""
    is_old = plans.generation(line.contracted_on) is plans.Generation.OLD
    value = _("旧プランの区分") if is_old else _("新プランの区分")
    return {
        "key": _("契約日による区分"),
        "value": value,
        "sub": _("プランを変更しても変わりません"),
        "rule": "generation",
    }


def terms(line: Line) -> list[Row]:
    """Porting, the way to cancel, the minimum term, the fee, what goes back, and pausing."""
    return [
        _porting(line),
        _way_to_cancel(line),
        *_minimum_term(line),
        _card(line),
        {"key": _("利用の休止"), "value": _("できません"), "rule": "no_pause"},
    ]


def _porting(line: Line) -> Row:
    may = port_out.is_portable(plans.Function(line.function), clock.today())
    return {
        "key": _("MNP転出"),
        "value": _("可能") if may else _("不可"),
        "sub": "" if may else _("他社へ移せる電話番号ではありません"),
        "rule": "port_out_functions",
    }


def _way_to_cancel(line: Line) -> Row:
    by_phone = (
        line.by_phone_only
        or line.member.is_corporate
        or cancellation.PHONE_ONLY.on(line.contracted_on)
    )
    return {
        "key": _("解約の方法"),
        "value": _("お電話") if by_phone else _("会員サイト"),
        "rule": "cancel_by_phone_only",
    }


def _minimum_term(line: Line) -> list[Row]:
    """Only a voice line of the old class has a term, and a fee while it lasts (C-088)."""
    is_old = plans.generation(line.contracted_on) is plans.Generation.OLD
    if line.function != Line.Function.VOICE or not is_old:
        return [
            {"key": _("最低利用期間"), "value": _("なし"), "rule": "voice_release_term"},
            {"key": _("解約の調定金"), "value": _("なし"), "rule": "voice_release_fee"},
        ]
    through = fees.voice_release_term_through(line.started_on)
    if clock.today() > through:
        value, sub = _("なし"), _("%sで最低利用期間が終わりました") % jdate(through)
    else:
        fee = fees.voice_release_fee(line.contracted_on, line.started_on, through, is_voice=True)
        value = yen(fee)
        sub = _("%sまでに解約した場合（税込）") % jdate(through)
    return [
        {"key": _("最低利用期間の最終日"), "value": through, "rule": "voice_release_term"},
        {"key": _("解約の調定金"), "value": value, "sub": sub, "rule": "voice_release_fee"},
    ]


def _card(line: Line) -> Row:
    return {
        "key": _("解約後のSIMカード"),
        "value": _("返却が必要") if line.has_card else _("返却不要"),
        "rule": "sim_return_not_for_esim",
    }
