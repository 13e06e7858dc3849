"""The days that leaving brings about, one by one."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from mioportal.rules import data, hikari, mioid, options, payment, share, sim_return
from mioportal.rules.dates import JST, LAST_MINUTE, ONE_DAY, add_months, month_start
from mioportal.rules.leaver import LeavingFacts, SecondaryLeaving
from mioportal.rules.leaving import Event, EventKind, Way
from mioportal.rules.options import OnLineEnd
from mioportal.rules.plans import Function, monthly_fee
from mioportal.rules.related import HeldService, Service
from mioportal.rules.share import Place


def events(
    facts: LeavingFacts, accepted_at: datetime, way: Way, last_on: date
) -> tuple[Event, ...]:
    """Every event, by day and in the order of `EventKind`."""
    asked = accepted_at.astimezone(JST)
    accepted = Event(
        kind=EventKind.ACCEPTED,
        on=asked.date(),
        at=asked.time().replace(microsecond=0),
        subject=facts.line,
    )
    found = (
        accepted,
        *_ends(facts, asked.date(), way, last_on),
        *_returns(facts, asked.date(), way, last_on),
        *_outlive(facts, last_on),
        *_devices(facts),
        *_payments(facts),
        *_closes(facts, last_on),
    )
    order = list(EventKind)
    return tuple(sorted(found, key=lambda event: (event.on, order.index(event.kind))))


def _ends(facts: LeavingFacts, asked_on: date, way: Way, last_on: date) -> Iterator[Event]:
    """What stops with the line; when on the day of a port-out, the other operator decides."""
    at = LAST_MINUTE if way is Way.CANCELLATION else None
    for each in facts.ending:
        held = facts.held(each.line)
        alone = each.line == facts.line
        kind = EventKind.LINE_ENDS if alone else EventKind.SECONDARY_ENDS
        day = each.ends_on or last_on
        yield Event(kind=kind, on=day, at=at, subject=each.line)
        for code in held.options:
            if options.option(code).on_line_end is OnLineEnd.ENDS:
                last = options.ending(code, asked_on, day).ends_on
                yield Event(
                    kind=EventKind.OPTION_ENDS, on=last, at=at, subject=code, line=each.line
                )
        if held.function is not Function.DATA:
            moves = alone and way is Way.PORT_OUT
            kind = EventKind.NUMBER_MOVES if moves else EventKind.NUMBER_LOST
            yield Event(kind=kind, on=day, at=at, subject=each.line)
    if facts.reservation_through is not None and way is Way.CANCELLATION:
        # A number dies with its line or by its own last day, whichever is first (C-070).
        on = min(last_on, facts.reservation_through)
        yield Event(kind=EventKind.RESERVATION_ENDS, on=on, at=LAST_MINUTE, subject=facts.line)
    if facts.has_mail_address:
        yield Event(kind=EventKind.MAIL_ADDRESS_ENDS, on=last_on, at=at)
    if facts.has_cloud:
        yield Event(kind=EventKind.CLOUD_DELETED, on=data.cloud_deleted_on(last_on))


def _returns(facts: LeavingFacts, asked_on: date, way: Way, last_on: date) -> Iterator[Event]:
    """Cards go back from acceptance on (C-056); a line that is ported needs its card until then."""
    opens_on = asked_on if way is Way.CANCELLATION else last_on
    for each in _with_cards(facts):
        yield Event(kind=EventKind.SIM_RETURN_OPENS, on=opens_on, subject=each.line)
        risk_on = sim_return.fee_risk_from(each.ends_on or last_on)
        yield Event(kind=EventKind.SIM_FEE_RISK, on=risk_on, subject=each.line)


def _with_cards(facts: LeavingFacts) -> Iterator[SecondaryLeaving]:
    return (each for each in facts.ending if each.physical_sims)


def _outlive(facts: LeavingFacts, last_on: date) -> Iterator[Event]:
    """What goes on and costs on: options of third parties, related services, the group."""
    next_day, next_month = last_on + ONE_DAY, add_months(month_start(last_on), 1)
    ending = {each.line for each in facts.ending}
    for line, code in _lasting_options(facts):
        if line not in ending:
            continue
        fee = facts.held(line).option_fee(code, next_month)
        to_check = options.option(code).on_line_end is OnLineEnd.MAY_GO_ON
        kind = EventKind.OPTION_TO_CHECK if to_check else EventKind.OPTION_GOES_ON
        yield Event(kind=kind, on=next_day, subject=code, line=line, amount=fee)
    lasting = set(_lasting_options(facts))
    for trial in facts.trials:
        if (trial.line, trial.option) in lasting:
            yield Event(
                kind=EventKind.TRIAL_BECOMES_PAID,
                on=trial.free_through + ONE_DAY,
                subject=trial.option,
                line=trial.line,
                amount=facts.held(trial.line).option_fee(trial.option, next_month),
            )
    for held in facts.bill.services:
        yield from _service(facts, held, last_on, next_month)
    fee_after = _group_fee(facts, next_month)
    if fee_after is not None:
        yield Event(kind=EventKind.SHARE_FEE_CHANGES, on=next_month, amount=fee_after)


def _lasting_options(facts: LeavingFacts) -> Iterator[tuple[str, options.OptionCode]]:
    for each in facts.leaving:
        for code in facts.held(each.line).options:
            if options.goes_on(code):
                yield each.line, code


def _service(
    facts: LeavingFacts, held: HeldService, last_on: date, next_month: date
) -> Iterator[Event]:
    loses = held.has_mio_wari and facts.is_last_line
    fee = held.fee(next_month)
    if held.has_mio_wari and not loses:
        fee -= hikari.discount(next_month)
    yield Event(
        kind=EventKind.SERVICE_GOES_ON, on=last_on + ONE_DAY, subject=held.service, amount=fee
    )
    if loses:
        yield Event(
            kind=EventKind.MIO_WARI_ENDS,
            on=hikari.discount_ends_from(last_on),
            subject=Service.HIKARI,
            amount=hikari.discount(next_month),
        )


def _group_fee(facts: LeavingFacts, month: date) -> Decimal | None:
    """What a group pays without this secondary line, options aside; None without a known group."""
    lines = facts.bill.lines
    primary = next((each for each in lines if each.place is Place.PRIMARY), None)
    if primary is not None and primary.line in facts.going_too:
        return None
    if facts.billed.place is not Place.SECONDARY or primary is None:
        return None
    base = monthly_fee(primary.plan, primary.function, primary.medium, month)
    gone = {facts.line, *facts.going_too}
    left = sum(each.place is not Place.ALONE and each.line not in gone for each in lines)
    return share.monthly_fee(base, left, month)


def _devices(facts: LeavingFacts) -> Iterator[Event]:
    for device in facts.devices:
        if device.discount:
            yield Event(
                kind=EventKind.DEVICE_DISCOUNT_ENDS,
                on=add_months(facts.bill.month, 1),
                subject=device.code,
                line=device.line,
                amount=device.discount,
            )
        if not device.ends_in_lump and device.after_this_month:
            yield Event(
                kind=EventKind.INSTALMENTS_END,
                on=payment.schedule(device.last_month(facts.bill.month)).charged_on,
                subject=device.code,
                line=device.line,
            )


def _last_billed_month(facts: LeavingFacts) -> date:
    """The month of the last bill that this line and its devices bring."""
    month = facts.bill.month
    lasting = [each.last_month(month) for each in facts.devices if not each.ends_in_lump]
    return max([month, *lasting])


def _payments(facts: LeavingFacts) -> Iterator[Event]:
    plan = payment.schedule(facts.bill.month, facts.card_brand)
    yield Event(kind=EventKind.BILL_FIXED, on=plan.confirmed_on)
    if facts.pays_by_invoice:
        return
    yield Event(kind=EventKind.CARD_CHARGED, on=plan.charged_on)
    if plan.bank_debit_on is not None:
        several = len(plan.bank_debit_days) > 1
        yield Event(kind=EventKind.BANK_DEBIT, on=plan.bank_debit_on, approximate=several)
    needed = payment.schedule(_last_billed_month(facts)).card_needed_through
    yield Event(kind=EventKind.CARD_NEEDED_THROUGH, on=needed)


def _closes(facts: LeavingFacts, last_on: date) -> Iterator[Event]:
    """The mioID closes only when nothing is held any more and everything is paid (C-041, D-73)."""
    goes_on = any(True for _ in _lasting_options(facts))
    if not facts.is_last_line or goes_on or facts.bill.services or facts.bill.options:
        return
    # The last bill holds the last instalment too.
    settled_on = payment.schedule(_last_billed_month(facts)).charged_on
    through = mioid.valid_through(facts.last_on(last_on), bill_settled_on=settled_on)
    yield Event(kind=EventKind.MIOID_VALID_THROUGH, on=through, approximate=True)
