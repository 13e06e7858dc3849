"""Worlds, the moves of their clocks, and what happened in them."""

from datetime import timedelta

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.codes import public_code


class World(models.Model):
    """A set of members who share a clock. Only demonstration worlds may leave real time."""

    class Kind(models.TextChoices):
        """Where a world's time comes from."""

        LIVE = "LIVE", _("実時間")
        DEMO = "DEMO", _("デモ")

    name = models.CharField(_("名前"), max_length=40, unique=True)
    kind = models.CharField(_("種類"), max_length=4, choices=Kind)
    held_at = models.DateTimeField(_("止めてある日時"), null=True, blank=True)
    ahead_by = models.DurationField(_("実時間との差"), default=timedelta(0))
    # How far the jobs have run: an instant, and the phase of that instant already done.
    ran_through = models.DateTimeField(_("処理済みの日時"))
    ran_phase = models.SmallIntegerField(_("処理済みの段階"), default=99)
    # Leases in real time: one runner at a time; no member's write while a move is under way.
    claim = models.CharField(max_length=40, blank=True, default="")
    claimed_until = models.DateTimeField(null=True, blank=True)
    moving_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("世界")
        verbose_name_plural = _("世界（会員の時計）")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="DEMO")
                | models.Q(held_at=None, ahead_by=timedelta(0), moving_until=None),
                name="only_demo_worlds_leave_real_time",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="LIVE"), name="one_live_world"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_demo(self) -> bool:
        """Whether this world's clock can be moved."""
        return self.kind == self.Kind.DEMO


class Move(models.Model):
    """One move of a demonstration world's clock, kept so that its log can be read again."""

    code = models.CharField(max_length=16, unique=True, default=public_code)
    world = models.ForeignKey(
        World, models.CASCADE, related_name="moves", verbose_name=_("世界")
    )
    from_at = models.DateTimeField(_("移動前"))
    to_at = models.DateTimeField(_("移動後"))
    moved_by = models.CharField(_("操作した人"), max_length=150)
    # The primary key of the world's latest happening: what comes later, the move has brought.
    happened_before = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("時計の移動")
        verbose_name_plural = _("時計の移動")

    def __str__(self) -> str:
        begun, ended = (f"{localtime(at):%Y-%m-%d %H:%M}" for at in (self.from_at, self.to_at))
        return f"{self.world}: {begun} → {ended}"


class Happening(models.Model):
    """Something that happened in a world, at its own time: the log that a move answers with."""

    world = models.ForeignKey(
        World, models.CASCADE, related_name="happenings", verbose_name=_("世界")
    )
    at = models.DateTimeField(_("日時"))
    kind = models.CharField(_("種類"), max_length=40)
    title = models.CharField(_("できごと"), max_length=200)
    subject = models.CharField(_("対象"), max_length=40, blank=True)
    link = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("できごと")
        verbose_name_plural = _("できごと")
        indexes = [models.Index(fields=["world", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.title}"
