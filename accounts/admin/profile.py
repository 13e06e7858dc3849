"""Changing a member's name or address at the desk, once it is sure who asks."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import services
from accounts.forms import AddressForm, DeskAddressForm, DeskNameForm
from accounts.models import Member
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin

DeskForm = DeskNameForm | DeskAddressForm


class ProfileActions(ReadOnlyAdmin):
    """Two actions of the list of members."""

    def has_profile_permission(self, request: HttpRequest) -> bool:
        """Who changes what members are called and where they live."""
        return self.may(request, "accounts.change_member")

    @admin.action(
        description=gettext_lazy("お名前を変更する（本人確認の後）…"), permissions=["profile"]
    )
    def change_name(
        self, request: HttpRequest, members: QuerySet[Member]
    ) -> HttpResponse | None:
        """A company's name and who is in charge there too."""

        def filled_in(member: Member) -> dict[str, Any]:
            return {name: getattr(member, name) for name in services.Name.__slots__}

        return self._change(request, members, DeskNameForm, filled_in)

    @admin.action(
        description=gettext_lazy("住所を変更する（本人確認の後）…"), permissions=["profile"]
    )
    def change_address(
        self, request: HttpRequest, members: QuerySet[Member]
    ) -> HttpResponse | None:
        """In Japan or in another country."""
        return self._change(request, members, DeskAddressForm, AddressForm.filled_in)

    def _change(
        self,
        request: HttpRequest,
        members: QuerySet[Member],
        form_class: type[DeskForm],
        filled_in: Callable[[Member], dict[str, Any]],
    ) -> HttpResponse | None:
        """First what stands now, of one member; then the change."""
        if members.count() != 1:
            messages.warning(request, _("会員を一人だけ選んでください"))
            return None
        member = members.select_related("user", "world").get()
        sent = request.POST if "confirmed" in request.POST else None
        form = form_class(sent, initial=filled_in(member), member=member)
        if sent is not None and form.is_valid():
            self._done(request, member, form.change())
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("お客様情報の変更"),
            "member": member,
            "form": form,
            "action": request.POST["action"],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/accounts/change_profile.html", context)

    def _done(self, request: HttpRequest, member: Member, change: services.Change) -> None:
        with clock.taken(member.world) as at:
            changed = services.change_profile(
                member=member, change=change, at=at, by=actor_of(request)
            )
        if changed:
            messages.success(request, _("%sのお客様情報を変更しました") % member.mio_id)
        else:
            messages.warning(request, _("%sの登録は、すでにそのとおりです") % member.mio_id)
