"""お支払い方法: the card in use, a visit to the processor's page and back, removing the card."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries, services
from accounts.models import Card, CardVisit, Member
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.gateways import NoAnswer, Unreachable
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.templatetags.ui import jdate, jtime, yen
from mioportal.rules.cards import CARD_NAMES, CARD_NETWORKS, CardReason, RemovalReason
from mioportal.rules.payment import CHARGED_DAY, DEBIT_DAYS, CardBrand
from mioportal.rules.verdict import Verdict
from mioportal.words import catalogue

PAGE_SIZE = 10
# The row of the policy book that a reason rests on.
_RULES = {
    CardReason.UNKNOWN_NETWORK: "card_networks",
    CardReason.DEBIT: "card_no_debit_or_prepaid",
    CardReason.PREPAID: "card_no_debit_or_prepaid",
    CardReason.MANUAL_APPROVAL: "card_no_debit_or_prepaid",
    CardReason.NOT_OWN: "card_name_is_compared",
}


@require_safe
def payment(request: HttpRequest) -> HttpResponse:
    """How the member pays; クレジットカードの変更 / 再登録 (F-BIL-08)."""
    member, today = member_of(request), clock.today()
    card = queries.card_in_use(member)
    ended = queries.cards_of(member).exclude(state=Card.State.IN_USE)
    page = Paginator(ended, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "card": card,
        "trouble": queries.card_trouble(member, card, today),
        "charged_day": CHARGED_DAY.on(today),
        "debit": _debit(card, today) if card else None,
        "networks": [catalogue.word(network) for network in CARD_NETWORKS.on(today)],
        "names": CARD_NAMES.on(today),
        "ended": list(page),
        "page": page,
    }
    return render(request, "accounts/payment.html", context)


def _debit(card: Card, today: date) -> dict[str, str]:
    """On which days the bank is debited, and the rule that says so (F-BIL-06)."""
    table = DEBIT_DAYS[CardBrand(card.brand)]
    days = [_("%d日") % day for day in table.on(today)]
    return {"days": _("または").join(days), "rule": table.name}


@require_POST
def change_card(request: HttpRequest) -> HttpResponse:
    """カードを登録・変更する: on to the processor's page."""
    try:
        _visit, url = services.begin_visit(member=member_of(request), at=clock.now())
    except services.PaysByInvoice:
        messages.info(request, _("法人契約のお支払いは、請求書払いです"))
    except services.TooManyVisits as refused:
        at = localtime(refused.again_at)
        messages.warning(
            request,
            _("短い時間に何度も始めたため、%sまでカードの登録を始められません")
            % f"{jdate(at)}{jtime(at)}",
        )
    except Unreachable:
        messages.error(request, _("決済代行につながりません。少し待って、もう一度お試しください"))
    else:
        return redirect(url)
    return redirect("accounts:payment")


@require_http_methods(["GET", "HEAD", "POST"])
def card_visit(request: HttpRequest, code: str) -> HttpResponse:
    """Back from the processor's page: carry on with its code, then how it ended (reload-safe)."""
    visit = get_object_or_404(queries.card_visits_of(member_of(request)), code=code)
    if request.method != "POST":
        return _visit_page(request, visit)
    answer = request.POST.get("code", "")
    owed = visit.member.standing.owed_yen
    try:
        services.finish_visit(visit=visit, code=answer, at=clock.now(), by=actor_of(request))
    except services.VisitLapsed:
        pass
    except NoAnswer:
        messages.error(request, _("決済代行の答えを確かめられませんでした"))
    except Unreachable:
        context = {"code": answer, "unreachable": True}
        return render(request, "accounts/card_goes_on.html", context, status=503)
    _say_what_was_paid(request, visit.member, owed)
    return redirect("accounts:card_visit", code=code)


def _say_what_was_paid(request: HttpRequest, member: Member, owed: Decimal) -> None:
    """What a member owed was charged to the new card at once, if there was anything."""
    member.standing.refresh_from_db(fields=["owed_yen"])
    paid = owed - member.standing.owed_yen
    if paid > 0:
        said = _("未払いの料金 %s を新しいカードに請求し、お支払いが済みました") % yen(paid)
        messages.success(request, said)


def _visit_page(request: HttpRequest, visit: CardVisit) -> HttpResponse:
    if visit.state == CardVisit.State.DONE:
        told = {"card": visit.card, "owed": visit.member.standing.owed_yen}
        return render(request, "accounts/card_registered.html", told)
    in_use = queries.card_in_use(visit.member)
    if visit.state == CardVisit.State.REFUSED:
        context = {"reasons": [_refusal(reason) for reason in visit.reasons], "card": in_use}
        return render(request, "accounts/card_refused.html", context)
    is_over = visit.expires_at <= clock.now()
    if "code" in request.GET and not is_over:
        return render(request, "accounts/card_goes_on.html", {"code": request.GET["code"]})
    return render(request, "accounts/card_not_yet.html", {"card": in_use, "is_over": is_over})


def _refusal(value: str) -> dict[str, object]:
    reason = CardReason(value)
    words = catalogue.refusal(reason)
    rule = _RULES.get(reason, "")
    return {"title": words.title, "text": words.text, "cure": words.cure, "rule": rule}


@require_http_methods(["GET", "HEAD", "POST"])
def remove_card(request: HttpRequest, code: str) -> HttpResponse:
    """カードを削除する: what stands in the way, the question, or what became of the card."""
    member = member_of(request)
    card = get_object_or_404(queries.cards_of(member), visit__code=code)
    if request.method != "POST":
        verdict = queries.may_remove_card(member, member.standing, clock.today())
        return _remove_page(request, card, verdict)
    try:
        services.remove_card(card=card, at=clock.now(), by=actor_of(request))
    except services.NotRemovable as refused:
        return _remove_page(request, card, refused.verdict)
    return redirect("accounts:remove_card", code=code)


def _remove_page(request: HttpRequest, card: Card, verdict: Verdict[RemovalReason]) -> HttpResponse:
    context = {
        "card": card,
        "reasons": [_against(reason, card.member) for reason in verdict.reasons],
    }
    return render(request, "accounts/remove_card.html", context)


def _against(reason: RemovalReason, member: Member) -> dict[str, object]:
    """A reason against removing the card, with its amount or day, and where to go from here."""
    words, standing = catalogue.refusal(reason), member.standing
    told = {
        RemovalReason.OPEN_BALANCE: _("残り %s") % yen(standing.instalments_yen),
        RemovalReason.UNPAID: _("未払い %s") % yen(standing.owed_yen),
        RemovalReason.FINAL_BILL_DUE: _("%sまで") % jdate(standing.card_needed_through),
    }
    asks = reason is RemovalReason.UNPAID
    return {
        "title": words.title,
        "fact": told.get(reason, ""),
        "text": words.text,
        "cure": words.cure,
        "link_url": reverse("accounts:contact", query={"topic": "bill"}) if asks else "",
        "link_label": _("お支払いについて問い合わせる") if asks else "",
    }
