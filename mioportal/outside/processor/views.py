"""The hosted page: where a card is entered, apart from the portal and everything it knows."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from mioportal.outside.processor import services
from mioportal.outside.processor.forms import CardForm
from mioportal.outside.processor.models import CardSession
from mioportal.outside.processor.numbers import TEST_CARDS
from mioportal.plumbing.middleware import open_in_maintenance

# A template engine that knows nothing of who is signed in at the portal.
ENGINE = "outside"


@open_in_maintenance
@login_not_required
@sensitive_variables()
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Enter a card, and go back to the shop with a code for it."""
    session = CardSession.objects.filter(reference=reference).first()
    if session is None:
        return _answer(request, "over", {}, status=404)
    if not services.is_open(session):
        return _over(request, session)
    if request.method != "POST":
        return _form_page(request, CardForm(session=session))
    form = CardForm(request.POST, session=session)
    try:
        if form.is_valid():
            return redirect(services.enter(session=session, entry=form.entry()))
        if form.is_miss:
            services.count_miss(session=session)
    except services.PageOver:
        return _over(request, session)
    return _form_page(request, form)


def _form_page(request: HttpRequest, form: CardForm) -> HttpResponse:
    context = {
        "form": form,
        "cards": TEST_CARDS.values(),
        "return_to": form.session.return_to,
    }
    return _answer(request, "page", context)


def _over(request: HttpRequest, session: CardSession) -> HttpResponse:
    """Nothing is entered here any more; a second press of the button leads on like the first."""
    try:
        way_back = services.way_back(session)
    except services.PageOver:
        way_back = session.return_to
    else:
        if request.method == "POST":
            return redirect(way_back)
    is_closed = session.state == CardSession.State.CLOSED
    context = {"return_to": way_back, "is_closed": is_closed}
    return _answer(request, "over", context, status=410)


def _answer(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    template = f"outside/processor/{name}.html"
    return render(request, template, context, status=status, using=ENGINE)
