"""The bills of a range of members, written at once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Member
from billing.models import Bill, BillItem, BillRun
from billing.queries.held import holdings
from billing.queries.rows import Holdings
from billing.services.pieces import pieces_of, total_of
from billing.services.sheets import Cells, Sheet, new_keys, sheet
from mioportal.plumbing import jobs, worlds
from mioportal.plumbing.models import ParkedItem
from mioportal.rules.payment import schedule

# Where members are parked whose bill does not add up.
PARKED = "billing.bill"

_BILL = (
    *("id", "member", "total_yen", "tax_yen"),
    *("world", "month", "confirmed_on", "charge_on", "state", "paid_on"),
)
_ITEM = ("bill", "line", "code", "kind", "percent", "quantity", "amount_yen")


@dataclass(slots=True)
class Written:
    """How much was written; `parked` members have no bill until somebody has mended the cause."""

    bills: int
    items: int
    parked: int
    yen: Decimal


class _Bill(NamedTuple):
    key: int
    member: int
    total: int
    tax: int


@dataclass(slots=True)
class _Made:
    """The bills of a range, and whose could not be made."""

    bills: list[_Bill] = field(default_factory=list)
    failed: dict[int, Exception] = field(default_factory=dict)


def write_bills(*, run: BillRun, first: int, last: int, at: datetime) -> Written:
    """Write the bills that a range of members lacks, inside the caller's transaction."""
    held = holdings(first, last, run.month)
    for member in _billed(run, first, last):
        held.pop(member, None)
    made = _Made()
    keys = new_keys(Bill, len(held))
    with sheet(BillItem, _ITEM) as items:
        _make(held, keys, run.month, items, made)
    plan = schedule(run.month)
    rest = Cells(
        *(run.world_id, f"{run.month}", f"{plan.confirmed_on}", f"{plan.charged_on}"),
        *(Bill.State.FIXED.value, None),
    )
    with sheet(Bill, _BILL) as bills:
        for bill in made.bills:
            bills.add(bill, (rest,))
    if made.failed:
        _park(run, made.failed, at)
    _forgive(run, made)
    if run.world.is_demo and not run.is_silent:
        _note(run, made, at)
    yen = Decimal(sum([bill.total for bill in made.bills]))
    return Written(len(made.bills), items.count, len(made.failed), yen)


def _make(
    held: dict[int, Holdings], keys: list[int], month: date, items: Sheet, made: _Made
) -> None:
    """Put the items on their sheet, member by member; the bills follow when all sums are known."""
    for member, key in zip(sorted(held), keys, strict=True):
        try:
            found = pieces_of(held[member], month)
            total, tax = total_of(found)
        except (ValueError, KeyError, ArithmeticError) as error:
            # One member's trouble must not keep the others from their bills.
            made.failed[member] = error
            continue
        for line, piece in found:
            items.add_block((key, line), piece.rows)
        if found:
            made.bills.append(_Bill(key, member, total, tax))


def _billed(run: BillRun, first: int, last: int) -> list[int]:
    bills = Bill.objects.filter(member__gte=first, member__lte=last, month=run.month)
    return list(bills.values_list("member", flat=True))


def _keys(run: BillRun, members: list[int]) -> dict[int, str]:
    rows = Member.objects.filter(pk__in=members).values_list("pk", "user__login")
    return {pk: f"{login} {run.month:%Y-%m}" for pk, login in rows}


def _park(run: BillRun, failed: dict[int, Exception], at: datetime) -> None:
    for pk, key in _keys(run, list(failed)).items():
        jobs.park(world=run.world, job_name=PARKED, key=key, error=failed[pk], at=at)


def _forgive(run: BillRun, made: _Made) -> None:
    """Who was parked for this month and has a bill now is parked no more."""
    parked = ParkedItem.objects.filter(world=run.world, job=PARKED)
    if parked.exists():
        keys = _keys(run, [bill.member for bill in made.bills])
        parked.filter(key__in=list(keys.values())).delete()


def _note(run: BillRun, made: _Made, at: datetime) -> None:
    """A line of the log: whoever is alone reads the sum, many are told in one line."""
    if not made.bills:
        return
    told: dict[str, object] = {"month": run.month.month, "count": len(made.bills)}
    title, link = _("%(month)s月ご利用分の請求 %(count)s件が確定しました"), ""
    if len(made.bills) == 1:
        told["yen"] = f"{made.bills[0].total:,}"
        title = _("%(month)s月ご利用分の請求 %(yen)s円が確定しました")
        link = f"/bills/{run.month:%Y-%m}/"
    worlds.note(
        world=run.world,
        at=at,
        kind="bill_fixed",
        title=title % told,
        subject=f"{run.month:%Y-%m}",
        link=link,
    )
