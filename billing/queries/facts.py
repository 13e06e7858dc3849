"""What a month's bill is made from: the same facts for a quote beforehand and for the bill."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from accounts.models import Member
from billing.queries.held import holdings
from billing.queries.rows import (
    Ending,
    HeldDevice,
    HeldLine,
    HeldOption,
    Holdings,
    Related,
)
from contracts.models import Line, Seat
from mioportal.rules import tax
from mioportal.rules.billing import BilledLine, BillFacts, BillLine, ChargeKind
from mioportal.rules.dates import month_end
from mioportal.rules.hikari import HomeType
from mioportal.rules.instalments import Choice, DeviceKind, Instalments
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.plans import Function, Medium, Network
from mioportal.rules.quote import Way, leaving_fees
from mioportal.rules.related import HeldService, Service
from mioportal.rules.share import Place


def bill_facts(member: Member, month: date, *, only: Line | None = None) -> BillFacts:
    """The facts of a member's bill for a month of use (its first day).

    `only` narrows lines and devices to one line and the share group it is in, for a quote of what
    its leaving adds.
    """
    held = holdings(member.pk, member.pk, month).get(member.pk, Holdings())
    if only is not None:
        _narrow(held, _together(only, month))
    return facts_of(held, month)


def facts_of(held: Holdings, month: date) -> BillFacts:
    """One member's month, as the rules read it."""
    return BillFacts(
        month=month,
        lines=tuple(billed_line(line) for line in held.lines),
        options=tuple(dict.fromkeys(OptionCode(option.code) for option in held.loose)),
        agreed=_agreed(held.loose),
        instalments=tuple(instalments(device) for device in held.devices),
        services=tuple(service(row, earns=held.earns_mio_wari) for row in held.services),
        posted=tuple(posted(held, month)),
    )


def _narrow(held: Holdings, lines: Collection[int]) -> None:
    # What leaving costs is the quote's own to say.
    held.lines = [line._replace(ending=None) for line in held.lines if line.pk in lines]
    held.devices = [device for device in held.devices if device.line_pk in lines]
    held.rests = [rest for rest in held.rests if rest.line_pk in lines]
    held.posted = [row for row in held.posted if row.line_pk is None or row.line_pk in lines]


def _together(line: Line, month: date) -> set[int]:
    """The line, and the lines it shares a bill with in this month."""
    seats = Seat.objects.between(month, month_end(month))
    groups = seats.filter(line=line).values("group")
    return {line.pk, *seats.filter(group__in=groups).values_list("line", flat=True)}


def billed_line(held: HeldLine) -> BilledLine:
    """A line of the month, as the rules read it."""
    terms, use = held.contract, held.use
    options = tuple(OptionCode(option.code) for option in terms.options)
    return BilledLine(
        line=held.code,
        plan=terms.plan,
        function=Function(terms.function),
        medium=Medium(terms.medium),
        place=Place(terms.place) if terms.place else Place.ALONE,
        options=options,
        on_trial=tuple(OptionCode(option.code) for option in terms.options if option.is_free),
        agreed=_agreed(terms.options),
        billing_started_on=terms.begins_on,
        network=Network(terms.network) if terms.network else None,
        undone_on=terms.undone_on,
        is_prepaid=terms.is_prepaid,
        calls=use.calls,
        sms=use.messages,
        data_parcels=use.parcels,
    )


def _agreed(options: Iterable[HeldOption]) -> tuple[AgreedFee, ...]:
    fees = {OptionCode(each.code): each.agreed for each in options if each.agreed is not None}
    return tuple(AgreedFee(code, yen) for code, yen in fees.items())


def instalments(held: HeldDevice) -> Instalments:
    """A device of the month, as the rules read it."""
    return Instalments(
        code=held.code,
        line=held.line,
        kind=DeviceKind(held.kind),
        total=held.total,
        count=held.payments,
        paid=held.paid,
        discount=held.discount,
        choice=Choice(held.choice) if held.choice else None,
    )


def service(held: Related, *, earns: bool) -> HeldService:
    """A related service of the month; mio割 is earned by any mobile line (F-HIK-01, C-124)."""
    return HeldService(
        service=Service(held.service),
        home=HomeType(held.home) if held.home else None,
        agreed=held.agreed,
        has_mio_wari=earns and held.service == Service.HIKARI,
        started_on=held.starts_on,
    )


def posted(held: Holdings, month: date) -> Iterator[BillLine]:
    """What is charged once: posted by a floor above, or following from what was recorded below.

    What was posted stands; the same thing is not charged a second time.
    """
    told = [
        BillLine(
            kind=ChargeKind(row.kind),
            line=row.line,
            code=row.code,
            amount=row.amount,
            percent=row.percent,
        )
        for row in held.posted
    ]
    known = {(row.line, row.kind, row.code) for row in told}
    yield from told
    for row in _following(held, month):
        if (row.line, row.kind, row.code) not in known:
            yield row


def _following(held: Holdings, month: date) -> Iterator[BillLine]:
    for line in held.lines:
        if line.ending is not None:
            yield from ending_rows(line.code, line.contract.function, line.ending)
    for rest in held.rests:
        yield BillLine(
            kind=ChargeKind.INSTALMENT_REST,
            line=rest.line,
            code=rest.code,
            amount=rest.yen,
            percent=tax.UNTAXED,
        )
    last = month_end(month)
    for row in held.services:
        if row.early_end and row.ends_on is not None and row.ends_on <= last:
            yield BillLine(
                kind=ChargeKind.HIKARI_EARLY_END,
                code=row.code,
                amount=Decimal(row.early_end),
                percent=tax.UNTAXED,
            )


def ending_rows(line: str, function: str, ending: Ending) -> tuple[BillLine, BillLine]:
    """What leaving costs a line, zeros included."""
    return leaving_fees(
        line=line,
        contracted_on=ending.contracted_on,
        started_on=ending.started_on,
        ended_on=ending.ends_on,
        is_voice=function == Function.VOICE,
        way=Way(ending.leaving_by),
    )
