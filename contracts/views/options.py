"""オプションサービスの確認・変更: what lines hold, adding to it, ending one (F-OPT-01 to 10)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts import queries, services
from contracts.forms import AddOptionForm, ShownForm
from contracts.models import Line, OptionPeriod
from contracts.queries import HeldOption, OptionEnding, OptionOffer
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.requests import member_of
from mioportal.rules.dates import day_in_japan
from mioportal.rules.option_changes import ends_at_once
from mioportal.rules.options import OptionCode
from mioportal.words import catalogue
from mioportal.words.option_ends import SITES, effects


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """Every option of every line with its state, and what may be added (F-OPT-04, F-OPT-10)."""
    found = queries.options_of(member_of(request), clock.today())
    live = [each for each in found if each.held or not each.line.is_over]
    held = [each for of_line in live for each in of_line.held]
    context = {
        "lines": live,
        "ended_lines": [each for each in found if each not in live and each.ended],
        "on_trial": [each for each in held if each.paid_from],
        "separate": [each for each in held if each.state == OptionPeriod.State.SEPARATE],
    }
    return render(request, "contracts/options.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_option(request: HttpRequest, code: str, option: str) -> HttpResponse:
    """Look at what adding an option means, and add it; sent twice, it is added once (D-61)."""
    line = own_line(request, code)
    if option not in list(OptionCode):
        raise Http404
    if request.method == "POST":
        return _add(request, line, OptionCode(option))
    return _add_page(request, queries.option_offer(line, OptionCode(option), clock.today()))


def _add(request: HttpRequest, line: Line, option: OptionCode) -> HttpResponse:
    form = AddOptionForm(request.POST)
    if not form.is_valid():
        return redirect("contracts:add_option", code=line.code, option=option)
    try:
        added = services.add_option(
            line=line,
            code=option,
            shown=form.cleaned_data["shown"],
            form=form.cleaned_data["form_key"],
            at=clock.now(),
            by=actor_of(request),
        )
    except (services.NotAdded, services.OtherThanShown):
        # Read anew: somebody may have changed what the line holds.
        line = own_line(request, line.code)
        offer = queries.option_offer(line, option, clock.today())
        return _add_page(request, offer, has_changed=True)
    return redirect("contracts:option_added", code=added.code)


def own_line(request: HttpRequest, code: str) -> Line:
    """The member's own line, read with its options, or 404."""
    line = queries.line_of(member_of(request), code, clock.today())
    if line is None:
        raise Http404
    return line


def _add_page(
    request: HttpRequest, offer: OptionOffer, *, has_changed: bool = False
) -> HttpResponse:
    line = queries.line_row(offer.line, clock.today())
    if not offer.verdict.allowed:
        context = {
            "line": line,
            "option": offer.option,
            "reasons": [catalogue.refusal(reason) for reason in offer.verdict.reasons],
        }
        return render(request, "contracts/option_not_added.html", context)
    context = {
        "line": line,
        "offer": offer,
        "provider": catalogue.word(offer.option.provider),
        "form": AddOptionForm(initial={"shown": offer.shown, "form_key": secret_code()}),
        "has_changed": has_changed,
        "ends_at_once": ends_at_once(offer.option.code, clock.today()),
    }
    return render(request, "contracts/option_add.html", context)


