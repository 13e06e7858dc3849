"""What staff tell all members, or those of one world (F-MAI-03)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.codes import public_code
from mioportal.plumbing.models.world import World


class Notice(models.Model):
    """A notice on the site. Its days are world days, the last one included."""

    code = models.CharField(max_length=16, unique=True, default=public_code, editable=False)
    title = models.CharField(_("件名"), max_length=100)
    body = models.TextField(_("本文"), max_length=4000)
    shown_from = models.DateField(_("掲載を始める日"))
    shown_through = models.DateField(
        _("掲載する最後の日"),
        null=True,
        blank=True,
        help_text=_("空のときは、取り下げるまで掲載します。"),
    )
    by_mail = models.BooleanField(
        _("メールでも知らせる"),
        default=False,
        help_text=_(
            "障害など、急ぎの知らせに使います。掲載を始める日の10:00に、後から登録したときは"
            "まもなく、一度だけ送ります。送った後の変更は、サイトの掲載にだけ反映します。"
        ),
    )
    world = models.ForeignKey(
        World,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("世界"),
        help_text=_("空のときは、すべての会員が対象です。日付は、会員それぞれの時計で数えます。"),
    )

    class Meta:
        verbose_name = _("全員へのお知らせ")
        verbose_name_plural = _("全員へのお知らせ")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown_through=None)
                | models.Q(shown_through__gte=models.F("shown_from")),
                name="a_notice_is_not_over_before_it_begins",
                violation_error_message=_(
                    "掲載する最後の日は、掲載を始める日と同じか、それより後にしてください。"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown_from:%Y-%m-%d} {self.title}"
