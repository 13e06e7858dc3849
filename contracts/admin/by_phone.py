"""What a member asks for on the telephone about one line: another plan, one more option.

First the choices with their prices; then what the chosen one means, read out; then it is done.
"""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries, services
from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules import plan_change, plans
from mioportal.rules.dates import day_in_japan
from mioportal.rules.option_changes import ends_at_once
from mioportal.rules.options import OPTIONS, OptionCode
from mioportal.words import catalogue


class ByPhone(ReadOnlyAdmin):
    """Lines, and what the telephone books and adds for one of them."""

    actions = ("book_plan", "add_option")

    def has_book_permission(self, request: HttpRequest) -> bool:
        """Who books plan changes on the telephone."""
        return self.may(request, "contracts.add_planchange")

    def has_option_permission(self, request: HttpRequest) -> bool:
        """Who adds options on the telephone."""
        return self.may(request, "contracts.add_optionperiod")

    @admin.action(
        description=gettext_lazy("電話でプラン変更を予約する…"), permissions=["book"]
    )
    def book_plan(self, request: HttpRequest, lines: QuerySet[Line]) -> HttpResponse | None:
        """Choose a plan, read out what it means, book it."""
        line = _only(request, lines)
        if line is None or ("confirmed" in request.POST and _book(request, line)):
            return None
        page = _plan_page(line, request.POST.get("chosen", ""))
        title = _("電話でのプラン変更の予約")
        return self._ask(request, line, "book_plan", page | {"title": title})

    @admin.action(
        description=gettext_lazy("電話でオプションを追加する…"), permissions=["option"]
    )
    def add_option(self, request: HttpRequest, lines: QuerySet[Line]) -> HttpResponse | None:
        """Choose an option, read out what it means, add it."""
        line = _only(request, lines)
        if line is None or ("confirmed" in request.POST and _add(request, line)):
            return None
        page = _option_page(line, request.POST.get("chosen", ""))
        title = _("電話でのオプションの追加")
        return self._ask(request, line, "add_option", page | {"title": title})

    def _ask(
        self, request: HttpRequest, line: Line, action: str, page: dict[str, Any]
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "line": line,
            "action": action,
            "is_unchosen": "asked" in request.POST and page["offer"] is None,
            "opts": self.model._meta,
            **page,
        }
        return TemplateResponse(request, f"admin/contracts/{action}.html", context)


def _only(request: HttpRequest, lines: QuerySet[Line]) -> Line | None:
    if lines.count() != 1:
        messages.warning(request, _("回線を一つだけ選んでください"))
        return None
    return lines.select_related("member__user", "world").get()


def _today(line: Line) -> date:
    return day_in_japan(clock.moment_of(line.world))


def _book(request: HttpRequest, line: Line) -> bool:
    """Whether it was booked, or cannot be; False asks anew."""
    chosen = request.POST.get("chosen", "")
    if chosen not in plans.PLANS:
        return False
    try:
        with clock.taken(line.world) as at:
            change = services.book_plan_change(
                line=line,
                plan_code=chosen,
                shown=request.POST.get("shown", ""),
                at=at,
                by=actor_of(request),
            )
    except services.PlanRefused as refused:
        _warn(request, line, refused.reasons)
    except services.NotAsShown:
        return _not_as_read_out(request, line)
    else:
        told = {
            "line": line,
            "day": jdate(change.takes_effect_on),
            "plan": plans.plan(change.to_plan).label,
            "number": change.receipt_number,
        }
        said = _("%(line)sを、%(day)sから%(plan)sに変える予約をしました（受付番号 %(number)s）")
        messages.success(request, said % told)
    return True


def _plan_page(line: Line, chosen: str) -> dict[str, Any]:
    """The plans to choose from, or what the chosen one means, or why there is none."""
    today = _today(line)
    read = queries.line_of(line.member, line.code, today)
    assert read is not None
    booked = queries.booked_change(read, today)
    against = queries.against_any(read, booked, today)
    possible = [] if against else queries.plan_offers(read, today)
    offers = {each.plan.code: each for each in possible if not each.is_present}
    day = plan_change.takes_effect_on(today)
    present = plans.plan(queries.plan_code(read))
    return {
        "why": [catalogue.refusal(reason).title for reason in against],
        "present": queries.plan_offer(read, present.code, today),
        "is_legacy": present.family is plans.Family.LEGACY,
        "offers": offers.values(),
        "offer": offers.get(chosen),
        "shared": [each for each in queries.sharing(read, day) if each.pk != read.pk],
        "withdraw_through": plan_change.withdrawable_through(day),
    }


def _add(request: HttpRequest, line: Line) -> bool:
    """Whether it was added, or cannot be; False asks anew."""
    chosen = request.POST.get("chosen", "")
    form_key = request.POST.get("form_key", "")
    if chosen not in list(OptionCode) or not form_key:
        return False
    try:
        with clock.taken(line.world) as at:
            added = services.add_option(
                line=line,
                code=OptionCode(chosen),
                shown=request.POST.get("shown", ""),
                form=form_key,
                at=at,
                by=actor_of(request),
            )
    except services.NotAdded as refused:
        _warn(request, line, refused.verdict.reasons)
    except services.OtherThanShown:
        return _not_as_read_out(request, line)
    else:
        told = {"line": line, "option": added.label, "number": added.added_number}
        said = _("%(line)sに%(option)sを追加しました（受付番号 %(number)s）")
        messages.success(request, said % told)
    return True


def _option_page(line: Line, chosen: str) -> dict[str, Any]:
    """The options to choose from, or what the chosen one means."""
    today = _today(line)
    every = queries.options_of(line.member, today)
    of_line = next(each for each in every if each.line.code == line.code)
    page: dict[str, Any] = {"addable": of_line.addable, "offer": None}
    if chosen not in [each.option.code for each in of_line.addable]:
        return page
    read = queries.line_of(line.member, line.code, today)
    assert read is not None
    option = OPTIONS[OptionCode(chosen)]
    return page | {
        "offer": queries.option_offer(read, option.code, today),
        "form_key": secret_code(),
        "ends_at_once": ends_at_once(option.code, today),
        "provider": catalogue.word(option.provider),
    }


def _warn(request: HttpRequest, line: Line, reasons: Any) -> None:
    why = "、".join(str(catalogue.refusal(reason).title) for reason in reasons)
    messages.warning(request, _("%(line)s：%(why)s") % {"line": line, "why": why})


def _not_as_read_out(request: HttpRequest, line: Line) -> bool:
    said = _("%sは、読み上げた内容がいまの内容と違うため、まだ受け付けていません")
    messages.warning(request, said % line)
    return False
