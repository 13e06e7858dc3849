"""Who changed what, when (by both clocks), from where."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _


class AuditRow(models.Model):
    """One change. Append-only: the database refuses update and delete; nothing cascades to it."""

    world_name = models.CharField(_("世界"), max_length=40, blank=True)
    world_at = models.DateTimeField(_("世界の日時"))
    real_at = models.DateTimeField(_("実時刻"))
    role = models.CharField(_("立場"), max_length=8)
    actor = models.CharField(_("操作した人"), max_length=150, blank=True)
    source = models.CharField(_("接続元"), max_length=60, blank=True)
    verb = models.CharField(_("操作"), max_length=40)
    subject = models.CharField(_("対象"), max_length=80)
    detail = models.JSONField(_("内容"), default=dict)

    class Meta:
        verbose_name = _("操作の記録")
        verbose_name_plural = _("操作の記録")
        indexes = [models.Index(fields=["subject", "id"])]

    def __str__(self) -> str:
        return f"{localtime(self.real_at):%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject}"
