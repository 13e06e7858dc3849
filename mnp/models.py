"""Leaving with the number: what is asked for, the number it leads to, and who takes it over."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.models import World
from mioportal.rules.operators import LABELS

# Lines that end at once, on their last day already.
_GONE = (Line.Leaving.PORT_OUT, Line.Leaving.UNDONE)


class PortRequestQuerySet(models.QuerySet["PortRequest"]):
    """Named questions about requests and their numbers."""

    def of(self, member: Member) -> Self:
        """A member's own."""
        return self.filter(line__member=member)

    def waiting(self) -> Self:
        """Accepted, without a number yet."""
        return self.filter(state__in=PortRequest.WAITING)

    def live(self, today: date) -> Self:
        """With a number that can be used on a day."""
        serves = models.Q(line__ends_on=None) | models.Q(line__ends_on__gte=today)
        issued = self.filter(serves, state=PortRequest.State.ISSUED, expires_on__gte=today)
        return issued.exclude(line__leaving_by__in=_GONE)

    def ready(self, today: date) -> Self:
        """Waiting for nothing but their turn, for lines that are there."""
        gone = models.Q(line__ends_on__lt=today) | models.Q(line__leaving_by__in=_GONE)
        return self.waiting().exclude(self.held_back()).exclude(gone)

    @staticmethod
    def held_back() -> models.Q:
        """What keeps a number from being issued, as far as rows tell it (C-071)."""
        member = "line__member__"
        return models.Q(released_note="") & (
            models.Q(**{f"{member}standing__owed_yen__gt": 0})
            | ~models.Q(**{f"{member}identity": Member.Identity.COMPLETE})
            | ~models.Q(fault_note="")
        )


