"""Taking cancellations back at the desk (F-STF-05): why, and what proves it, is always asked."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cancellation import services
from cancellation.forms import RefuseWithdrawalForm, WithdrawForm
from cancellation.models import Cancellation, Withdrawal
from contracts.queries import line_of
from contracts.queries.group_fees import GoesAlone, loses_place
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules.cancellation import WithdrawGround
from mioportal.words import catalogue


class TakesBack(ReadOnlyAdmin):
    """A staff screen from which a cancellation is taken back."""

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Who takes cancellations back, and who says no."""
        return self.may(request, "cancellation.decide_withdrawal")

    def ask(
        self, request: HttpRequest, made: Cancellation, waiting: Withdrawal | None, row: Any
    ) -> HttpResponse | None:
        """First ask for the ground and what proves it; then take it back."""
        sent = "confirmed" in request.POST
        now = clock.moment_of(made.world)
        form = WithdrawForm(request.POST if sent else None, now=now, waiting=waiting)
        if sent and form.is_valid() and self._take_back(request, made, form):
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("解約の取り下げ"),
            "made": made,
            "waiting": waiting,
            "alone": _alone(made, now.date()),
            "row": row,
            "form": form,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/cancellation/withdraw.html", context)

    def _take_back(self, request: HttpRequest, made: Cancellation, form: WithdrawForm) -> bool:
        found = services.Found(
            asked_at=form.asked_at,
            ground=WithdrawGround(form.cleaned_data["ground"]),
            evidence=form.cleaned_data["evidence"],
        )
        try:
            with clock.taken(made.world) as at:
                services.withdraw(cancellation=made, found=found, at=at, by=actor_of(request))
        except services.NotWithdrawn as refused:
            for why in refused.verdict.reasons:
                words = catalogue.refusal(why)
                form.add_error(None, f"{words.title}。{words.text}")
            return False
        except services.AlreadyDecided:
            messages.warning(request, _("%sは、受付済の解約ではありません") % made)
        else:
            messages.success(request, _("%sを取り下げました") % made)
        return True


@admin.register(Withdrawal)
class WithdrawalAdmin(TakesBack):
    """Requests to take a cancellation back, those that wait first."""

    list_display = (
        *("receipt_number", "state", "answer_by", "cancellation", "mio_id", "asked_at"),
        *("ends_on", "held_through", "ground", "decided_at", "decided_by", "world"),
    )
    list_filter = ("state", "ground", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("cancellation__line__member__user", "world")
    search_fields = (
        *("receipt_number", "cancellation__receipt_number", "cancellation__line__code"),
        "cancellation__line__member__user__login",
    )
    ordering = (
        Case(When(state=Withdrawal.State.ASKED, then=Value(0)), default=Value(1)),
        "asked_at",
        "pk",
    )
    actions = ("take_back", "refuse")
    fields = (*list_display, "evidence")

    @admin.display(description=gettext_lazy("会員のmioID"))
    def mio_id(self, row: Withdrawal) -> str:
        """Whose line it is."""
        return row.cancellation.line.member.mio_id

    @admin.display(description=gettext_lazy("最終日"))
    def ends_on(self, row: Withdrawal) -> str:
        """When the line was to end."""
        return jdate(row.cancellation.ends_on)

    @admin.display(description=gettext_lazy("回答の期限"))
    def answer_by(self, row: Withdrawal) -> str:
        """By when its member is answered."""
        return jdate(row.answer_by)

    @admin.display(description=gettext_lazy("終了を保留する最終日"))
    def held_through(self, row: Withdrawal) -> str:
        """When its line ends if nobody decides."""
        through = row.cancellation.line.held_through
        return jdate(through) if through else "—"

    @admin.action(description=gettext_lazy("解約を取り下げる…"), permissions=["decide"])
    def take_back(
        self, request: HttpRequest, rows: QuerySet[Withdrawal]
    ) -> HttpResponse | None:
        """One at a time, with what proves it."""
        row = self._only(request, rows)
        if row is None or not self._waits(request, row):
            return None
        return self.ask(request, row.cancellation, row, row)

    @admin.action(description=gettext_lazy("お受けできないと伝える…"), permissions=["decide"])
    def refuse(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> HttpResponse | None:
        """First ask for the reason that the member reads."""
        row = self._only(request, rows)
        if row is None or not self._waits(request, row):
            return None
        sent = "confirmed" in request.POST
        form = RefuseWithdrawalForm(request.POST if sent else None)
        if sent and form.is_valid():
            self._refuse(request, row, form.cleaned_data["evidence"])
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("解約の取り下げをお受けできないとき"),
            "made": row.cancellation,
            "waiting": row,
            "row": row,
            "form": form,
            "refuses": True,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/cancellation/withdraw.html", context)

    def _refuse(self, request: HttpRequest, row: Withdrawal, evidence: str) -> None:
        try:
            with clock.taken(row.world) as at:
                services.refuse_withdrawal(
                    withdrawal=row, evidence=evidence, at=at, by=actor_of(request)
                )
        except services.AlreadyDecided:
            messages.warning(request, _("%sは、すでに決まっています") % row.receipt_number)
        else:
            messages.success(request, _("%sについて、会員に伝えました") % row.receipt_number)

    def _only(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> Withdrawal | None:
        if rows.count() != 1:
            messages.warning(request, _("1件だけ選んでください"))
            return None
        return rows.select_related("cancellation__line__member__user", "cancellation__world").get()

    def _waits(self, request: HttpRequest, row: Withdrawal) -> bool:
        if row.state != Withdrawal.State.ASKED:
            messages.warning(request, _("%sは、すでに決まっています") % row.receipt_number)
        return row.state == Withdrawal.State.ASKED


def _alone(made: Cancellation, today: date) -> GoesAlone | None:
    """What the line costs if it is taken back while its primary line leaves."""
    line = line_of(made.line.member, made.line.code, today)
    return loses_place(line) if line else None
