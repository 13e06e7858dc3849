"""What a member ticks off after a line has left."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line


class LeavingCheck(models.Model):
    """One thing that only the member can see to, and when they said that it is done."""

    class Item(models.TextChoices):
        """What is ticked."""

        PROFILE_DELETED = "PROFILE_DELETED", _("eSIMのプロファイルの削除")
        LOOKED_AGAIN = "LOOKED_AGAIN", _("1か月後の確認")

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="leaving_checks", verbose_name=_("回線")
    )
    item = models.CharField(_("確認したこと"), max_length=20, choices=Item)
    ticked_at = models.DateTimeField(_("確認した日時"))

    class Meta:
        verbose_name = _("解約後の確認")
        verbose_name_plural = _("解約後の確認")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "item"], name="a_thing_is_ticked_once_for_a_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.get_item_display()}"
