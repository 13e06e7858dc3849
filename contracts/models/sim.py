"""What carries a line: a lent card that is to come back, or an eSIM profile."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line
from mioportal.plumbing.models import World
from mioportal.rules.post import Way
from mioportal.rules.sim_return import WaiverReason
from mioportal.words import catalogue


class SimQuerySet(models.QuerySet["Sim"]):
    """Named questions about cards."""

    def out(self) -> Self:
        """Cards that are to come back and have not."""
        return self.filter(state__in=Sim.OUT)

    def in_case(self) -> Self:
        """Cards whose fee is before staff."""
        return self.out().filter(case_opened_at__isnull=False)


class Sim(models.Model):
    """One SIM card or eSIM of a line (ST-SIM)."""

    class State(models.TextChoices):
        """Where the card is."""

        LENT = "lent", _("貸与中")
        AWAITED = "awaited", _("返却待ち")
        POSTED = "posted", _("発送済")
        REMINDED = "reminded", _("催促済")
        RECEIVED = "received", _("受領済")
        CHARGED = "charged", _("損害金請求")
        WAIVED = "waived", _("免除")
        NO_RETURN = "no_return", _("返却不要")

    OUT: ClassVar = (State.AWAITED, State.POSTED, State.REMINDED)

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
    # What the member says: how the card was sent (C-060), or that it is lost (C-059).
    posted_by = models.CharField(
        _("送り方"),
        max_length=20,
        choices=[(way.value, catalogue.word(way)) for way in Way],
        blank=True,
    )
    tracking_number = models.CharField(_("追跡番号"), max_length=20, blank=True)
    posted_on = models.DateField(_("発送日"), null=True, blank=True)
    lost_at = models.DateTimeField(_("紛失の届出"), null=True, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(_("催促の回数"), default=0)
    # The fee is put before staff (C-061), who charge it or let it go.
    case_opened_at = models.DateTimeField(_("損害金の確認待ちになった日時"), null=True, blank=True)
    charged_at = models.DateTimeField(_("損害金を請求した日時"), null=True, blank=True)
    waived_at = models.DateTimeField(_("免除した日時"), null=True, blank=True)
    waived_for = models.CharField(
        _("免除の理由"),
        max_length=20,
        choices=[(why.value, catalogue.word(why)) for why in WaiverReason],
        blank=True,
    )

    objects = SimQuerySet.as_manager()

    class Meta:
        verbose_name = _("SIM")
        verbose_name_plural = _("SIM")
        permissions = [
            ("receive_sim", _("返却されたSIMを受領する")),
            ("waive_sim", _("SIM損害金を免除する")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["world", "iccid"], name="one_card_per_iccid_in_a_world")
        ]

    def __str__(self) -> str:
        return f"{self.line.code} …{self.iccid_tail}"

    @property
    def iccid_tail(self) -> str:
        """The last digits: enough to tell cards apart."""
        return self.iccid[-4:]

    @property
    def is_out(self) -> bool:
        """Whether it is to come back and has not."""
        return self.state in self.OUT
