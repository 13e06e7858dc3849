"""Operators from whom a number comes without a reservation number, where staff say otherwise."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.rules.operators import LABELS, Operator


class OneStopDonor(models.Model):
    """One operator's part in the one-stop way (C-109). Without a row, the book of rules holds.

    Staff keep the list, for all worlds at once.
    """

    operator = models.CharField(
        _("事業者"),
        max_length=10,
        unique=True,
        choices=[(each.value, LABELS[each]) for each in Operator],
    )
    takes_part = models.BooleanField(
        _("ワンストップ方式の対象"),
        default=True,
        help_text=_("外すと、この事業者からの転入にはMNP予約番号が要ります。"),
    )
    note = models.CharField(_("メモ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ワンストップ方式の事業者（決まりの一覧からの変更）")
        verbose_name_plural = _("ワンストップ方式の事業者（決まりの一覧からの変更）")

    def __str__(self) -> str:
        return self.get_operator_display()
