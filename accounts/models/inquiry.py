"""What a member asked support in writing, and what was answered (F-SUP-03)."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    """Named questions about inquiries."""

    def of(self, member: Member) -> Self:
        """A member's own, newest first."""
        return self.filter(member=member).order_by("-received_at", "-pk")

    def open(self) -> Self:
        """Those whose member still waits for an answer."""
        return self.filter(state__in=(Inquiry.State.RECEIVED, Inquiry.State.WORKING))


class Inquiry(models.Model):
    """One inquiry. When it was received decides what it is in time for (C-085)."""

    class Topic(models.TextChoices):
        """What it is about. Pages that say "ask support" fill it in."""

        CANCELLATION = "cancellation", _("解約")
        WITHDRAWAL = "withdrawal", _("解約の当日の取り下げ")
        NUMBER = "mnp", _("MNP（電話番号の持ち運び）")
        SIM = "sim", _("SIMカード・SIMの返却")
        BILL = "bill", _("料金・お支払い")
        IDENTITY = "identity", _("本人確認")
        ACCOUNT = "account", _("mioID・ログイン・お客様情報")
        MAIL = "mail", _("メールが届かない")
        OTHER = "other", _("その他")

    class State(models.TextChoices):
        """ST-ticket."""

        RECEIVED = "received", _("受付")
        WORKING = "working", _("対応中")
        ANSWERED = "answered", _("回答済")
        DONE = "done", _("完了")

    receipt_number = models.CharField(_("受付番号"), max_length=16, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="inquiries", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="inquiries", verbose_name=_("世界")
    )
    # Names the form that was sent and what was in it: sent twice, it is asked once.
    form_key = models.CharField(max_length=64)
    topic = models.CharField(_("お問い合わせの種類"), max_length=12, choices=Topic)
    line = models.CharField(_("回線"), max_length=40, blank=True)
    text = models.TextField(_("お問い合わせの内容"))
    received_at = models.DateTimeField(_("受付日時"))
    answer_due_on = models.DateField(_("回答の期限"))
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.RECEIVED)
    answer = models.TextField(_("回答"), blank=True)
    answered_at = models.DateTimeField(_("回答日時"), null=True, blank=True)
    answered_by = models.CharField(_("回答した担当者"), max_length=150, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("お問い合わせ")
        verbose_name_plural = _("お問い合わせ")
        permissions = [("answer_inquiry", _("お問い合わせに回答する"))]
        constraints = [
            models.UniqueConstraint(fields=["member", "form_key"], name="a_form_asks_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("received", "working"), answered_at=None)
                | models.Q(state__in=("answered", "done"), answered_at__isnull=False),
                name="an_inquiry_is_answered_or_open",
            ),
        ]
        indexes = [models.Index(fields=["member", "-received_at"])]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.get_topic_display()}"

    @property
    def counts_on(self) -> date:
        """The day it is in time for: the form counts to 23:59 (C-085)."""
        return day_in_japan(self.received_at)

    @property
    def is_open(self) -> bool:
        """Whether the member still waits for an answer."""
        return self.state in (self.State.RECEIVED, self.State.WORKING)
