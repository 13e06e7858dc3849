"""The ledger of the jobs."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.models.world import World


class JobRun(models.Model):
    """One job, run once for one world at one instant of that world."""

    world = models.ForeignKey(
        World, models.CASCADE, related_name="job_runs", verbose_name=_("世界")
    )
    instant = models.DateTimeField(_("世界の日時"))
    job = models.CharField(_("処理"), max_length=80)
    counts = models.JSONField(_("件数"), default=dict)
    ran_at = models.DateTimeField(_("実行した実時刻"))

    class Meta:
        verbose_name = _("処理の記録")
        verbose_name_plural = _("処理の記録")
        constraints = [
            models.UniqueConstraint(fields=["world", "instant", "job"], name="a_job_runs_once")
        ]

    def __str__(self) -> str:
        return f"{self.job} {localtime(self.instant):%Y-%m-%d %H:%M}"


class ParkedItem(models.Model):
    """An item a job could not do. After three tries it is left to staff while the rest goes on."""

    GIVES_UP_AFTER = 3

    world = models.ForeignKey(
        World, models.CASCADE, related_name="parked_items", verbose_name=_("世界")
    )
    job = models.CharField(_("処理"), max_length=80)
    key = models.CharField(_("対象"), max_length=80)
    tries = models.PositiveSmallIntegerField(_("試行回数"), default=0)
    error = models.TextField(_("理由"))
    first_at = models.DateTimeField(_("最初に失敗した世界の日時"))

    class Meta:
        verbose_name = _("止まっている処理")
        verbose_name_plural = _("止まっている処理")
        constraints = [
            models.UniqueConstraint(fields=["world", "job", "key"], name="an_item_is_parked_once")
        ]

    def __str__(self) -> str:
        return f"{self.job}: {self.key}"
