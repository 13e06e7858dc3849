"""What members ask in writing, at the desk."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import services
from accounts.forms import AnswerForm
from accounts.models import Inquiry
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(Inquiry)
class InquiryAdmin(ReadOnlyAdmin):
    """What members ask in writing, the oldest open one first (F-SUP-03)."""

    list_display = (
        "receipt_number",
        "topic",
        "member",
        "state",
        "received_at",
        "answer_due_on",
        "world",
    )
    list_filter = ("state", "topic", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("receipt_number", "member__user__login", "line", "text")
    # The databases do not agree where "not yet" stands.
    ordering = (F("answered_at").asc(nulls_first=True), "received_at", "pk")
    exclude = ("form_key",)
    actions = ("take", "reply", "close")

    def has_answer_permission(self, request: HttpRequest) -> bool:
        """Who answers members."""
        return self.may(request, "accounts.answer_inquiry")

    @admin.action(description=gettext_lazy("対応中にする"), permissions=["answer"])
    def take(self, request: HttpRequest, rows: QuerySet[Inquiry]) -> None:
        """Say that somebody works on it."""
        for row in rows:
            with clock.taken(row.world) as at:
                taken = services.take_inquiry(inquiry=row, at=at, by=actor_of(request))
            said = _("%sを対応中にしました") if taken else _("%sは、受付の状態ではありません")
            messages.info(request, said % row.receipt_number)

    @admin.action(description=gettext_lazy("完了にする"), permissions=["answer"])
    def close(self, request: HttpRequest, rows: QuerySet[Inquiry]) -> None:
        """Say that the answer was the end of it."""
        for row in rows:
            with clock.taken(row.world) as at:
                closed = services.close_inquiry(inquiry=row, at=at, by=actor_of(request))
            said = _("%sを完了にしました") if closed else _("%sは、回答済の状態ではありません")
            messages.info(request, said % row.receipt_number)

    @admin.action(description=gettext_lazy("回答する…"), permissions=["answer"])
    def reply(self, request: HttpRequest, rows: QuerySet[Inquiry]) -> HttpResponse | None:
        """First show what was asked; then send what was written, each in its world's time.

        An answer that says nothing is asked for again, the others go out.
        """
        sent = "confirmed" in request.POST
        again = {}
        for row in rows.select_related("member__user", "world"):
            form = AnswerForm(request.POST if sent else None, prefix=str(row.pk))
            if not (sent and form.is_valid()):
                again[row] = form
            else:
                self._reply_to(request, row, form.cleaned_data["text"])
        return self._ask_for_answers(request, again) if again else None

    def _reply_to(self, request: HttpRequest, row: Inquiry, text: str) -> None:
        try:
            with clock.taken(row.world) as at:
                services.answer_inquiry(inquiry=row, text=text, at=at, by=actor_of(request))
        except services.AlreadyAnswered:
            said = _("%sには、すでに回答しています。いま書いた内容は送っていません")
            messages.warning(request, said % row.receipt_number)
        else:
            messages.success(request, _("%sに回答しました") % row.receipt_number)

    def _ask_for_answers(
        self, request: HttpRequest, forms: dict[Inquiry, AnswerForm]
    ) -> TemplateResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("お問い合わせへの回答"),
            "rows": [
                {"inquiry": row, "form": form if row.is_open else None}
                for row, form in forms.items()
            ],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/accounts/answer_inquiry.html", context)
