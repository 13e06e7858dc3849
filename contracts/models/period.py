"""What a line held, from when to when: bills of a month read that month's periods."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line
from mioportal.plumbing.codes import public_code
from mioportal.rules import option_changes, options

# Options whose fee is between two sums: the contract names it.
_AGREED = sorted(code.value for code in options.OPTION_FEE_RANGES)


class PeriodQuerySet(models.QuerySet[models.Model]):
    """Named questions about dated periods."""

    def on(self, day: date) -> Self:
        """Periods that hold on a day."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> Self:
        """Periods that touch a span of days, both ends included."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=first)).filter(
            starts_on__lte=last
        )


class Period(models.Model):
    """Inclusive days; open while `ends_on` is empty."""

    starts_on = models.DateField(_("開始日"))
    ends_on = models.DateField(_("終了日"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_%(class)s_ends_after_it_starts",
            ),
        ]

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class PlanPeriod(Period):
    """The plan that a line was on."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="plan_periods", verbose_name=_("回線")
    )
    plan_code = models.CharField(_("料金プラン"), max_length=30)

    class Meta(Period.Meta):
        verbose_name = _("料金プランの期間")
        verbose_name_plural = _("料金プランの期間")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(ends_on=None), name="one_open_plan_per_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.plan_code} {self.starts_on}〜{self.ends_on or ''}"


class OptionPeriod(Period):
    """An option that a line held; one that outlives its line stays that line's (C-095)."""

    class State(models.TextChoices):
        """ST-option, derived from dates and never stored."""

        WAITING = "waiting", _("利用開始前")
        ACTIVE = "active", _("契約中")
        TRIAL = "trial", _("お試し中")
        SEPARATE = "separate", _("要個別解約")
        ENDING = "ending", _("解約予定")
        ENDED = "ended", _("解約済み")

    code = models.CharField(max_length=16, unique=True, default=public_code)
    line = models.ForeignKey(
        Line, models.PROTECT, related_name="option_periods", verbose_name=_("回線")
    )
    option_code = models.CharField(_("オプション"), max_length=30)
    # The fee the contract names, for options whose price depends on it.
    agreed_yen = models.DecimalField(
        _("契約の月額"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    # Of one that was added to a line in use: its receipt, and the form that asked for it.
    added_at = models.DateTimeField(_("追加の受付日時"), null=True, blank=True)
    added_number = models.CharField(
        _("追加の受付番号"), max_length=16, unique=True, null=True, blank=True
    )
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    trial_through = models.DateField(_("無料で試せる最終日"), null=True, blank=True)
    # The last day on which the end of the trial was told, and when it was found to be over.
    trial_told_on = models.DateField(_("お試しの終わりを知らせた日"), null=True, blank=True)
    trial_over_at = models.DateTimeField(_("有料になった処理の日時"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("解約の受付日時"), null=True, blank=True)
    receipt_number = models.CharField(
        _("解約の受付番号"), max_length=16, unique=True, null=True, blank=True
    )
    # A third party's option: the member says that it was ended over there (C-098, D-64).
    ticked_at = models.DateTimeField(_("提供元で解約したとの申告"), null=True, blank=True)
    # When its end was carried out: told by mail (M-17).
    ended_at = models.DateTimeField(_("終了処理の日時"), null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("オプションの期間")
        verbose_name_plural = _("オプションの期間")
        permissions = [("end_option", _("電話でオプションの解約を受け付ける"))]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["line", "option_code"],
                condition=models.Q(ends_on=None),
                name="an_option_is_open_once_per_line",
            ),
            models.CheckConstraint(
                condition=models.Q(option_code__in=_AGREED, agreed_yen__isnull=False)
                | (~models.Q(option_code__in=_AGREED) & models.Q(agreed_yen=None)),
                name="an_option_has_an_agreed_fee_where_its_price_depends",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at=None, ticked_at=None)
                | models.Q(ends_on__isnull=False),
                name="an_ended_option_has_a_last_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["trial_through"],
                condition=models.Q(
                    ends_on=None, trial_through__isnull=False, trial_over_at=None
                ),
                name="options_on_trial",
            ),
            models.Index(
                fields=["ends_on"],
                condition=models.Q(ended_at=None)
                & (models.Q(cancelled_at__isnull=False) | models.Q(ticked_at__isnull=False)),
                name="options_to_be_told_of",
            ),
            models.Index(
                fields=["ends_on"],
                condition=models.Q(ends_on__isnull=False),
                name="options_with_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.label} {self.starts_on}〜{self.ends_on or ''}"

    @property
    def label(self) -> str:
        """The documented name."""
        return options.option(self.option_code).label

    @property
    def decided_at(self) -> datetime | None:
        """When its end was asked for, here or over there."""
        return self.cancelled_at or self.ticked_at

    def is_over(self, today: date) -> bool:
        """Whether it has ended; one that was ended at once is over on its last day already."""
        if self.ends_on is None or self.ends_on > today:
            return False
        at_once = self.decided_at is not None and option_changes.ends_at_once(
            self.option_code, self.ends_on
        )
        return self.ends_on < today or at_once

    def is_free(self, today: date) -> bool:
        """Whether it is being tried, and costs nothing yet."""
        return self.trial_through is not None and self.trial_through >= today

    def state(self, today: date) -> State:
        """Right from midnight on, whether or not a job has run."""
        if self.is_over(today):
            return self.State.ENDED
        if self.starts_on > today:
            return self.State.WAITING
        if self.ends_on is not None:
            return self.State.ENDING
        if self.line.leaving_by and options.goes_on(options.option(self.option_code).code):
            return self.State.SEPARATE
        return self.State.TRIAL if self.is_free(today) else self.State.ACTIVE
