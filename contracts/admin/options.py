"""Options at the desk: how each stands, and what the telephone ends."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries, services
from contracts.models import OptionPeriod
from contracts.queries import HeldOption
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.options import OPTIONS
from mioportal.words import catalogue
from mioportal.words.option_ends import effects

_DECIDED = Q(cancelled_at__isnull=False) | Q(ticked_at__isnull=False)
_STANDING = {
    "open": (gettext_lazy("続いている"), Q(ends_on=None)),
    "trial": (
        gettext_lazy("お試し中"),
        Q(ends_on=None, trial_through__isnull=False, trial_over_at=None),
    ),
    "lasting": (
        gettext_lazy("回線が終わる・終わったあとも続いている"),
        Q(ends_on=None) & ~Q(line__leaving_by=""),
    ),
    "ending": (
        gettext_lazy("解約を受け付け、最終日を待っている"),
        _DECIDED & Q(ended_at=None),
    ),
    "ticked": (gettext_lazy("提供元で解約したと申告された"), Q(ticked_at__isnull=False)),
    "ended": (gettext_lazy("解約で終わった"), _DECIDED & Q(ended_at__isnull=False)),
    "with_line": (
        gettext_lazy("回線と一緒に終わる・終わった"),
        Q(ends_on__isnull=False, cancelled_at=None, ticked_at=None),
    ),
}


class StandingFilter(admin.SimpleListFilter):
    """How a period stands, by its own columns: true in every world, whatever its day."""

    title = gettext_lazy("状態")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, desk: Any) -> list[tuple[str, Any]]:
        """Every way to stand."""
        return [(name, label) for name, (label, _which) in _STANDING.items()]

    def queryset(
        self, request: HttpRequest, rows: QuerySet[OptionPeriod]
    ) -> QuerySet[OptionPeriod]:
        """Those that stand so."""
        chosen = self.value()
        return rows.filter(_STANDING[chosen][1]) if chosen in _STANDING else rows


class OptionFilter(admin.SimpleListFilter):
    """By option."""

    title = gettext_lazy("オプション")
    parameter_name = "option"

    def lookups(self, request: HttpRequest, desk: Any) -> list[tuple[str, Any]]:
        """Every option of the book."""
        return [(code.value, each.label) for code, each in OPTIONS.items()]

    def queryset(
        self, request: HttpRequest, rows: QuerySet[OptionPeriod]
    ) -> QuerySet[OptionPeriod]:
        """Those of it."""
        return rows.filter(option_code=self.value()) if self.value() else rows


@admin.register(OptionPeriod)
class OptionPeriodAdmin(ReadOnlyAdmin):
    """Every period of an option; one that a member wants to end by telephone is ended here."""

    list_display = (
        "name",
        "line",
        "member",
        "state",
        "starts_on",
        "trial_through",
        "ends_on",
        "receipt_number",
        "ticked_at",
    )
    list_filter = (StandingFilter, OptionFilter, ("line__world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "line__world")
    search_fields = (
        "code",
        "receipt_number",
        "added_number",
        "line__code",
        "line__phone_number",
        "line__member__user__login",
    )
    ordering = ("-starts_on", "-pk")
    world_field = "line__world"
    actions = ("end", "tick", "untick")

    @admin.display(description=gettext_lazy("オプション"), ordering="option_code")
    def name(self, period: OptionPeriod) -> str:
        """The documented name."""
        return period.label

    @admin.display(description=gettext_lazy("会員"))
    def member(self, period: OptionPeriod) -> str:
        """Whose line it is held with."""
        return str(period.line.member)

    @admin.display(description=gettext_lazy("状態"))
    def state(self, period: OptionPeriod) -> str:
        """ST-option, on the day of the member's own world."""
        today = clock.moment_of(period.line.world).date()
        return str(period.state(today).label)

    def has_end_permission(self, request: HttpRequest) -> bool:
        """Who ends options by telephone."""
        return self.may(request, "contracts.end_option")

    @admin.action(description=gettext_lazy("電話で解約を受け付ける…"), permissions=["end"])
    def end(self, request: HttpRequest, rows: QuerySet[OptionPeriod]) -> HttpResponse | None:
        """First read out what ending each means, then end it."""
        return self._act(request, rows, "end", services.end_option)

    @admin.action(
        description=gettext_lazy("提供元で解約したとの申し出を記録する…"), permissions=["end"]
    )
    def tick(self, request: HttpRequest, rows: QuerySet[OptionPeriod]) -> HttpResponse | None:
        """First read out what it means, then write it down: third parties' options only."""
        return self._act(request, rows, "tick", services.tick_option)

    @admin.action(
        description=gettext_lazy("提供元で解約したとの申し出を取り消す…"), permissions=["end"]
    )
    def untick(self, request: HttpRequest, rows: QuerySet[OptionPeriod]) -> HttpResponse | None:
        """First read out that it has gone on, and for how much; then take the tick back."""
        periods = rows.select_related("line__member__user", "line__world")
        if "confirmed" not in request.POST:
            told = [_read_back(period) for period in periods]
            return self._page(request, "untick_options", _("解約の申し出の取り消しの確認"), told)
        for period in periods:
            self._untick(request, period)
        return None

    def _untick(self, request: HttpRequest, period: OptionPeriod) -> None:
        if period.ticked_at is None:
            messages.info(request, _("%sには、取り消す申し出がありません") % period)
            return
        try:
            with clock.taken(period.line.world) as at:
                services.untick_option(period=period, at=at, by=actor_of(request))
        except services.NotTicked:
            messages.warning(request, _("%sの申し出は、もう取り消せません") % period)
        else:
            said = _("%sの申し出を取り消しました。途切れずに続いています")
            messages.success(request, said % period)

    def _act(
        self,
        request: HttpRequest,
        rows: QuerySet[OptionPeriod],
        action: str,
        do: Callable[..., OptionPeriod],
    ) -> HttpResponse | None:
        """What was read out and is not so any more is read out again."""
        periods = list(rows.select_related("line__member__user", "line__world"))
        again = periods
        if "confirmed" in request.POST:
            again = [each for each in periods if not self._do(request, each, do)]
        return self._confirm(request, again, action) if again else None

    def _do(
        self, request: HttpRequest, period: OptionPeriod, do: Callable[..., OptionPeriod]
    ) -> bool:
        shown = request.POST.get(f"shown-{period.code}", "")
        try:
            with clock.taken(period.line.world) as at:
                ended = do(period=period, shown=shown, at=at, by=actor_of(request))
        except services.NotEnded as refused:
            why = "、".join(str(catalogue.refusal(each).title) for each in refused.verdict.reasons)
            messages.warning(
                request, _("%(option)s：%(why)s") % {"option": period, "why": why}
            )
        except services.OtherThanShown:
            said = _("%sは、読み上げた内容がいまの内容と違うため、まだ受け付けていません")
            messages.warning(request, said % period)
            return False
        else:
            told = {"option": ended, "receipt": ended.receipt_number or _("申告")}
            messages.success(request, _("受け付けました：%(option)s（%(receipt)s）") % told)
        return True

    def _confirm(
        self, request: HttpRequest, periods: list[OptionPeriod], action: str
    ) -> TemplateResponse:
        told = [_read_out(period, action) for period in periods]
        title = _("オプションの解約受付の確認")
        return self._page(request, "end_options", title, told, action=action)

    def _page(
        self, request: HttpRequest, page: str, title: str, rows: list[dict[str, Any]], **more: str
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "rows": rows,
            "opts": self.model._meta,
            **more,
        }
        return TemplateResponse(request, f"admin/contracts/{page}.html", context)


