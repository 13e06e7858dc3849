"""What a member asks for on the site and support completes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models.line import Line
from mioportal.plumbing.models import World


class DeskRequest(models.Model):
    """One request: its receipt, how far it has come, and who brought it to its end."""

    class Kind(models.TextChoices):
        """What is asked for."""

        PRIMARY_CHANGE = "PRIMARY_CHANGE", _("主回線変更")
        EARLY_REPAYMENT = "EARLY_REPAYMENT", _("端末の繰り上げ返済")
        CERTIFICATE = "CERTIFICATE", _("完済証明書")
        HIKARI_END = "HIKARI_END", _("IIJmioひかりの解約")
        SIM_LOST = "SIM_LOST", _("SIMカードの紛失の届出")

    class State(models.TextChoices):
        """Open ones wait for support."""

        RECEIVED = "RECEIVED", _("受付")
        WORKING = "WORKING", _("対応中")
        DONE = "DONE", _("完了")
        WITHDRAWN = "WITHDRAWN", _("取り消し")
        REFUSED = "REFUSED", _("お受けできません")

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="desk_requests", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="desk_requests", verbose_name=_("世界")
    )
    kind = models.CharField(_("内容"), max_length=16, choices=Kind)
    # What it is about: a group's, a device's or a service's code.
    subject = models.CharField(_("対象"), max_length=16)
    # Of a change of primary line: the line that is to be it.
    line = models.ForeignKey(
        Line,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="desk_requests",
        verbose_name=_("回線"),
    )
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.RECEIVED)
    asked_at = models.DateTimeField(_("受付日時"))
    done_at = models.DateTimeField(_("終了日時"), null=True, blank=True)
    done_by = models.CharField(_("対応した担当者"), max_length=150, blank=True)
    note = models.CharField(_("会員への説明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("窓口への依頼")
        verbose_name_plural = _("窓口への依頼")
        permissions = [("complete_request", _("窓口への依頼を進める"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state__in=("RECEIVED", "WORKING")),
                name="one_open_request_per_matter",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("RECEIVED", "WORKING"), done_at=None)
                | models.Q(state__in=("DONE", "WITHDRAWN", "REFUSED"), done_at__isnull=False),
                name="a_request_is_open_or_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.get_kind_display()}"
