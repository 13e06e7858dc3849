"""A contract notice in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from contracts.models import ContractNotice, Line
from mioportal.plumbing.templatetags.ui import yen
from mioportal.rules import fees, plans
from mioportal.rules.initial_cancel import STILL_CHARGED
from mioportal.words import catalogue
from mioportal.words.text import Text

Row = dict[str, Any]


def terms(notice: ContractNotice, line: Line) -> list[Row]:
    """Everything that was contracted, with the rule that each sum rests on."""
    number = line.phone_number or _("なし（データ専用）")
    plan_rule = plans.MONTHLY_FEES[notice.plan.code, line.function, line.medium].name  # type: ignore[index]
    issue_rule = fees.SIM_ISSUE_FEES[line.network, line.medium].name  # type: ignore[index]
    rows: list[Row] = [
        {
            "key": _("ご契約者"),
            "value": line.member.full_name,
            "sub": f"mioID {line.member.mio_id}",
        },
        {"key": _("電話番号"), "value": number, "sub": _("サービスコード %s") % line.code},
        {
            "key": _("機能・タイプ"),
            "value": line.type_label,
            "sub": line.get_network_display(),
        },
        {
            "key": _("料金プラン"),
            "value": notice.plan.label,
            "sub": _("%sGB・月額") % notice.plan.gigabytes,
            "yen": notice.monthly,
            "rule": plan_rule,
        },
    ]
    for option, monthly in notice.option_fees:
        rows.append(
            {"key": _("オプション"), "value": option.label, "sub": _("月額"), "yen": monthly}
        )
    rows += [
        {"key": _("契約日"), "value": line.contracted_on},
        {"key": _("利用開始日・課金開始日"), "value": line.started_on},
        {
            "key": _("初期費用（事務手数料）"),
            "value": yen(notice.initial_fee),
            "sub": _("エントリーパッケージで事前支払い済みです")
            if line.initial_fee_prepaid
            else _("税込。最初の月のご請求に入ります"),
            "rule": "entry_code" if line.initial_fee_prepaid else "initial_fee",
        },
        {
            "key": _("SIMカード発行手数料"),
            "value": yen(notice.sim_issue),
            "sub": _("税込。最初の月のご請求に入ります"),
            "rule": issue_rule,
        },
        {"key": _("最低利用期間"), "value": _("ありません")},
        {
            "key": _("解約手数料"),
            "value": _("かかりません"),
            "rule": "cancellation_fee",
        },
        {
            "key": _("お支払い"),
            "value": _("ご登録のクレジットカード"),
            "sub": _("利用した月の翌月に請求します"),
        },
    ]
    if line.user_name:
        rows.insert(1, {"key": _("利用者"), "value": line.user_name})
    return rows


def still_charged(on: date) -> list[Text]:
    """What is charged although a contract is undone."""
    return [catalogue.word(each) for each in STILL_CHARGED.on(on)]
