"""The wizard's pages that ask: why, what becomes of a device, what goes on, which address."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cancellation import flows, queries, services
from cancellation.forms import (
    DeviceChoice,
    DevicesForm,
    GoOnForm,
    LastingForm,
    MailForm,
    QuestionsForm,
    ReasonsForm,
    SurveyForm,
)
from cancellation.queries import Lasting
from contracts.models import Line
from contracts.queries import Held, HeldOption, Ledger, choice, choices, line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.models import PendingAct
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules import cancellation as rules
from mioportal.rules import instalments
from mioportal.rules.instalments import Choice
from mioportal.rules.options import OnLineEnd
from mioportal.words import catalogue


def flow_of(line: Line, pending: PendingAct | None = None) -> flows.Flow:
    """The steps that this line's wizard has now."""
    today = clock.today()
    lines = queries.lines_of_act(pending, line, today)
    needed = set()
    if rules.is_address_of_ours(line.member.user.email):
        needed.add(flows.MAIL)
    if queries.devices_to_choose(lines, clock.now()):
        needed.add(flows.DEVICES)
    if queries.lasting(line.member, lines, today):
        needed.add(flows.OPTIONS)
    answers = pending.answers if pending else {}
    return flows.flow(queries.wizard_of(line), needed, answers)


def to(pending: PendingAct, name: str) -> HttpResponse:
    """Go to a step."""
    return redirect("cancellation:step", act=pending.code, step=name)


def url(pending: PendingAct, name: str | None) -> str:
    """A step's address; "" for none."""
    return reverse("cancellation:step", args=[pending.code, name]) if name else ""


def number_through(line: Line) -> date | None:
    """Until when a reservation number is out for a line: it dies with the line (C-070)."""
    return line.number_live_through if line.is_number_live(clock.today()) else None


def may_take_number(line: Line) -> bool:
    """Only the number of a voice line can be taken to another operator."""
    return line.function == Line.Function.VOICE


def page(
    request: HttpRequest, pending: PendingAct, line: Line, name: str, **context: Any
) -> HttpResponse:
    """A step's page in its frame: where it stands, the way back, the way out.

    Of lines that end together the main line comes first; it ends last.
    """
    flow, today = flow_of(line, pending), clock.today()
    lines = queries.lines_of_act(pending, line, today)
    context |= {
        "line": line_row(line, today),
        "lines": [line_row(each, today) for each in (lines[-1], *lines[:-1])],
        "is_together": pending.kind == queries.TOGETHER,
        "number_through": number_through(line),
        "steps": flow.progress(name),
        "back_url": url(pending, flow.before(name)) or reverse("cancellation:choose"),
        "quit_url": reverse("contracts:line", args=[line.code]),
    }
    return render(request, f"cancellation/step_{name}.html", context)


def _ask(
    request: HttpRequest,
    pending: PendingAct,
    line: Line,
    name: str,
    form: forms.Form,
    **context: Any,
) -> HttpResponse:
    """A step that only asks: keep what was entered and go on."""
    if request.method != "POST" or not form.is_valid():
        return page(request, pending, line, name, form=form, **context)
    services.answer(act=pending, line=line, step=name, answers=form.cleaned_data, at=clock.now())
    return to(pending, flow_of(line, pending).after(name))


def _form(request: HttpRequest, pending: PendingAct, name: str, kind: Any, **more: Any) -> Any:
    if request.method == "POST":
        return kind(request.POST, **more)
    return kind(initial=pending.answers.get(name), **more)


