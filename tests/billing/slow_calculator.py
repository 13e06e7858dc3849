"""A second calculator of bills, as slow and plain as may be: it shares nothing with the first.

Written from the documents alone, with prices of its own. Money is counted in tenths of a yen.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from accounts.models import Member

JST = timezone(timedelta(hours=9))
LAST_OLD_CONTRACT = date(2019, 9, 30)
GIGA = {
    "giga_2gb": {"voice": 8500, "sms": 8200, "data": 7400, "data/esim": 4400},
    "giga_5gb": {"voice": 9900, "sms": 9700, "data": 9000, "data/esim": 6600},
    "giga_10gb": {"voice": 15000, "sms": 14700, "data": 14000, "data/esim": 11000},
    "giga_15gb": {"voice": 18000, "sms": 17800, "data": 17300, "data/esim": 14300},
    "giga_20gb": {"voice": 20000, "sms": 19800, "data": 19500, "data/esim": 16500},
}
# 1,600, 2,220, 3,260 … without tax, and a tenth of it.
OLD = {
    "minimum_start": {"voice": 17600, "sms": 11440, "data": 9900},
    "light_start": {"voice": 24420, "sms": 18260, "data": 16720},
    "family_share": {"voice": 35860, "sms": 29700, "data": 28160},
}
ADDED_SIM = 4400
OPTIONS = {
    "call_5": 5000,
    "call_10": 7000,
    "call_unlimited": 14000,
    "dial": 0,
    "safety_mail": 3300,
    "nuisance_guard": 5500,
    "tabuho": 5500,
    "smart_checker": 3850,
    "tobila_phone": 3300,
    "i_filter": 3960,
    "virus_buster": 2750,
}
END_WITH_THEIR_LINE = ("call_5", "call_10", "call_unlimited", "dial", "large_data")
# A cover may be held without a line, but not beyond the one it was taken with.
UNDONE_WITH_THEIR_LINE = (*END_WITH_THEIR_LINE, "device_cover")
MESSAGE = 33
PARCEL = 2200
INITIAL_FEE = 33000
SIM_FEES = {"docomo": 4334, "au": 4466}
RELEASE_FEE = 11000
HOMES = {"apartment": 50160, "house": 61160}
MIO_WARI = 6600
TAXED, UNTAXED = 10, 0


class Item(NamedTuple):
    """A row of a bill; `tenths` of a yen, tax inside."""

    line: str
    kind: str
    code: str
    quantity: int
    percent: int
    tenths: int


class Book:
    """Everything that was written down about a member, read once."""

    def __init__(self, member: Member, posted: list[Any]) -> None:
        self.posted = posted
        self.services: list[Any] = list(member.related_services.all())
        self.lines: list[Any] = list(member.lines.all())
        self.plans = {line.pk: list(line.plan_periods.all()) for line in self.lines}
        self.seats = {line.pk: list(line.seats.all()) for line in self.lines}
        self.options = {line.pk: list(line.option_periods.all()) for line in self.lines}
        self.calls = {line.pk: list(line.call_use.all()) for line in self.lines}
        self.parcels = {line.pk: list(line.data_bought.all()) for line in self.lines}
        self.devices = [(each, list(each.payments.all())) for each in member.devices.all()]


def items_of(book: Book, first: date) -> list[Item]:
    """All rows of the bill of a month, given by its first day."""
    last = date(first.year, first.month, monthrange(first.year, first.month)[1])
    found: list[Item] = []
    billed = []
    for line in book.lines:
        if line.billing_started_on > last:
            continue
        if line.ends_on is not None and line.ends_on < first:
            found += lasting_options(book, line, first, last)
            continue
        billed.append(line.pk)
        found.append(base(book, line, first, last))
        found += options(book, line, first, last)
        found += use(book, line, first, last)
        found += beginning(line, first)
        found += leaving(line, last)
    found += devices(book, first, billed)
    found += services(book, first, last)
    for row in book.posted:
        if row.month == first:
            code = row.line.code if row.line else ""
            yen = int(row.amount_yen * 10)
            found.append(Item(code, row.kind, row.code, 1, row.percent, yen))
    return found


def total_of(items: list[Item]) -> tuple[int, int]:
    """Whole yen to pay, and the tax in them; rounded down once for each rate."""
    total = tax = 0
    for percent in {item.percent for item in items}:
        yen = sum(item.tenths for item in items if item.percent == percent) // 10
        total += yen
        tax += yen * percent // (100 + percent)
    return total, tax


def undone_on(line: Any, last: date) -> date | None:
    """The day in the month on which its contract was undone."""
    is_undone = line.leaving_by == "undone" and line.ends_on <= last
    return line.ends_on if is_undone else None


def in_part(tenths: int, began_on: date, first: date, undone: date | None = None) -> int:
    """The days it was held in the month, to a whole yen; all of it, where it was held all along."""
    days = monthrange(first.year, first.month)[1]
    begins = began_on.day if began_on > first else 1
    ends = undone.day if undone else days
    if ends - begins + 1 == days:
        return tenths
    return tenths * (ends - begins + 1) // (days * 10) * 10


def touches(period: Any, first: date, last: date) -> bool:
    """Whether it held on a day of the month."""
    return period.starts_on <= last and (period.ends_on is None or period.ends_on >= first)


def base(book: Book, line: Any, first: date, last: date) -> Item:
    """The plan that held at the end of the month, or the place in a group."""
    plan = place = ""
    for period in sorted(book.plans[line.pk], key=lambda each: each.starts_on):
        if touches(period, first, last):
            plan = period.plan_code
    for seat in sorted(book.seats[line.pk], key=lambda each: each.starts_on):
        if touches(seat, first, last):
            place = seat.place
    if place == "secondary":
        price, kind = ADDED_SIM, "added_sim"
    else:
        prices, kind = (GIGA | OLD)[plan], "plan"
        price = prices.get(f"{line.function}/{line.medium}", prices[line.function])
    part = in_part(price, line.billing_started_on, first, undone_on(line, last))
    return Item(line.code, kind, plan, 1, TAXED, part)


def options(book: Book, line: Any, first: date, last: date) -> list[Item]:
    """Each option once, free if it was on trial to the month's end, or to its own."""
    prices: dict[str, int] = {}
    free = set()
    for period in sorted(book.options[line.pk], key=lambda each: each.starts_on):
        if touches(period, first, last):
            code = period.option_code
            prices[code] = int(period.agreed_yen * 10) if period.agreed_yen else OPTIONS[code]
            if on_trial(period, last):
                free.add(code)
    found = []
    for code, price in prices.items():
        # One that goes on without its line is not undone with it.
        undone = undone_on(line, last) if code in UNDONE_WITH_THEIR_LINE else None
        part = 0 if code in free else in_part(price, line.billing_started_on, first, undone)
        found.append(Item(line.code, "option", code, 1, TAXED, part))
    return found


