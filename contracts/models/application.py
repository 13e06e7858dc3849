"""An application (お申し込み) from its first page to running lines (ST-application)."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models.line import Line
from mioportal.plumbing.models import World
from mioportal.rules import device_shop
from mioportal.rules.application import ApplicationState, NumberFrom
from mioportal.rules.dates import day_in_japan
from mioportal.rules.device_shop import OnSale
from mioportal.rules.operators import LABELS, Operator
from mioportal.words import catalogue

# Handed in, and neither completed nor come to nothing.
UNDER_WAY = (
    ApplicationState.APPLIED,
    ApplicationState.IDENTITY_AWAITED,
    ApplicationState.IN_REVIEW,
    ApplicationState.RETURNED,
    ApplicationState.APPROVED,
    ApplicationState.SENT,
    ApplicationState.OPENING,
)
OPEN = (ApplicationState.DRAFT, *UNDER_WAY)
_UNDER_WAY = [state.value for state in UNDER_WAY]
_OPEN = [state.value for state in OPEN]


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Named questions about applications."""

    def of(self, member: Member) -> Self:
        """A member's own."""
        return self.filter(member=member)

    def open(self) -> Self:
        """Drafts, and those under way: a member has one at most."""
        return self.filter(state__in=_OPEN)

    def drafts(self) -> Self:
        """Those that have not been handed in and can still be."""
        return self.filter(state=ApplicationState.DRAFT.value)


class Application(models.Model):
    """One application of a member for one line or several.

    Its number is the receipt number and stands in its address: nobody can guess it.
    """

    number = models.CharField(_("受付番号"), max_length=20, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="applications", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="applications", verbose_name=_("世界")
    )
    state = models.CharField(
        _("状況"),
        max_length=20,
        choices=[(each.value, catalogue.word(each)) for each in ApplicationState],
        default=ApplicationState.DRAFT.value,
    )
    # What the member came with (F-APP-07, F-APP-18).
    partner = models.CharField(_("紹介・提携"), max_length=20, blank=True)
    entry_code = models.CharField(_("エントリーコード"), max_length=20, blank=True)
    # What was typed on each page, by the page's name: kept at every step (F-APP-15).
    answers = models.JSONField(_("入力の途中"), default=dict, blank=True)
    # What the check page showed, yen by yen, and the digest that the consent was given to.
    shown = models.JSONField(_("申込内容の確認に表示した内容"), null=True, blank=True)
    shown_digest = models.CharField(max_length=64, blank=True)
    consented_at = models.DateTimeField(_("同意した日時"), null=True, blank=True)
    started_at = models.DateTimeField(_("開始日時"))
    changed_at = models.DateTimeField(_("最後に保存した日時"))
    # The last day of a draft, the day itself included (C-042).
    lapses_on = models.DateField(_("下書きの最終日"))
    submitted_at = models.DateTimeField(_("申込日時"), null=True, blank=True)
    approved_at = models.DateTimeField(_("承認日時"), null=True, blank=True)
    completed_at = models.DateTimeField(_("完了日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("取消・期限切れの日時"), null=True, blank=True)
    ended_by = models.CharField(_("取り消した人"), max_length=150, blank=True)
    ended_why = models.CharField(_("取消の理由"), max_length=200, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("お申し込み")
        verbose_name_plural = _("お申し込み")
        permissions = [("handle_application", _("お申し込みを進める"))]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state__in=_OPEN),
                name="one_open_application_per_member",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", submitted_at=None)
                | models.Q(state__in=("lapsed", "withdrawn"))
                | (
                    ~models.Q(state__in=("draft", "lapsed", "withdrawn"))
                    & models.Q(submitted_at__isnull=False, shown__isnull=False)
                ),
                name="an_application_handed_in_keeps_what_was_shown",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("lapsed", "withdrawn"), ended_at__isnull=False)
                | ~models.Q(state__in=("lapsed", "withdrawn")),
                name="an_application_that_came_to_nothing_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "lapses_on"],
                condition=models.Q(state="draft"),
                name="applications_that_may_lapse",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_state_display()}"

    @property
    def applied_on(self) -> date:
        """The day in Japan on which it was handed in: its prices hold (D-141)."""
        assert self.submitted_at is not None
        return day_in_japan(self.submitted_at)

    @property
    def has_prepaid(self) -> bool:
        """Whether an entry package was bought beforehand: its code pays an initial fee (D-152)."""
        said: str = self.answers.get("prepayment", {}).get("prepaid", "")
        return bool(self.entry_code) and said == "paid"

    @property
    def is_draft(self) -> bool:
        """Whether it has not been handed in yet."""
        return self.state == ApplicationState.DRAFT

    @property
    def is_under_way(self) -> bool:
        """Whether it was handed in and is neither completed nor came to nothing."""
        return self.state in _UNDER_WAY