def reasons(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """Why; nobody has to say."""
    form = _form(request, pending, flows.REASONS, ReasonsForm)
    return _ask(request, pending, line, flows.REASONS, form)


def survey(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """The survey; nobody has to answer."""
    form = _form(request, pending, flows.SURVEY, SurveyForm)
    return _ask(request, pending, line, flows.SURVEY, form)


def questions(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """Both on one page, for every kind but a voice line."""
    form = _form(request, pending, flows.QUESTIONS, QuestionsForm)
    return _ask(request, pending, line, flows.QUESTIONS, form)


def mail(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """The registered address ends with the contract: another is asked for first (F-CON-12)."""
    form = _form(request, pending, flows.MAIL, MailForm)
    is_ours = rules.is_address_of_ours(line.member.user.email)
    if not is_ours:
        form = GoOnForm(request.POST if request.method == "POST" else None)
    context = {"mail_to": line.member.user.email, "is_ours": is_ours}
    return _ask(request, pending, line, flows.MAIL, form, **context)


def term(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """The minimum term of an old plan, and the fee in yen (F-CON-06)."""
    found = queries.term_of(line, clock.now())
    form = GoOnForm(request.POST if request.method == "POST" else None)
    rows = [
        {"key": _("契約日"), "value": found.contracted_on},
        {"key": _("利用開始日"), "value": found.started_on},
        {"key": _("最低利用期間の最終日"), "value": found.through, "rule": "voice_release_term"},
        {"key": _("いま申し込んだときの最終日"), "value": found.ends_on},
        {
            "key": _("音声通話機能解除調定金"),
            "value": yen(found.fee),
            "sub": _("税込"),
            "rule": "voice_release_fee",
        },
    ]
    return _ask(request, pending, line, flows.TERM, form, rows=rows, term=found)


def devices(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """What becomes of a device's rest: 分割継続 / 一括 where the contract leaves it open."""
    lines = queries.lines_of_act(pending, line, clock.today())
    ledgers = queries.devices_to_choose(lines, clock.now())
    open_to = [_device(ledger) for ledger in ledgers if len(ledger.leaving) > 1]
    form = DevicesForm(request.POST if request.method == "POST" else None, devices=open_to)
    if request.method != "POST" or not form.is_valid():
        fixed = [_fixed(ledger) for ledger in ledgers if len(ledger.leaving) == 1]
        return page(request, pending, line, flows.DEVICES, form=form, fixed=fixed)
    services.choose_devices(
        act=pending, line=line, choices=form.chosen(), at=clock.now(), by=actor_of(request)
    )
    return to(pending, flow_of(line, pending).after(flows.DEVICES))


def _device(ledger: Ledger) -> DeviceChoice:
    chosen = choice(ledger.device, ledger.leaves_on)
    by_choice = {each.choice: each for each in ledger.leaving}
    return DeviceChoice(
        code=ledger.device.code,
        name=ledger.device.name,
        choices=[
            (each.value, _choice_words(each, by_choice[each]))
            for each in choices(ledger.device, ledger.leaves_on)
        ],
        chosen=chosen.value,
    )


def _choice_words(each: Choice, leaving: Any) -> str:
    label = catalogue.word(each)
    if each is Choice.LUMP_SUM:
        said = _("%(label)s：残り%(yen)sを、最後のご請求（%(day)s）でまとめて支払う")
        yen_of = yen(leaving.rest_yen)
        return said % {"label": label, "yen": yen_of, "day": jdate(leaving.charged_on)}
    said = _("%(label)s：これまでどおり毎月支払う（残り%(times)s回、最後は%(day)s）")
    told = {"times": leaving.payments_after, "day": jdate(leaving.last_charged_on)}
    return said % {"label": label, **told}


def _fixed(ledger: Ledger) -> dict[str, Any]:
    (only,) = ledger.leaving
    by_kind = instalments.choices(ledger.device.kind) == (Choice.LUMP_SUM,)
    row = f"instalments_on_leaving.{ledger.device.kind}" if by_kind else "instalments_minimum_term"
    return {
        "name": ledger.device.name,
        "yen": only.rest_yen,
        "charged_on": only.charged_on,
        "rule": row,
    }


def options(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """What goes on without the line: a list to look at, with the way to end each (F-OPT-02)."""
    lines = queries.lines_of_act(pending, line, clock.today())
    found = queries.lasting(line.member, lines, clock.today())
    names = [(each.period.code, each.label) for each in found.options]
    names += [(each.row.code, each.label) for each in found.services]
    form = _form(request, pending, flows.OPTIONS, LastingForm, lasting=names)
    return _ask(request, pending, line, flows.OPTIONS, form, rows=lasting_rows(found))


def lasting_rows(found: Lasting) -> list[dict[str, Any]]:
    """What goes on, row by row: its fee, what becomes of it, where it is ended."""
    return [_option_row(each) for each in found.options] + [
        {
            "label": each.label,
            "tag": each.tag,
            "yen": each.full_yen,
            "text": _before_wari(each) + _("回線を解約しても、自動では終わりません。"),
            "url": reverse("contracts:related_service", args=[each.row.code]),
            "is_ending": each.is_ending,
            "ends_on": each.row.ends_on,
            "rule": f"related_after_line.{each.service}",
        }
        for each in found.services
    ]


def _before_wari(each: Held) -> str:
    """Whether mio割 stays depends on the lines that go on: its part is told apart from the fee."""
    if each.discount_yen and each.wari.is_on:
        return _("mio割が続くあいだは、ここから%sを引きます。") % yen(each.discount_yen)
    return ""


def _option_row(each: HeldOption) -> dict[str, Any]:
    to_check = each.option.on_line_end is OnLineEnd.MAY_GO_ON
    return {
        "label": each.label,
        "tag": each.tag,
        "yen": each.yen,
        "text": _("回線と一緒に終わらないことがあります。翌月のご請求で確かめてください。")
        if to_check
        else _("回線を解約しても、自動では終わりません。"),
        "url": reverse("contracts:end_option", args=[each.period.code]),
        "is_ending": not each.is_open,
        "ends_on": each.period.ends_on,
        "rule": f"option_on_line_end.{each.option.code}",
    }


PAGES = {
    flows.MAIL: mail,
    flows.TERM: term,
    flows.REASONS: reasons,
    flows.SURVEY: survey,
    flows.QUESTIONS: questions,
    flows.DEVICES: devices,
    flows.OPTIONS: options,
}
