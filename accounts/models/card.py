"""The credit card that pays, as far as this site may know it (C-081, F-BIL-08)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.models import World
from mioportal.rules.cards import CardNetwork
from mioportal.rules.payment import CardBrand
from mioportal.words import catalogue


class Card(models.Model):
    """What a payment processor keeps for a member: a token, and what the member knows it by.

    No number, no digest of one, no security code: those are typed at the processor's alone.
    """

    class State(models.TextChoices):
        """A card is never written over: another one takes its place."""

        IN_USE = "IN_USE", _("登録中")
        REPLACED = "REPLACED", _("変更済み")
        REMOVED = "REMOVED", _("削除済み")

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="cards", verbose_name=_("会員")
    )
    world = models.ForeignKey(World, models.PROTECT, related_name="cards", verbose_name=_("世界"))
    token = models.CharField(_("決済代行のトークン"), max_length=64, unique=True)
    network = models.CharField(
        _("国際ブランド"),
        max_length=12,
        choices=[(each.value, catalogue.word(each)) for each in CardNetwork],
    )
    # Whose card it is says when the bank is debited (F-BIL-06).
    brand = models.CharField(
        _("カード会社"),
        max_length=20,
        choices=[(each.value, catalogue.word(each)) for each in CardBrand],
    )
    last_four = models.CharField(_("末尾4桁"), max_length=4)
    expires_on = models.DateField(_("有効期限の最終日"))
    registered_at = models.DateTimeField(_("登録日時"))
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.IN_USE)
    ended_at = models.DateTimeField(_("変更・削除の日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("クレジットカード")
        verbose_name_plural = _("クレジットカード")
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state="IN_USE"),
                name="one_card_in_use_per_member",
            ),
            models.CheckConstraint(
                condition=models.Q(state="IN_USE", ended_at=None)
                | (~models.Q(state="IN_USE") & models.Q(ended_at__isnull=False)),
                name="a_card_is_in_use_or_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_network_display()} ****{self.last_four}"


class CardVisit(models.Model):
    """One visit of a member to the processor's page: left by it, comes back once with a token."""

    class State(models.TextChoices):
        """How the visit ended."""

        OPEN = "OPEN", _("入力中")
        DONE = "DONE", _("登録済み")
        REFUSED = "REFUSED", _("登録できません")

    code = models.CharField(max_length=40, unique=True, default=secret_code)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="card_visits", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="card_visits", verbose_name=_("世界")
    )
    # What the processor calls this visit.
    session = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.OPEN)
    # Values of CardReason: every one of them is told.
    reasons = models.JSONField(default=list, blank=True)
    card = models.OneToOneField(
        Card,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visit",
        verbose_name=_("登録したカード"),
    )
    started_at = models.DateTimeField(_("開始日時"))
    expires_at = models.DateTimeField(_("期限"))
    ended_at = models.DateTimeField(_("終了日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("カード登録の手続き")
        verbose_name_plural = _("カード登録の手続き")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="DONE", card__isnull=False)
                | (~models.Q(state="DONE") & models.Q(card=None)),
                name="a_visit_that_is_done_has_a_card",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_state_display()}"
