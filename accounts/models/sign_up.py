"""Somebody who has no mioID asked to apply: the mail address is confirmed first (C-045)."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from mioportal.plumbing.codes import secret_code


class SignUp(models.Model):
    """One request, and the one-use link of its mail. An address that has a mioID gets no link.

    What is kept of the link is its digest, and the code from which it is made with the site's key.
    """

    class State(models.TextChoices):
        """How far it has come."""

        ASKED = "ASKED", _("受付")
        ANSWERED = "ANSWERED", _("メール作成済み")
        USED = "USED", _("登録済み")
        REPLACED = "REPLACED", _("無効")

    code = models.CharField(max_length=40, unique=True, default=secret_code)
    email = models.EmailField(_("メールアドレス"))
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.ASKED)
    # Where the visitor came from: its benefit goes with the application (F-APP-07, F-APP-18).
    partner = models.CharField(_("紹介・提携"), max_length=20, blank=True)
    source = models.CharField(_("接続元"), max_length=60, blank=True)
    asked_at = models.DateTimeField(_("受け付けた実時刻"))
    link_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    expires_at = models.DateTimeField(_("リンクの期限"), null=True, blank=True)
    # The mioID that it has led to.
    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sign_up",
        verbose_name=_("ログイン"),
    )

    class Meta:
        verbose_name = _("お申し込みの前のメール確認")
        verbose_name_plural = _("お申し込みの前のメール確認")
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="ASKED"), name="sign_ups_asked"),
        ]
        constraints = [
            # The newest link is the only one.
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(state="ANSWERED"),
                name="one_sign_up_link_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state="USED", user__isnull=False)
                | (~models.Q(state="USED") & models.Q(user=None)),
                name="a_sign_up_that_was_used_has_a_login",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {localtime(self.asked_at):%Y-%m-%d %H:%M}"
