"""A month's statement (ご請求明細): of a bill that is fixed, or of what it will be as of now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from accounts.models import Member
from billing.models import Bill, BillItem
from billing.queries.facts import bill_facts
from contracts.models import Device, Line, RelatedService
from contracts.queries.devices import rests_to_come
from mioportal.rules import tax
from mioportal.rules.billing import BillLine, ChargeKind, Totals, bill_lines, totals
from mioportal.rules.charges import OF_DEVICES
from mioportal.rules.dates import add_months, month_start
from mioportal.rules.payment import Schedule, schedule
from mioportal.words import charges

_TAG_KINDS: dict[str, str] = {
    Bill.State.FIXED: "brand",
    Bill.State.CHARGING: "brand",
    Bill.State.INVOICED: "brand",
    Bill.State.PAID: "ok",
    Bill.State.FAILED: "danger",
    Bill.State.SLIP: "warning",
    Bill.State.OVERDUE: "danger",
    Bill.State.REFUNDED: "",
}
_BASE = (ChargeKind.PLAN, ChargeKind.ADDED_SIM)
_PLACES = {kind: place for place, kind in enumerate(ChargeKind)}
# Of stored items: line by line, the member's own last, kind by kind.
AS_ON_A_BILL = (
    F("line").asc(nulls_last=True),
    Case(
        *(When(kind=kind.value, then=place) for kind, place in _PLACES.items()),
        output_field=IntegerField(),
    ).asc(),
    *("code", "pk"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What one line brings to a statement; without a line, what is the member's own."""

    line: Line | None
    items: tuple[BillLine, ...]

    @property
    def total(self) -> Decimal:
        """Yen, tax included, with the tenths that the bill's total drops (C-004)."""
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def base(self) -> BillLine | None:
        """The row of its plan, or of its place in a group."""
        return next((item for item in self.items if item.kind in _BASE), None)


def _in_order(items: Iterable[BillLine]) -> tuple[BillLine, ...]:
    """The rows of a section, kind by kind as a bill has them."""
    return tuple(sorted(items, key=lambda item: (_PLACES[item.kind], item.code)))


@dataclass(kw_only=True)
class Statement:
    """The rows of a month. `bill` is None while the month is open: all of it is 見込み then.

    `lines` are the lines its rows name, `devices` the names of devices, both by code.
    """

    month: date
    items: tuple[BillLine, ...]
    bill: Bill | None = None
    lines: dict[str, Line] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)

    @cached_property
    def totals(self) -> Totals:
        """What it comes to, by rate."""
        return totals(self.items)

    @property
    def schedule(self) -> Schedule:
        """Its days, as the rules say; a bill that is fixed holds those of its own."""
        return schedule(self.month)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Line by line in the order of the rows, the member's own last.

        A line of which only a device is left comes after those that are in use.
        """
        by_line: dict[str, list[BillLine]] = {}
        for item in self.items:
            by_line.setdefault(item.line, []).append(item)
        own = by_line.pop("", None)
        found = [
            Section(line=self.lines.get(code), items=_in_order(items))
            for code, items in by_line.items()
        ]
        found.sort(key=lambda section: section.base is None)
        if own:
            found.append(Section(line=None, items=_in_order(own)))
        return tuple(found)

    @property
    def rows(self) -> Iterator[BillLine]:
        """All rows, in the order of their sections."""
        return (item for section in self.sections for item in section.items)


def bills_of(member: Member) -> QuerySet[Bill]:
    """A member's bills, the newest first."""
    return Bill.objects.of(member).order_by("-month")


def bill_of(member: Member, month: date) -> Bill | None:
    """The bill of a month of use (its first day), with its member at hand."""
    found = Bill.objects.of(member).filter(month=month)
    return found.select_related("member__user").first()


