"""Every mail the site sends; the same row is the message a member reads on the site."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.codes import public_code
from mioportal.plumbing.models.world import World


class Outbox(models.Model):
    """One mail and message, written in the transaction of what it tells about (F-MAI-02)."""

    class State(models.TextChoices):
        """How far the sending has come."""

        QUEUED = "QUEUED", _("送信待ち")
        SENT = "SENT", _("送信済み")
        PARKED = "PARKED", _("送信できません")

    code = models.CharField(max_length=16, unique=True, default=public_code)
    # One key per mail and occasion, so that a retry cannot say the same thing twice.
    key = models.CharField(max_length=120, unique=True)
    world = models.ForeignKey(
        World, models.PROTECT, related_name="outbox", verbose_name=_("世界")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        # Whose address is only being confirmed has no login yet, and reads it as mail alone.
        null=True,
        blank=True,
        related_name="outbox",
        verbose_name=_("会員"),
    )
    mail_code = models.CharField(_("メール番号"), max_length=8)
    to_address = models.EmailField(_("あて先"))
    subject = models.CharField(_("件名"), max_length=200)
    body = models.TextField(_("本文"))
    at = models.DateTimeField(_("作成した世界の日時"))
    send_after = models.DateTimeField(_("送信してよい世界の日時"))
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(_("試行回数"), default=0)
    next_try_at = models.DateTimeField(_("次に試す実時刻"))
    sent_at = models.DateTimeField(_("送信した実時刻"), null=True, blank=True)
    last_error = models.CharField(_("最後のエラー"), max_length=200, blank=True)
    read_at = models.DateTimeField(_("会員が読んだ世界の日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("メール・お知らせ")
        verbose_name_plural = _("メール・お知らせ")
        indexes = [
            models.Index(fields=["user", "-at"]),
            models.Index(fields=["next_try_at"], condition=models.Q(state="QUEUED"), name="due"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="unread"),
        ]

    def __str__(self) -> str:
        return f"{self.mail_code} {self.subject} → {self.to_address}"

    @property
    def is_unread(self) -> bool:
        """Whether the member has not opened it on the site yet."""
        return self.read_at is None
