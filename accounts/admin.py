"""Members at the desk."""

from decimal import Decimal

from django.contrib import admin, messages
from django.contrib.auth import admin as auth_admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import services
from accounts.models import Member
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin

# Rights are given by services.make_staff: groups would be typed over without a trace.
admin.site.unregister(auth_admin.Group)  # type: ignore[attr-defined]


@admin.register(Member)
class MemberAdmin(ReadOnlyAdmin):
    """Find a member; decide their identity; note that they have paid."""

    list_display = ("mio_id", "full_name", "kind", "identity", "owed", "world")
    list_filter = ("kind", "identity")
    list_select_related = ("user", "world", "standing")
    search_fields = (
        "user__login",
        "user__email",
        "family_name",
        "given_name",
        "family_kana",
        "phone",
        "lines__phone_number",
    )
    ordering = ("user__login",)
    actions = ("complete_identity", "settle_debt")

    @admin.display(description=gettext_lazy("未払い額（円）"))
    def owed(self, member: Member) -> Decimal:
        """What the member owes."""
        return member.standing.owed_yen

    def has_identity_permission(self, request: HttpRequest) -> bool:
        """Who decides identities."""
        return self.may(request, "accounts.decide_identity")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        """Who confirms payments."""
        return self.may(request, "accounts.settle_debt")

    @admin.action(
        description=gettext_lazy("本人確認を「完了」にする"), permissions=["identity"]
    )
    def complete_identity(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """Each in the time of their own world."""
        for member in members:
            with clock.taken(member.world) as at:
                done = services.complete_identity(member=member, at=at, by=actor_of(request))
            said = _("%sの本人確認を完了にしました") if done else _("%sの本人確認は完了しています")
            messages.info(request, said % member.mio_id)

    @admin.action(description=gettext_lazy("未払い額の入金を確認する"), permissions=["settle"])
    def settle_debt(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """Each in the time of their own world."""
        for member in members:
            try:
                with clock.taken(member.world) as at:
                    yen = services.settle_debt(member=member, at=at, by=actor_of(request))
            except services.NothingOwed:
                messages.warning(request, _("%sに未払いはありません") % member.mio_id)
            else:
                said = _("%(mio_id)sの入金（%(yen)s円）を確認しました")
                messages.info(request, said % {"mio_id": member.mio_id, "yen": f"{yen:,.0f}"})
