"""SIMカードの返却: where a card goes and how, that it was sent, or lost (F-SIM-01 to 10)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contracts import queries, services
from contracts.forms import CardsForm, PostedForm
from contracts.models import Line, Sim
from contracts.queries import leaving_checks
from contracts.queries.posting import stars, ways_from_abroad
from contracts.views.lines import own_line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.rules import fees, post
from mioportal.rules.dates import day_in_japan
from mioportal.rules.post import Tracing, Way
from mioportal.rules.sim_return import RETURN_ADDRESSES
from mioportal.words import catalogue


@require_safe
def sim_return(request: HttpRequest, code: str) -> HttpResponse:
    """Each card's state, where it goes and by which way, and from when a fee may be charged."""
    today = clock.today()
    found, cards = _returning(request, code)
    fee_from = cards[0].fee_risk_from
    context = {
        "line": queries.line_row(found, today),
        "sims": [_card(sim, today) for sim in cards],
        "opened_on": cards[0].return_opened_at,
        "ends_on": found.ends_on,
        "fee_risk_from": fee_from,
        "fee": fees.sim_damage_fee(fee_from) if fee_from else None,
        "address": RETURN_ADDRESSES.on(today),
        "is_held": found.is_held(today),
        "still_usable": found.status(today) != Line.Status.ENDED,
        "done": not any(sim.is_out for sim in cards),
        "all_received": all(sim.state == Sim.State.RECEIVED for sim in cards),
        "ways": [_way(way, today) for way in Way],
        "abroad": ways_from_abroad(today),
        "packing": _packing(today),
        "lost": leaving_checks.open_loss(found),
    }
    return render(request, "contracts/sim_return.html", context)


@require_safe
def return_label(request: HttpRequest, code: str) -> HttpResponse:
    """The address to cut out and stick on, and the slip that goes into the envelope (F-SIM-02)."""
    today = clock.today()
    found, cards = _returning(request, code)
    context = {
        "line": queries.line_row(found, today),
        "member": found.member,
        "address": RETURN_ADDRESSES.on(today),
        "note": post.NOTE.on(today),
        "envelope": post.ENVELOPE.on(today),
        "cards": [sim for sim in cards if sim.is_out],
    }
    return render(request, "contracts/return_label.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sim_posted(request: HttpRequest, code: str) -> HttpResponse:
    """発送の登録: how the cards were sent; said again, the last word stands (F-SIM-07)."""
    found, cards = _returning(request, code)
    out = [sim for sim in cards if sim.is_out]
    if not out:
        return _nothing_out(request, found)
    sent = request.method == "POST"
    form = PostedForm(request.POST if sent else None, cards=out, today=clock.today())
    if not sent or not form.is_valid():
        return render(request, "contracts/sim_posted.html", _form_page(found, form))
    done = services.report_posted(
        line=found,
        iccids=form.chosen,
        way=Way(form.cleaned_data["way"]),
        number=form.cleaned_data["number"],
        at=clock.now(),
        by=actor_of(request),
    )
    if not done:
        return _nothing_out(request, found)
    messages.success(request, _("SIMカードの発送を登録しました"))
    return redirect("contracts:sim_return", code=found.code)


@require_http_methods(["GET", "HEAD", "POST"])
def sim_lost(request: HttpRequest, code: str) -> HttpResponse:
    """紛失の届出: support decides whether the fee is let go (F-SIM-10, C-059)."""
    found, cards = _returning(request, code)
    out = [sim for sim in cards if sim.is_out]
    asked = leaving_checks.open_loss(found)
    if not out:
        return _nothing_out(request, found)
    sent = request.method == "POST"
    # Nobody loses by default what they may hold in their hand.
    form = CardsForm(request.POST if sent else None, cards=out, initial={"cards": []})
    if not sent or not form.is_valid():
        context = _form_page(found, form) | {"asked": asked, "fee": _fee(out)}
        return render(request, "contracts/sim_lost.html", context)
    try:
        made = services.report_lost(
            line=found, iccids=form.chosen, at=clock.now(), by=actor_of(request)
        )
    except services.NotAwaited:
        return _nothing_out(request, found)
    return redirect("contracts:desk_request", number=made.receipt_number)


def _returning(request: HttpRequest, code: str) -> tuple[Line, list[Sim]]:
    """A leaving line of the member's with cards that are, or were, to come back; 404 without."""
    found = own_line(request, code)
    cards = sorted(
        (sim for sim in found.sims.all() if sim.return_opened_at), key=lambda sim: sim.pk
    )
    if not cards or found.ends_on is None:
        raise Http404
    return found, cards


def _nothing_out(request: HttpRequest, line: Line) -> HttpResponse:
    messages.info(request, _("お返しいただくSIMカードは、もうありません"))
    return redirect("contracts:sim_return", code=line.code)


def _form_page(line: Line, form: CardsForm) -> dict[str, Any]:
    return {"line": queries.line_row(line, clock.today()), "form": form}


def _fee(cards: list[Sim]) -> Any:
    fee_from = cards[0].fee_risk_from
    return fees.sim_damage_fee(fee_from) if fee_from else None


def _card(sim: Sim, today: date) -> dict[str, Any]:
    proves = bool(sim.posted_by) and sim.posted_by in post.PROVES_RETURN.on(today)
    return {
        "iccid_tail": sim.iccid_tail,
        "state": queries.sim_tag(sim),
        "is_lost": sim.is_out and sim.lost_at is not None,
        "posted_on": sim.posted_on if sim.posted_by else None,
        "posted_by": catalogue.word(Way(sim.posted_by)) if sim.posted_by else "",
        "tracking_number": sim.tracking_number,
        "tracking_url": post.TRACKING_ADDRESS.on(today) if sim.tracking_number else "",
        "proves": proves and sim.state == Sim.State.POSTED,
        "received_on": sim.received_on,
        "charged_at": sim.charged_at,
        "fee": fees.sim_damage_fee(day_in_japan(sim.charged_at)) if sim.charged_at else None,
        "waived_at": sim.waived_at,
    }


def _way(way: Way, today: date) -> dict[str, Any]:
    tracing = post.TRACING[way].on(today)
    return {
        "label": catalogue.word(way),
        "yen": post.postage(way, today),
        "is_least": way is Way.PARCEL,
        "tracing": catalogue.word(tracing),
        "is_traced": tracing is not Tracing.NOT_TRACED,
        "proves": way in post.PROVES_RETURN.on(today),
        "stars": stars(post.STARS[way].on(today)),
        "rule": post.POSTAGE[way].name,
    }


def _packing(today: date) -> list[Any]:
    """The steps in order; what is written on the note, and how thick it may be, in their place."""
    more = {
        post.PackingStep.WRAP: _("%(paper)sの紙で包み、「%(note)s」と書いたメモを添えます。")
        % {"paper": post.WRAPPING.on(today), "note": post.NOTE.on(today)},
        post.PackingStep.ENVELOPE: _("%(envelope)sで、厚さは%(thick)sまでです。")
        % {"envelope": post.ENVELOPE.on(today), "thick": post.THICKNESS.on(today)},
    }
    return [
        {"title": catalogue.word(step), "text": more.get(step, "")}
        for step in post.PACKING.on(today)
    ]
