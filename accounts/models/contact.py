"""A change of mail address under way, and the news that members may ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member
from mioportal.plumbing.codes import public_code, secret_code
from mioportal.plumbing.models import World


class MailChange(models.Model):
    """A new mail address that both addresses have to confirm, each by a link of its own (F-ACC-13).

    What is kept of a link is its digest; it is made from the code with the site's secret key.
    """

    class State(models.TextChoices):
        """One is open at a time."""

        OPEN = "OPEN", _("確認待ち")
        DONE = "DONE", _("変更済み")
        DROPPED = "DROPPED", _("取りやめ")
        LAPSED = "LAPSED", _("期限切れ")

    code = models.CharField(max_length=40, unique=True, default=secret_code)
    member = models.ForeignKey(Member, models.PROTECT, related_name="mail_changes")
    world = models.ForeignKey(World, models.PROTECT, related_name="mail_changes")
    old_address = models.EmailField(_("変更前のメールアドレス"))
    new_address = models.EmailField(_("新しいメールアドレス"))
    old_digest = models.CharField(max_length=64, unique=True)
    new_digest = models.CharField(max_length=64, unique=True)
    old_confirmed_at = models.DateTimeField(_("変更前での確認"), null=True, blank=True)
    new_confirmed_at = models.DateTimeField(_("新しい方での確認"), null=True, blank=True)
    asked_at = models.DateTimeField(_("受付日時"))
    expires_at = models.DateTimeField(_("期限"))
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.OPEN)
    ended_at = models.DateTimeField(_("終了日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("メールアドレスの変更")
        verbose_name_plural = _("メールアドレスの変更")
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state="OPEN"),
                name="one_open_mail_change_per_member",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="DONE")
                | models.Q(old_confirmed_at__isnull=False, new_confirmed_at__isnull=False),
                name="a_mail_change_that_is_done_was_confirmed_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_state_display()}"


class PickupNews(models.Model):
    """One issue of IIJ Pickup News (M-04), mailed to those who asked for it (F-ACC-14)."""

    code = models.CharField(max_length=16, unique=True, default=public_code, editable=False)
    title = models.CharField(_("件名"), max_length=100)
    body = models.TextField(_("本文"), max_length=4000)
    mail_on = models.DateField(
        _("送る日"), help_text=_("会員それぞれの時計で、この日の10:00に送ります。")
    )
    world = models.ForeignKey(
        World,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pickup_news",
        verbose_name=_("世界"),
        help_text=_("空のときは、すべての会員が対象です。"),
    )

    class Meta:
        verbose_name = "IIJ Pickup News"
        verbose_name_plural = "IIJ Pickup News"

    def __str__(self) -> str:
        return f"{self.mail_on:%Y-%m-%d} {self.title}"


class NewsMailed(models.Model):
    """An issue went to a member of a world, once."""

    issue = models.ForeignKey(PickupNews, models.CASCADE, related_name="mailed")
    member = models.ForeignKey(Member, models.CASCADE, related_name="news_mailed")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("送ったIIJ Pickup News")
        verbose_name_plural = _("送ったIIJ Pickup News")
        constraints = [
            models.UniqueConstraint(fields=["issue", "member"], name="an_issue_is_mailed_once")
        ]

    def __str__(self) -> str:
        return f"{self.issue} → {self.member}"
