"""Changes of mail address under way, at the desk."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import MailChange
from accounts.services import mail_change
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(MailChange)
class MailChangeAdmin(ReadOnlyAdmin):
    """Who waits for which of the two confirmations (F-ACC-13). The links are nowhere."""

    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("member__user__login",)
    ordering = ("-asked_at", "-pk")
    actions = ("drop",)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Whom it is about, how far it has come, and until when it may."""
        return ("whose", "state", *self._sides(request), "expires_at", "where")

    def get_fields(self, request: HttpRequest, obj: MailChange | None = None) -> tuple[str, ...]:
        """The same, and when it began and ended; never what the links are made from."""
        when = ("asked_at", "expires_at", "ended_at")
        return ("whose", "where", "state", *self._sides(request), *when)

    @admin.display(description=gettext_lazy("会員"), ordering="member__user__login")
    def whose(self, change: MailChange) -> str:
        """The member."""
        return str(change.member)

    @admin.display(description=gettext_lazy("世界"), ordering="world__name")
    def where(self, change: MailChange) -> str:
        """The member's world."""
        return change.world.name

    def _sides(self, request: HttpRequest) -> tuple[str, ...]:
        """Who may change mail addresses reads them in full."""
        if self.has_drop_permission(request):
            return ("old_address", "old_confirmed_at", "new_address", "new_confirmed_at")
        return ("old_masked", "old_confirmed_at", "new_masked", "new_confirmed_at")

    @admin.display(description=gettext_lazy("変更前のメールアドレス"))
    def old_masked(self, change: MailChange) -> str:
        """Enough of it to know it again by."""
        return masked(change.old_address)

    @admin.display(description=gettext_lazy("新しいメールアドレス"))
    def new_masked(self, change: MailChange) -> str:
        """Enough of it to know it again by."""
        return masked(change.new_address)

    def has_drop_permission(self, request: HttpRequest) -> bool:
        """Who changes mail addresses, having made sure who asks."""
        return self.may(request, "accounts.change_mail")

    @admin.action(
        description=gettext_lazy("変更を取りやめる（本人確認の後）"), permissions=["drop"]
    )
    def drop(self, request: HttpRequest, rows: QuerySet[MailChange]) -> None:
        """Each in the time of its world: both links stop working."""
        for row in rows.select_related("member__user", "world"):
            with clock.taken(row.world) as at:
                dropped = mail_change.drop(change=row, at=at, by=actor_of(request))
            if dropped:
                said = _("%sのメールアドレスの変更を取りやめました") % row.member.mio_id
                messages.info(request, said)
            else:
                said = _("%sの変更は、すでに終わっています") % row.member.mio_id
                messages.warning(request, said)


def masked(address: str) -> str:
    """A mail address with no more than its first letter and its domain."""
    name, _at, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"
