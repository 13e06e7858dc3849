"""各種マニュアル: how things are done here, a page for each (F-ACC-15), signed in or not."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mioportal.plumbing import clock
from mioportal.plumbing.middleware import open_in_maintenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Manual:
    """One manual: `code` is its address and the name of its template in templates/manuals/."""

    code: str
    title: str | Promise
    summary: str | Promise


MANUALS = (
    Manual(
        code="sign-in",
        title=_("はじめに：mioIDとログイン"),
        summary=_("mioIDでできること、ログインのしかた、忘れたときの手続き"),
    ),
    Manual(
        code="sim",
        title=_("SIMカードの取り付け"),
        summary=_("カードを入れる手順と、つながらないときに確かめること"),
    ),
    Manual(
        code="esim",
        title=_("eSIMの設定と削除"),
        summary=_("eSIMの選び方、端末から消してよい時期と手順"),
    ),
    Manual(
        code="calls",
        title=_("通話とSMSの料金"),
        summary=_("通話料の数え方、通話定額、SMSの送信料"),
    ),
    Manual(
        code="data",
        title=_("データの残りと低速"),
        summary=_("データの期限、足りなくなったときの速さ、追加のしかた"),
    ),
    Manual(
        code="mnp",
        title=_("電話番号を残して他社へ移る（MNP）"),
        summary=_("MNP予約番号の期限と、間に合わせるための日取り"),
    ),
    Manual(
        code="leaving",
        title=_("解約とSIMカードの返却"),
        summary=_("解約の前に確かめること、手順、返却の送り方"),
    ),
    Manual(
        code="paying",
        title=_("お支払いとクレジットカード"),
        summary=_("請求が決まる日、使えるカード、払えなかったときの流れ"),
    ),
    Manual(
        code="profile",
        title=_("お客様情報の変更と本人確認"),
        summary=_("住所や名前が変わったとき、本人確認書類の撮り方"),
    ),
    Manual(
        code="abroad",
        title=_("海外からのお手続き"),
        summary=_("締切の見かた、ログイン、SIMカードの送り方"),
    ),
)
BY_CODE = {manual.code: manual for manual in MANUALS}


@open_in_maintenance
@login_not_required
@require_safe
def manuals(request: HttpRequest) -> HttpResponse:
    """Every manual with what it is about."""
    return render(request, "manuals/index.html", {"manuals": MANUALS})


@open_in_maintenance
@login_not_required
@require_safe
def manual(request: HttpRequest, code: str) -> HttpResponse:
    """One manual, with the prices and days that the rules hold today."""
    found = BY_CODE.get(code)
    if found is None:
        raise Http404
    context = {"manual": found, "today": clock.today()}
    return render(request, f"manuals/{found.code}.html", context)
