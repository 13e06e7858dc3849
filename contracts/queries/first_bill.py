"""What an application will cost first, by the rules that will make the bill (F-APP-12)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import Card, Member
from contracts.models import Application, AppliedLine, Line
from contracts.queries.options import tried_options
from mioportal.rules import application, device_shop, option_changes, plans
from mioportal.rules.billing import BilledLine, BillFacts, BillLine, bill_lines, schedule, totals
from mioportal.rules.dates import month_end, month_start
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.plans import Function, Medium, Network
from mioportal.words import charges

# What the check page shows of who contracts; the application does not keep it a second time.
_CONTRACTOR = (
    *("family_name", "given_name", "family_kana", "given_kana", "birth_date"),
    *("postcode", "address", "phone", "daytime_phone"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstRow:
    """One row of a first bill, in yen with tax. `rule` is the row of the book it rests on."""

    position: int
    label: str
    yen: Decimal
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstBill:
    """What the applied lines add to the bill of one month, if they open on the days told."""

    month: date
    rows: tuple[FirstRow, ...]
    total: Decimal
    charged_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """The earliest day on which an applied line can be used, and what it costs a whole month."""

    line: AppliedLine
    on: date
    monthly_yen: Decimal


def opens_on(line: AppliedLine, today: date) -> date:
    """The earliest day (D-88): an eSIM's is that of the application (F-APP-17)."""
    if line.medium == Line.Medium.ESIM:
        return today
    return application.arrival(today).first_on


def openings(lines: Iterable[AppliedLine], today: date) -> list[Opening]:
    """When each line opens at the earliest, and its fee of a whole month with options.

    A device is not part of that fee.
    """
    return [
        Opening(
            line=line,
            on=opens_on(line, today),
            monthly_yen=_monthly_yen(line, month_start(opens_on(line, today)), today),
        )
        for line in lines
    ]


def _monthly_yen(line: AppliedLine, month: date, today: date) -> Decimal:
    whole = _billed(line, None, (), today)
    return totals(bill_lines(BillFacts(month=month, lines=(whole,)))).total


def first_bills(member: Member, lines: Sequence[AppliedLine], today: date) -> list[FirstBill]:
    """The first bill of every month in which one of the lines opens, in order."""
    months = sorted({month_start(opens_on(line, today)) for line in lines})
    return [_bill(member, lines, month, today) for month in months]


def _bill(
    member: Member, lines: Sequence[AppliedLine], month: date, today: date
) -> FirstBill:
    of_month = [line for line in lines if month_start(opens_on(line, today)) == month]
    tried = tried_options(member)
    prepaid = prepaid_line(lines[0].application, lines) if lines else None
    billed = []
    for line in of_month:
        on = opens_on(line, today)
        free = tuple(code for code in _codes(line) if _is_free(code, on, tried))
        tried |= set(free)
        paid = line == prepaid
        billed.append(_billed(line, on, free, today, is_prepaid=paid))
    bought = tuple(
        device_shop.first_due(line.device_code, line.code, today)
        for line in of_month
        if line.buys
    )
    made = bill_lines(BillFacts(month=month, lines=tuple(billed), instalments=bought))
    by_code = {line.code: line for line in of_month}
    return FirstBill(
        month=month,
        rows=tuple(_row(row, by_code[row.line]) for row in made),
        total=totals(made).total,
        charged_on=schedule(month).charged_on,
    )


def prepaid_line(application: Application, lines: Iterable[AppliedLine]) -> AppliedLine | None:
    """The line whose initial fee an entry package has paid: the first that is not called off."""
    if not application.has_prepaid:
        return None
    left = [line for line in lines if line.state != AppliedLine.State.ENDED]
    return min(left, key=lambda line: line.position, default=None)


def _billed(
    line: AppliedLine,
    on: date | None,
    free: tuple[OptionCode, ...],
    today: date,
    *,
    is_prepaid: bool = False,
) -> BilledLine:
    return BilledLine(
        line=line.code,
        plan=line.plan_code,
        function=Function(line.function),
        medium=Medium(line.medium),
        network=Network(line.network) if on else None,
        options=_codes(line),
        on_trial=free,
        agreed=agreed_fees(line, today),
        billing_started_on=on,
        is_prepaid=is_prepaid,
    )


def agreed_fees(line: AppliedLine, applied_on: date) -> tuple[AgreedFee, ...]:
    """What its contract will name: the cover of a device costs by the device (D-140)."""
    if line.buys is None or OptionCode.DEVICE_COVER not in line.option_codes:
        return ()
    return (device_shop.cover(line.device_code, applied_on),)


def _codes(line: AppliedLine) -> tuple[OptionCode, ...]:
    return tuple(OptionCode(code) for code in line.option_codes)


def _is_free(code: OptionCode, on: date, tried: set[str]) -> bool:
    through = option_changes.trial_through(code, on, had_before=code in tried)
    return through is not None and through >= month_end(on)


def _row(row: BillLine, line: AppliedLine) -> FirstRow:
    return FirstRow(
        position=line.position,
        label=str(charges.item(row.kind, row.code, line.buys.name if line.buys else "")),
        yen=row.amount,
        rule=charges.rule(row.kind, row.code, line.function, line.medium),
    )


def as_shown(
    lines: Sequence[AppliedLine], bills: Iterable[FirstBill], today: date
) -> dict[str, Any]:
    """What the check page shows, as it is kept with the application."""
    return {
        "lines": [
            {
                "position": line.position,
                "function": line.function,
                "medium": line.medium,
                "network": line.network,
                "plan": plans.plan(line.plan_code).code,
                "options": list(line.option_codes),
                "device": _device(line, today),
                "number_from": line.number_from,
                "brought_number": line.brought_number,
                "donor": line.donor,
                "user": line.user_name,
                "opens_on": opens_on(line, today).isoformat(),
            }
            for line in lines
        ],
        "bills": [
            {
                "month": bill.month.isoformat(),
                "rows": [
                    {"line": row.position, "label": row.label, "yen": str(row.yen)}
                    for row in bill.rows
                ],
                "total": str(bill.total),
                "charged_on": bill.charged_on.isoformat(),
            }
            for bill in bills
        ],
    }


def _device(line: AppliedLine, today: date) -> dict[str, str]:
    if line.buys is None:
        return {}
    return {"code": line.device_code, "yen": str(device_shop.price(line.device_code, today))}


def digest_of(shown: dict[str, Any], application: Application, card: Card | None) -> str:
    """What a member consents to, in one word: who contracts and who pays are part of it."""
    member = application.member
    who = [str(getattr(member, name)) for name in _CONTRACTOR]
    pays = [card.network, card.last_four] if card else []
    told = [shown, who, pays, application.entry_code]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
