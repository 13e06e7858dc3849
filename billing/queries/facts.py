"""What a month's bill is made from: the same facts for a quote beforehand and for the bill."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from accounts.models import Member
from billing.queries.held import extras
from billing.queries.parts import Span
from billing.queries.prepared import rows_of
from billing.queries.rows import (
    DataTerms,
    DeviceTerms,
    Ending,
    Extras,
    LineTerms,
    LooseOption,
    OptionTerms,
    ServiceTerms,
    Terms,
    UseTerms,
    read,
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

# Whose part it is (a line's primary key, or the member's), its name, and its terms.
_Part = tuple[int | None, str, Terms]


def bill_facts(member: Member, month: date, *, only: Line | None = None) -> BillFacts:
    """The facts of a member's bill for a month of use (its first day).

    `only` narrows lines and devices to one line and the share group it is in, for a quote of what
    its leaving adds.
    """
    span = Span(member.pk, member.pk, month)
    held: list[_Part] = [(line, code, read(terms)) for _member, line, code, terms in rows_of(span)]
    beside = extras(span).get(member.pk, Extras())
    # Lines as they were contracted, whatever is the member's own last.
    held.sort(key=lambda part: (part[0] is None, part[0] or 0))
    if only is not None:
        keys = _together(only, month)
        held = [part for part in held if part[0] is None or part[0] in keys]
        _narrow(beside, keys)
    return _facts(held, beside, month)


def _narrow(beside: Extras, lines: Collection[int]) -> None:
    # What leaving costs is the quote's own to say.
    beside.endings = []
    beside.rests = [rest for rest in beside.rests if rest.line_pk in lines]
    beside.posted = [row for row in beside.posted if row.line_pk is None or row.line_pk in lines]


def _together(line: Line, month: date) -> set[int]:
    """The line, and the lines it shares a bill with in this month."""
    seats = Seat.objects.between(month, month_end(month))
    groups = seats.filter(line=line).values("group")
    return {line.pk, *seats.filter(group__in=groups).values_list("line", flat=True)}


def _facts(held: Sequence[_Part], beside: Extras, month: date) -> BillFacts:
    """One member's month, as the rules read it."""
    of_line: dict[int | None, list[Terms]] = defaultdict(list)
    for line, _code, terms in held:
        of_line[line].append(terms)
    return BillFacts(
        month=month,
        lines=tuple(
            billed_line(terms, of_line[line], code)
            for line, code, terms in held
            if isinstance(terms, LineTerms)
        ),
        options=tuple(OptionCode(option.code) for option in beside.loose),
        agreed=_agreed(beside.loose),
        instalments=_instalments(held),
        services=tuple(
            service(terms, month)
            for _line, _code, terms in held
            if isinstance(terms, ServiceTerms)
        ),
        posted=tuple(posted(beside)),
    )


def _instalments(held: Sequence[_Part]) -> tuple[Instalments, ...]:
    """Devices of the month; their lines may be over."""
    devices = [(line, code, terms) for line, code, terms in held if isinstance(terms, DeviceTerms)]
    if not devices:
        return ()
    lines = Line.objects.filter(pk__in={line for line, _code, _terms in devices})
    names = dict(lines.values_list("pk", "code"))
    return tuple(instalments(terms, names[line or 0], code) for line, code, terms in devices)


def billed_line(terms: LineTerms, beside: Iterable[Terms] = (), code: str = "") -> BilledLine:
    """A line of the month with the options and the use `beside` it, as the rules read it."""
    options = sorted(each for each in beside if isinstance(each, OptionTerms))
    use = next((each for each in beside if isinstance(each, UseTerms)), None)
    return BilledLine(
        line=code,
        plan=terms.plan,
        function=Function(terms.function),
        medium=Medium(terms.medium),
        place=Place(terms.place) if terms.place else Place.ALONE,
        options=tuple(OptionCode(option.code) for option in options),
        on_trial=tuple(OptionCode(option.code) for option in options if option.is_free),
        agreed=_agreed(options),
        billing_started_on=terms.begins_on,
        network=Network(terms.network) if terms.network else None,
        undone_on=terms.undone_on,
        is_prepaid=terms.is_prepaid,
        calls=use.calls if use else Decimal(0),
        sms=use.messages if use else 0,
        data_parcels=sum(each.parcels for each in beside if isinstance(each, DataTerms)),
    )


def _agreed(options: Iterable[OptionTerms | LooseOption]) -> tuple[AgreedFee, ...]:
    fees = {OptionCode(each.code): each.agreed for each in options if each.agreed is not None}
    return tuple(AgreedFee(code, yen) for code, yen in fees.items())


def instalments(terms: DeviceTerms, line: str = "", code: str = "") -> Instalments:
    """A device of the month, as the rules read it."""
    return Instalments(
        code=code,
        line=line,
        kind=DeviceKind(terms.kind),
        total=terms.total,
        count=terms.payments,
        paid=terms.paid,
        discount=terms.discount,
        choice=Choice(terms.choice) if terms.choice else None,
    )


def service(terms: ServiceTerms, month: date) -> HeldService:
    """A related service of the month; mio割 is earned by any mobile line (F-HIK-01, C-124)."""
    return HeldService(
        service=Service(terms.service),
        home=HomeType(terms.home) if terms.home else None,
        agreed=terms.agreed,
        has_mio_wari=terms.earns,
        started_on=terms.begins_on or month,
    )


def posted(beside: Extras) -> Iterator[BillLine]:
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
        for row in beside.posted
    ]
    known = {(row.line, row.kind, row.code) for row in told}
    yield from told
    for row in _following(beside):
        if (row.line, row.kind, row.code) not in known:
            yield row


def _following(beside: Extras) -> Iterator[BillLine]:
    for ending in beside.endings:
        yield from ending_rows(ending)
    for rest in beside.rests:
        yield BillLine(
            kind=ChargeKind.INSTALMENT_REST,
            line=rest.line,
            code=rest.code,
            amount=rest.yen,
            percent=tax.UNTAXED,
        )
    for early in beside.early_ends:
        yield BillLine(
            kind=ChargeKind.HIKARI_EARLY_END,
            code=early.code,
            amount=early.yen,
            percent=tax.UNTAXED,
        )


def ending_rows(ending: Ending) -> tuple[BillLine, BillLine]:
    """What leaving costs a line, zeros included."""
    return leaving_fees(
        line=ending.line,
        contracted_on=ending.contracted_on,
        started_on=ending.started_on,
        ended_on=ending.ends_on,
        is_voice=ending.function == Function.VOICE,
        way=Way(ending.leaving_by),
    )
