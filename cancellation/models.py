"""A cancellation (解約): accepted once, effective at the end of its month."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.models import World
from mioportal.rules.cancellation import WithdrawGround, decided_by
from mioportal.rules.corporate import CorporatePaper, CorporateRequestStatus
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
        COMPANY = "company", _("法人の窓口")

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

    @property
    def answer_by(self) -> date:
        """The day by whose end its member is answered (D-08)."""
        return decided_by(self.asked_at)


# Of a company's request: nothing more is done about it.
CLOSED = (CorporateRequestStatus.DONE, CorporateRequestStatus.CALLED_OFF)


class CompanyRequest(models.Model):
    """A company asks its desk to cancel lines (F-COR-01): one receipt for all of them."""

    Status = CorporateRequestStatus

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    # The name of the form it came from: posted twice, it is received once.
    form_key = models.CharField(max_length=40, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="company_requests", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="company_requests", verbose_name=_("世界")
    )
    company = models.CharField(_("法人名"), max_length=100)
    person = models.CharField(_("ご担当者"), max_length=80)
    lines = models.ManyToManyField(
        Line, related_name="company_requests", verbose_name=_("解約する回線")
    )
    reason = models.CharField(_("解約の理由"), max_length=200, blank=True)
    state = models.CharField(
        _("状態"),
        max_length=20,
        choices=[(each.value, catalogue.word(each)) for each in CorporateRequestStatus],
        default=CorporateRequestStatus.RECEIVED.value,
    )
    asked_at = models.DateTimeField(_("受付日時"))
    # Values of CorporatePaper that the desk has asked for.
    papers_asked = models.JSONField(_("お願いした書類"), default=list, blank=True)
    note = models.CharField(_("会員への説明"), max_length=200, blank=True)
    done_at = models.DateTimeField(_("完了日時"), null=True, blank=True)
    done_by = models.CharField(_("対応した担当者"), max_length=150, blank=True)
    # Of the lines that were cancelled by it; empty where none was left to cancel.
    ends_on = models.DateField(_("最終日"), null=True, blank=True)

    class Meta:
        verbose_name = _("法人の解約の申し込み")
        verbose_name_plural = _("法人の解約の申し込み")
        permissions = [("handle_company", _("法人の解約の申し込みを進める"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | models.Q(state="called_off", done_at__isnull=False, ends_on=None)
                | (
                    ~models.Q(state__in=("done", "called_off"))
                    & models.Q(done_at=None, ends_on=None)
                ),
                name="a_companys_request_is_open_or_closed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.company}"

    @property
    def is_open(self) -> bool:
        """Whether the desk still has to do with it."""
        return self.state not in CLOSED


class CompanyPaper(models.Model):
    """A picture that a company has sent for its request, drawn anew; it goes with the matter."""

    request = models.ForeignKey(CompanyRequest, models.PROTECT, related_name="papers")
    paper = models.CharField(
        _("書類の種類"),
        max_length=24,
        choices=[(each.value, catalogue.word(each)) for each in CorporatePaper],
    )
    # Empty once the request is done.
    data = models.BinaryField()
    sent_at = models.DateTimeField(_("提出日時"))

    class Meta:
        verbose_name = _("法人の書類")
        verbose_name_plural = _("法人の書類")
        constraints = [
            models.UniqueConstraint(fields=["request", "paper"], name="one_picture_per_paper")
        ]

    def __str__(self) -> str:
        return f"{self.request.receipt_number} {self.get_paper_display()}"
