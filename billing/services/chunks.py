"""The bills of a range of members, written at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Member
from billing.models import Bill, BillItem, BillRun
from billing.queries.parts import Span, with_keys
from billing.queries.prepared import statements
from billing.services import scratch
from billing.services.pieces import RULE_ERRORS, Piece, piece_of, total_of
from billing.services.sheets import Cells, new_keys, sheet
from billing.services.singles import Single, singles
from mioportal.plumbing import jobs, worlds
from mioportal.plumbing.models import ParkedItem
from mioportal.rules.payment import schedule

# Where members are parked whose bill does not add up.
PARKED = "billing.bill"

_BILL = (
    *("id", "member", "total_yen", "tax_yen"),
    *("world", "month", "confirmed_on", "charge_on", "state", "paid_on"),
)
_ITEM = ("bill", "line", "kind", "code", "percent", "quantity", "amount_yen")


@dataclass(slots=True)
class Written:
    """How much was written; `parked` members have no bill until somebody has mended the cause."""

    bills: int
    items: int
    parked: int
    yen: Decimal


class _Bill(NamedTuple):
    """What a member's bill comes to, and the tax in it."""

    member: int
    total: int
    tax: int


@dataclass(slots=True)
class _Made:
    """What becomes of a range: `own` is what members have beside the parts of many."""

    own: dict[int, list[Single]] = field(default_factory=dict)
    bills: list[_Bill] = field(default_factory=list)
    failed: dict[int, Exception] = field(default_factory=dict)


def write_bills(*, run: BillRun, first: int, last: int, at: datetime) -> Written:
    """Write the bills that a range of members lacks, inside the caller's transaction."""
    span, made = with_keys(Span(first, last, run.month)), _Made()
    scratch.gather(statements(span))
    made.own = singles(span, made.failed)
    _price(span, made)
    _leave_out(_not_to_bill(run, span), made)
    _total(made)
    keys = _write_bills(run, made)
    items = scratch.write_items(span) + _write_own(made, keys)
    if made.failed:
        _park(run, made.failed, at)
    _forgive(run, made)
    if run.world.is_demo and not run.is_silent:
        _note(run, made, at)
    yen = Decimal(sum([bill.total for bill in made.bills]))
    return Written(len(made.bills), items, len(made.failed), yen)


def _price(span: Span, made: _Made) -> None:
    """Ask the rules once for every kind of part."""
    pieces: dict[str, Piece] = {}
    for terms in scratch.kinds():
        try:
            pieces[terms] = piece_of(terms, span.month)
        except RULE_ERRORS as error:
            # One member's trouble must not keep the others from their bills.
            made.failed |= dict.fromkeys(scratch.members_with(terms), error)
    scratch.put(pieces)


def _not_to_bill(run: BillRun, span: Span) -> set[int]:
    """Whoever has their bill already, and who lives in another world."""
    bills = span.of(Bill.objects).filter(month=span.month).values_list("member", flat=True)
    strangers = span.of(Member.objects, "pk").exclude(world=run.world)
    return set(bills.union(strangers.values_list("pk", flat=True), all=True))


def _leave_out(members: set[int], made: _Made) -> None:
    if not members:
        return
    scratch.leave_out(members)
    for found in (made.own, made.failed):
        for member in members & found.keys():
            del found[member]


def _total(made: _Made) -> None:
    """What everybody's bill comes to: whoever has no part at all has none."""
    for member, sums in _sums(made):
        if member in made.failed:
            continue
        try:
            total = total_of(sums)
        except RULE_ERRORS as error:
            made.failed[member] = error
            continue
        made.bills.append(_Bill(member, *total))


def _sums(made: _Made) -> list[tuple[int, dict[int, int]]]:
    """Tenths of a yen by rate, of every member who has a part, in order."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for member, percent, tenths in scratch.sums():
        found[member][percent] = tenths
    for member, own in made.own.items():
        sums = found[member]
        for _line, piece in own:
            for percent, tenths in piece.sums:
                sums[percent] = sums.get(percent, 0) + tenths
    return sorted(found.items())


def _write_bills(run: BillRun, made: _Made) -> dict[int, int]:
    """Write them; their keys by member."""
    plan = schedule(run.month)
    rest = Cells(
        *(run.world_id, f"{run.month}", f"{plan.confirmed_on}", f"{plan.charged_on}"),
        *(Bill.State.FIXED.value, None),
    )
    keys = new_keys(Bill, len(made.bills))
    with sheet(Bill, _BILL) as rows:
        for key, bill in zip(keys, made.bills, strict=True):
            rows.add((key, *bill), (rest,))
    return {bill.member: key for key, bill in zip(keys, made.bills, strict=True)}


def _write_own(made: _Made, keys: dict[int, int]) -> int:
    """Items of what members have by themselves; how many."""
    with sheet(BillItem, _ITEM) as rows:
        for member, own in made.own.items():
            if member not in keys:
                continue
            for line, piece in own:
                for row in piece.rows:
                    rows.add((keys[member], line, *row))
    return rows.count


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
