"""Calls and messages: what a line's use of a month has come to so far (F-BIL-09)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line


class CallUse(models.Model):
    """Sums of a month. Each call was charged when it was made, with the option held that day."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="call_use", verbose_name=_("回線")
    )
    month = models.DateField(_("利用月"))
    calls = models.PositiveIntegerField(_("通話回数"), default=0)
    seconds = models.PositiveIntegerField(_("通話秒数"), default=0)
    # Tax included.
    calls_yen = models.DecimalField(_("通話料"), max_digits=9, decimal_places=1, default=0)
    messages = models.PositiveIntegerField(_("SMS送信数"), default=0)

    class Meta:
        verbose_name = _("通話とSMSの利用")
        verbose_name_plural = _("通話とSMSの利用")
        constraints = [
            models.UniqueConstraint(fields=["line", "month"], name="calls_add_up_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.month:%Y-%m} {self.calls_yen}"
