"""What became of a bill: charges to the card, slips and invoices, refunds."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Card, Member
from billing.models.bill import Bill
from mioportal.plumbing.gateways import Answer, Decline
from mioportal.plumbing.models import World


class CardCharge(models.Model):
    """One attempt to charge a bill to the card. Its key makes it one at the processor's, too."""

    class Said(models.TextChoices):
        """Values of `gateways.Answer`."""

        ACCEPTED = Answer.ACCEPTED.value, _("承認")
        DECLINED = Answer.DECLINED.value, _("承認されない")
        LATE = Answer.LATE.value, _("答えを待っている")

    class Why(models.TextChoices):
        """Values of `gateways.Decline`."""

        REFUSED = Decline.REFUSED.value, _("カード会社が承認しませんでした")
        BALANCE = Decline.BALANCE.value, _("利用できる残高が足りませんでした")
        EXPIRED = Decline.EXPIRED.value, _("カードの有効期限が切れていました")
        UNKNOWN_CARD = Decline.UNKNOWN_CARD.value, _("カードが登録されていませんでした")

    bill = models.ForeignKey(
        Bill, models.PROTECT, related_name="charges", verbose_name=_("請求"), db_index=False
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="+", verbose_name=_("世界"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("回"))
    key = models.CharField(_("決済代行への請求キー"), max_length=64, unique=True)
    card = models.ForeignKey(
        Card, models.PROTECT, related_name="charges", verbose_name=_("カード")
    )
    yen = models.DecimalField(_("金額"), max_digits=12, decimal_places=0)
    asked_at = models.DateTimeField(_("請求日時"))
    said = models.CharField(_("答え"), max_length=8, choices=Said)
    reason = models.CharField(_("理由"), max_length=12, choices=Why, blank=True)
    answered_at = models.DateTimeField(_("答えの日時"), null=True, blank=True)
    ask_again_on = models.DateField(_("もう一度確かめる日"), null=True, blank=True)

    class Meta:
        verbose_name = _("カードへの請求")
        verbose_name_plural = _("カードへの請求")
        permissions = [("charge_again", _("未払いの請求をカードにもう一度請求する"))]
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "number"], name="an_attempt_has_its_own_number"
            ),
            models.UniqueConstraint(
                fields=["bill"],
                condition=~models.Q(said="declined"),
                name="a_bill_is_charged_to_a_card_once",
            ),
            models.CheckConstraint(
                condition=models.Q(said="late", answered_at=None, ask_again_on__isnull=False)
                | (~models.Q(said="late") & models.Q(ask_again_on=None)),
                name="who_has_not_answered_is_asked_again",
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "ask_again_on"],
                condition=models.Q(said="late"),
                name="charges_without_an_answer",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Slip(models.Model):
    """A sheet to pay with: コンビニ払い用紙, or a company's invoice. It may cover several bills."""

    class Kind(models.TextChoices):
        """What it is paid by."""

        SLIP = "slip", _("コンビニ払い用紙")
        INVOICE = "invoice", _("請求書（銀行振込）")

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("お支払い待ち")
        PAID = "paid", _("支払確認中")
        CONFIRMED = "confirmed", _("確認済み")
        REPLACED = "replaced", _("使えない（差し替え）")

    number = models.CharField(_("番号"), max_length=14, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="slips", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="+", verbose_name=_("世界"), db_index=False
    )
    kind = models.CharField(_("種類"), max_length=8, choices=Kind)
    bills_yen = models.DecimalField(_("請求の合計"), max_digits=12, decimal_places=0)
    fee_yen = models.DecimalField(
        _("手数料"), max_digits=6, decimal_places=0, default=Decimal(0)
    )
    issued_on = models.DateField(_("発行日"))
    due_on = models.DateField(_("支払期限"))
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.OPEN)
    paid_at = models.DateTimeField(_("お支払いの日時"), null=True, blank=True)
    confirm_on = models.DateField(_("確認する日"), null=True, blank=True)
    confirmed_on = models.DateField(_("確認した日"), null=True, blank=True)

    class Meta:
        verbose_name = _("コンビニ払い用紙・請求書")
        verbose_name_plural = _("コンビニ払い用紙・請求書")
        permissions = [("confirm_slip", _("コンビニ払いと銀行振込の入金を確認する"))]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(kind="slip", state="open"),
                name="a_member_has_one_open_slip",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="paid")
                | models.Q(paid_at__isnull=False, confirm_on__isnull=False),
                name="what_was_paid_is_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_on__isnull=False),
                name="what_is_confirmed_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "confirm_on"],
                condition=models.Q(state="paid"),
                name="slips_to_confirm",
            ),
            models.Index(
                fields=["world", "due_on"],
                condition=models.Q(kind="invoice", state="open"),
                name="invoices_not_paid",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def yen(self) -> Decimal:
        """What is to be paid with it."""
        return self.bills_yen + self.fee_yen

    @property
    def printed(self) -> str:
        """The number in groups, as it is read aloud."""
        return f"{self.number[:4]} {self.number[4:9]} {self.number[9:]}"


class SlipBill(models.Model):
    """A bill that a slip covers; `stands` until another slip takes it over, or it is paid."""

    slip = models.ForeignKey(
        Slip, models.CASCADE, related_name="covers", verbose_name=_("用紙")
    )
    bill = models.ForeignKey(
        Bill, models.PROTECT, related_name="slips", verbose_name=_("請求")
    )
    stands = models.BooleanField(_("有効"), default=True)

    class Meta:
        verbose_name = _("用紙で支払う請求")
        verbose_name_plural = _("用紙で支払う請求")
        constraints = [
            models.UniqueConstraint(fields=["slip", "bill"], name="a_slip_lists_a_bill_once"),
            models.UniqueConstraint(
                fields=["bill"],
                condition=models.Q(stands=True),
                name="a_bill_is_asked_for_by_one_slip",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slip_id} {self.bill_id}"


class Refund(models.Model):
    """What was given back of a bill that was wrong (D-83). The bill itself stays as it was."""

    class Way(models.TextChoices):
        """Where the yen went."""

        CARD = "card", _("カードへ返金")
        TRANSFER = "transfer", _("銀行口座へ返金")

    bill = models.ForeignKey(
        Bill, models.PROTECT, related_name="refunds", verbose_name=_("請求")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="+", verbose_name=_("世界")
    )
    key = models.CharField(_("返金キー"), max_length=80, unique=True)
    yen = models.DecimalField(_("返金額"), max_digits=12, decimal_places=0)
    way = models.CharField(_("返金の方法"), max_length=8, choices=Way)
    reason = models.CharField(_("理由"), max_length=200)
    refunded_at = models.DateTimeField(_("返金日時"))

    class Meta:
        verbose_name = _("返金")
        verbose_name_plural = _("返金")
        permissions = [("refund_bill", _("誤った請求を返金する"))]
        constraints = [
            models.CheckConstraint(condition=models.Q(yen__gt=0), name="some_yen_are_refunded")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.yen}"
