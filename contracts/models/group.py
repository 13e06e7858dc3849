"""A share group: a chosen subset of one member's ギガプラン lines with one pool and one bill."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models.line import Line
from contracts.models.period import Period
from mioportal.plumbing.codes import public_code
from mioportal.plumbing.models import World
from mioportal.rules.share import Place


class ShareGroup(models.Model):
    """シェアグループ. Who is in it, and in which place, are dated seats (F-SHR-01)."""

    code = models.CharField(max_length=16, unique=True, default=public_code)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="share_groups", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="share_groups", verbose_name=_("世界")
    )
    made_on = models.DateField(_("作成日"))

    class Meta:
        verbose_name = _("シェアグループ")
        verbose_name_plural = _("シェアグループ")

    def __str__(self) -> str:
        return f"{self.member} {self.made_on:%Y-%m-%d}"


class Seat(Period):
    """A line's place in a group, from when to when."""

    class Where(models.TextChoices):
        """Values of `rules.share.Place`; a line without a seat is alone."""

        PRIMARY = Place.PRIMARY.value, _("主回線")
        SECONDARY = Place.SECONDARY.value, _("副回線")

    group = models.ForeignKey(
        ShareGroup, models.PROTECT, related_name="seats", verbose_name=_("シェアグループ")
    )
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="seats", verbose_name=_("回線")
    )
    place = models.CharField(_("主回線・副回線"), max_length=10, choices=Where)

    class Meta(Period.Meta):
        verbose_name = _("グループでの位置")
        verbose_name_plural = _("グループでの位置")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(ends_on=None), name="one_open_seat_per_line"
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=models.Q(ends_on=None, place=Place.PRIMARY.value),
                name="one_open_primary_per_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.get_place_display()} {self.starts_on}〜{self.ends_on or ''}"
