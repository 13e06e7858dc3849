"""What a month's bill is made from: the same facts for a quote beforehand and for the bill."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import Member
from contracts.models import Device, Line, OptionPeriod, PlanPeriod, RelatedService, Seat
from contracts.models.line import LineQuerySet
from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.dates import JST, ONE_DAY, month_end
from mioportal.rules.hikari import HomeType
from mioportal.rules.instalments import Choice, DeviceKind, Instalments
from mioportal.rules.options import AgreedFee, OptionCode, needs_no_line
from mioportal.rules.plans import Function, Medium
from mioportal.rules.related import HeldService, Service
from mioportal.rules.share import Place


def bill_facts(member: Member, month: date, *, only: Line | None = None) -> BillFacts:
    """The facts of a member's bill for a month of use (its first day).

    `only` narrows lines and devices to one line and the share group it is in.
    """
    last = month_end(month)
    lines = Line.objects.of(member).filter(billing_started_on__lte=last).live(month)
    if only is not None:
        lines = lines.filter(pk__in=_together(only, month, last))
    billed = tuple(_billed(line, last) for line in _with_month(lines, month, last))
    loose = _loose_options(member, month, last)
    return BillFacts(
        month=month,
        lines=billed,
        options=tuple(_codes(loose)),
        agreed=_agreed(loose),
        instalments=_instalments(
            member, month, None if only is None else {each.line for each in billed}
        ),
        services=_services(member, month, last),
    )


def _together(line: Line, month: date, last: date) -> list[int]:
    """The line, and the lines it shares a bill with in this month."""
    groups = Seat.objects.between(month, last).filter(line=line).values("group")
    return [
        line.pk,
        *Seat.objects.between(month, last)
        .filter(group__in=groups)
        .values_list("line", flat=True),
    ]


def _with_month(lines: LineQuerySet, month: date, last: date) -> QuerySet[Line]:
    bought = Q(
        data_bought__bought_at__gte=datetime.combine(month, time(0), tzinfo=JST),
        data_bought__bought_at__lt=datetime.combine(last + ONE_DAY, time(0), tzinfo=JST),
    )
    held_options = OptionPeriod.objects.between(month, last)
    return (
        lines.annotate(parcels=Count("data_bought", filter=bought))
        .prefetch_related(
            Prefetch(
                "plan_periods",
                PlanPeriod.objects.between(month, last).order_by("starts_on"),
                to_attr="plans_of_month",
            ),
            Prefetch(
                "option_periods",
                held_options.order_by("starts_on", "option_code"),
                to_attr="options_of_month",
            ),
            Prefetch(
                "seats",
                Seat.objects.between(month, last).order_by("starts_on"),
                to_attr="seats_of_month",
            ),
        )
        .order_by("pk")
    )


def _billed(line: Line, last: date) -> BilledLine:
    plans: list[PlanPeriod] = line.plans_of_month  # type: ignore[attr-defined]
    periods: list[OptionPeriod] = line.options_of_month  # type: ignore[attr-defined]
    seats: list[Seat] = line.seats_of_month  # type: ignore[attr-defined]
    return BilledLine(
        line=line.code,
        plan=plans[-1].plan_code,
        function=Function(line.function),
        medium=Medium(line.medium),
        # Who changed places within the month is billed as what they were at its end.
        place=Place(seats[-1].place) if seats else Place.ALONE,
        options=tuple(_codes(periods)),
        on_trial=tuple(_codes(each for each in periods if _is_free(each, last))),
        agreed=_agreed(periods),
        billing_started_on=line.billing_started_on,
        data_parcels=line.parcels,  # type: ignore[attr-defined]
    )


def _codes(periods: Iterable[OptionPeriod]) -> dict[OptionCode, None]:
    """Each option once, in order: dropped and taken again in a month it is billed once."""
    return dict.fromkeys(OptionCode(period.option_code) for period in periods)


def _is_free(period: OptionPeriod, last: date) -> bool:
    """Whether its trial lasts through the month, or as long as the option itself."""
    through = period.trial_through
    return through is not None and through >= min(last, period.ends_on or last)


def _agreed(periods: Iterable[OptionPeriod]) -> tuple[AgreedFee, ...]:
    fees = {
        OptionCode(period.option_code): period.agreed_yen
        for period in periods
        if period.agreed_yen is not None
    }
    return tuple(AgreedFee(code, yen) for code, yen in fees.items())


def _loose_options(member: Member, month: date, last: date) -> list[OptionPeriod]:
    """Options that have outlived their line; one still on trial costs nothing yet."""
    held = OptionPeriod.objects.between(month, last).filter(
        line__member=member, line__ends_on__lt=month
    )
    return [
        period
        for period in held.order_by("starts_on", "option_code")
        if needs_no_line(OptionCode(period.option_code)) and not _is_free(period, last)
    ]


def _instalments(
    member: Member, month: date, lines: set[str] | None
) -> tuple[Instalments, ...]:
    """Devices with a payment in this month or later that was not made ahead of it."""
    devices = Device.objects.filter(member=member).annotate(
        before=Count("payments", filter=Q(payments__month__lt=month)),
        due=Count("payments", filter=Q(payments__month=month, payments__way__in=("", "CARD"))),
    )
    if lines is not None:
        devices = devices.filter(line__code__in=lines)
    return tuple(
        Instalments(
            code=device.code,
            line=device.line.code,
            kind=DeviceKind(device.kind),
            total=device.total_yen,
            count=device.count,
            paid=device.before,
            discount=device.discount_yen,
            choice=Choice(device.choice) if device.choice else None,
        )
        for device in devices.filter(due__gt=0).select_related("line").order_by("pk")
    )


def _services(member: Member, month: date, last: date) -> tuple[HeldService, ...]:
    held = RelatedService.objects.between(month, last).filter(member=member)
    rows = list(held.order_by("starts_on", "pk"))
    # Any mobile line that lives on any day of the month earns it (F-HIK-01, C-124).
    earns = bool(rows) and (
        Line.objects.of(member).filter(started_on__lte=last).live(month).exists()
    )
    return tuple(
        HeldService(
            service=Service(row.service),
            home=HomeType(row.home) if row.home else None,
            agreed=row.agreed_yen,
            has_mio_wari=earns and row.service == Service.HIKARI,
            started_on=row.starts_on,
        )
        for row in rows
    )
