"""The bills of a range of members, written at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Member
from billing.models import Bill, BillItem, BillRun
from billing.queries.bundles import Bundle, bundles, opened
from billing.queries.parts import Span
from billing.services.pieces import RULE_ERRORS, OfLine, Piece, Pieces, total_of
from billing.services.sheets import Cells, new_keys, sheet
from billing.services.singles import singles
from mioportal.plumbing import jobs, worlds
from mioportal.plumbing.models import ParkedItem
from mioportal.rules.payment import schedule

# Where members are parked whose bill does not add up.
PARKED = "billing.bill"

_BILL = (
    *("id", "member", "total_yen", "tax_yen"),
    *("world", "month", "confirmed_on", "charge_on", "state", "paid_on"),
)
_ITEM = ("bill", "number", "line", "code", "kind", "percent", "quantity", "amount_yen")


@dataclass(slots=True)
class Written:
    """How much was written; `parked` members have no bill until somebody has mended the cause."""

    bills: int
    items: int
    parked: int
    yen: Decimal


class _Bill(NamedTuple):
    """A member's bill by its key: what it comes to, and the tax in it."""

    key: int
    member: int
    total: int
    tax: int


@dataclass(slots=True)
class _Made:
    """What becomes of a range."""

    bills: list[_Bill] = field(default_factory=list)
    items: int = 0
    failed: dict[int, Exception] = field(default_factory=dict)


@dataclass(slots=True)
class _Held:
    """What bills are made of: the parts of lines, and what members have beside them."""

    told: dict[int, Bundle]
    own: dict[int, list[OfLine]]

    def leave_out(self, member: int) -> None:
        """Forget a member."""
        self.told.pop(member, None)
        self.own.pop(member, None)

    @property
    def members(self) -> list[int]:
        """Whoever has anything, in order."""
        return sorted(self.told.keys() | self.own.keys())

    def parts(self, member: int, known: Pieces) -> tuple[list[str], list[Piece]]:
        """All of a member's, lines and pieces in the same order. Raises what the rules raise."""
        lines: list[str] = []
        pieces: list[Piece] = []
        if member in self.told:
            lines, terms = opened(self.told[member])
            pieces = list(map(known.__getitem__, terms))
        if member in self.own:
            for line, piece in self.own[member]:
                lines.append(line)
                pieces.append(piece)
        return lines, pieces


def write_bills(*, run: BillRun, first: int, last: int, at: datetime) -> Written:
    """Write the bills that a range of members lacks, inside the caller's transaction."""
    span, made = Span(first, last, run.month), _Made()
    held = _Held(bundles(span), singles(span, made.failed))
    for member in _not_to_bill(run, span):
        held.leave_out(member)
        made.failed.pop(member, None)
    for member in made.failed:
        held.leave_out(member)
    _write_items(span, held, made)
    _write_bills(run, made.bills)
    if made.failed:
        _park(run, made.failed, at)
    _forgive(run, span, made)
    if run.world.is_demo and not run.is_silent:
        _note(run, made, at)
    yen = Decimal(sum([bill.total for bill in made.bills]))
    return Written(len(made.bills), made.items, len(made.failed), yen)


def _not_to_bill(run: BillRun, span: Span) -> set[int]:
    """Whoever has their bill already, and who lives in another world."""
    bills = span.of(Bill.objects).filter(month=span.month).values_list("member", flat=True)
    strangers = span.of(Member.objects, "pk").exclude(world=run.world)
    return set(bills.union(strangers.values_list("pk", flat=True), all=True))


def _write_items(span: Span, held: _Held, made: _Made) -> None:
    """Price and write, one after another: whoever has no part at all has no bill."""
    known, members = Pieces(span.month), held.members
    keys = new_keys(Bill, len(members))
    with sheet(BillItem, _ITEM) as rows:
        for key, member in zip(keys, members, strict=True):
            try:
                lines, pieces = held.parts(member, known)
                bill = _Bill(key, member, *total_of(pieces))
            except RULE_ERRORS as error:
                # One member's trouble must not keep the others from their bills.
                made.failed[member] = error
                continue
            rows.add_parts(key, lines, pieces)
            made.bills.append(bill)
    made.items = rows.count


def _write_bills(run: BillRun, bills: list[_Bill]) -> None:
    plan = schedule(run.month)
    rest = Cells(
        *(run.world_id, f"{run.month}", f"{plan.confirmed_on}", f"{plan.charged_on}"),
        *(Bill.State.FIXED.value, None),
    )
    with sheet(Bill, _BILL) as rows:
        rows.add_figures(bills, rest)


def _keys(run: BillRun, members: Iterable[int]) -> dict[int, str]:
    rows = Member.objects.filter(pk__in=list(members)).values_list("pk", "user__login")
    return {pk: f"{login} {run.month:%Y-%m}" for pk, login in rows}


def _park(run: BillRun, failed: dict[int, Exception], at: datetime) -> None:
    for pk, key in _keys(run, failed).items():
        jobs.park(world=run.world, job_name=PARKED, key=key, error=failed[pk], at=at)


def _forgive(run: BillRun, span: Span, made: _Made) -> None:
    """Who was parked for this month and is in no trouble now is parked no more."""
    end = f" {run.month:%Y-%m}"
    parked = ParkedItem.objects.filter(world=run.world, job=PARKED, key__endswith=end)
    logins = [key.removesuffix(end) for key in parked.values_list("key", flat=True)]
    if logins:
        theirs = span.of(Member.objects, "pk").filter(world=run.world, user__login__in=logins)
        keys = _keys(run, set(theirs.values_list("pk", flat=True)) - made.failed.keys())
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
