"""The last page of an application: everything once more, what it costs first, and the button."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts import queries, services
from contracts.flows import apply as flow
from contracts.models import Application, AppliedLine
from contracts.views.application_words import line_row, told_bills
from contracts.views.applying import in_words, to_step
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.rules.initial_cancel import INITIAL_CANCEL_DAYS

Rows = list[dict[str, Any]]


def check_page(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse | dict[str, Any]:
    """この内容で申し込む, or what keeps it from being handed in; else what the page shows."""
    reasons: Iterable[Any] = ()
    if request.method == "POST":
        try:
            services.hand_in(
                application=application,
                shown=request.POST.get("shown", ""),
                at=clock.now(),
                by=actor_of(request),
            )
        except services.NotAllowed as refused:
            reasons = refused.reasons
        except services.NotWhole as missing:
            messages.info(request, _why(missing))
            return to_step(application, missing.step)
        except services.ShownHasChanged:
            messages.warning(
                request, _("表示の内容が変わりました。新しい内容を確認して、もう一度押してください")
            )
            return to_step(application, flow.CHECK)
        else:
            return redirect("contracts:application_receipt", number=application.number)
    return _context(application, course, reasons)


def _why(missing: services.NotWhole) -> str:
    if isinstance(missing, services.NumberTaken):
        return _(
            "引き継ぐ電話番号は、すでに当社でご利用中か、引き継ぎのお申し込みがあります。"
            "番号を確かめてください"
        )
    return _("先にこの手順を終えてください")


def _context(
    application: Application, course: flow.Course, reasons: Iterable[Any]
) -> dict[str, Any]:
    today = clock.today()
    member, lines = application.member, list(application.lines.all())
    if not reasons:
        reasons = queries.against_application(member, lines, clock.now())
        reasons = [*reasons, *queries.against_port_in(lines, today)]
    bills = queries.first_bills(member, lines, today)
    told = queries.as_shown(lines, bills, today)
    return {
        "reasons": in_words(dict.fromkeys(reasons)),
        "lines": [
            _line_rows(application, line, each.on)
            for line, each in zip(lines, queries.openings(lines, today), strict=True)
        ],
        "contractor": _contractor_rows(application, course),
        "bills": told_bills(bills),
        "shown": queries.digest_of(told, application, queries.usable_card(member, today)),
        "initial_cancel_days": INITIAL_CANCEL_DAYS.on(today),
        "is_added": member.provisional_through is None,
    }


def _line_rows(application: Application, line: AppliedLine, opens_on: Any) -> dict[str, Any]:
    told = line_row(line)
    edit = reverse("contracts:apply_line", args=[application.number, line.code])
    port_in = reverse("contracts:apply_step", args=[application.number, flow.PORT_IN])
    rows = [
        {"key": _("機能・タイプ"), "value": told["type"], "change": edit},
        {"key": _("料金プラン"), "value": told["plan"], "change": edit},
        {"key": _("ネットワーク"), "value": told["network"], "change": edit},
        {
            "key": _("電話番号"),
            "value": told["number"],
            "change": f"{port_in}?line={line.code}" if line.is_brought else edit,
        },
        {"key": _("オプション"), "value": told["options"], "change": edit},
        {"key": _("端末"), "value": told["device"], "change": edit},
        {"key": _("利用者"), "value": told["user"], "change": edit},
        {"key": _("いちばん早い開通日"), "value": opens_on, "rule": "first_bill_earliest"},
    ]
    return {
        "title": told["title"],
        "code": line.code,
        "misfit": told["misfit"],
        "rows": rows,
    }


def _contractor_rows(application: Application, course: flow.Course) -> Rows:
    member = application.member

    def page(name: str) -> str:
        if name not in course.names:
            return ""
        return reverse("contracts:apply_step", args=[application.number, name])

    card = queries.usable_card(member, clock.today())
    rows: Rows = [
        {
            "key": _("ご契約者"),
            "value": member.full_name,
            "sub": f"{member.family_kana} {member.given_kana}",
            "change": page(flow.CONTRACTOR),
        },
        {
            "key": _("生年月日"),
            "value": member.birth_date,
            "change": page(flow.CONTRACTOR),
        },
        {
            "key": _("住所"),
            "value": f"〒{member.postcode} {member.address}",
            "change": page(flow.CONTRACTOR),
        },
        {
            "key": _("連絡先"),
            "value": member.phone,
            "sub": member.user.email,
            "change": page(flow.CONTRACTOR),
        },
        {
            "key": _("昼間の連絡先"),
            "value": member.daytime_phone or _("なし"),
            "change": page(flow.CONTRACTOR),
        },
        {
            "key": _("本人確認書類"),
            "value": member.get_identity_display(),
            "change": page(flow.PAPERS),
        },
        {
            "key": _("お支払い"),
            "value": f"{card.get_network_display()} ****{card.last_four}"
            if card
            else _("請求書払い"),
            "change": page(flow.CARD),
        },
    ]
    code = application.entry_code or application.partner
    if code:
        rows.append(
            {
                "key": _("エントリーコード"),
                "value": code,
                "sub": _("1枚目の初期費用は、事前支払い済みです")
                if application.has_prepaid
                else _("金額は変わりません"),
                "change": page(flow.PREPAYMENT),
            }
        )
    return rows
