"""The member, and how they stand."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from mioportal.plumbing.models import World
from mioportal.rules import mioid
from mioportal.rules.dates import ONE_DAY, day_in_japan
from mioportal.rules.identity import IdentityStatus


class Member(models.Model):
    """A contractor on the site (会員)."""

    class Kind(models.TextChoices):
        """Corporate members leave by the corporate desk only (C-119)."""

        INDIVIDUAL = "INDIVIDUAL", _("個人")
        CORPORATE = "CORPORATE", _("法人")

    class Identity(models.TextChoices):
        """本人確認状況 (ST-identity, C-075): the states of the rules."""

        NOT_SUBMITTED = IdentityStatus.NOT_SUBMITTED.value, _("未提出")
        IN_REVIEW = IdentityStatus.IN_REVIEW.value, _("審査中")
        RETURNED = IdentityStatus.RETURNED.value, _("差し戻し")
        COMPLETE = IdentityStatus.COMPLETE.value, _("完了")

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
    # None, and no name, until the application of a provisional mioID has been handed in (C-045).
    birth_date = models.DateField(_("生年月日"), null=True, blank=True)
    postcode = models.CharField(_("郵便番号"), max_length=10)
    address = models.CharField(_("住所"), max_length=200)
    phone = models.CharField(_("電話番号"), max_length=20)
    registered_on = models.DateField(_("登録日"))
    identity = models.CharField(
        _("本人確認状況"), max_length=13, choices=Identity, default=Identity.NOT_SUBMITTED
    )
    identity_note = models.CharField(_("差し戻しの理由"), max_length=200, blank=True)
    daytime_phone = models.CharField(_("昼間の連絡先"), max_length=20, blank=True)
    # None: not wanted. Issues of earlier days are not sent after the fact.
    pickup_news_since = models.DateField(
        _("IIJ Pickup Newsの受け取りを始めた日"), null=True, blank=True
    )
    # The mioID's life (F-ACC-04, F-ACC-06): None once an application is completed, and while valid.
    provisional_through = models.DateField(_("仮登録の最終日"), null=True, blank=True)
    invalid_since = models.DateTimeField(_("mioIDが無効になった日時"), null=True, blank=True)
    # Who they are, by kana and birth date (F-ACC-02); written when an application is handed in.
    person_key = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        verbose_name = _("会員")
        verbose_name_plural = _("会員")
        permissions = [
            ("decide_identity", _("本人確認を決める")),
            ("settle_debt", _("入金を確認する")),
            ("lift_lock", _("ログインのロックを解く")),
            ("change_mail", _("メールアドレスを変更する")),
            ("ask_for_papers", _("本人確認書類を求める")),
            ("end_sessions", _("すべての端末からログアウトさせる")),
        ]
        indexes = [
            models.Index(
                fields=["world", "provisional_through"],
                condition=models.Q(provisional_through__isnull=False, invalid_since=None),
                name="drafts_that_may_lapse",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(provisional_through__isnull=False)
                | models.Q(birth_date__isnull=False),
                name="only_a_provisional_member_is_nobody_yet",
            ),
            # One mioID per person (C-039); one that has ended leaves its place.
            models.UniqueConstraint(
                fields=["world", "person_key"],
                condition=models.Q(person_key__isnull=False, invalid_since=None),
                name="one_mioid_per_person_in_a_world",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.login} {self.full_name}"

    @property
    def mio_id(self) -> str:
        """The mioID."""
        return self.user.login

    @property
    def full_name(self) -> str:
        """The name as the member writes it; a company's name comes first.

        Who has not said yet who they are is called by the mioID.
        """
        person = f"{self.family_name} {self.given_name}".strip() or self.mio_id
        return f"{self.company} {person}" if self.company else person

    @property
    def is_corporate(self) -> bool:
        """Whether the contract is a company's."""
        return self.kind == self.Kind.CORPORATE

    @property
    def last_day(self) -> date | None:
        """The last day of the mioID, the day itself included; None while it is not settled."""
        if self.invalid_since is not None:
            return day_in_japan(self.invalid_since) - ONE_DAY
        return self.provisional_through or self.standing.valid_through

    def mio_id_state(self, today: date) -> mioid.MioIdState:
        """ST-mioID on a day of the member's; the jobs need not have run for it to be right."""
        if self.invalid_since is not None:
            # For whoever looked at the clock just before midnight, too.
            return mioid.MioIdState.INVALID
        return mioid.state_on(
            today,
            through=self.last_day,
            is_provisional=self.provisional_through is not None,
            is_closing=self.standing.is_closing,
        )

    def has_ended(self, today: date) -> bool:
        """Whether the mioID is 無効 on a day of the member's."""
        return self.mio_id_state(today) is mioid.MioIdState.INVALID


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
    # ST-contract 利用停止: none of the member's lines can be used, from this day on.
    suspended_on = models.DateField(_("利用停止の日"), null=True, blank=True)
    card_needed_through = models.DateField(_("カードが必要な最終日"), null=True, blank=True)
    last_service_ended_on = models.DateField(
        _("最後のサービスの終了日"), null=True, blank=True
    )
    last_bill_settled_on = models.DateField(
        _("最後の請求の支払日"), null=True, blank=True
    )
    last_instalment_paid_on = models.DateField(_("分割払いの完済日"), null=True, blank=True)
    open_sim_case = models.BooleanField(_("SIM返却の未解決"), default=False)
    sim_case_closed_on = models.DateField(_("SIM返却が片付いた日"), null=True, blank=True)
    # An application was handed in and is under way; when the last one was over (D-150).
    open_application = models.BooleanField(_("進行中のお申し込み"), default=False)
    application_ended_on = models.DateField(_("お申し込みが終わった日"), null=True, blank=True)
    instalments_yen = models.DecimalField(
        _("端末の分割払いの残り"), max_digits=12, decimal_places=1, default=Decimal(0)
    )
    # The mioID's last day, once nothing is open that could put it off (C-041). It is taken away
    # when it has passed: from then on Member.invalid_since tells.
    valid_through = models.DateField(_("mioIDの有効な最終日"), null=True, blank=True)

    class Meta:
        verbose_name = _("会員の状況")
        verbose_name_plural = _("会員の状況")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owed_yen__gte=0), name="nobody_owes_less_than_nothing"
            ),
            models.CheckConstraint(
                condition=models.Q(instalments_yen__gte=0), name="no_device_is_paid_too_much"
            ),
        ]
        indexes = [
            models.Index(
                fields=["valid_through"],
                condition=models.Q(valid_through__isnull=False),
                name="mioids_with_a_last_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def is_suspended(self) -> bool:
        """Whether the member's lines are suspended because a bill is unpaid."""
        return self.suspended_on is not None

    @property
    def is_closing(self) -> bool:
        """Whether every service has ended (the three months of F-ACC-06 run or wait to run)."""
        return self.last_service_ended_on is not None

    @property
    def closing(self) -> mioid.ClosingFacts | None:
        """What the last day of the mioID hangs on; None while services run."""
        if self.last_service_ended_on is None:
            return None
        return mioid.ClosingFacts(
            last_service_ended_on=self.last_service_ended_on,
            bill_settled_on=self.last_bill_settled_on,
            instalment_paid_on=self.last_instalment_paid_on,
            sim_case_closed_on=self.sim_case_closed_on,
            has_unpaid=self.owed_yen > 0,
            has_instalments=self.instalments_yen > 0,
            has_sim_case=self.open_sim_case,
            has_application=self.open_application,
            application_ended_on=self.application_ended_on,
        )
