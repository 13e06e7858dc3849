"""A month's run: a work list of ranges of members, each done in one transaction."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.models import World


class BillRun(models.Model):
    """The bills of one month of one world."""

    world = models.ForeignKey(
        World, models.CASCADE, related_name="bill_runs", verbose_name=_("世界")
    )
    month = models.DateField(_("利用月"))
    # World time.
    begun_at = models.DateTimeField(_("開始日時"))
    finished_at = models.DateTimeField(_("完了日時"), null=True, blank=True)
    # Of history that was written at once: nobody is told of it.
    is_silent = models.BooleanField(_("案内を送らない"), default=False)

    class Meta:
        verbose_name = _("月次請求")
        verbose_name_plural = _("月次請求")
        permissions = [("start_run", _("月次請求をやり直す"))]
        constraints = [
            models.UniqueConstraint(fields=["world", "month"], name="one_run_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.world} {self.month:%Y-%m}"


class RunChunk(models.Model):
    """A range of members, by primary key, both ends included."""

    run = models.ForeignKey(
        BillRun, models.CASCADE, related_name="chunks", verbose_name=_("月次請求")
    )
    first_member = models.PositiveBigIntegerField(_("最初の会員"))
    last_member = models.PositiveBigIntegerField(_("最後の会員"))
    done_at = models.DateTimeField(_("完了日時"), null=True, blank=True)
    # When all members of it have been told of their bills (M-22).
    told_at = models.DateTimeField(_("案内日時"), null=True, blank=True)
    bills = models.PositiveIntegerField(_("請求"), default=0)
    items = models.PositiveIntegerField(_("明細"), default=0)
    parked = models.PositiveIntegerField(_("保留"), default=0)
    yen = models.DecimalField(_("合計"), max_digits=14, decimal_places=0, default=0)

    class Meta:
        verbose_name = _("月次請求の区分")
        verbose_name_plural = _("月次請求の区分")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "first_member"], name="a_range_is_listed_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["run"], condition=models.Q(done_at=None), name="chunks_to_do"
            ),
            models.Index(
                fields=["run"],
                condition=models.Q(done_at__isnull=False, told_at=None),
                name="chunks_to_tell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.first_member}–{self.last_member}"