def _read_out(period: OptionPeriod, action: str) -> dict[str, Any]:
    """What ending it would mean today, in its own world; or why it cannot be ended so."""
    today = clock.moment_of(period.line.world).date()
    held = queries.option_of(period.line.member, period.code, today)
    assert held is not None
    possible = held.may_tick if action == "tick" else held.verdict.allowed
    row: dict[str, Any] = {"period": period, "held": held}
    return row | (_meaning(held) if possible else {"why": _why(held)})


def _meaning(held: HeldOption) -> dict[str, Any]:
    ending = queries.option_ending(held)
    return {"ending": ending, "effects": effects(held.option, ending.ends_on)}


def _why(held: HeldOption) -> list[Any]:
    said = [catalogue.refusal(reason).title for reason in held.verdict.reasons]
    return said or [_("会員サイトと電話で解約するオプションです")]


def _read_back(period: OptionPeriod) -> dict[str, Any]:
    """What taking the tick back would mean today; no months where it cannot be taken back."""
    today = clock.moment_of(period.line.world).date()
    held = queries.option_of(period.line.member, period.code, today)
    assert held is not None
    possible = held.may_take_back and not _is_held_again(held)
    return {"held": held, "months": queries.going_on_prices(held) if possible else ()}


def _is_held_again(held: HeldOption) -> bool:
    every = queries.held_options(held.line, held.today)
    return any(each.is_open and each.option.code is held.option.code for each in every)
