"""What members of a world have been told of maintenance and incidents by mail (M-28)."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.codes import public_code
from mioportal.plumbing.models import ExtraWindow, Notice, World


class ToldWindow(models.Model):
    """An extra window as the members of a world were told of it last."""

    code = models.CharField(max_length=16, unique=True, default=public_code, editable=False)
    world = models.ForeignKey(
        World, models.CASCADE, related_name="told_windows", verbose_name=_("世界")
    )
    # None once it was dropped: what was told of it stays known.
    window = models.ForeignKey(ExtraWindow, models.SET_NULL, null=True, related_name="told")
    function = models.CharField(
        _("止める機能"), max_length=20, choices=ExtraWindow.Function
    )
    starts_at = models.DateTimeField(_("開始"))
    ends_at = models.DateTimeField(_("終了"))
    # How often it was told: each time has mails of its own.
    times = models.PositiveSmallIntegerField(default=1)
    told_at = models.DateTimeField(_("知らせた日時"))
    called_off = models.BooleanField(_("取りやめを知らせた"), default=False)

    class Meta:
        verbose_name = _("知らせた臨時メンテナンス")
        verbose_name_plural = _("知らせた臨時メンテナンス")
        constraints = [
            models.UniqueConstraint(fields=["world", "window"], name="a_window_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_function_display()} {localtime(self.starts_at):%Y-%m-%d %H:%M}"


class NoticeMailed(models.Model):
    """A notice went by mail to the members of a world, once."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="mailed")
    world = models.ForeignKey(World, models.CASCADE, related_name="notices_mailed")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("メールで送ったお知らせ")
        verbose_name_plural = _("メールで送ったお知らせ")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "world"], name="a_notice_is_mailed_once_in_a_world"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.world}"
