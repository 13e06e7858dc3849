"""Share groups at the desk: who sits where, from when to when (F-SHR-01)."""

from collections.abc import Iterator

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries, services
from contracts.admin.lines import _Inline
from contracts.models import Line, Seat, ShareGroup
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.dates import day_in_japan


class SeatInline(_Inline):
    """The dated places in a group."""

    model = Seat
    ordering = ("starts_on", "place", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seat]:
        """With the lines."""
        return super().get_queryset(request).select_related("line")


@admin.register(ShareGroup)
class ShareGroupAdmin(ReadOnlyAdmin):
    """Every group. Another primary line is made by completing the request for it."""

    list_display = ("code", "member", "made_on", "world")
    list_filter = (("world", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("member__user", "world")
    search_fields = (
        "code",
        "member__user__login",
        "seats__line__code",
        "seats__line__phone_number",
    )
    ordering = ("-made_on", "-pk")
    inlines = (SeatInline,)
    actions = ("call_off",)

    def has_call_off_permission(self, request: HttpRequest) -> bool:
        """Whoever completes what members ask for."""
        return self.may(request, "contracts.complete_request")

    @admin.action(description=gettext_lazy("加える・外す予定を取り消す"), permissions=["call_off"])
    def call_off(self, request: HttpRequest, rows: QuerySet[ShareGroup]) -> None:
        """All that is to change with the next month; each in the time of its own world."""
        for row in rows.select_related("member__user", "world"):
            called_off = sum(self._call_off(request, row, line) for line in _coming(row))
            said = _("%(group)sの予定を%(n)s件取り消しました")
            if not called_off:
                said = _("%(group)sには、取り消せる予定がありません")
            messages.info(request, said % {"group": row.code, "n": called_off})

    def _call_off(self, request: HttpRequest, row: ShareGroup, line: Line) -> bool:
        try:
            with clock.taken(row.world) as at:
                services.call_off_group_change(group=row, line=line, at=at, by=actor_of(request))
        except (services.NothingComing, services.GroupRefused):
            return False
        return True


def _coming(row: ShareGroup) -> Iterator[Line]:
    """The lines that are to join or to be taken out."""
    today = day_in_japan(clock.moment_of(row.world))
    found = queries.group_by_code(row.member, row.code, today)
    for turn in found.turns if found else []:
        if turn.place is None or turn.before is None:
            yield turn.line
