"""The cellar's staff screens: worlds, mail, maintenance, the log, the audit trail."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mioportal.plumbing import clock, jobs, notices, outbox, windows, worlds
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin, WaitsForMoves
from mioportal.plumbing.models import (
    AuditRow,
    ExtraWindow,
    Happening,
    JobRun,
    Notice,
    Outbox,
    ParkedItem,
    WeeklyChange,
    World,
)


@admin.register(World)
class WorldAdmin(ReadOnlyAdmin):
    """Every world and what its clock shows."""

    list_display = ("name", "kind", "now_there", "is_held", "ran_through")
    list_filter = ("kind",)
    search_fields = ("name",)
    fields = ("name", "kind", "now_there", "is_held", "ran_through")

    @admin.display(description=gettext_lazy("この世界の現在日時"))
    def now_there(self, world: World) -> str:
        """The world's own time."""
        return localize(localtime(clock.moment_of(world)))

    @admin.display(description=gettext_lazy("止めてある"), boolean=True)
    def is_held(self, world: World) -> bool:
        """Whether the clock waits for the member's first sign-in."""
        return world.held_at is not None


@admin.register(Happening)
class HappeningAdmin(ReadOnlyAdmin):
    """What happened, world by world."""

    list_display = ("at", "world", "title", "subject")
    list_filter = (("world", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("world",)
    ordering = ("-at", "-pk")


@admin.register(Outbox)
class OutboxAdmin(ReadOnlyAdmin):
    """Every mail, and the cure for one that could not be sent."""

    list_display = ("at", "world", "mail_code", "subject", "to_address", "state", "tries")
    list_filter = ("state", "mail_code", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("world",)
    search_fields = ("to_address", "user__login", "subject")
    ordering = ("-at", "-pk")
    actions = ("send_again",)
    exclude = ("code", "key")

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Whoever may read mails may put one back into the queue."""
        return self.may(request, "plumbing.view_outbox")

    @admin.action(
        description=gettext_lazy("送信できなかったメールを、もう一度送る"), permissions=["send"]
    )
    def send_again(self, request: HttpRequest, rows: QuerySet[Outbox]) -> None:
        """Queue parked mails again."""
        queued = 0
        for row in rows:
            with clock.taken(row.world) as at:
                queued += outbox.queue_again(row=row, at=at, by=actor_of(request))
        said = ngettext("%d通を送信待ちに戻しました", "%d通を送信待ちに戻しました", queued)
        messages.info(request, said % queued)


class PlannedAdmin(WaitsForMoves):
    """What staff plan for one world or for all: through the services, which leave a trace."""

    list_select_related = ("world",)

    # The services that write such a row and take it back, and what they call it.
    saves: ClassVar[Callable[..., Any]]
    drops: ClassVar[Callable[..., Any]]
    called: ClassVar[str]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """In the time of its world; the world it was meant for before is concerned as well."""
        worlds.refuse_moving([obj.world_id, form.initial.get("world")])
        with clock.taken(obj.world) as at:
            type(self).saves(**{self.called: obj}, at=at, by=actor_of(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """In the time of its world."""
        worlds.refuse_moving([obj.world_id])
        with clock.taken(obj.world) as at:
            type(self).drops(**{self.called: obj}, at=at, by=actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """One by one, so that each leaves its trace."""
        for obj in queryset:
            self.delete_model(request, obj)


@admin.register(ExtraWindow)
class ExtraWindowAdmin(PlannedAdmin):
    """Plan an extra window: it closes only the function it names (F-MNT-02)."""

    list_display = ("function", "starts_at", "ends_at", "world", "reason")
    list_filter = ("function",)
    ordering = ("-starts_at",)

    saves = staticmethod(windows.save_extra)
    drops = staticmethod(windows.drop_extra)
    called = "window"


@admin.register(WeeklyChange)
class WeeklyChangeAdmin(PlannedAdmin):
    """Skip a Tuesday's window, or hold one on another evening (C-028)."""

    list_display = ("evening", "held", "world", "note")
    ordering = ("-evening",)

    saves = staticmethod(windows.save_weekly_change)
    drops = staticmethod(windows.drop_weekly_change)
    called = "change"


@admin.register(Notice)
class NoticeAdmin(PlannedAdmin):
    """Tell all members something, or those of one world (F-MAI-03)."""

    list_display = ("title", "shown_from", "shown_through", "by_mail", "world")
    list_filter = (("world", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("title", "body")
    ordering = ("-shown_from", "-pk")

    saves = staticmethod(notices.save)
    drops = staticmethod(notices.drop)
    called = "notice"


@admin.register(AuditRow)
class AuditRowAdmin(ReadOnlyAdmin):
    """Who changed what, by both clocks."""

    list_display = ("id", "real_at", "world_name", "world_at", "actor", "verb", "subject")
    list_filter = ("role", "verb")
    search_fields = ("subject", "actor", "world_name")
    ordering = ("-pk",)


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    """The ledger of the jobs."""

    list_display = ("instant", "world", "job", "counts", "ran_at")
    list_filter = ("job", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("world",)
    ordering = ("-pk",)


@admin.register(ParkedItem)
class ParkedItemAdmin(ReadOnlyAdmin):
    """What a job could not do."""

    list_display = ("first_at", "world", "job", "key", "tries", "error")
    list_select_related = ("world",)
    ordering = ("-pk",)
    actions = ("try_again",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Whoever may read the list may have an item tried again."""
        return self.may(request, "plumbing.view_parkeditem")

    @admin.action(description=gettext_lazy("もう一度処理する"), permissions=["retry"])
    def try_again(self, request: HttpRequest, rows: QuerySet[ParkedItem]) -> None:
        """Forget the failures: the next round finds the work again."""
        for row in rows:
            with clock.taken(row.world) as at:
                jobs.unpark(row=row, at=at, by=actor_of(request))
        messages.info(request, _("%d件を、次の処理の対象に戻しました") % len(rows))

