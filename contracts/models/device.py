"""Devices paid in instalments, and the ledger of each (F-DEV-01 to 09)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models.line import Line
from mioportal.plumbing.models import World
from mioportal.rules.instalments import Choice, DeviceKind


class Device(models.Model):
    """One purchase. It outlives its line: what is left goes on, or falls due with the last bill."""

    class Kind(models.TextChoices):
        """Values of `rules.instalments.DeviceKind`."""

        ORDINARY = DeviceKind.ORDINARY.value, _("通常の分割購入")
        CAMPAIGN = DeviceKind.CAMPAIGN.value, _("キャンペーン端末")
        SUPPORT = DeviceKind.SUPPORT.value, _("端末購入サポート")

    class OnLeaving(models.TextChoices):
        """What the member chose on leaving: values of `rules.instalments.Choice`."""

        CONTINUE = Choice.CONTINUE.value, _("分割継続")
        LUMP_SUM = Choice.LUMP_SUM.value, _("一括")

    class Status(models.TextChoices):
        """ST-device, derived from the ledger and from the line's dates, never stored."""

        PAYING = "paying", _("支払中")
        CONTINUED = "continued", _("継続")
        DISCOUNT_OVER = "discount_over", _("割引終了")
        AT_ONCE = "at_once", _("一括請求中")
        PAID_OFF = "paid_off", _("完済")

    code = models.CharField(_("契約番号"), max_length=16, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="devices", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="devices", verbose_name=_("世界")
    )
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="devices", verbose_name=_("回線")
    )
    name = models.CharField(_("端末名"), max_length=80)
    kind = models.CharField(_("買い方"), max_length=10, choices=Kind)
    bought_on = models.DateField(_("購入日"))
    # Whole yen; the ledger's rows sum to it.
    total_yen = models.DecimalField(_("総額"), max_digits=9, decimal_places=0)
    count = models.PositiveSmallIntegerField(_("支払回数"))
    # What the purchase support takes off each payment while the line lives.
    discount_yen = models.DecimalField(
        _("毎月の割引"), max_digits=9, decimal_places=0, default=0
    )
    choice = models.CharField(
        _("解約時の選択"), max_length=10, choices=OnLeaving, blank=True, default=""
    )
    paid_off_on = models.DateField(_("完済日"), null=True, blank=True)
    # The last day of its line, once what leaving does to the device has been carried out.
    left_on = models.DateField(_("回線の終わりを扱った日付"), null=True, blank=True)

    class Meta:
        verbose_name = _("端末の分割払い")
        verbose_name_plural = _("端末の分割払い")
        permissions = [("repay_early", _("端末の繰り上げ返済を受け付ける"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_yen__gt=0, count__gt=0),
                name="a_device_costs_something_and_is_paid_in_parts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Payment(models.Model):
    """One row of a ledger, written when the device is bought: what is due with which month.

    A rest that falls due at once moves to the month whose bill holds it, and says so in `way`.
    """

    class Way(models.TextChoices):
        """How it was paid."""

        CARD = "CARD", _("毎月の分割")
        LUMP_SUM = "LUMP_SUM", _("一括（解約時）")
        EARLY = "EARLY", _("繰り上げ返済")

    # Both indexes that begin with it find a device's payments.
    device = models.ForeignKey(
        Device,
        models.PROTECT,
        related_name="payments",
        verbose_name=_("端末"),
        db_index=False,
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="payments", verbose_name=_("世界")
    )
    number = models.PositiveSmallIntegerField(_("回"))
    month = models.DateField(_("支払う月"))
    yen = models.DecimalField(_("支払額"), max_digits=9, decimal_places=0)
    paid_on = models.DateField(_("支払日"), null=True, blank=True)
    way = models.CharField(_("支払方法"), max_length=8, choices=Way, blank=True, default="")

    class Meta:
        verbose_name = _("分割払いの明細")
        verbose_name_plural = _("分割払いの明細")
        constraints = [
            models.UniqueConstraint(
                fields=["device", "number"], name="a_payment_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=models.Q(paid_on=None) | ~models.Q(way=""),
                name="a_payment_made_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["device", "month"], name="payments_of_a_month"),
            models.Index(
                fields=["device"],
                condition=models.Q(way__in=["LUMP_SUM", "EARLY"]),
                name="payments_called_in",
            ),
            models.Index(
                fields=["world", "month"],
                condition=models.Q(paid_on=None),
                name="payments_not_made",
            )
        ]

    def __str__(self) -> str:
        return f"{self.device.code} {self.number} {self.month:%Y-%m} {self.yen}"
