"""The public front: the sheet of what to look up first, and which devices fit (F-APP-02, 03)."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.forms import DeviceSearchForm, PreCheckForm
from contracts.forms.choosing import MORE, Balance, YesNo
from contracts.queries.donors import one_stop_donors
from mioportal.plumbing import clock
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.templatetags.ui import yen
from mioportal.rules import choosing, device_shop, devices, instalments, options, port_in
from mioportal.rules.application import PreCheck
from mioportal.rules.choosing import CallHabit
from mioportal.rules.dates import month_start
from mioportal.rules.operators import Operator
from mioportal.rules.plans import Function, Medium, Network
from mioportal.words import catalogue

Finding = dict[str, Any]
DONE, OPEN = "ok", "warning"


@open_in_maintenance
@login_not_required
@require_safe
def start_check(request: HttpRequest) -> HttpResponse:
    """確認シート: asked for its answer it says what each one means; nothing is kept."""
    today = clock.today()
    is_asked = "look" in request.GET
    form = PreCheckForm(request.GET if is_asked else None, today=today)
    findings = list(_findings(form.cleaned_data, today)) if is_asked and form.is_valid() else []
    return render(request, "front/check.html", {"form": form, "findings": findings})


def _findings(answers: dict[str, str], today: date) -> Iterator[Finding]:
    yield _of_balance(answers["balance"])
    yield _of_data(answers["gigabytes"], today)
    yield _of_calls(answers["calls"], today)
    yield _of_name(answers["own_name"], answers["keeps_number"])
    yield _of_number(answers["keeps_number"], answers["operator"], today)


def _finding(title: object, state: str, text: str, rule: str, tag: str = "") -> Finding:
    words = {DONE: _("確認済み"), OPEN: _("要確認")}
    return {
        "title": title,
        "tag": {"kind": state, "label": tag or words[state]},
        "text": text,
        "rule": rule,
    }


def _of_balance(answer: str) -> Finding:
    title, rule = catalogue.word(PreCheck.DEVICE_BALANCE), "pre_checks"
    if answer == Balance.NONE:
        return _finding(title, DONE, _("残りはありません。そのままお申し込みいただけます。"), rule)
    text = _(
        "いまの会社の会員ページで、残りの額と、解約したときに一括の支払いになるか、"
        "割引がなくなるかを確かめてください。"
    )
    return _finding(title, OPEN, text, rule)


def _of_data(answer: str, today: date) -> Finding:
    title, rule = _("データの使用状況"), "advice_plan"
    if not answer:
        text = _("いまの会社の会員ページか端末の設定で、毎月使う量を確かめてください。")
        return _finding(title, OPEN, text, rule)
    largest = choosing.plans_sold(today)[-1]
    plan = choosing.smallest_plan(int(answer), today) if answer != MORE else None
    if plan is None:
        text = _(
            "いちばん大きい%(plan)sでは足りません。足りない月は、1GB単位でデータを追加できます。"
        ) % {"plan": largest.label}
        return _finding(title, DONE, text, rule, largest.label)
    fee = choosing.monthly_fee(plan, Function.VOICE, Medium.SIM, today)
    text = _("目安は%(plan)sです。音声の回線で月額%(yen)s（税込）です。") % {
        "plan": plan.label,
        "yen": yen(fee),
    }
    return _finding(title, DONE, text, rule, plan.label)


def _of_calls(answer: str, today: date) -> Finding:
    title, rule = _("通話の使用状況"), "advice_calls"
    if not answer:
        text = _("いまの会社の請求の明細で、電話をかけた回数と長さを確かめてください。")
        return _finding(title, OPEN, text, rule)
    option = choosing.call_option(CallHabit(answer))
    if option is None:
        text = _("通話定額は付けずに、かけた分だけ支払うほうが安い見込みです。")
        return _finding(title, DONE, text, rule, _("通話定額なし"))
    label = str(catalogue.word(option))
    text = _("目安は%(option)sです。月額%(yen)s（税込）です。") % {
        "option": label,
        "yen": yen(options.monthly_fee(option, month_start(today))),
    }
    return _finding(title, DONE, text, rule, label)


def _of_name(own_name: str, keeps_number: str) -> Finding:
    title, rule = catalogue.word(PreCheck.CONTRACT_NAME), "port_in_by_contractor"
    if own_name == YesNo.YES:
        return _finding(title, DONE, _("ご本人の名義です。そのままお申し込みいただけます。"), rule)
    if own_name == YesNo.NO and keeps_number == YesNo.NO:
        text = _("電話番号を引き継がないので、名義が違っていてもお申し込みいただけます。")
        return _finding(title, DONE, text, rule)
    text = _(
        "電話番号を引き継ぐには、いまの回線とお申し込みの名義が同じであることが要ります。"
        "違うときは、先にいまの会社で名義を変更してください。"
    )
    return _finding(title, OPEN, text, rule)


def _of_number(keeps: str, operator: str, today: date) -> Finding:
    title = _("電話番号の引き継ぎ")
    if keeps == YesNo.NO:
        text = _("新しい番号になります。いまの番号は、いまの会社を解約するとなくなります。")
        return _finding(title, DONE, text, "application_needs.new")
    if not operator:
        text = _("番号を引き継ぐかどうかと、いまの会社を選ぶと、要るものが分かります。")
        return _finding(title, OPEN, text, "application_needs.reservation")
    if Operator(operator) in one_stop_donors(today):
        text = _(
            "MNP予約番号は要りません。お申し込みの画面で「持っていない（ワンストップ方式）」を選びます。"
        )
        return _finding(title, DONE, text, "one_stop_donors", _("予約番号は不要"))
    text = _(
        "いまの会社でMNP予約番号を取り、有効期限が%(days)s日以上残っているうちにお申し込みください。"
    ) % {"days": port_in.DAYS_LEFT.on(today)}
    return _finding(title, OPEN, text, "port_in_days_left", _("予約番号が必要"))


@open_in_maintenance
@login_not_required
@require_safe
def start_devices(request: HttpRequest) -> HttpResponse:
    """Buying a device or bringing one: SIM lock, kind of SIM, and the way into the list."""
    today = clock.today()
    context = {
        "today": today,
        "form": DeviceSearchForm(),
        "on_sale": [each.name for each in device_shop.SHOP.values()],
        "count": instalments.COUNT.on(today),
    }
    return render(request, "front/devices.html", context)


@open_in_maintenance
@login_not_required
@require_safe
def tried_devices(request: HttpRequest) -> HttpResponse:
    """動作確認端末一覧, by maker; a search narrows it down."""
    form, today = DeviceSearchForm(request.GET or None), clock.today()
    found = devices.find(on=today)
    if form.is_bound:
        found = _search(form.cleaned_data, today) if form.is_valid() else ()
    makers = [
        {"name": maker, "devices": [_device(device) for device in of_maker]}
        for maker, of_maker in groupby(found, key=lambda device: device.maker)
    ]
    context = {"form": form, "makers": makers, "count": len(found), "today": today}
    return render(request, "front/tried_devices.html", context)


def _search(wanted: dict[str, str], today: date) -> tuple[devices.TriedDevice, ...]:
    return devices.find(
        wanted["words"],
        on=today,
        maker=wanted["maker"],
        medium=Medium(wanted["medium"]) if wanted["medium"] else None,
        network=Network(wanted["network"]) if wanted["network"] else None,
    )


def _device(device: devices.TriedDevice) -> dict[str, Any]:
    is_limited = len(device.networks) < len(Network)
    return {
        "device": device,
        "media": "・".join(str(catalogue.word(medium)) for medium in device.media),
        "only": catalogue.word(device.networks[0]) if is_limited else "",
    }
