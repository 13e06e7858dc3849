"""A line (回線): two axes, function × medium (C-094), and how it leaves."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from mioportal.plumbing.models import World


class LineQuerySet(models.QuerySet["Line"]):
    """Named questions about lines."""

    def of(self, member: Member) -> Self:
        """A member's own lines."""
        return self.filter(member=member)

    def live(self, today: date) -> Self:
        """Lines that still serve on a day (the last day included)."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=today))

    def over(self, today: date) -> Self:
        """Lines whose last day has passed."""
        return self.filter(ends_on__lt=today)

    def released(self, today: date) -> Self:
        """Lines whose last day has passed, and whose end waits for nobody."""
        waits_no_more = models.Q(held_through=None) | models.Q(held_through__lt=today)
        return self.filter(waits_no_more, ends_on__lt=today)

    def due_to_end(self) -> Self:
        """Lines that have a last day and have not been ended yet."""
        return self.filter(ends_on__isnull=False, ended_at=None)

    def to_count(self) -> Self:
        """Metered lines that have days to be counted, today or later."""
        going_on = models.Q(ends_on=None) | models.Q(ends_on__gt=models.F("metered_through"))
        return self.filter(going_on, metered_through__isnull=False)


class Line(models.Model):
    """One contracted line. Values of the axes are those of `rules.plans`."""

    class Function(models.TextChoices):
        """機能."""

        VOICE = "voice", _("音声")
        SMS = "sms", _("SMS")
        DATA = "data", _("データ")

    class Medium(models.TextChoices):
        """タイプ."""

        SIM = "sim", _("SIMカード")
        ESIM = "esim", _("eSIM")

    class Network(models.TextChoices):
        """The network it runs on."""

        DOCOMO = "docomo", _("タイプD（ドコモ網）")
        AU = "au", _("タイプA（au網）")

    class Leaving(models.TextChoices):
        """How a line leaves, once that is decided (design: set by services of this app only)."""

        NO = "", _("利用中")
        CANCELLATION = "cancellation", _("解約")
        PORT_OUT = "port_out", _("MNP転出")
        UNDONE = "undone", _("初期契約解除")

    class Status(models.TextChoices):
        """ST-contract, derived from dates and never stored."""

        WAITING = "waiting", _("開通待ち")
        ACTIVE = "active", _("利用中")
        LEAVING = "leaving", _("解約受付済")
        PORTING = "porting", _("MNP転出手続中")
        SUSPENDED = "suspended", _("利用停止")
        ENDED = "ended", _("解約済み")

    code = models.CharField(_("サービスコード"), max_length=16, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="lines", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="lines", verbose_name=_("世界")
    )
    function = models.CharField(_("機能"), max_length=8, choices=Function)
    medium = models.CharField(_("タイプ"), max_length=8, choices=Medium)
    network = models.CharField(_("ネットワーク"), max_length=8, choices=Network)
    phone_number = models.CharField(_("電話番号"), max_length=13, blank=True)
    user_name = models.CharField(_("利用者"), max_length=80, blank=True)
    contracted_on = models.DateField(_("契約日"))
    started_on = models.DateField(_("利用開始日"))
    billing_started_on = models.DateField(_("課金開始日"))
    # An entry package has paid what its beginning costs (F-APP-18, D-152).
    initial_fee_prepaid = models.BooleanField(_("初期費用は事前支払い済み"), default=False)
    by_phone_only = models.BooleanField(_("電話でのみ解約できる契約"), default=False)
    fast_data = models.BooleanField(_("高速通信"), default=True)
    # The last day whose use is known; None where nothing is metered.
    metered_through = models.DateField(_("計測済みの最終日"), null=True, blank=True)
    leaving_by = models.CharField(
        _("出ていく方法"), max_length=12, choices=Leaving, blank=True, default=Leaving.NO
    )
    ends_on = models.DateField(_("最終日"), null=True, blank=True)
    # What its leaving cut short, and until when: for the desk that takes a cancellation back.
    let_go = models.JSONField(_("終了とともに終わるもの"), default=dict, blank=True)
    # Its end waits through this day for a word from the desk (C-031, C-085).
    held_through = models.DateField(_("終了を保留する最終日"), null=True, blank=True)
    ended_at = models.DateTimeField(_("終了処理の日時"), null=True, blank=True)
    # The last day of a reservation number that is out for it, so that every floor can warn of it.
    number_live_through = models.DateField(_("MNP予約番号の有効期限"), null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("回線")
        verbose_name_plural = _("回線")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(leaving_by="", ends_on=None)
                | (~models.Q(leaving_by="") & models.Q(ends_on__isnull=False)),
                name="a_line_has_a_last_day_exactly_when_it_leaves",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ends_on__isnull=False),
                name="only_a_leaving_line_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(held_through=None) | models.Q(ends_on__isnull=False),
                name="only_a_leaving_line_is_held",
            ),
            models.UniqueConstraint(
                fields=["world", "phone_number"],
                condition=~models.Q(phone_number="") & models.Q(ended_at=None),
                name="one_live_line_per_number_in_a_world",
            ),
        ]
        indexes = [
            models.Index(
                fields=["member"],
                condition=models.Q(ends_on__isnull=False),
                name="lines_that_end_of_a_member",
            ),
            models.Index(
                fields=["world", "ends_on"],
                condition=models.Q(ends_on__isnull=False, ended_at=None),
                name="lines_due_to_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def label(self) -> str:
        """What a member calls the line: its number, or its code where it has none."""
        return self.phone_number or self.code

    @property
    def type_label(self) -> str:
        """機能・タイプ, as the contract page shows it."""
        return f"{self.get_function_display()}・{self.get_medium_display()}"

    @property
    def has_card(self) -> bool:
        """Whether a SIM card was lent for it."""
        return self.medium == self.Medium.SIM

    def status(self, today: date) -> Status:
        """利用中 up to and on the last day; the jobs need not have run for it to be right."""
        if self.ends_on is None:
            return self.Status.ACTIVE if self.started_on <= today else self.Status.WAITING
        # Undoing a contract takes effect at once, on its last day already (C-106), and so does the
        # opening of the number at another operator (F-MNO-12).
        at_once = self.leaving_by in (self.Leaving.UNDONE, self.Leaving.PORT_OUT)
        is_over = self.ends_on < today and not self.is_held(today)
        if is_over or at_once and self.ends_on <= today:
            return self.Status.ENDED
        return self.Status.LEAVING

    def is_held(self, today: date) -> bool:
        """Whether its end waits for the desk on this day."""
        waits = self.held_through is not None and today <= self.held_through
        return waits and self.ended_at is None

    def is_number_live(self, today: date) -> bool:
        """Whether a reservation number is out for it: 「MNP転出手続中」 while it goes on."""
        through = self.number_live_through
        return through is not None and today <= through
