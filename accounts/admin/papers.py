"""Identity papers at the desk: the queue, and one submission with its pictures (F-IDV-07)."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import queries
from accounts.forms.papers import DecisionForm
from accounts.models import Submission, User
from accounts.services import papers_review
from accounts.views.papers_review import key_for
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import accepted_papers, is_overdue
from mioportal.words import catalogue


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """What waits for a review, the most pressing first; decided ones below."""

    # What presses stands to the left, where a narrow window still shows it.
    list_display = (
        "receipt_number",
        "member",
        "state",
        "overdue",
        "review_due_on",
        "paper",
        "sent_at",
        "decided_by",
        "world",
    )
    list_filter = ("state", "paper", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("receipt_number", "member__user__login")
    # The databases do not agree where "not yet" stands.
    ordering = (
        F("decided_at").asc(nulls_first=True),
        F("review_due_on").asc(nulls_last=True),
        "pk",
    )
    actions = ("review",)
    # The code of an address; who talks to the member names the receipt.
    exclude = ("code",)

    @admin.display(description=gettext_lazy("期限内か"))
    def overdue(self, row: Submission) -> str:
        """Said where the review should be over, by the clock of the member's world."""
        if row.state != Submission.State.IN_REVIEW or row.sent_at is None:
            return ""
        today = clock.moment_of(row.world).date()
        return _("期限超過") if is_overdue(day_in_japan(row.sent_at), today) else _("期限内")

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Who decides identities."""
        return self.may(request, "accounts.decide_identity")

    @admin.action(description=gettext_lazy("審査する…"), permissions=["review"])
    def review(self, request: HttpRequest, rows: QuerySet[Submission]) -> HttpResponse | None:
        """First one submission with its pictures, which leaves its trace; then the decision."""
        if rows.count() != 1:
            messages.warning(request, _("書類を1件だけ選んでください"))
            return None
        row = rows.select_related("member__user", "world").get()
        if row.state != Submission.State.IN_REVIEW:
            messages.warning(request, _why_not(row))
            return None
        sent = "confirmed" in request.POST
        form = DecisionForm(request.POST if sent else None)
        if sent and form.is_valid():
            self._decide(request, row, form)
            return None
        with clock.taken(row.world) as at:
            papers_review.note_opened(submission=row, at=at, by=actor_of(request))
        return self._page(request, row, form)

    def _decide(self, request: HttpRequest, row: Submission, form: DecisionForm) -> None:
        by = actor_of(request)
        try:
            with clock.taken(row.world) as at:
                if form.cleaned_data["decision"] == DecisionForm.COMPLETE:
                    papers_review.decide_complete(submission=row, at=at, by=by)
                else:
                    papers_review.decide_return(
                        submission=row,
                        reasons=form.reasons_given(),
                        note=form.cleaned_data["note"],
                        at=at,
                        by=by,
                    )
        except papers_review.AlreadyDecided:
            row.refresh_from_db()
            messages.warning(request, _why_not(row))
        else:
            said = _("%(number)sを「%(state)s」にしました")
            told = {"number": row.receipt_number, "state": row.get_state_display()}
            messages.success(request, said % told)

    def _page(
        self, request: HttpRequest, row: Submission, form: DecisionForm
    ) -> TemplateResponse:
        assert isinstance(request.user, User)
        key = key_for(request.user, row)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("本人確認書類の審査"),
            "papers": row,
            "member": row.member,
            "form": form,
            "esim_papers": self._esim_papers(row),
            "pictures": [
                {
                    "name": image.get_side_display(),
                    "url": reverse(
                        "accounts:papers_review", args=[row.code, image.side], query={"key": key}
                    ),
                }
                for image in queries.in_order(row.images.all())
            ],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/accounts/review_papers.html", context)

    def _esim_papers(self, row: Submission) -> list[str]:
        """What a voice eSIM takes, where the member applies for one; else nothing."""
        if not queries.is_for_voice_esim(row.member):
            return []
        today = clock.moment_of(row.world).date()
        return [str(catalogue.word(paper)) for paper in accepted_papers(today, True)]


def _why_not(row: Submission) -> str:
    if not row.decided_at:
        return _("審査中の書類ではありません")
    said = _("%(number)sは、%(who)sがすでに「%(state)s」にしています")
    told = {
        "number": row.receipt_number,
        "who": row.decided_by,
        "state": row.get_state_display(),
    }
    return said % told
