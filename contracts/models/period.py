"""What a line held, from when to when: bills of a month read that month's periods."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line


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
    """An option that a line held."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="option_periods", verbose_name=_("回線")
    )
    option_code = models.CharField(_("オプション"), max_length=30)
    # The fee the contract names, for options whose price depends on it.
    agreed_yen = models.DecimalField(
        _("契約の月額"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    trial_through = models.DateField(_("無料で試せる最終日"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("解約の受付日時"), null=True, blank=True)
    receipt_number = models.CharField(
        _("受付番号"), max_length=16, unique=True, null=True, blank=True
    )
    # A third party's option: the member says that it was ended over there (C-098).
    ticked_at = models.DateTimeField(_("提供元で解約したとの申告"), null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("オプションの期間")
        verbose_name_plural = _("オプションの期間")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["line", "option_code"],
                condition=models.Q(ends_on=None),
                name="an_option_is_open_once_per_line",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_on"],
                condition=models.Q(ends_on__isnull=False),
                name="options_with_a_last_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.option_code} {self.starts_on}〜{self.ends_on or ''}"
