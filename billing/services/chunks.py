"""The bills of a range of members, written at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import Member
from billing.models import Bill, BillItem, BillRun
from billing.queries.held import holdings
from billing.queries.rows import Holdings
from billing.services.pieces import Owned, pieces_of, total_of
from billing.services.sheets import Cells, new_keys, sheet
from mioportal.plumbing import jobs, worlds
from mioportal.plumbing.models import ParkedItem
from mioportal.rules.billing import Totals
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

    bills: int = 0
    items: int = 0
    parked: int = 0
    yen: Decimal = field(default_factory=Decimal)


@dataclass(frozen=True, slots=True)
class _Made:
    member: int
    owned: list[Owned]
    totals: Totals


def write_bills(*, run: BillRun, first: int, last: int, at: datetime) -> Written:
    """Write the bills that a range of members lacks, inside the caller's transaction."""
    written = Written()
    held = holdings(first, last, run.month)
    for member in _billed(run, first, last):
        held.pop(member, None)
    failed: dict[int, Exception] = {}
    made = list(_made(held, run, failed))
    if failed:
        _park(run, failed, at)
        written.parked = len(failed)
    _forgive(run, [one.member for one in made])
    plan = schedule(run.month)
    rest = Cells(
        *(run.world_id, f"{run.month}", f"{plan.confirmed_on}", f"{plan.charged_on}"),
        *(Bill.State.FIXED.value, None),
    )
    bills, items = sheet(Bill, _BILL), sheet(BillItem, _ITEM)
    for one, key in zip(made, new_keys(Bill, len(made)), strict=True):
        total, tax = one.totals.total, one.totals.tax
        written.yen += total
        bills.add(key, one.member, str(total), str(tax), rest=rest)
        for owned in one.owned:
            for code, cells in owned.piece.rows:
                items.add(key, owned.line, owned.code or code, rest=cells)
    written.bills, written.items = bills.write(), items.write()
    if run.world.is_demo and not run.is_silent:
        _note(run, made, at)
    return written


def _billed(run: BillRun, first: int, last: int) -> list[int]:
    bills = Bill.objects.filter(member__gte=first, member__lte=last, month=run.month)
    return list(bills.values_list("member", flat=True))


def _made(
    held: dict[int, Holdings], run: BillRun, failed: dict[int, Exception]
) -> Iterator[_Made]:
    for member in sorted(held):
        try:
            owned = pieces_of(held[member], run.month)
            if any(one.piece.rows for one in owned):
                yield _Made(member, owned, total_of(owned))
        except (ValueError, KeyError, ArithmeticError) as error:
            # One member's trouble must not keep the others from their bills.
            failed[member] = error


def _keys(run: BillRun, members: list[int]) -> dict[int, str]:
    rows = Member.objects.filter(pk__in=members).values_list("pk", "user__login")
    return {pk: f"{login} {run.month:%Y-%m}" for pk, login in rows}


def _park(run: BillRun, failed: dict[int, Exception], at: datetime) -> None:
    for pk, key in _keys(run, list(failed)).items():
        jobs.park(world=run.world, job_name=PARKED, key=key, error=failed[pk], at=at)


def _forgive(run: BillRun, members: list[int]) -> None:
    """Who was parked for this month and has a bill now is parked no more."""
    parked = ParkedItem.objects.filter(world=run.world, job=PARKED)
    if parked.exists():
        parked.filter(key__in=list(_keys(run, members).values())).delete()


def _note(run: BillRun, made: list[_Made], at: datetime) -> None:
    """A line of the log: whoever is alone reads the sum, many are told in one line."""
    if not made:
        return
    told: dict[str, object] = {"month": run.month.month, "count": len(made)}
    title, link = _("%(month)s月ご利用分の請求 %(count)s件が確定しました"), ""
    if len(made) == 1:
        told["yen"] = f"{made[0].totals.total:,.0f}"
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
