"""What a member owes, and what it can be paid with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from accounts.models import Member
from billing.models import Bill, CardCharge, Dunning, Slip
from mioportal.rules.dunning import DunningStatus

_KINDS = {
    DunningStatus.CONFIRMING: "warning",
    DunningStatus.CLEARED: "ok",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Debt:
    """A bill that is owed, as pages show it; `why` is the last answer of the card's company."""

    bill: Bill
    dunning: Dunning
    why: str

    @property
    def kind(self) -> str:
        """The colour that goes with how it stands."""
        return _KINDS.get(self.dunning.status, "danger")

    @property
    def is_confirming(self) -> bool:
        """Whether a payment for it is being confirmed."""
        return self.dunning.status is DunningStatus.CONFIRMING

    @property
    def is_charging(self) -> bool:
        """Whether the card's company has not answered yet."""
        return self.bill.state == Bill.State.CHARGING


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """Everything that a member owes, oldest first, and the slips that ask for it."""

    debts: list[Debt]
    slip: Slip | None
    confirming: list[Slip]
    invoices: list[Slip]

    @property
    def yen(self) -> Decimal:
        """What all of it comes to."""
        return sum((debt.bill.total_yen for debt in self.debts), Decimal(0))

    @property
    def to_pay(self) -> list[Debt]:
        """What is neither being confirmed nor being charged."""
        return [each for each in self.debts if not (each.is_confirming or each.is_charging)]

    @property
    def slip_on(self) -> date | None:
        """The first day on which a slip is sent, where none has been."""
        days = [each.dunning.slip_on for each in self.to_pay if each.dunning.slip_at is None]
        return min(days, default=None) if self.slip is None else None

    @property
    def suspend_on(self) -> date | None:
        """The day of the suspension that is to come, if it is decided."""
        coming = (Dunning.Step.WARN, Dunning.Step.SUSPEND, Dunning.Step.SLIP, Dunning.Step.NOTICE)
        days = [x.dunning.suspend_on for x in self.to_pay if x.dunning.step in coming]
        return min(days, default=None)

    @property
    def ends_on(self) -> date | None:
        """The last day of all lines, if nothing is paid."""
        days = [x.dunning.ends_on for x in self.to_pay if x.dunning.step != Dunning.Step.OVER]
        return min(days, default=None)

    @property
    def ended(self) -> bool:
        """Whether the contract was ended because of it."""
        return any(each.dunning.ended_at is not None for each in self.debts)


def debts_of(member: Member) -> Owed:
    """What a member owes. The bills are the record of it; the standing holds the sum."""
    charges = Prefetch("bill__charges", CardCharge.objects.order_by("number"), to_attr="asked")
    rows = Dunning.objects.filter(member=member, cleared_at=None)
    rows = rows.select_related("bill__member__user").prefetch_related(charges)
    slips = [
        each
        for each in slips_of(member)
        if each.state in (Slip.State.OPEN, Slip.State.PAID)
    ]
    is_sheet = Slip.Kind.SLIP
    return Owed(
        debts=[
            Debt(bill=row.bill, dunning=row, why=_why(row))
            for row in rows.order_by("bill__month")
        ],
        slip=next((x for x in slips if x.kind == is_sheet and x.state == Slip.State.OPEN), None),
        confirming=[x for x in slips if x.state == Slip.State.PAID],
        invoices=[x for x in slips if x.kind == Slip.Kind.INVOICE],
    )


def _why(row: Dunning) -> str:
    asked: list[CardCharge] = row.bill.asked  # type: ignore[attr-defined]
    last = asked[-1] if asked else None
    return last.get_reason_display() if last and last.reason else row.get_why_display()


def slips_of(member: Member) -> QuerySet[Slip]:
    """A member's slips and invoices, the newest first."""
    return Slip.objects.filter(member=member).select_related("member__user").order_by("-pk")


def bills_on(slip: Slip) -> QuerySet[Bill]:
    """The bills that a slip lists, the oldest first."""
    bills = Bill.objects.filter(slips__slip=slip)
    return bills.select_related("member__user").order_by("month")
