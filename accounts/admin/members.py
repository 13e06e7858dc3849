"""Members at the desk."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import services
from accounts.admin.profile import ProfileActions
from accounts.forms import ChangeMailForm
from accounts.models import Member
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.rules.lockout import is_locked
from mioportal.words import catalogue
from mioportal.words.text import Text


@admin.register(Member)
class MemberAdmin(ProfileActions):
    """Find a member; decide their identity; note that they have paid; change what they tell."""

    list_display = (
        "id_of_member",
        "name",
        "kind",
        "life",
        "ends",
        "identity",
        "owed",
        "locked_until",
        "world",
    )
    list_filter = ("kind", "identity", ("invalid_since", admin.EmptyFieldListFilter))
    list_select_related = ("user__sign_in_lock", "world", "standing")
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
    readonly_fields = ("mail", "life", "ends")
    actions = (
        "complete_identity",
        "ask_for_papers",
        "settle_debt",
        "lift_lock",
        "end_sessions",
        "change_mail",
        "change_name",
        "change_address",
    )

    @admin.display(description=gettext_lazy("会員のmioID"), ordering="user__login")
    def id_of_member(self, member: Member) -> str:
        """Their mioID."""
        return member.mio_id

    @admin.display(description=gettext_lazy("お名前"))
    def name(self, member: Member) -> str:
        """The contractor's name, or the company's."""
        return member.full_name

    @admin.display(description=gettext_lazy("メールアドレス"))
    def mail(self, member: Member) -> str:
        """Where the member's mail goes."""
        return member.user.email

    @admin.display(description=gettext_lazy("mioIDの状態"))
    def life(self, member: Member) -> Text:
        """ST-mioID, by the member's clock."""
        return catalogue.word(member.mio_id_state(clock.moment_of(member.world).date()))

    @admin.display(description=gettext_lazy("mioIDの最終日"))
    def ends(self, member: Member) -> str | None:
        """The last day of the mioID, where it is settled."""
        return localize(member.last_day) if member.last_day else None

    @admin.display(description=gettext_lazy("未払い額（円）"))
    def owed(self, member: Member) -> str:
        """What the member owes."""
        return f"{member.standing.owed_yen:,.0f}"

    @admin.display(description=gettext_lazy("ロックの終わり"))
    def locked_until(self, member: Member) -> datetime | None:
        """Until when the login is locked, where it is locked now, by the member's clock."""
        lock = getattr(member.user, "sign_in_lock", None)
        stands = lock and is_locked(lock.state, clock.moment_of(member.world))
        return lock.locked_until if lock and stands else None

    def has_identity_permission(self, request: HttpRequest) -> bool:
        """Who decides identities."""
        return self.may(request, "accounts.decide_identity")

    def has_papers_permission(self, request: HttpRequest) -> bool:
        """Who asks members for papers."""
        return self.may(request, "accounts.ask_for_papers")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        """Who confirms payments."""
        return self.may(request, "accounts.settle_debt")

    def has_lift_permission(self, request: HttpRequest) -> bool:
        """Who opens locked logins, having made sure who asks."""
        return self.may(request, "accounts.lift_lock")

    def has_end_permission(self, request: HttpRequest) -> bool:
        """Who signs members out everywhere, having made sure who asks."""
        return self.may(request, "accounts.end_sessions")

    def has_mail_permission(self, request: HttpRequest) -> bool:
        """Who changes mail addresses, having made sure who asks."""
        return self.may(request, "accounts.change_mail")

    @admin.action(
        description=gettext_lazy("メールアドレスを変更する（5項目の確認の後）…"),
        permissions=["mail"],
    )
    def change_mail(
        self, request: HttpRequest, members: QuerySet[Member]
    ) -> HttpResponse | None:
        """First the five facts and the new address of one member, then the change."""
        if members.count() != 1:
            messages.warning(request, _("会員を一人だけ選んでください"))
            return None
        member = members.select_related("user", "world").get()
        sent = "confirmed" in request.POST
        form = ChangeMailForm(request.POST if sent else None)
        if sent and form.is_valid() and self._change_mail_of(request, member, form):
            messages.success(request, _("%sのメールアドレスを変更しました") % member.mio_id)
            return None
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("メールアドレスの変更"),
            "member": member,
            "form": form,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/accounts/change_mail.html", context)

    def _change_mail_of(
        self, request: HttpRequest, member: Member, form: ChangeMailForm
    ) -> bool:
        try:
            with clock.taken(member.world) as at:
                services.change_mail_at_the_desk(
                    member=member, at=at, by=actor_of(request), **form.cleaned_data
                )
        except services.SameMail:
            said = _("この会員のアドレスは変わっていません。いまのアドレスを確かめてください")
            form.add_error("address", said)
            return False
        except services.MailTaken:
            form.add_error("address", _("このメールアドレスは、すでに登録されています"))
            return False
        return True

    @admin.action(
        description=gettext_lazy("ログインのロックを解く（本人確認の後）"), permissions=["lift"]
    )
    def lift_lock(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """Each in the time of their own world."""
        for member in members:
            with clock.taken(member.world) as at:
                stood = services.lift_lock(user=member.user, at=at, by=actor_of(request))
            if stood:
                messages.info(request, _("%sのロックを解きました") % member.mio_id)
            else:
                messages.warning(request, _("%sはロックされていません") % member.mio_id)

    @admin.action(
        description=gettext_lazy("すべての端末からログアウトさせる（本人確認の後）"),
        permissions=["end"],
    )
    def end_sessions(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """Each in the time of their own world."""
        for member in members.select_related("user", "world"):
            with clock.taken(member.world) as at:
                ended = services.end_sessions(user=member.user, at=at, by=actor_of(request))
            if ended:
                messages.info(
                    request, _("%sを、すべての端末からログアウトさせました") % member.mio_id
                )
            else:
                messages.warning(request, _("%sは、ログインできないmioIDです") % member.mio_id)

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

    @admin.action(
        description=gettext_lazy("本人確認書類を求める"), permissions=["papers"]
    )
    def ask_for_papers(self, request: HttpRequest, members: QuerySet[Member]) -> None:
        """Each in the time of their own world."""
        why = _("ご登録の内容を確認するため、本人確認書類をお送りください。")
        for member in members:
            with clock.taken(member.world) as at:
                asked = services.ask_for_papers(
                    member=member, why=why, at=at, by=actor_of(request)
                )
            said = _("%sに本人確認書類を求めました") if asked else _("%sには、すでに求めています")
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
