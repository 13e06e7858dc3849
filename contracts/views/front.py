"""The public front: what this site is, what it costs, how to apply (F-APP-01, 04, 13, 19)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts import queries
from contracts.queries.donors import one_stop_donors
from mioportal.plumbing import clock
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.rules import application, cards, choosing, identity, sign_up
from mioportal.rules.application import NumberFrom
from mioportal.rules.cards import CardReason
from mioportal.rules.limits import LimitReason
from mioportal.rules.plans import Medium
from mioportal.rules.port_in import PortInReason
from mioportal.rules.sign_up import RegisterReason
from mioportal.words import catalogue

SETUP_GUIDES = ("iphone", "android")


@open_in_maintenance
@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is and is not, before anybody types a thing."""
    return render(request, "front/about.html", {"is_demo": settings.DEMO})


@open_in_maintenance
@login_not_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """プランと料金: every price of the rules that a new line can meet, as of today."""
    today = clock.today()
    context = {
        "today": today,
        "columns": [
            {"function": catalogue.word(column.function), "media": _short(column.media)}
            for column in queries.price_columns(today)
        ],
        "plans": queries.plan_prices(today),
        "first_costs": [
            {
                "network": catalogue.word(cost.network),
                "media": _joined(cost.media),
                "issue": cost.issue,
                "total": cost.total,
            }
            for cost in queries.first_costs(today)
        ],
        "initial": queries.first_costs(today)[0].initial,
        "options": [_option(price) for price in queries.option_list(today)],
    }
    return render(request, "front/plans.html", context)


def _option(price: Any) -> dict[str, Any]:
    return {
        "label": catalogue.word(price.code),
        "price": price,
        "rule": f"option_fee{'_range' if price.least != price.most else ''}.{price.code}",
        "functions": "" if len(price.functions) == 3 else _joined(price.functions),
    }


def _short(media: Iterable[Medium]) -> list[str]:
    """Kinds of SIM in the head of a narrow column."""
    return ["eSIM" if medium is Medium.ESIM else "SIM" for medium in media]


def _joined(codes: Iterable[StrEnum]) -> str:
    return "・".join(str(catalogue.word(code)) for code in codes)


@open_in_maintenance
@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """ご購入・お申込み: the five stages, and the way into the application."""
    today = clock.today()
    context = {
        "today": today,
        "first_costs": queries.first_costs(today),
        "losses": [catalogue.word(loss) for loss in sign_up.RECONTRACT_LOSSES.on(today)],
    }
    return render(request, "front/start.html", context)


@open_in_maintenance
@login_not_required
@require_safe
def start_ready(request: HttpRequest) -> HttpResponse:
    """What to have at hand, with the papers and cards that are taken today."""
    today = clock.today()
    everybody = application.needed(NumberFrom.NEW, today)
    context = {
        "today": today,
        "needs": [{"code": need.value, "label": catalogue.word(need)} for need in everybody],
        "porting": [
            {
                "label": catalogue.word(number_from),
                "needs": _joined(
                    need
                    for need in application.needed(number_from, today)
                    if need not in everybody
                ),
            }
            for number_from in (NumberFrom.RESERVATION, NumberFrom.ONE_STOP)
        ],
        "card_names": cards.CARD_NAMES.on(today),
        "papers": _papers(today),
        "esim_papers": [
            catalogue.word(paper) for paper in identity.accepted_papers(today, for_voice_esim=True)
        ],
        "needed_for": _joined(identity.NEEDED_FOR.on(today)),
        "donors": [catalogue.word(donor) for donor in one_stop_donors(today)],
    }
    return render(request, "front/ready.html", context)


def _papers(today: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": catalogue.word(paper),
            "with_supplement": identity.needs_supplement(paper, today),
        }
        for paper in identity.accepted_papers(today)
    ]


@open_in_maintenance
@login_not_required
@require_safe
def start_trouble(request: HttpRequest) -> HttpResponse:
    """Why an application may be refused, and what clears each reason (C-108)."""
    sections = (
        (_("mioIDの登録"), "sign_up.may_register", tuple(RegisterReason)),
        (
            _("回線の数"),
            "limits.may_add_line",
            (LimitReason.VOICE_LINES, LimitReason.LINES, LimitReason.IDENTITY),
        ),
        (_("電話番号の引き継ぎ（MNP）"), "port_in.may_port_in", tuple(PortInReason)),
        (_("クレジットカード"), "cards.may_register_card", tuple(CardReason)),
    )
    told = [
        {
            "id": question.partition(".")[0],
            "title": title,
            "rule": question,
            "reasons": [catalogue.refusal(reason) for reason in reasons],
        }
        for title, question, reasons in sections
    ]
    return render(request, "front/trouble.html", {"sections": told, "today": clock.today()})


@open_in_maintenance
@login_not_required
@require_safe
def setup(request: HttpRequest) -> HttpResponse:
    """The guides for a first setup."""
    return render(request, "front/setup.html")


@open_in_maintenance
@login_not_required
@require_safe
def setup_guide(request: HttpRequest, system: str) -> HttpResponse:
    """One of them, from opening the envelope to the first page over the air (F-APP-19)."""
    if system not in SETUP_GUIDES:
        raise Http404
    context = {"today": clock.today(), "apn": choosing.APN.on(clock.today())}
    return render(request, f"front/setup_{system}.html", context)
