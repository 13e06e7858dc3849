"""A cancellation (解約): accepted once, effective at the end of its month."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.models import World
from mioportal.rules.cancellation import WithdrawGround
from mioportal.rules.initial_cancel import InitialCancelWay
from mioportal.words import catalogue


class CancellationQuerySet(models.QuerySet["Cancellation"]):
    """Named questions about cancellations."""

    def of(self, member: Member) -> Self:
        """A member's own."""
        return self.filter(line__member=member)

    def pending(self) -> Self:
        """Accepted, and not yet effective."""
        return self.filter(state=Cancellation.State.ACCEPTED)

    def released(self, today: date) -> Self:
        """Those whose last day has passed, and whose line waits for nobody (C-031)."""
        waits_no_more = models.Q(line__held_through=None) | models.Q(line__held_through__lt=today)
        return self.filter(waits_no_more, ends_on__lt=today)


class Cancellation(models.Model):
    """One cancellation of one line. What was shown at consent is kept as it was shown."""

    class State(models.TextChoices):
        """ST-cancel; a line that left otherwise ends its cancellation too (C-070)."""

        ACCEPTED = "accepted", _("受付済")
        COMPLETED = "completed", _("完了")
        WITHDRAWN = "withdrawn", _("取下げ")
        OVERTAKEN = "overtaken", _("MNP転出により終了")

    class Channel(models.TextChoices):
        """How it reached us."""

        SITE = "site", _("会員サイト")
        PHONE = "phone", _("電話")

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="cancellations", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="cancellations", verbose_name=_("世界")
    )
    channel = models.CharField(_("受付方法"), max_length=8, choices=Channel)
    accepted_at = models.DateTimeField(_("受付日時"))
    ends_on = models.DateField(_("最終日"))
    state = models.CharField(
        _("状態"), max_length=10, choices=State, default=State.ACCEPTED
    )
    completed_at = models.DateTimeField(_("完了日時"), null=True, blank=True)
    reasons = models.JSONField(_("解約理由"), default=list)
    other_reason = models.CharField(_("その他の理由"), max_length=200, blank=True)
    survey = models.JSONField(_("アンケート"), default=dict)
    shown = models.JSONField(_("同意のときに見せた内容"), default=dict)

    objects = CancellationQuerySet.as_manager()

    class Meta:
        verbose_name = _("解約")
        verbose_name_plural = _("解約")
        permissions = [("accept_by_phone", _("電話で解約を受け付ける"))]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state="accepted"),
                name="one_open_cancellation_per_line",
            )
        ]
        indexes = [
            models.Index(
                fields=["world", "ends_on"],
                condition=models.Q(state="accepted"),
                name="cancellations_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.line.label}"


class PhoneDeskLine(Line):
    """A line as the telephone desk sees it: the same row, with its own staff screen."""

    class Meta:
        proxy = True
        verbose_name = _("電話での解約受付")
        verbose_name_plural = _("電話での解約受付")


class InitialCancellationQuerySet(models.QuerySet["InitialCancellation"]):
    """Named questions about initial cancellations."""

    def of(self, member: Member) -> Self:
        """A member's own."""
        return self.filter(line__member=member)


class InitialCancellation(models.Model):
    """A contract that was undone within its eight days (初期契約解除, F-APP-14), once for good."""

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    line = models.OneToOneField(
        Line, models.PROTECT, related_name="initial_cancellation", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="initial_cancellations", verbose_name=_("世界")
    )
    way = models.CharField(
        _("申し出の方法"),
        max_length=8,
        choices=[(each.value, catalogue.word(each)) for each in InitialCancelWay],
    )
    # What counts is when the member sent it; on the site that is when it takes effect, too.
    sent_on = models.DateField(_("申し出を送った日"))
    accepted_at = models.DateTimeField(_("受付日時"))
    shown = models.JSONField(_("同意のときに見せた内容"), default=dict)

    objects = InitialCancellationQuerySet.as_manager()

    class Meta:
        verbose_name = _("初期契約解除")
        verbose_name_plural = _("初期契約解除")
        permissions = [("undo_by_letter", _("書面の初期契約解除を受け付ける"))]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.line.label}"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Named questions about withdrawals."""

    def of(self, member: Member) -> Self:
        """A member's own."""
        return self.filter(cancellation__line__member=member)

    def waiting(self) -> Self:
        """Those that the desk has not decided."""
        return self.filter(state=Withdrawal.State.ASKED)


class Withdrawal(models.Model):
    """Somebody wants a cancellation back (取下げ): the desk decides, and says why (C-031)."""

    class State(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", _("確認待ち")
        DONE = "done", _("取り下げました")
        REFUSED = "refused", _("お受けできません")
        LAPSED = "lapsed", _("期限までに確認できませんでした")

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    cancellation = models.ForeignKey(
        Cancellation, models.PROTECT, related_name="withdrawals", verbose_name=_("解約")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="withdrawals", verbose_name=_("世界")
    )
    # When the member said so, which decides: on the site, in writing, or on the telephone.
    asked_at = models.DateTimeField(_("申し出の日時"))
    ground = models.CharField(
        _("取り下げの理由"),
        max_length=12,
        choices=[(each.value, catalogue.word(each)) for each in WithdrawGround],
    )
    evidence = models.CharField(_("確かめたこと"), max_length=300, blank=True)
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField(_("決定日時"), null=True, blank=True)
    decided_by = models.CharField(_("決定した担当者"), max_length=150, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("解約の取り下げ")
        verbose_name_plural = _("解約の取り下げ")
        permissions = [("decide_withdrawal", _("解約の取り下げを決める"))]
        constraints = [
            models.UniqueConstraint(
                fields=["cancellation"],
                condition=models.Q(state="asked"),
                name="one_open_withdrawal_per_cancellation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.cancellation}"