class AppliedLine(models.Model):
    """One line of an application: what was chosen, and how far it has come."""

    class State(models.TextChoices):
        """How far one line has come; those of one application need not go together."""

        APPLIED = "applied", _("お申し込み中")
        SENT = "sent", _("発送済")
        OPENING = "opening", _("開通待ち")
        OPENED = "opened", _("開通")
        ENDED = "ended", _("取り消し")

    class Device(models.TextChoices):
        """What the line is used with."""

        OWN = "own", _("お持ちの端末を使う")
        BUY = "buy", _("一緒に端末を購入する（24回の分割払い）")
        NONE = "none", _("端末はこれから用意する")

    class NumberFrom(models.TextChoices):
        """Where the number comes from: values of the rules."""

        NEW = NumberFrom.NEW.value, _("新しい電話番号")
        RESERVATION = NumberFrom.RESERVATION.value, _("MNP予約番号で引き継ぐ")
        ONE_STOP = NumberFrom.ONE_STOP.value, _("ワンストップ方式で引き継ぐ")

    code = models.CharField(max_length=16, unique=True)
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="lines", verbose_name=_("お申し込み")
    )
    position = models.PositiveSmallIntegerField(_("何枚目"))
    state = models.CharField(_("状況"), max_length=10, choices=State, default=State.APPLIED)
    function = models.CharField(_("機能"), max_length=8, choices=Line.Function)
    medium = models.CharField(_("タイプ"), max_length=8, choices=Line.Medium)
    network = models.CharField(_("ネットワーク"), max_length=8, choices=Line.Network)
    plan_code = models.CharField(_("料金プラン"), max_length=30)
    # Values of rules.options.OptionCode.
    option_codes = models.JSONField(_("オプション"), default=list, blank=True)
    device = models.CharField(_("端末"), max_length=10, choices=Device, default=Device.OWN)
    device_name = models.CharField(_("端末名"), max_length=80, blank=True)
    # Of one that is bought with the line: a value of rules.device_shop.ShopDevice.
    device_code = models.CharField(_("購入する端末"), max_length=20, blank=True)
    # Who uses it, where that is not the contractor (利用者); of a minor the parent contracts.
    user_family_name = models.CharField(_("利用者の姓"), max_length=40, blank=True)
    user_given_name = models.CharField(_("利用者の名"), max_length=40, blank=True)
    user_family_kana = models.CharField(_("利用者のセイ"), max_length=40, blank=True)
    user_given_kana = models.CharField(_("利用者のメイ"), max_length=40, blank=True)
    user_birth_date = models.DateField(_("利用者の生年月日"), null=True, blank=True)
    number_from = models.CharField(
        _("電話番号"), max_length=12, choices=NumberFrom, default=NumberFrom.NEW
    )
    # Of a number that is brought along (F-MNI-01 to 03).
    brought_number = models.CharField(_("引き継ぐ電話番号"), max_length=13, blank=True)
    # The number and its world, while an application under way asks for it: one at a time does.
    asks_for = models.CharField(max_length=40, null=True, blank=True, unique=True, editable=False)
    mnp_number = models.CharField(_("MNP予約番号"), max_length=10, blank=True)
    mnp_expires_on = models.DateField(_("MNP予約番号の有効期限"), null=True, blank=True)
    donor = models.CharField(
        _("転入元の事業者"),
        max_length=10,
        blank=True,
        choices=[(each.value, LABELS[each]) for each in Operator],
    )
    # In whose name the number stands over there (MNP利用者): it must be the contractor (O-33).
    donor_family_kana = models.CharField(_("転入元の名義（セイ）"), max_length=40, blank=True)
    donor_given_kana = models.CharField(_("転入元の名義（メイ）"), max_length=40, blank=True)
    donor_birth_date = models.DateField(_("転入元の名義の生年月日"), null=True, blank=True)
    # What comes of it.
    line = models.OneToOneField(
        Line,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applied",
        verbose_name=_("開通した回線"),
    )
    iccid = models.CharField(_("製造番号（ICCID）"), max_length=20, blank=True)
    # The number that the carrier gave it, before it opens.
    phone_number = models.CharField(_("割り当てた電話番号"), max_length=13, blank=True)
    # A reservation number that ran out before the line opened: when the member was told.
    number_lapsed_at = models.DateTimeField(
        _("予約番号の期限切れを知らせた日時"), null=True, blank=True
    )
    tracking_number = models.CharField(_("お問い合わせ番号（配送）"), max_length=20, blank=True)
    sent_at = models.DateTimeField(_("発送日時"), null=True, blank=True)
    received_at = models.DateTimeField(_("受け取りの日時"), null=True, blank=True)
    opened_at = models.DateTimeField(_("開通日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("取り消しの日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("お申し込みの回線")
        verbose_name_plural = _("お申し込みの回線")
        ordering = ["application", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="one_line_per_place_in_an_application"
            ),
            models.CheckConstraint(
                condition=models.Q(state="opened", line__isnull=False, opened_at__isnull=False)
                | (~models.Q(state="opened") & models.Q(line=None)),
                name="an_applied_line_is_open_exactly_when_there_is_a_line",
            ),
            models.CheckConstraint(
                condition=models.Q(device="buy") & ~models.Q(device_code="")
                | ~models.Q(device="buy") & models.Q(device_code=""),
                name="an_applied_line_names_the_device_that_it_buys",
            ),
        ]

    def __str__(self) -> str:
        told = {"number": self.application.number, "position": self.position}
        return gettext("%(number)s %(position)d枚目") % told

    @property
    def type_label(self) -> str:
        """機能・タイプ, as the contract page shows it."""
        return f"{self.get_function_display()}・{self.get_medium_display()}"

    @property
    def is_voice(self) -> bool:
        """Whether it makes calls (C-043)."""
        return self.function == Line.Function.VOICE

    def has_lapsed(self, today: date) -> bool:
        """Whether it waits still for a number whose reservation has run out."""
        waits = self.state not in (self.State.OPENED, self.State.ENDED)
        return waits and self.mnp_expires_on is not None and self.mnp_expires_on < today

    @property
    def buys(self) -> OnSale | None:
        """The device that is bought with it."""
        return device_shop.on_sale(self.device_code) if self.device_code else None

    @property
    def is_brought(self) -> bool:
        """Whether a number is brought along (MNP転入)."""
        return self.number_from != self.NumberFrom.NEW

    @property
    def user_name(self) -> str:
        """Who uses the line, where that is not the contractor."""
        return f"{self.user_family_name} {self.user_given_name}".strip()
