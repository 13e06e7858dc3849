"""An application in the words of its pages."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from contracts.models import Application, AppliedLine
from contracts.queries import FirstBill
from mioportal.rules import devices, operators, options, plans
from mioportal.rules.application import ApplicationState
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Medium, Network

_KINDS = {
    ApplicationState.DRAFT: "",
    ApplicationState.IDENTITY_AWAITED: "warning",
    ApplicationState.RETURNED: "warning",
    ApplicationState.COMPLETED: "ok",
    ApplicationState.APPROVED: "ok",
    ApplicationState.WITHDRAWN: "",
    ApplicationState.LAPSED: "",
    ApplicationState.INITIALLY_CANCELLED: "",
}


def state_tag(application: Application) -> dict[str, Any]:
    """Where it stands, in the colour that goes with it."""
    kind = _KINDS.get(ApplicationState(application.state), "brand")
    return {"label": application.get_state_display(), "kind": kind}


def line_rows(application: Application) -> list[dict[str, Any]]:
    """Every line of a prefetched application as lists show it."""
    return [line_row(line) for line in application.lines.all()]


def line_row(line: AppliedLine) -> dict[str, Any]:
    """One line: what it is, and the facts that were chosen, in sentences."""
    return {
        "line": line,
        "code": line.code,
        "title": _("%d枚目") % line.position,
        "type": line.type_label,
        "plan": plans.plan(line.plan_code).label,
        "network": line.get_network_display(),
        "options": _("、").join(_options(line)) or _("なし"),
        "number": number_words(line),
        "device": device_words(line),
        "misfit": misfit(line),
        "user": line.user_name or _("ご契約者ご本人"),
    }


def device_words(line: AppliedLine) -> str:
    """What the line is used with."""
    if line.buys is None:
        return line.device_name or str(line.get_device_display())
    return _("%sを購入") % line.buys.name


def misfit(line: AppliedLine) -> str:
    """A device of the list that does not take this SIM or network (C-113); "" if none is known."""
    device = line.buys.tried if line.buys else devices.named(line.device_name)
    if device is None:
        return ""
    told = {"device": device.name, "network": line.get_network_display()}
    if Medium(line.medium) not in device.media:
        if line.medium == Medium.ESIM:
            return _("%(device)sは、eSIMに対応していません。SIMカードをお選びください。") % told
        return _("%(device)sには、SIMカードが入りません。eSIMをお選びください。") % told
    if Network(line.network) not in device.networks:
        return _("%(device)sは、%(network)sでは使えません。もう一方をお選びください。") % told
    return ""


def _options(line: AppliedLine) -> list[str]:
    return [options.option(OptionCode(code)).label for code in line.option_codes]


def number_words(line: AppliedLine) -> str:
    """Where its number comes from."""
    if not line.is_brought:
        has_number = line.function != "data"
        return _("新しい電話番号") if has_number else _("電話番号なし")
    if not line.donor:
        return _("MNP転入（このあと、番号を入力します）")
    told = {"number": line.brought_number, "donor": operators.label(line.donor)}
    if line.mnp_number:
        return _("%(number)s（%(donor)sから、MNP予約番号で引き継ぎ）") % told
    return _("%(number)s（%(donor)sから、ワンストップ方式で引き継ぎ）") % told


def told_bills(bills: Iterable[FirstBill]) -> list[dict[str, Any]]:
    """The first bills as the check page shows them, with the rules that they rest on."""
    return [
        {
            "month": bill.month,
            "total": bill.total,
            "charged_on": bill.charged_on,
            "rows": [
                {
                    "label": row.label,
                    "sub": _("%d枚目") % row.position,
                    "yen": row.yen,
                    "rule": row.rule,
                }
                for row in bill.rows
            ],
        }
        for bill in bills
    ]


def bills_of(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The same, as it was shown when the application was handed in."""
    return [
        {
            "month": date.fromisoformat(bill["month"]),
            "total": Decimal(bill["total"]),
            "charged_on": date.fromisoformat(bill["charged_on"]),
            "rows": [
                {
                    "label": row["label"],
                    "sub": _("%d枚目") % row["line"],
                    "yen": Decimal(row["yen"]),
                }
                for row in bill["rows"]
            ],
        }
        for bill in shown.get("bills", [])
    ]
