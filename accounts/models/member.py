"""The member, and how they stand."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from mioportal.plumbing.models import World


class Member(models.Model):
    """A contractor on the site (会員)."""

    class Kind(models.TextChoices):
        """Corporate members leave by the corporate desk only (C-119)."""

        INDIVIDUAL = "INDIVIDUAL", _("個人")
        CORPORATE = "CORPORATE", _("法人")

    class Identity(models.TextChoices):
        """本人確認状況 (ST-identity, C-075)."""

        UNSUBMITTED = "UNSUBMITTED", _("未提出")
        REVIEWING = "REVIEWING", _("審査中")
        RETURNED = "RETURNED", _("差し戻し")
        COMPLETE = "COMPLETE", _("完了")

    user = models.OneToOneField(
        User, models.PROTECT, related_name="member", verbose_name=_("ログイン")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="members", verbose_name=_("世界")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=Kind, default=Kind.INDIVIDUAL)
    family_name = models.CharField(_("姓"), max_length=40)
    given_name = models.CharField(_("名"), max_length=40)
    family_kana = models.CharField(_("セイ"), max_length=40)
    given_kana = models.CharField(_("メイ"), max_length=40)
    company = models.CharField(_("会社名"), max_length=80, blank=True)
    birth_date = models.DateField(_("生年月日"))
    postcode = models.CharField(_("郵便番号"), max_length=10)
    address = models.CharField(_("住所"), max_length=200)
    phone = models.CharField(_("電話番号"), max_length=20)
    registered_on = models.DateField(_("登録日"))
    identity = models.CharField(
        _("本人確認状況"), max_length=12, choices=Identity, default=Identity.UNSUBMITTED
    )
    identity_note = models.CharField(_("差し戻しの理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("会員")
        verbose_name_plural = _("会員")
        permissions = [
            ("decide_identity", _("本人確認を決める")),
            ("settle_debt", _("入金を確認する")),
            ("lift_lock", _("ログインのロックを解く")),
            ("change_mail", _("メールアドレスを変更する")),
        ]

    def __str__(self) -> str:
        return f"{self.user.login} {self.full_name}"

    @property
    def mio_id(self) -> str:
        """The mioID."""
        return self.user.login

    @property
    def full_name(self) -> str:
        """The name as the member writes it; a company's name comes first."""
        person = f"{self.family_name} {self.given_name}"
        return f"{self.company} {person}" if self.company else person

    @property
    def is_corporate(self) -> bool:
        """Whether the contract is a company's."""
        return self.kind == self.Kind.CORPORATE


class Standing(models.Model):
    """How a member stands: written through accounts.services by the floors above, read by all.

    Amounts are yen, tax included; days are inclusive.
    """

    member = models.OneToOneField(
        Member, models.PROTECT, related_name="standing", verbose_name=_("会員")
    )
    owed_yen = models.DecimalField(
        _("未払い額"), max_digits=12, decimal_places=1, default=Decimal(0)
    )
    card_needed_through = models.DateField(_("カードが必要な最終日"), null=True, blank=True)
    last_service_ended_on = models.DateField(
        _("最後のサービスの終了日"), null=True, blank=True
    )
    last_bill_settled_on = models.DateField(
        _("最後の請求の支払日"), null=True, blank=True
    )
    last_instalment_paid_on = models.DateField(_("分割払いの完済日"), null=True, blank=True)
    open_sim_case = models.BooleanField(_("SIM返却の未解決"), default=False)

    class Meta:
        verbose_name = _("会員の状況")
        verbose_name_plural = _("会員の状況")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owed_yen__gte=0), name="nobody_owes_less_than_nothing"
            )
        ]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def is_closing(self) -> bool:
        """Whether every service has ended (the three months of F-ACC-06 run or wait to run)."""
        return self.last_service_ended_on is not None
