"""Cancelling at the desk: the list by last day, and what the telephone accepts."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cancellation import queries, services
from cancellation.admin.undoing import ByLetter
from cancellation.admin.withdrawing import TakesBack
from cancellation.forms import REASON_LABELS
from cancellation.models import Cancellation, PhoneDeskLine
from cancellation.views.preview import changes
from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules import cancellation as rules
from mioportal.rules.quote import Quote

_REFUSED = {
    rules.Reason.ALREADY_LEAVING: gettext_lazy("%sは、すでに解約を受け付けているか、解約済みです"),
    rules.Reason.ENDED: gettext_lazy("%sは、すでに解約を受け付けているか、解約済みです"),
    rules.Reason.MAIN_WITH_SUBS: gettext_lazy(
        "%sは主回線です。主回線だけは受け付けられません。副回線を先に受け付けるか、副回線もすべて終える"
        "同意を得て、印を付けてください"
    ),
}
# What was read out travels with the form, signed: nobody consents to what the page never said.
_SALT = "cancellation.read_out"


@admin.register(Cancellation)
class CancellationAdmin(TakesBack):
    """Every cancellation, by its last day (F-STF-05)."""

    list_display = (
        "receipt_number",
        "state",
        "ends_on",
        "line",
        "mio_id",
        "accepted_at",
        "channel",
    )
    list_filter = ("state", "channel", "ends_on", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("receipt_number", "line__code", "line__phone_number")
    date_hierarchy = "ends_on"
    actions = ("take_back",)
    ordering = ("-ends_on", "-accepted_at")
    fields = (
        "receipt_number",
        "line",
        "mio_id",
        "channel",
        "accepted_at",
        "ends_on",
        "state",
        "completed_at",
        "why",
        "total",
    )

    @admin.action(description=gettext_lazy("解約を取り下げる…"), permissions=["decide"])
    def take_back(
        self, request: HttpRequest, rows: QuerySet[Cancellation]
    ) -> HttpResponse | None:
        """One at a time, with what proves it; also where the member has told the desk only."""
        if rows.count() != 1:
            messages.warning(request, _("1件だけ選んでください"))
            return None
        made = rows.select_related("line__member__user", "world").get()
        return self.ask(request, made, made.withdrawals.waiting().first(), made)

    @admin.display(description=gettext_lazy("会員のmioID"))
    def mio_id(self, row: Cancellation) -> str:
        """Whose line it was."""
        return row.line.member.mio_id

    @admin.display(description=gettext_lazy("解約理由"))
    def why(self, row: Cancellation) -> str:
        """The reasons given, in words."""
        words = [str(REASON_LABELS[rules.LeavingReason(code)]) for code in row.reasons]
        return "、".join([*words, row.other_reason] if row.other_reason else words) or "—"

    @admin.display(description=gettext_lazy("同意のときに見せた合計（円）"))
    def total(self, row: Cancellation) -> str:
        """What the member was told the last month would cost."""
        return str(row.shown.get("total", "—"))


@admin.register(PhoneDeskLine)
class PhoneDeskAdmin(ByLetter):
    """Accept a cancellation that came by telephone, after reading out what it means."""

    list_display = ("code", "phone_number", "member", "leaving_by", "last_day", "there")
    list_select_related = ("member__user", "member__standing", "world")
    search_fields = ("code", "phone_number", "member__user__login", "member__family_name")
    ordering = ("code",)
    list_filter = ("leaving_by", ("world", admin.RelatedOnlyFieldListFilter))
    actions = ("accept", "undo")
    fields = ("code", "phone_number", "member", "function", "medium", "leaving_by", "ends_on")

    @admin.display(description=gettext_lazy("最終日（いま受け付けたとき）"))
    def last_day(self, line: PhoneDeskLine) -> date | None:
        """The decided last day, or the one that a cancellation accepted now would have."""
        return line.ends_on or rules.ends_on(clock.moment_of(line.world))

    @admin.display(description=gettext_lazy("会員の現在日時"))
    def there(self, line: PhoneDeskLine) -> Any:
        """The member's own time, which decides the month."""
        return clock.moment_of(line.world)

    def has_accept_permission(self, request: HttpRequest) -> bool:
        """Who may accept by telephone."""
        return self.may(request, "cancellation.accept_by_phone")

    @admin.action(description=gettext_lazy("電話で解約を受け付ける…"), permissions=["accept"])
    def accept(
        self, request: HttpRequest, lines: QuerySet[PhoneDeskLine]
    ) -> HttpResponse | None:
        """First show what it means, line by line; on confirmation accept.

        A line about which something else holds by then is shown and asked about again.
        """
        if "confirmed" not in request.POST:
            return self._confirm(request, {line: None for line in lines})
        again: dict[PhoneDeskLine, Quote | None] = {}
        for line in lines:
            told = _read_out(request, line)
            try:
                self._accept_one(request, line, told)
            except services.ShownHasChanged:
                messages.warning(
                    request,
                    _("%sは、読み上げた内容がいまの内容と違うため、まだ受け付けていません") % line,
                )
                again[line] = told
        return self._confirm(request, again) if again else None

    def _accept_one(
        self, request: HttpRequest, line: PhoneDeskLine, told: Quote | None
    ) -> None:
        digest = told.digest() if told else ""
        try:
            with clock.taken(line.world) as at:
                made = services.accept_by_phone(
                    line=line,
                    at=at,
                    by=actor_of(request),
                    shown=digest,
                    with_others=f"others-{line.pk}" in request.POST,
                )
        except services.NotAllowed as refused:
            for reason in refused.verdict.reasons:
                messages.warning(request, _REFUSED[reason] % line)
            return
        except services.NotOpenYet:
            messages.warning(request, _("%sは、まだ開通していません") % line)
            return
        said = _("解約を受け付けました：%(line)s（受付番号 %(receipt)s、最終日 %(day)s）")
        facts = {"line": line, "receipt": made.receipt_number, "day": jdate(made.ends_on)}
        messages.success(request, said % facts)

    def _confirm(
        self, request: HttpRequest, told: dict[PhoneDeskLine, Quote | None]
    ) -> TemplateResponse:
        """Ask about lines; with each comes what was read out before, where something was."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("電話での解約受付の確認"),
            "rows": [_row(line, before) for line, before in told.items()],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/cancellation/accept_by_phone.html", context)


def _row(line: PhoneDeskLine, before: Quote | None) -> dict[str, Any]:
    at = clock.moment_of(line.world)
    if line.leaving_by:
        return {"line": line}
    if line.status(at.date()) == Line.Status.WAITING:
        return {"line": line, "starts_on": line.started_on}
    now = queries.quote_for(line, at)
    *others, _last = queries.together(line, at.date())
    return {
        "line": line,
        "quote": now,
        "others": others,
        "at_risk": queries.numbers_at_risk(others, at.date()),
        "changed": changes(before, now, line) if before else [],
        "told": signing.dumps(now.as_dict(), salt=_SALT, compress=True),
    }


def _read_out(request: HttpRequest, line: PhoneDeskLine) -> Quote | None:
    """What the page that is now confirmed said of a line; None if it said nothing of ours."""
    try:
        told = signing.loads(request.POST.get(f"told-{line.pk}", ""), salt=_SALT)
    except signing.BadSignature:
        return None
    quote = Quote.from_dict(told)
    return quote if quote.line == line.code else None
