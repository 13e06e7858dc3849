"""The contract notice (契約締結通知, M-03): what was contracted, as it was that day."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models.line import Line
from mioportal.plumbing.models import World
from mioportal.rules import options, plans


class ContractNoticeQuerySet(models.QuerySet["ContractNotice"]):
    """Named questions about notices."""

    def of(self, member: Member) -> Self:
        """A member's own."""
        return self.filter(line__member=member)


class ContractNotice(models.Model):
    """One for each line that was applied for on the site; stored, never worked out anew."""

    number = models.CharField(_("通知番号"), max_length=16, unique=True)
    line = models.OneToOneField(
        Line, models.PROTECT, related_name="notice", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="contract_notices", verbose_name=_("世界")
    )
    # From when on it can be read on the site: the receipt that the eight days count from (C-106).
    received_at = models.DateTimeField(_("受け取りの日時"))
    undo_through = models.DateField(_("初期契約解除を申し出られる最終日"))
    # Codes and yen: the plan and its month, the fees of the beginning, the options.
    terms = models.JSONField(_("契約の内容"), default=dict)

    objects = ContractNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("契約のお知らせ")
        verbose_name_plural = _("契約のお知らせ")

    def __str__(self) -> str:
        return f"{self.number} {self.line.label}"

    @property
    def plan(self) -> plans.Plan:
        """The plan that was contracted."""
        return plans.plan(self.terms["plan"])

    @property
    def monthly(self) -> Decimal:
        """Its monthly fee then, in yen."""
        return Decimal(self.terms["monthly"])

    @property
    def initial_fee(self) -> Decimal:
        """What the beginning cost, in yen."""
        return Decimal(self.terms["initial_fee"])

    @property
    def sim_issue(self) -> Decimal:
        """What issuing the SIM cost, in yen: there may be a fraction."""
        return Decimal(self.terms["sim_issue"])

    @property
    def option_fees(self) -> list[tuple[options.Option, Decimal]]:
        """The options contracted with it, and the monthly fee of each in yen."""
        return [
            (options.option(each["code"]), Decimal(each["monthly"]))
            for each in self.terms["options"]
        ]
