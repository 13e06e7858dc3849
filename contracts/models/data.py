"""Data: what was granted and bought, and what was used of it, day by day (F-DAT-01 to 06)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.group import ShareGroup
from contracts.models.line import Line
from mioportal.rules.data import DataKind


class DataGrant(models.Model):
    """Data that expires together: of a line, or of a group's pool. `left_mb` is what remains."""

    class Kind(models.TextChoices):
        """Values of `rules.data.DataKind`."""

        PLAN = DataKind.PLAN.value, _("プランのデータ量")
        BOUGHT = DataKind.BOUGHT.value, _("追加データ")

    line = models.ForeignKey(
        Line,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_grants",
        verbose_name=_("回線"),
    )
    group = models.ForeignKey(
        ShareGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_grants",
        verbose_name=_("シェアグループ"),
    )
    kind = models.CharField(_("種類"), max_length=8, choices=Kind)
    granted_on = models.DateField(_("付与日"))
    expires_on = models.DateField(_("有効期限"))
    megabytes = models.PositiveIntegerField(_("データ量（MB）"))
    left_mb = models.PositiveIntegerField(_("残り（MB）"))
    # Of bought data, one row a parcel, as it is billed: what was paid, which line's bill it stands
    # on. Of parcels bought together the first has the receipt and the form that bought them; the
    # others have its number with their own behind it.
    price_yen = models.DecimalField(
        _("料金"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    bought_by = models.ForeignKey(
        Line,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_bought",
        verbose_name=_("購入した回線"),
    )
    receipt_number = models.CharField(
        _("受付番号"), max_length=16, unique=True, null=True, blank=True
    )
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    bought_at = models.DateTimeField(_("購入日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("データ量")
        verbose_name_plural = _("データ量")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(line=None, group__isnull=False)
                | models.Q(line__isnull=False, group=None),
                name="data_belongs_to_a_line_or_to_a_group",
            ),
            models.CheckConstraint(
                condition=models.Q(left_mb__lte=models.F("megabytes")),
                name="no_more_data_is_left_than_was_granted",
            ),
            models.UniqueConstraint(
                fields=["line", "granted_on"],
                condition=models.Q(kind="plan", group=None),
                name="a_plan_grants_a_line_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["group", "granted_on"],
                condition=models.Q(kind="plan", line=None),
                name="a_plan_grants_a_group_once_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["line", "expires_on"]),
            models.Index(fields=["group", "expires_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.left_mb}/{self.megabytes}MB 〜{self.expires_on}"


class DataUse(models.Model):
    """What a line used on one day. Slow data costs nothing of what was granted."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="data_use", verbose_name=_("回線")
    )
    day = models.DateField(_("日付"))
    fast_mb = models.PositiveIntegerField(_("高速（MB）"))
    slow_mb = models.PositiveIntegerField(_("低速（MB）"), default=0)

    class Meta:
        verbose_name = _("データ使用量")
        verbose_name_plural = _("データ使用量")
        constraints = [
            models.UniqueConstraint(fields=["line", "day"], name="a_day_is_metered_once")
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.day} {self.fast_mb}+{self.slow_mb}MB"
