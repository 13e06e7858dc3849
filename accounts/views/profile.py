"""お客様情報: who the member is and how they are reached, and changing it (F-ACC-13)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries, services
from accounts.forms import AddressForm, NameForm, PhonesForm, ProofForm
from accounts.models import Member
from accounts.views import rows
from accounts.views.proof import proven
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.rules.contact import ContactField
from mioportal.words import catalogue


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """お客様情報の確認・変更: every row with its way to change it."""
    member = member_of(request)
    context = {
        "contractor": rows.contractor(member),
        "reached": rows.reached(member, queries.open_mail_change(member, clock.now())),
        "signing_in": rows.signing_in(member),
        "identity": rows.identity(member),
    }
    return render(request, "accounts/profile.html", context)


@sensitive_post_parameters("current")
@require_http_methods(["GET", "HEAD", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    """お名前の変更: a company's is the corporate desk's."""
    member = member_of(request)
    if member.is_corporate:
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "accounts/corporate_name.html", {"rows": rows.company(member)})
    form = NameForm(request.POST or None, initial=rows.initial(member, NameForm))
    return _with_a_look(request, ContactField.NAME, form)


@sensitive_post_parameters("current")
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """住所の変更."""
    form = AddressForm(request.POST or None, initial=AddressForm.filled_in(member_of(request)))
    return _with_a_look(request, ContactField.ADDRESS, form)


def _with_a_look(
    request: HttpRequest, field: ContactField, form: NameForm | AddressForm
) -> HttpResponse:
    """The form, then a look at what it brings and the present password, then the change.

    What was typed travels with the pages, so that two tabs never mix.
    """
    member, pressed = member_of(request), request.POST.get("do", "")
    if request.method != "POST" or pressed == "edit" or not form.is_valid():
        return _page(request, "accounts/change_profile.html", field, form)
    change = form.change()
    if pressed != "change":
        if not services.differs(member, change):
            form.add_error(None, _("変わったところがありません。新しい内容を入力してください"))
            return _page(request, "accounts/change_profile.html", field, form)
        return _look(request, field, form, ProofForm())
    proof = ProofForm(request.POST)
    if not (proof.is_valid() and proven(request, proof)):
        return _look(request, field, form, proof)
    return _change(request, member, change, field)


def _look(
    request: HttpRequest, field: ContactField, form: NameForm | AddressForm, proof: ProofForm
) -> HttpResponse:
    member = member_of(request)
    context = {
        "typed": form,
        "rows": rows.before_and_after(member, form.change()),
        "asks_for_papers": queries.asks_for_papers_again(member, field, clock.today()),
    }
    return _page(request, "accounts/look_at_change.html", field, proof, **context)


@sensitive_post_parameters("current")
@require_http_methods(["GET", "HEAD", "POST"])
def change_phones(request: HttpRequest) -> HttpResponse:
    """電話番号・昼間の連絡先の変更."""
    member = member_of(request)
    form = PhonesForm(request.POST or None, initial=rows.initial(member, PhonesForm))
    if request.method == "POST" and form.is_valid() and proven(request, form):
        return _change(request, member, form.change(), ContactField.TELEPHONE)
    return _page(request, "accounts/change_phones.html", ContactField.TELEPHONE, form)


def _change(
    request: HttpRequest, member: Member, change: services.Change, field: ContactField
) -> HttpResponse:
    """Sent twice, it was done by the first: the same is said."""
    services.change_profile(
        member=member, change=change, at=clock.now(), by=actor_of(request)
    )
    said = _("%sを変更しました。") % catalogue.word(field)
    if queries.asks_for_papers_again(member, field, clock.today()):
        said += _("新しい内容の分かる本人確認書類を、ご提出ください。")
    messages.success(request, said)
    return redirect("accounts:profile")


def _page(
    request: HttpRequest,
    template: str,
    field: ContactField,
    form: NameForm | AddressForm | PhonesForm | ProofForm,
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "what": catalogue.word(field), "back": reverse("accounts:profile")}
    return render(request, template, context | more)