def bill_tag(bill: Bill | None) -> dict[str, str]:
    """ST-invoice as a tag; without a bill the month is still counted."""
    if bill is None:
        return {"label": _("集計中"), "kind": ""}
    return {"label": bill.get_state_display(), "kind": _TAG_KINDS[bill.state]}


def named(rows: QuerySet[BillItem]) -> QuerySet[BillItem]:
    """Items with their lines and the names of their devices at hand."""
    names = Device.objects.filter(code=OuterRef("code")).values("name")[:1]
    return rows.select_related("line").annotate(device=Subquery(names))


def item_words(row: BillItem) -> str:
    """What an item read by `named` is for."""
    device = getattr(row, "device", None) or ""
    return str(charges.item(ChargeKind(row.kind), row.code, device))


def statement_of(bill: Bill) -> Statement:
    """What a bill says, and nothing that was decided since."""
    return statements_of([bill])[bill.month]


def statements_of(bills: Iterable[Bill]) -> dict[date, Statement]:
    """The same of several bills of one member, by month."""
    by_key = {bill.pk: bill for bill in bills}
    rows: dict[int, list[BillItem]] = {pk: [] for pk in by_key}
    for row in named(BillItem.objects.filter(bill__in=by_key)).order_by("line", "pk"):
        rows[row.bill_id].append(row)
    return {
        bill.month: Statement(
            month=bill.month,
            bill=bill,
            items=tuple(_line_of(row) for row in rows[pk]),
            lines={row.line.code: row.line for row in rows[pk] if row.line},
            devices={row.code: row.device for row in rows[pk] if row.device},  # type: ignore[attr-defined]
        )
        for pk, bill in by_key.items()
    }


def _line_of(row: BillItem) -> BillLine:
    return BillLine(
        kind=ChargeKind(row.kind),
        line=row.line.code if row.line else "",
        code=row.code,
        amount=row.amount_yen,
        percent=row.percent,
        quantity=row.quantity,
    )


def is_open(month: date, today: date) -> bool:
    """Whether a month's bill is still to be fixed: of this month, or of the last one till then."""
    return month <= today <= schedule(month).confirmed_on


def estimate(member: Member, month: date) -> Statement | None:
    """What the bill of an open month comes to as of now; None while there is nothing to bill.

    None, too, where it does not add up: the run parks such a member, and the desk mends the cause.
    Lines and devices have no names yet: `with_names`.
    """
    try:
        items = bill_lines(bill_facts(member, month))
    except (ValueError, KeyError, ArithmeticError):
        return None
    items += tuple(_rests(member, month))
    return Statement(month=month, items=items) if items else None


def _rests(member: Member, month: date) -> Iterator[BillLine]:
    """What is left of devices, and will be on this bill once their lines have ended."""
    for device, yen in rests_to_come(member, month):
        yield BillLine(
            kind=ChargeKind.INSTALMENT_REST,
            line=device.line.code,
            code=device.code,
            amount=yen,
            percent=tax.UNTAXED,
        )


def with_names(statement: Statement, member: Member) -> Statement:
    """The same with the lines and the names of devices at hand."""
    lines = Line.objects.of(member).filter(code__in={item.line for item in statement.items})
    codes = {item.code for item in statement.items if item.kind in OF_DEVICES}
    devices = Device.objects.filter(member=member, code__in=codes)
    return replace(
        statement,
        lines={line.code: line for line in lines},
        devices=dict(devices.values_list("code", "name")),
    )


def estimates(member: Member, latest: Bill | None, today: date) -> Iterator[Statement]:
    """The open months after the latest bill, the next to be billed first."""
    this = month_start(today)
    for month in (add_months(this, -1), this):
        is_billed = latest is not None and month <= latest.month
        if is_open(month, today) and not is_billed and (found := estimate(member, month)):
            yield found


def services_started(member: Member) -> dict[str, date]:
    """When a member's related services began, the last of each kind."""
    rows = RelatedService.objects.filter(member=member).order_by("starts_on")
    return dict(rows.values_list("service", "starts_on"))
