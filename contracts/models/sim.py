"""What carries a line: a lent card that is to come back, or an eSIM profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line
from mioportal.plumbing.models import World


class Sim(models.Model):
    """One SIM card or eSIM of a line (ST-SIM)."""

    class State(models.TextChoices):
        """Where the card is."""

        LENT = "lent", _("貸与中")
        AWAITED = "awaited", _("返却待ち")
        RECEIVED = "received", _("受領済")
        NO_RETURN = "no_return", _("返却不要")

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="sims", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="sims", verbose_name=_("世界")
    )
    iccid = models.CharField(_("製造番号（ICCID）"), max_length=20)
    state = models.CharField(_("状態"), max_length=10, choices=State)
    # Stored when decided: a later rule never moves a date that a member was told.
    return_opened_at = models.DateTimeField(_("返却受付の開始"), null=True, blank=True)
    fee_risk_from = models.DateField(_("損害金がかかりうる最初の日"), null=True, blank=True)
    received_on = models.DateField(_("受領日"), null=True, blank=True)

    class Meta:
        verbose_name = _("SIM")
        verbose_name_plural = _("SIM")
        permissions = [("receive_sim", _("返却されたSIMを受領する"))]
        constraints = [
            models.UniqueConstraint(fields=["world", "iccid"], name="one_card_per_iccid_in_a_world")
        ]

    def __str__(self) -> str:
        return f"{self.line.code} …{self.iccid_tail}"

    @property
    def iccid_tail(self) -> str:
        """The last digits: enough to tell cards apart."""
        return self.iccid[-4:]