def lasting_options(book: Book, line: Any, first: date, last: date) -> list[Item]:
    """Options that go on without their line, on the member's account."""
    found = []
    for period in book.options[line.pk]:
        code = period.option_code
        if touches(period, first, last) and code not in END_WITH_THEIR_LINE:
            price = int(period.agreed_yen * 10) if period.agreed_yen else OPTIONS[code]
            if not on_trial(period, last):
                found.append(Item("", "option", code, 1, TAXED, price))
    return found


def on_trial(period: Any, last: date) -> bool:
    """Whether nothing of the month was out of the trial."""
    until = last if period.ends_on is None or period.ends_on > last else period.ends_on
    return period.trial_through is not None and period.trial_through >= until


def use(book: Book, line: Any, first: date, last: date) -> list[Item]:
    """Calls, messages and data."""
    found = []
    for used in book.calls[line.pk]:
        if used.month == first and used.calls_yen:
            found.append(Item(line.code, "calls", "", 1, TAXED, int(used.calls_yen * 10)))
        if used.month == first and used.messages:
            yen = used.messages * MESSAGE
            found.append(Item(line.code, "sms", "", used.messages, TAXED, yen))
    parcels = 0
    for parcel in book.parcels[line.pk]:
        bought_at: datetime = parcel.bought_at.astimezone(JST)
        parcels += first <= bought_at.date() <= last
    if parcels:
        found.append(Item(line.code, "data", "", parcels, TAXED, parcels * PARCEL))
    return found


def beginning(line: Any, first: date) -> list[Item]:
    """The fees of a new line."""
    if line.billing_started_on < first:
        return []
    return [
        Item(line.code, "initial_fee", "", 1, TAXED, INITIAL_FEE),
        Item(line.code, "sim_issue", "", 1, TAXED, SIM_FEES[line.network]),
    ]


def leaving(line: Any, last: date) -> list[Item]:
    """What leaving costs, zeros too. Nobody left before 2021: a number may go for nothing."""
    if line.ends_on is None or line.ends_on > last or line.leaving_by == "undone":
        return []
    begun = line.started_on
    year, month = (begun.year + 1, 1) if begun.month == 12 else (begun.year, begun.month + 1)
    term_through = date(year, month, monthrange(year, month)[1])
    is_old = line.contracted_on <= LAST_OLD_CONTRACT
    fee = is_old and line.function == "voice" and line.ends_on <= term_through
    kind = "port_out_fee" if line.leaving_by == "port_out" else "cancellation_fee"
    return [
        Item(line.code, kind, "", 1, TAXED, 0),
        Item(line.code, "release_fee", "", 1, TAXED, RELEASE_FEE if fee else 0),
    ]


def devices(book: Book, first: date, billed: list[int]) -> list[Item]:
    """The month's payment, what the support takes off it, and a rest that was called in."""
    found = []
    for device, payments in book.devices:
        each, remainder = divmod(int(device.total_yen), device.count)
        rest = 0
        for payment in payments:
            if payment.month != first:
                continue
            yen = each + remainder if payment.number == 1 else each
            if payment.way in ("LUMP_SUM", "EARLY"):
                rest += yen
                continue
            code = device.line.code, device.code
            found.append(Item(code[0], "instalment", code[1], 1, UNTAXED, yen * 10))
            if device.discount_yen and device.line_id in billed:
                off = -int(device.discount_yen) * 10
                found.append(Item(code[0], "device_discount", code[1], 1, UNTAXED, off))
        if rest:
            code = device.line.code, device.code
            found.append(Item(code[0], "instalment_rest", code[1], 1, UNTAXED, rest * 10))
    return found


def services(book: Book, first: date, last: date) -> list[Item]:
    """Related services; ひかり is cheaper while any line lives on a day of the month."""
    found = []
    has_line = any(
        line.started_on <= last and (line.ends_on is None or line.ends_on >= first)
        for line in book.lines
    )
    for row in book.services:
        if not touches(row, first, last):
            continue
        is_hikari = row.service == "hikari"
        price = HOMES[row.home] if is_hikari else int(row.agreed_yen * 10)
        yen = in_part(price, row.starts_on, first)
        found.append(Item("", "related", row.service, 1, TAXED, yen))
        if is_hikari and has_line:
            off = in_part(MIO_WARI, row.starts_on, first)
            found.append(Item("", "mio_wari", row.service, 1, TAXED, -off))
        if row.early_end_yen and row.ends_on <= last:
            fee = int(row.early_end_yen) * 10
            found.append(Item("", "hikari_early_end", row.code, 1, UNTAXED, fee))
    return found
