"""The public pages of every rule and of every decision behind it: 料金と手続きのルール."""

from datetime import date
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mioportal.plumbing import clock
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.policies import listing
from mioportal.words.decisions import CHOICES, DECISIONS, FACTS


@open_in_maintenance
@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its value, since when and source, and everything that can be refused."""
    today = clock.today()
    sections = _sections(today, get_language())
    return render(request, "policies/rules.html", {"today": today, "sections": sections})


@open_in_maintenance
@login_not_required
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Where the sources clash or are silent, and what was decided."""
    context = {"decisions": DECISIONS, "choices": CHOICES, "facts": FACTS}
    return render(request, "policies/decisions.html", context)


@lru_cache(maxsize=32)
def _sections(today: date, language: str | None) -> tuple[listing.Section, ...]:
    # The book changes only with the code: a day's page is put into words once a language.
    return listing.sections(today)
