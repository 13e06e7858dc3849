"""Related services at the desk: how ひかり is brought to its end (F-STF-11)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.forms import DayForm
from contracts.models import RelatedService
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules import hikari

State = RelatedService.State


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step of ST-hikari that needs a day: from which states, and which service takes it."""

    action: str
    title: str | Promise
    day_label: str | Promise
    before: tuple[State, ...]
    take: Callable[..., None]
    day_is: str
    wrong_day: str | Promise


_AHEAD = gettext_lazy("今日か、これから先の日付にしてください")
PLAN_WORK = Step(
    action="plan",
    title=gettext_lazy("工事日を決める"),
    day_label=gettext_lazy("工事日"),
    before=(State.END_ASKED, State.WORK_PLANNED),
    take=services.plan_work,
    day_is="work_on",
    wrong_day=_AHEAD,
)
AWAIT_REMOVAL = Step(
    action="remove",
    title=gettext_lazy("撤去日を決める"),
    day_label=gettext_lazy("撤去日"),
    before=(State.WORK_PLANNED, State.REMOVAL_AWAITED),
    take=services.await_removal,
    day_is="removal_on",
    wrong_day=_AHEAD,
)
COMPLETE = Step(
    action="complete",
    title=gettext_lazy("解約を完了する"),
    day_label=gettext_lazy("解約日"),
    before=(State.END_ASKED, State.WORK_PLANNED, State.REMOVAL_AWAITED),
    take=services.complete_hikari_end,
    day_is="ends_on",
    wrong_day=gettext_lazy("今日までの日付で、請求額がまだ決まっていない月の中にしてください"),
)


@admin.register(RelatedService)
class RelatedServiceAdmin(ReadOnlyAdmin):
    """Every related service; ひかり is moved on step by step."""

    list_display = (
        "code",
        "service",
        "home",
        "member",
        "state",
        "work_on",
        "removal_on",
        "starts_on",
        "ends_on",
        "world",
    )
    list_filter = ("service", "state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("code", "member__user__login", "member__family_kana", "receipt_number")
    ordering = ("state", "starts_on", "pk")
    actions = ("receive", "plan", "remove", "complete", "call_off")

    def has_hikari_permission(self, request: HttpRequest) -> bool:
        """Who brings ひかり to its end."""
        return self.may(request, "contracts.end_hikari")

    @admin.action(
        description=gettext_lazy("電話での解約申込を受け付ける"), permissions=["hikari"]
    )
    def receive(self, request: HttpRequest, rows: QuerySet[RelatedService]) -> None:
        """Each in the time of its own world; only ひかり is ended this way."""
        for row in rows.select_related("member__user", "world"):
            try:
                with clock.taken(row.world) as at:
                    asked = services.ask_hikari_end(service=row, at=at, by=actor_of(request))
            except services.HikariNotInUse:
                messages.warning(request, _("%sは、受け付けられない状態です") % row)
            else:
                told = {"service": row, "receipt": asked.receipt_number}
                said = _("%(service)sの解約申込を受け付けました（受付番号 %(receipt)s）")
                messages.success(request, said % told)

    @admin.action(description=gettext_lazy("解約申込を取り下げる"), permissions=["hikari"])
    def call_off(self, request: HttpRequest, rows: QuerySet[RelatedService]) -> None:
        """ひかり goes on; each in the time of its own world."""
        for row in rows.select_related("member__user", "world"):
            with clock.taken(row.world) as at:
                back = services.call_off_hikari_end(service=row, at=at, by=actor_of(request))
            said = _("%sを利用中に戻しました") if back else _("%sの解約は進んでいません")
            messages.info(request, said % row)

    @admin.action(description=gettext_lazy("工事日を決める…"), permissions=["hikari"])
    def plan(self, request: HttpRequest, rows: QuerySet[RelatedService]) -> HttpResponse | None:
        """工事調整: the day of the work."""
        return self._step(request, rows, PLAN_WORK)

    @admin.action(description=gettext_lazy("撤去日を決める…"), permissions=["hikari"])
    def remove(self, request: HttpRequest, rows: QuerySet[RelatedService]) -> HttpResponse | None:
        """撤去待ち: the day on which the equipment is taken out."""
        return self._step(request, rows, AWAIT_REMOVAL)

    @admin.action(description=gettext_lazy("解約を完了する…"), permissions=["hikari"])
    def complete(
        self, request: HttpRequest, rows: QuerySet[RelatedService]
    ) -> HttpResponse | None:
        """完了: the last day, which decides the early-end fee."""
        return self._step(request, rows, COMPLETE)

    def _step(
        self, request: HttpRequest, rows: QuerySet[RelatedService], step: Step
    ) -> HttpResponse | None:
        """First the day of each, then the step; what cannot be done is asked about again."""
        sent = "confirmed" in request.POST
        again: dict[RelatedService, DayForm | None] = {}
        for row in rows.select_related("member__user", "world"):
            form = DayForm(
                request.POST if sent else None,
                prefix=str(row.pk),
                initial={
                    "seen": services.step_of(row),
                    "day": getattr(row, step.day_is) or clock.moment_of(row.world).date(),
                },
            )
            if not (sent and form.is_valid() and self._take(request, row, step, form)):
                again[row] = form if row.state in step.before else None
        return self._ask(request, step, again) if again else None

    def _take(
        self, request: HttpRequest, row: RelatedService, step: Step, form: DayForm
    ) -> bool:
        day: date = form.cleaned_data["day"]
        try:
            with clock.taken(row.world) as at:
                step.take(
                    service=row,
                    seen=form.cleaned_data["seen"],
                    at=at,
                    by=actor_of(request),
                    **{step.day_is: day},
                )
        except services.ImpossibleDay:
            form.add_error("day", str(step.wrong_day))
            return False
        except services.AlreadyMovedOn:
            said = _("%sは、ほかの担当者が先に進めました。いまの状態を確かめてください")
            messages.warning(request, said % row)
            return True
        told = {"service": row, "state": row.get_state_display()}
        messages.success(request, _("%(service)sを「%(state)s」に進めました") % told)
        return True

    def _ask(
        self, request: HttpRequest, step: Step, again: dict[RelatedService, DayForm | None]
    ) -> TemplateResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": step.title,
            "step": step,
            "rows": [
                {
                    "service": row,
                    "form": form,
                    "term_through": hikari.minimum_term_through(row.starts_on),
                }
                for row, form in again.items()
            ],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/contracts/hikari_step.html", context)
