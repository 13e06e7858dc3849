"""What the processor keeps. Nowhere a number, a digest of one, or a security code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.gateways import Answer, Decline


class CardSession(models.Model):
    """One page on which one card is entered, for a shop that sent its customer here.

    Its life runs on real time; the row goes a while after its end.
    """

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "OPEN", _("入力待ち")
        ANSWERED = "ANSWERED", _("回答済み")
        CLOSED = "CLOSED", _("打ち切り")

    reference = models.CharField(max_length=64, unique=True, default=secret_code)
    # Where the customer came from, and the name that the shop knows them by.
    return_to = models.CharField(max_length=200)
    holder = models.CharField(_("契約者の名前"), max_length=100, blank=True)
    # The day it is for the shop, which years to offer depend on.
    opened_on = models.DateField(_("開いた日"))
    expires_at = models.DateTimeField(_("期限（実時刻）"))
    misses = models.PositiveSmallIntegerField(_("番号の間違い"), default=0)
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.OPEN)
    # What the card is, once it was entered, and the code that the shop asks for it with.
    answer = models.JSONField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    # The vaulted card's, once the shop has asked.
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("決済代行のカード入力")
        verbose_name_plural = _("決済代行のカード入力")
        indexes = [models.Index(fields=["expires_at"])]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.opened_on:%Y-%m-%d}"


class VaultedCard(models.Model):
    """A card that charges can be made to. The token is random and says nothing of the number."""

    token = models.CharField(max_length=64, unique=True, default=secret_code)
    network = models.CharField(_("国際ブランド"), max_length=12)
    brand = models.CharField(_("カード会社"), max_length=20)
    last_four = models.CharField(_("末尾4桁"), max_length=4)
    expires_on = models.DateField(_("有効期限の最終日"))
    # What its company will say to a charge.
    later = models.CharField(
        _("請求への答え"),
        max_length=13,
        choices=Later,
        default=Later.PAYS,
    )
    kept_at = models.DateTimeField(_("預かった実時刻"))

    class Meta:
        verbose_name = _("決済代行が預かるカード")
        verbose_name_plural = _("決済代行が預かるカード")

    def __str__(self) -> str:
        return f"{self.network} ****{self.last_four}"


class CardCharge(models.Model):
    """A charge that a shop asked for, once for each of its keys. It outlives the card.

    Its days are the shop's: a practice world's clock may be far from ours.
    """

    class Said(models.TextChoices):
        """Values of `gateways.Answer`."""

        ACCEPTED = Answer.ACCEPTED.value, _("承認")
        DECLINED = Answer.DECLINED.value, _("承認しない")
        LATE = Answer.LATE.value, _("答えは後日")

    class Why(models.TextChoices):
        """Values of `gateways.Decline`."""

        REFUSED = Decline.REFUSED.value, _("カード会社が承認しない")
        BALANCE = Decline.BALANCE.value, _("残高不足")
        EXPIRED = Decline.EXPIRED.value, _("有効期限切れ")
        UNKNOWN_CARD = Decline.UNKNOWN_CARD.value, _("預かっていないカード")

    key = models.CharField(_("店の請求キー"), max_length=64, unique=True)
    last_four = models.CharField(_("末尾4桁"), max_length=4, blank=True)
    yen = models.DecimalField(_("金額"), max_digits=12, decimal_places=0)
    asked_at = models.DateTimeField(_("請求日時（店の時刻）"))
    answer = models.CharField(_("答え"), max_length=8, choices=Said)
    reason = models.CharField(_("理由"), max_length=12, choices=Why, blank=True)

    class Meta:
        verbose_name = _("決済代行への請求")
        verbose_name_plural = _("決済代行への請求")

    def __str__(self) -> str:
        return f"{self.key} {self.yen} {self.answer}"


class CardRefund(models.Model):
    """What was given back of a charge, once for each key of the shop's."""

    key = models.CharField(_("店の返金キー"), max_length=64, unique=True)
    charge = models.ForeignKey(
        CardCharge, models.PROTECT, related_name="refunds", verbose_name=_("請求")
    )
    yen = models.DecimalField(_("金額"), max_digits=12, decimal_places=0)
    asked_at = models.DateTimeField(_("返金日時（店の時刻）"))

    class Meta:
        verbose_name = _("決済代行からの返金")
        verbose_name_plural = _("決済代行からの返金")
        constraints = [
            models.CheckConstraint(condition=models.Q(yen__gt=0), name="a_refund_is_some_yen")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.yen}"