class PortRequest(models.Model):
    """One request for a reservation number, and the life of the number that came of it."""

    class Kind(models.TextChoices):
        """What was asked for."""

        NUMBER = "number", _("発行")
        AGAIN = "again", _("再発行")
        ONE_STOP = "one_stop", _("ワンストップ方式")

    class State(models.TextChoices):
        """ST-MNP request."""

        QUEUED = "queued", _("受付")
        HELD = "held", _("保留")
        ISSUED = "issued", _("発行済")
        EXPIRED = "expired", _("期限切れ")
        VOIDED = "voided", _("無効化")
        PORTED = "ported", _("転出完了")
        CALLED_OFF = "called_off", _("取消")

    class Why(models.TextChoices):
        """Why a number, or a request, came to nothing."""

        REPLACED = "replaced", _("再発行したため")
        MEMBER = "member", _("会員の依頼")
        DESK = "desk", _("窓口での依頼")
        LINE_ENDED = "line_ended", _("回線が終わったため")
        OTHER_WAY = "other_way", _("別の手続きで転出したため")
        ORDER_OVER = "order_over", _("転出先でのお申し込みが終わったため")

    class Channel(models.TextChoices):
        """How it reached us."""

        SITE = "site", _("会員サイト")
        DESK = "desk", _("窓口")
        OPERATOR = "operator", _("転出先のサイト")

    WAITING = (State.QUEUED, State.HELD)

    receipt_number = models.CharField(_("受付番号"), max_length=20, unique=True)
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="port_requests", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="port_requests", verbose_name=_("世界")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=Kind, default=Kind.NUMBER)
    channel = models.CharField(_("受付方法"), max_length=10, choices=Channel)
    state = models.CharField(_("状態"), max_length=12, choices=State, default=State.QUEUED)
    requested_at = models.DateTimeField(_("受付日時"))
    # From when on the number may come: the hours are kept, a queue is in order of request.
    due_at = models.DateTimeField(_("発行できる日時"))
    # The one that this replaces; so a form sent twice replaces it once.
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("前の申し込み"),
    )
    reasons = models.JSONField(_("理由"), default=list)
    other_reason = models.CharField(_("その他の理由"), max_length=200, blank=True)
    shown = models.JSONField(_("同意のときに見せた内容"), default=dict)
    fault_note = models.CharField(_("登録内容の不備"), max_length=200, blank=True, default="")
    released_note = models.CharField(_("保留を解いた理由"), max_length=200, blank=True, default="")
    number = models.CharField(_("MNP予約番号"), max_length=10, blank=True, default="")
    issued_at = models.DateTimeField(_("発行日時"), null=True, blank=True)
    expires_on = models.DateField(_("有効期限"), null=True, blank=True)
    # The next day on which the member is told that the number runs out.
    # Counted back from `expires_on`; `reminder_on` says what it comes to for a line that leaves.
    remind_on = models.DateField(_("次に知らせる日"), null=True, blank=True)
    ended_at = models.DateTimeField(_("終わった日時"), null=True, blank=True)
    why_ended = models.CharField(
        _("終わった理由"), max_length=12, choices=Why, blank=True, default=""
    )

    objects = PortRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("MNP予約番号")
        verbose_name_plural = _("MNP予約番号")
        permissions = [("handle_portrequest", _("MNP予約番号の申し込みを扱う"))]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state__in=("queued", "held")),
                name="one_waiting_port_request_per_line",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state="issued"),
                name="one_live_number_per_line",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=models.Q(state="issued"),
                name="live_numbers_differ",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("issued", "expired", "ported"))
                | (models.Q(issued_at__isnull=False, expires_on__isnull=False)
                   & ~models.Q(number="")),
                name="what_was_issued_has_a_number",
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "requested_at", "id"],
                condition=models.Q(state__in=("queued", "held")),
                name="port_requests_waiting",
            ),
            models.Index(
                fields=["world", "expires_on"],
                condition=models.Q(state="issued"),
                name="numbers_to_expire",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.line.label}"

    @property
    def is_one_stop(self) -> bool:
        """Whether it is a consent, whose number nobody is shown (C-074)."""
        return self.kind == self.Kind.ONE_STOP

    @property
    def number_tail(self) -> str:
        """The last digits: enough to tell numbers apart, useless to whoever overhears them."""
        return self.number[-4:]

    @property
    def good_through(self) -> date | None:
        """The last day of its number: its own, or its line's where that one comes first (C-070)."""
        days = (self.expires_on, self.line.ends_on)
        return min(day for day in days if day) if self.expires_on else None

    @property
    def reminder_on(self) -> date | None:
        """The day of the next reminder: as many days before the last day that counts (D-30)."""
        if self.remind_on is None or self.expires_on is None or self.good_through is None:
            return None
        return self.remind_on - (self.expires_on - self.good_through)

    def is_live(self, today: date) -> bool:
        """Whether its number can be used on a day; the jobs need not have run for it."""
        if self.state != self.State.ISSUED or self.line.leaving_by in _GONE:
            return False
        return self.good_through is not None and today <= self.good_through

    def state_on(self, today: date) -> "PortRequest.State":
        """Its state as pages show it: right from midnight on, whether or not a job has run."""
        if self.state == self.State.ISSUED and not self.is_live(today):
            lapsed = self.expires_on is not None and self.expires_on < today
            return self.State.EXPIRED if lapsed else self.State.VOIDED
        return self.State(self.state)


class PortDeskLine(Line):
    """A line as the desk sees it that asks for a number: the same row, with its own screen."""

    class Meta:
        proxy = True
        verbose_name = _("電話でのMNP予約番号の受付")
        verbose_name_plural = _("電話でのMNP予約番号の受付")


class PortOrder(models.Model):
    """What the clearing house has told us of one order to take a number over."""

    class State(models.TextChoices):
        """How far the order has come."""

        CHECKED = "checked", _("照会済")
        OPENED = "opened", _("開通")
        FAILED = "failed", _("開通できず")
        CANCELLED = "cancelled", _("取りやめ")

    # What the clearing house calls it: a message that comes twice is the same message.
    reference = models.CharField(_("照会番号"), max_length=40, unique=True)
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="port_orders", verbose_name=_("回線")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="port_orders", verbose_name=_("世界")
    )
    request = models.ForeignKey(
        PortRequest, models.PROTECT, related_name="orders", verbose_name=_("MNP予約番号")
    )
    operator = models.CharField(
        _("転出先"), max_length=12, choices=[(code.value, name) for code, name in LABELS.items()]
    )
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.CHECKED)
    checked_at = models.DateTimeField(_("照会された日時"))
    ended_at = models.DateTimeField(_("終わった日時"), null=True, blank=True)
    note = models.CharField(_("理由"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("MNP転出")
        verbose_name_plural = _("MNP転出")
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state="opened"),
                name="a_number_leaves_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.line.label}"
