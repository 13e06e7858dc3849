"""A bill that could not be charged, and what follows from that, day by day (ST-dunning)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from billing.models.bill import Bill
from mioportal.plumbing.models import World
from mioportal.rules.dunning import DunningSchedule, DunningStatus
from mioportal.words import catalogue


class Dunning(models.Model):
    """One for each bill that failed. Its days are those decided when it did: no rule moves them.

    `next_on` is None once nothing follows: it was cleared, all has happened, or a payment is being
    confirmed.
    """

    class Step(models.TextChoices):
        """What happens next."""

        NOTICE = "notice", _("お支払いのお願い")
        SLIP = "slip", _("コンビニ払い用紙")
        WARN = "warn", _("利用停止の予告")
        SUSPEND = "suspend", _("利用停止")
        END = "end", _("契約の終了")
        OVER = "over", _("なし")

    class Why(models.TextChoices):
        """Why the bill was not paid; the card's own answer stands in its charge."""

        DECLINED = "declined", _("カードが承認されませんでした")
        NO_CARD = "no_card", _("カードが登録されていませんでした")
        NOT_TRANSFERRED = "not_transferred", _("請求書の期限までに入金がありませんでした")

    bill = models.OneToOneField(
        Bill, models.PROTECT, related_name="dunning", verbose_name=_("請求")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="dunnings", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="+", verbose_name=_("世界"), db_index=False
    )
    why = models.CharField(_("理由"), max_length=16, choices=Why)
    failed_on = models.DateField(_("支払えなかった日"))
    notice_on = models.DateField(_("お支払いのお願い"))
    slip_on = models.DateField(_("用紙の発行日"))
    due_on = models.DateField(_("支払期限"))
    warn_on = models.DateField(_("利用停止の予告日"))
    suspend_on = models.DateField(_("利用停止の日"))
    ends_on = models.DateField(_("契約が終わる日"))
    step = models.CharField(_("次にすること"), max_length=8, choices=Step, default=Step.NOTICE)
    next_on = models.DateField(_("次の日"), null=True, blank=True)
    # What has been told and done.
    told_at = models.DateTimeField(_("お願いを送った日時"), null=True, blank=True)
    slip_at = models.DateTimeField(_("用紙を発行した日時"), null=True, blank=True)
    warned_at = models.DateTimeField(_("利用停止を予告した日時"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("利用停止にした日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("契約を終わりにした日時"), null=True, blank=True)
    paid_on = models.DateField(_("お支払いの日"), null=True, blank=True)
    cleared_at = models.DateTimeField(_("解消した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("未払い")
        verbose_name_plural = _("未払い")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cleared_at=None) | models.Q(next_on=None),
                name="nothing_follows_once_it_is_cleared",
            )
        ]
        indexes = [
            models.Index(
                fields=["world", "next_on"],
                condition=models.Q(next_on__isnull=False),
                name="dunning_to_go_on_with",
            ),
            models.Index(
                fields=["world"],
                condition=models.Q(cleared_at=None),
                name="dunning_that_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill} {self.get_step_display()}"

    @property
    def schedule(self) -> DunningSchedule:
        """The days, as the rules know them."""
        return DunningSchedule(
            notice_on=self.notice_on,
            slip_on=self.slip_on,
            due_on=self.due_on,
            suspended_on=self.suspend_on,
            ends_on=self.ends_on,
        )

    @property
    def status(self) -> DunningStatus:
        """ST-dunning: what has been done says it, not what should have been."""
        for done, status in (
            (self.cleared_at, DunningStatus.CLEARED),
            (self.paid_on, DunningStatus.CONFIRMING),
            (self.ended_at, DunningStatus.NO_RECONTRACT),
            (self.suspended_at, DunningStatus.SUSPENDED),
            (self.told_at, DunningStatus.REMINDED),
        ):
            if done is not None:
                return status
        return DunningStatus.UNPAID

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(catalogue.word(self.status))

    @property
    def bill_state(self) -> Bill.State:
        """How the bill stands while nothing is being asked of a card."""
        if self.warned_at is not None or self.step == self.Step.OVER:
            return Bill.State.OVERDUE
        return Bill.State.SLIP if self.slip_at is not None else Bill.State.FAILED
