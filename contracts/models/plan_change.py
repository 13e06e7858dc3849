"""A plan change that is booked for the first of the next month (F-CON-08, C-104)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line
from mioportal.plumbing.models import World


class PlanChange(models.Model):
    """The booking. The plan itself is a dated period, so that it holds whether or not a job ran."""

    class State(models.TextChoices):
        """A booking that the line's leaving took along is DROPPED (D-36)."""

        BOOKED = "BOOKED", _("予約中")
        WITHDRAWN = "WITHDRAWN", _("取り消し")
        DROPPED = "DROPPED", _("取りやめ")
        APPLIED = "APPLIED", _("適用済み")

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="plan_changes", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="plan_changes", verbose_name=_("世界")
    )
    from_plan = models.CharField(_("変更前のプラン"), max_length=30)
    to_plan = models.CharField(_("変更後のプラン"), max_length=30)
    booked_at = models.DateTimeField(_("受付日時"))
    takes_effect_on = models.DateField(_("変更日"))
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.BOOKED)
    ended_at = models.DateTimeField(_("適用・取り消しの日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("プラン変更")
        verbose_name_plural = _("プラン変更")
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state="BOOKED"),
                name="one_booked_plan_change_per_line",
            )
        ]
        indexes = [
            models.Index(
                fields=["world", "takes_effect_on"],
                condition=models.Q(state="BOOKED"),
                name="booked_plan_changes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.from_plan} → {self.to_plan}"
