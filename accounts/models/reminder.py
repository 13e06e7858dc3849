"""A day on which a member is told something, unless it is settled before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member
from mioportal.plumbing.models import World


class Reminder(models.Model):
    """Planned by the service that sets the matter going; taken back by the one that settles it."""

    class Kind(models.TextChoices):
        """What is told, by its mail."""

        PAPERS = "PAPERS", _("本人確認書類の未提出（M-10）")
        CARD_EXPIRES = "CARD_EXPIRES", _("カードの有効期限（M-23）")
        MIOID_CLOSES = "MIOID_CLOSES", _("mioIDの有効期限（M-32）")
        DRAFT_LAPSES = "DRAFT_LAPSES", _("お申し込みの期限（M-39）")
        APPLICATION_LAPSES = "APPLICATION_LAPSES", _("お申し込みの下書きの期限（M-39）")
        SIM_RETURN = "SIM_RETURN", _("SIMカードの返却のお願い（M-20）")
        AFTER_LEAVING = "AFTER_LEAVING", _("解約後の確認（M-37）")

    member = models.ForeignKey(Member, models.CASCADE, related_name="reminders")
    world = models.ForeignKey(World, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("種類"), max_length=20, choices=Kind)
    # Names the matter, so that the same kind can be planned for two things.
    about = models.CharField(_("対象"), max_length=64)
    on = models.DateField(_("知らせる日"))
    told_at = models.DateTimeField(_("知らせた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("お知らせの予定")
        verbose_name_plural = _("お知らせの予定")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "about", "on"], name="a_day_reminds_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["world", "on"], condition=models.Q(told_at=None), name="still_to_tell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()} {self.member}"
