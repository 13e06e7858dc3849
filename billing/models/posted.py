"""One-off charges: posted when something takes effect, billed with their month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.models import World
from mioportal.rules.charges import ChargeKind


class PostedCharge(models.Model):
    """What was decided once: the amount stays, whatever the rules say later."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="posted_charges", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="posted_charges", verbose_name=_("世界")
    )
    line = models.ForeignKey(
        Line,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posted_charges",
        verbose_name=_("回線"),
    )
    kind = models.CharField(
        _("項目"), max_length=20, choices=[(kind.value, kind.value) for kind in ChargeKind]
    )
    code = models.CharField(_("内訳"), max_length=30, blank=True, default="")
    month = models.DateField(_("請求に載る月"))
    percent = models.PositiveSmallIntegerField(_("税率（%）"))
    amount_yen = models.DecimalField(_("金額"), max_digits=11, decimal_places=1)
    posted_at = models.DateTimeField(_("計上日時"))

    class Meta:
        verbose_name = _("一時的な請求")
        verbose_name_plural = _("一時的な請求")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "kind", "code"],
                condition=models.Q(line__isnull=False),
                name="a_line_is_charged_once_for_a_thing",
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "code"],
                condition=models.Q(line=None),
                name="a_member_is_charged_once_for_a_thing",
            ),
        ]
        indexes = [models.Index(fields=["member", "month"], name="charges_of_a_month")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.amount_yen}"
