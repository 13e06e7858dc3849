"""Somebody asked to get back in."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from mioportal.plumbing.codes import secret_code


class Recovery(models.Model):
    """One request. Where nobody was found, the row is written all the same, without a user.

    A request for a password becomes the one-use link of its mail: what is kept of the link is its
    digest, and the code from which it is made with the site's secret key.
    """

    class Kind(models.TextChoices):
        """What was forgotten."""

        MIO_ID = "MIO_ID", _("mioID")
        PASSWORD = "PASSWORD", _("パスワード")

    class State(models.TextChoices):
        """How far it has come."""

        ASKED = "ASKED", _("受付")
        ANSWERED = "ANSWERED", _("メール作成済み")
        USED = "USED", _("使用済み")
        REPLACED = "REPLACED", _("無効")

    code = models.CharField(max_length=40, unique=True, default=secret_code)
    kind = models.CharField(_("種類"), max_length=8, choices=Kind)
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.ASKED)
    user = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="recoveries",
        verbose_name=_("ログイン"),
    )
    source = models.CharField(_("接続元"), max_length=60, blank=True)
    asked_at = models.DateTimeField(_("受け付けた実時刻"))
    link_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    expires_at = models.DateTimeField(_("リンクの期限（世界の日時）"), null=True, blank=True)

    class Meta:
        verbose_name = _("ログイン情報の再発行")
        verbose_name_plural = _("ログイン情報の再発行")
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="ASKED"), name="asked"),
        ]
        constraints = [
            # The newest link is the only one.
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(kind="PASSWORD", state="ANSWERED"),
                name="one_link_per_login",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {localtime(self.asked_at):%Y-%m-%d %H:%M}"
