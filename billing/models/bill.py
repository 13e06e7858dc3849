"""A member's bill of a month, and its items. Written by the run, by COPY where there are many.

The tables are lean on purpose: what a database would check of 4 million items one by one, the run
proves of all in a range at once, before it keeps them.
"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.models import World
from mioportal.rules.charges import ChargeKind


class BillQuerySet(models.QuerySet["Bill"]):
    """Named questions about bills."""

    def of(self, member: Member) -> Self:
        """A member's own bills."""
        return self.filter(member=member)


class Bill(models.Model):
    """What a month of use came to. Amounts are whole yen, tax included; `month` is its first day.

    The dates are those of the day it was fixed (C-084): a later rule changes no bill.
    """

    class State(models.TextChoices):
        """ST-invoice, from fixed on."""

        FIXED = "fixed", _("確定")
        CHARGING = "charging", _("カード請求中")
        INVOICED = "invoiced", _("請求書払い")
        PAID = "paid", _("入金済")
        FAILED = "failed", _("引落不可")
        SLIP = "slip", _("コンビニ請求")
        OVERDUE = "overdue", _("期限超過")
        REFUNDED = "refunded", _("返金")

    member = models.ForeignKey(
        Member,
        models.PROTECT,
        related_name="bills",
        verbose_name=_("会員"),
        db_constraint=False,
        db_index=False,
    )
    world = models.ForeignKey(
        World,
        models.PROTECT,
        related_name="bills",
        verbose_name=_("世界"),
        db_constraint=False,
        db_index=False,
    )
    month = models.DateField(_("利用月"))
    total_yen = models.DecimalField(_("請求金額"), max_digits=12, decimal_places=0)
    tax_yen = models.DecimalField(_("うち消費税等"), max_digits=12, decimal_places=0)
    confirmed_on = models.DateField(_("確定日"))
    charge_on = models.DateField(_("カード会社への請求日"))
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.FIXED)
    paid_on = models.DateField(_("入金日"), null=True, blank=True)

    objects = BillQuerySet.as_manager()

    class Meta:
        verbose_name = _("請求")
        verbose_name_plural = _("請求")
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="one_bill_a_month"),
            models.CheckConstraint(
                condition=models.Q(total_yen__gte=0), name="a_bill_asks_for_nothing_or_more"
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "charge_on"],
                condition=models.Q(state__in=["fixed", "charging"]),
                name="bills_to_collect",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number on the invoice: whose, and of which month."""
        return f"{self.member.mio_id}-{self.month:%Y%m}"

    @property
    def subtotal_yen(self) -> object:
        """What it comes to before tax."""
        return self.total_yen - self.tax_yen


class BillItem(models.Model):
    """One row of a bill; `amount_yen` is tax-included, for the whole quantity.

    Its key begins with its bill, so that one index finds an item and all items of a bill.
    """

    pk = models.CompositePrimaryKey("bill_id", "number")
    bill = models.ForeignKey(
        Bill,
        models.CASCADE,
        related_name="items",
        verbose_name=_("請求"),
        db_constraint=False,
        db_index=False,
    )
    # Tells the items of a bill apart, and their order; it does not begin with one.
    number = models.IntegerField(_("番号"))
    line = models.ForeignKey(
        Line,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("回線"),
        db_constraint=False,
        db_index=False,
    )
    kind = models.CharField(
        _("項目"), max_length=20, choices=[(kind.value, kind.value) for kind in ChargeKind]
    )
    code = models.CharField(_("内訳"), max_length=30, blank=True)
    percent = models.SmallIntegerField(_("税率（%）"))
    quantity = models.IntegerField(_("数量"), default=1)
    amount_yen = models.DecimalField(_("金額"), max_digits=11, decimal_places=1)

    class Meta:
        verbose_name = _("請求の明細")
        verbose_name_plural = _("請求の明細")

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.amount_yen}"
