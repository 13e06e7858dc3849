"""Whether a contract may be undone (初期契約解除), and what stays to be paid (F-APP-14)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.models import Member
from billing.queries import bill_facts
from cancellation.models import InitialCancellation
from contracts.models import Line
from contracts.queries import ledgers_of, notice_of
from contracts.queries.group_fees import GoesAlone, goes_alone, left_alone
from mioportal.rules import initial_cancel as rules
from mioportal.rules.billing import BillFacts, BillLine, bill_lines, totals
from mioportal.rules.dates import (
    ONE_DAY,
    add_months,
    at_japan,
    day_in_japan,
    month_end,
    month_start,
)
from mioportal.rules.verdict import Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthCharged:
    """What one line stands for on the bill of a month, if it ends today."""

    month: date
    rows: tuple[BillLine, ...]

    @property
    def total(self) -> Decimal:
        """In whole yen, rounded as a bill is."""
        return totals(self.rows).total


@dataclass(frozen=True, kw_only=True, slots=True)
class DeviceAfter:
    """What becomes of a device's instalments (D-141), over and above those of the months charged.

    `at_once_yen` falls due with the last of them, `later_yen` goes on month by month.
    """

    name: str
    at_once_yen: Decimal
    later_yen: Decimal
    payments_after: int
    last_charged_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Undoing:
    """What undoing a contract means now: every reason against, and what is charged all the same."""

    line: Line
    ends_on: date
    verdict: Verdict[rules.InitialCancelReason]
    months: tuple[MonthCharged, ...]
    devices: tuple[DeviceAfter, ...]
    # Lines of its group that are left without it.
    others: tuple[GoesAlone, ...] = ()

    @property
    def total(self) -> Decimal:
        """All that is charged for the line, the bills of all its months together."""
        return sum((month.total for month in self.months), Decimal(0))

    def as_dict(self) -> dict[str, Any]:
        """What is shown, to be kept as it was."""
        return {
            "ends_on": self.ends_on.isoformat(),
            "total": str(self.total),
            "months": [
                {
                    "month": each.month.isoformat(),
                    "rows": [_row(row) for row in each.rows],
                    "total": str(each.total),
                }
                for each in self.months
            ],
            "devices": [
                {name: str(value) for name, value in asdict(each).items()}
                for each in self.devices
            ],
            "others": [
                {
                    "line": each.line.code,
                    "label": each.line.label,
                    "on": each.on.isoformat(),
                    "before": str(each.before_yen),
                    "after": str(each.yen),
                }
                for each in self.others
            ],
        }

    def digest(self) -> str:
        """Names exactly what is shown."""
        text = json.dumps(self.as_dict(), sort_keys=True)
        return hashlib.sha256(f"{self.line.code}\0{text}".encode()).hexdigest()


def undoing(line: Line, at: datetime, *, sent_on: date | None = None) -> Undoing:
    """What undoing a line's contract at an instant means; a letter was sent on an earlier day."""
    today = day_in_japan(at)
    return Undoing(
        line=line,
        ends_on=today,
        verdict=_verdict(line, at, sent_on),
        months=tuple(_months(line, today)),
        devices=tuple(_devices(line, today)),
        others=tuple(
            goes_alone(each, month_end(today) + ONE_DAY) for each in left_alone(line, today)
        ),
    )


def _verdict(
    line: Line, at: datetime, sent_on: date | None
) -> Verdict[rules.InitialCancelReason]:
    notice, today = notice_of(line), day_in_japan(at)
    is_asked = InitialCancellation.objects.filter(line=line).exists()
    return rules.may_cancel_initially(
        rules.InitialCancelFacts(
            sent_at=at_japan(sent_on, time(12)) if sent_on else at,
            received_on=day_in_japan(notice.received_at) if notice else None,
            started_on=line.started_on,
            is_asked=is_asked,
            has_ended=not is_asked and line.status(today) == Line.Status.ENDED,
        )
    )


def _months(line: Line, today: date) -> Iterator[MonthCharged]:
    month, last = month_start(line.billing_started_on), month_start(today)
    while month <= last:
        facts = bill_facts(line.member, month, only=line)
        if month == last:
            facts = _undone(facts, line, today)
        rows = tuple(row for row in bill_lines(facts) if row.line == line.code)
        yield MonthCharged(month=month, rows=rows)
        month = add_months(month, 1)


def _undone(facts: BillFacts, line: Line, today: date) -> BillFacts:
    lines = (
        replace(each, undone_on=today) if each.line == line.code else each
        for each in facts.lines
    )
    return replace(facts, lines=tuple(lines))


def _devices(line: Line, today: date) -> Iterator[DeviceAfter]:
    for ledger in ledgers_of(line.member, today):
        if ledger.device.line_id != line.pk or not ledger.open:
            continue
        leaving = ledger.leaving[0]
        through = sum((row.yen for row in ledger.open if row.month <= leaving.month), Decimal(0))
        yield DeviceAfter(
            name=ledger.device.name,
            at_once_yen=leaving.rest_yen,
            later_yen=ledger.left_yen - through - leaving.rest_yen,
            payments_after=leaving.payments_after,
            last_charged_on=leaving.last_charged_on,
        )


def _row(row: BillLine) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "code": row.code,
        "quantity": row.quantity,
        "amount": str(row.amount),
    }


def undoings_of(member: Member) -> QuerySet[InitialCancellation]:
    """A member's contracts that were undone, newest first."""
    rows = InitialCancellation.objects.of(member).select_related("line__member__user", "world")
    return rows.order_by("-accepted_at", "-pk")
