"""Maintenance planned by staff: extra windows, changes to the weekly one (F-MNT-02, 06)."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.models.world import World


class ExtraWindow(models.Model):
    """An extra window (臨時). It closes only the function it names; times are world times."""

    class Function(models.TextChoices):
        """What can be closed on its own. Values are the URL namespaces of the rooms."""

        CANCELLATION = "cancellation", _("サービスのご解約")
        CONTRACTS = "contracts", _("ご契約内容の確認")
        MNP = "mnp", _("MNP予約番号の発行・確認")

    function = models.CharField(_("止める機能"), max_length=20, choices=Function)
    starts_at = models.DateTimeField(_("開始"))
    ends_at = models.DateTimeField(_("終了"))
    reason = models.CharField(_("会員に知らせる理由"), max_length=200)
    world = models.ForeignKey(
        World,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("世界"),
        help_text=_("空のときは、すべての会員が対象です。"),
    )

    class Meta:
        verbose_name = _("臨時メンテナンス")
        verbose_name_plural = _("臨時メンテナンス")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_window_ends_after_it_starts",
                violation_error_message=_("終了は、開始より後の日時にしてください。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_function_display()} {localtime(self.starts_at):%Y-%m-%d %H:%M}"


class WeeklyChange(models.Model):
    """A Tuesday whose window is skipped, or another evening that has one (C-028)."""

    evening = models.DateField(_("その夜の日付"))
    held = models.BooleanField(
        _("実施する"), help_text=_("外すと、その夜の定期メンテナンスを行いません。")
    )
    note = models.CharField(_("理由"), max_length=200, blank=True)
    world = models.ForeignKey(
        World,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("世界"),
        help_text=_(
            "空のときは、すべての会員が対象です。世界を選ぶと、その世界ではこちらを優先します。"
        ),
    )

    class Meta:
        verbose_name = _("定期メンテナンスの変更")
        verbose_name_plural = _("定期メンテナンスの変更")
        constraints = [
            models.UniqueConstraint(
                fields=["evening"],
                condition=models.Q(world=None),
                name="an_evening_is_changed_once_for_all",
                violation_error_message=_("この夜の変更は、すでに登録されています。"),
            ),
            models.UniqueConstraint(
                fields=["evening", "world"],
                name="an_evening_is_changed_once_in_a_world",
                violation_error_message=_("この世界のこの夜の変更は、すでに登録されています。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evening:%Y-%m-%d} {'○' if self.held else '×'}"
