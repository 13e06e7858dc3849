"""Asking support in writing: the form, the receipt, the answer."""

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.forms import LINE_LENGTH, InquiryForm
from accounts.models import Inquiry
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.requests import member_of
from mioportal.rules.support_hours import FORM_COUNTS_TO, answer_due_on

PAGE_SIZE = 20
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)


@open_in_maintenance
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """メールでのお問い合わせ (F-SUP-03): day and night, and what it counts as is its time."""
    member = member_of(request)
    if request.method != "POST":
        return _ask_page(request, InquiryForm(initial=_filled_in(request)))
    form = InquiryForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, form)
    inquiry = services.ask_support(
        member=member,
        question=form.question(),
        form=form.cleaned_data["form_key"] or secret_code(),
        at=clock.now(),
        by=actor_of(request),
    )
    return redirect("accounts:inquiry", number=inquiry.receipt_number)


def _filled_in(request: HttpRequest) -> dict[str, str]:
    """What the page one came from says this is about; a topic that is none is left open."""
    topic = request.GET.get("topic", "")
    return {
        "topic": topic if topic in Inquiry.Topic.values else "",
        "line": request.GET.get("line", "")[:LINE_LENGTH],
        "text": _about_bill(request),
        "form_key": secret_code(),
    }


def _about_bill(request: HttpRequest) -> str:
    """The number of the bill that is questioned before it is paid (F-BIL-13), to write on from."""
    month = request.GET.get("month", "")
    if not _MONTH.fullmatch(month):
        return ""
    number = f"{member_of(request).mio_id}-{month.replace('-', '')}"
    return _("請求番号 %sについて") % number + "\n"


def _ask_page(request: HttpRequest, form: InquiryForm) -> HttpResponse:
    today = clock.today()
    context = {
        "form": form,
        "counts_to": FORM_COUNTS_TO.on(today),
        "today": today,
        "answer_due_on": answer_due_on(today),
    }
    return render(request, "accounts/ask.html", context)


@open_in_maintenance
@require_safe
def inquiries(request: HttpRequest) -> HttpResponse:
    """What the member has asked so far, and how far each has come."""
    pages = Paginator(Inquiry.objects.of(member_of(request)), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/inquiries.html", {"inquiries": list(page), "page": page})


@open_in_maintenance
@require_safe
def inquiry(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt, and the answer once there is one; reload and bookmark are safe."""
    rows = Inquiry.objects.of(member_of(request))
    made = get_object_or_404(rows, receipt_number=number)
    context = {
        "inquiry": made,
        "is_new": made.state == Inquiry.State.RECEIVED,
        "counts_to": FORM_COUNTS_TO.on(made.counts_on),
        "mail_to": made.member.user.email,
        "again_url": f"{reverse('accounts:ask')}?topic={made.topic}",
    }
    return render(request, "accounts/inquiry.html", context)