@require_safe
def option_added(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of an option that was added; reload and bookmark are safe."""
    held = own_option(request, code)
    if held.period.added_at is None:
        raise Http404
    context = {
        "held": held,
        "is_new": day_in_japan(held.period.added_at) == clock.today() and held.is_open,
        "mail_to": held.line.member.user.email,
    }
    return render(request, "contracts/option_added.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_option(request: HttpRequest, code: str) -> HttpResponse:
    """Cautions, then the end: the middle of the six steps (F-OPT-04); done once, it stays done."""
    held = own_option(request, code)
    if held.period.decided_at is not None:
        return redirect("contracts:option_ended", code=code)
    if request.method != "POST" or not held.verdict.allowed:
        return _end_page(request, held)
    form = ShownForm(request.POST)
    if not form.is_valid():
        return redirect("contracts:end_option", code=code)
    try:
        services.end_option(
            period=held.period,
            shown=form.cleaned_data["shown"],
            at=clock.now(),
            by=actor_of(request),
        )
    except (services.NotEnded, services.OtherThanShown):
        return _end_page(request, own_option(request, code), has_changed=True)
    return redirect("contracts:option_ended", code=code)


def _end_page(request: HttpRequest, held: HeldOption, *, has_changed: bool = False) -> HttpResponse:
    if not held.verdict.allowed and not held.may_tick:
        context = {
            "held": held,
            "reasons": [catalogue.refusal(reason) for reason in held.verdict.reasons],
        }
        return render(request, "contracts/option_not_ended.html", context)
    ending = queries.option_ending(held)
    template = "option_elsewhere" if held.at_provider else "option_end"
    context = _ending_words(ending) | {
        "form": ShownForm(initial={"shown": ending.shown}),
        "has_changed": has_changed,
    }
    return render(request, f"contracts/{template}.html", context)


def _ending_words(ending: OptionEnding) -> dict[str, Any]:
    return {
        "held": ending.held,
        "ending": ending,
        "effects": effects(ending.held.option, ending.ends_on),
        "provider": catalogue.word(ending.held.option.provider),
        "site": SITES.get(ending.held.option.provider, ""),
        "ends_alone": f"option_ends_alone.{ending.held.option.category}",
    }


@require_POST
def tick_option(request: HttpRequest, code: str) -> HttpResponse:
    """The member's own tick: ended over there, or not after all (C-098, D-64)."""
    held = own_option(request, code)
    if "back" in request.POST:
        return _untick(request, held)
    form = ShownForm(request.POST)
    if not form.is_valid():
        return redirect("contracts:end_option", code=code)
    try:
        services.tick_option(
            period=held.period,
            shown=form.cleaned_data["shown"],
            at=clock.now(),
            by=actor_of(request),
        )
    except (services.NotEnded, services.OtherThanShown):
        return _end_page(request, own_option(request, code), has_changed=True)
    return redirect("contracts:option_ended", code=code)


def _untick(request: HttpRequest, held: HeldOption) -> HttpResponse:
    try:
        services.untick_option(period=held.period, at=clock.now(), by=actor_of(request))
    except services.NotTicked:
        messages.warning(request, _("この申告は、もう取り消せません"))
        return redirect("contracts:option_ended", code=held.period.code)
    messages.success(request, _("申告を取り消しました。%sは続いています") % held.label)
    return redirect(f"{reverse('contracts:options')}#line-{held.line.code}")


@require_safe
def option_ended(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of an end, here or over there; reload and bookmark are safe."""
    held = own_option(request, code)
    if held.period.decided_at is None or held.period.ends_on is None:
        raise Http404
    context = {
        "held": held,
        "is_new": day_in_japan(held.period.decided_at) == clock.today() and not held.gave_way,
        "effects": [] if held.gave_way else effects(held.option, held.period.ends_on),
        "provider": catalogue.word(held.option.provider),
        "yen": queries.last_month_yen(held, held.period.ends_on),
        "mail_to": held.line.member.user.email,
        "audit_url": _way_back(request, held),
    }
    return render(request, "contracts/option_ended.html", context)


def _way_back(request: HttpRequest, held: HeldOption) -> str:
    """To the look at all options that it was ended in; empty where it was ended for itself."""
    act = queries.open_audit(request.user, clock.now())
    if act is None or held.period.code not in queries.dropped_in(act):
        return ""
    return reverse("contracts:audit_step", args=[act.code, "end"])


def own_option(request: HttpRequest, code: str) -> HeldOption:
    """The member's own option, of a line read with its options, or 404."""
    held = queries.option_of(member_of(request), code, clock.today())
    if held is None:
        raise Http404
    return held
