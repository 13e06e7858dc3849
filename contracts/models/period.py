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


class PlanPeriod(models.Model):
    """A plan of a line over inclusive days; open while `ends_on` is empty."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="plan_periods", verbose_name=_("回線")
    )
    plan_code = models.CharField(_("料金プラン"), max_length=30)
    starts_on = models.DateField(_("開始日"))
    ends_on = models.DateField(_("終了日"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("料金プランの期間")
        verbose_name_plural = _("料金プランの期間")
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(ends_on=None), name="one_open_plan_per_line"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_plan_period_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.plan_code} {self.starts_on}〜{self.ends_on or ''}"


class OptionPeriod(models.Model):
    """An option of a line over inclusive days; open while `ends_on` is empty."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="option_periods", verbose_name=_("回線")
    )
    option_code = models.CharField(_("オプション"), max_length=30)
    starts_on = models.DateField(_("開始日"))
    ends_on = models.DateField(_("終了日"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("オプションの期間")
        verbose_name_plural = _("オプションの期間")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "option_code"],
                condition=models.Q(ends_on=None),
                name="an_option_is_open_once_per_line",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="an_option_period_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code} {self.option_code} {self.starts_on}〜{self.ends_on or ''}"
