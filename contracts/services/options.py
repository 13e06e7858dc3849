"""Options: added to a line, ended alone, or said to have ended over there (F-OPT-04, C-098)."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import services as accounts
from accounts.models import Member
from contracts import emails, queries
from contracts.models import Line, OptionPeriod
from contracts.queries import HeldOption, OptionEnding, OptionOffer
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules.dates import day_in_japan
from mioportal.rules.option_changes import AddReason, EndReason
from mioportal.rules.options import OptionCode
from mioportal.rules.verdict import Verdict


class NotAdded(Exception):
    """The option cannot be added; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[AddReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class NotEnded(Exception):
    """The option cannot be ended here; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[EndReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class OtherThanShown(Exception):
    """A day or a price that was shown is no longer that of what would be done."""


class NotTicked(Exception):
    """There is no "ended over there" that could be taken back any more."""


def add_option(
    *, line: Line, code: OptionCode, shown: str, form: str, at: datetime, by: Actor
) -> OptionPeriod:
    """Add an option to a line; another call option gives way to it (D-61, D-63).

    `shown` is `OptionOffer.shown` of what was consented to. `form` names the form it came in: sent
    twice, it adds once. Raises NotAdded, OtherThanShown.
    """
    key = hashlib.sha256(f"{form}\0{line.code}\0{code}".encode()).hexdigest()
    with transaction.atomic():
        # Held until the end: of two tabs, and of a leaving, the second sees what the first did.
        # The member too, because an option is tried once on all their lines (D-62).
        list(Member.objects.select_for_update(no_key=True).filter(pk=line.member_id))
        _hold(line)
        line = _read(line, day_in_japan(at))
        before = OptionPeriod.objects.filter(form_key=key).first()
        if before is not None:
            return before
        offer = queries.option_offer(line, code, day_in_japan(at))
        if not offer.verdict.allowed:
            raise NotAdded(offer.verdict)
        if offer.shown != shown:
            raise OtherThanShown
        if offer.gives_way is not None and offer.gives_way_on is not None:
            gone = offer.gives_way.period
            _end(gone, offer.gives_way_on, at, cancelled_at=at, ended_at=at)
        period = OptionPeriod.objects.create(
            line=line,
            option_code=code,
            starts_on=day_in_japan(at),
            trial_through=offer.trial_through,
            added_at=at,
            added_number=_number("A", at),
            form_key=key,
        )
        _tell_added(period, offer, at, by)
    return period


def _tell_added(period: OptionPeriod, offer: OptionOffer, at: datetime, by: Actor) -> None:
    detail = {
        "line": period.line.code,
        "option": period.option_code,
        "trial_through": str(period.trial_through or ""),
        "gave_way": offer.gives_way.period.option_code if offer.gives_way else "",
    }
    _audit(period, "add_option", at, by, detail)
    put(period, emails.option_added(period, offer), "added", at)


def end_option(
    *, period: OptionPeriod, at: datetime, by: Actor, shown: str | None = None
) -> OptionPeriod:
    """End one option while its line goes on, or after it has ended (F-OPT-04, F-OPT-05).

    Asked twice, it ends once, with the same receipt. `shown` is `OptionEnding.shown` of what was
    consented to; None where nobody was shown anything. Raises NotEnded, OtherThanShown.
    """
    with transaction.atomic():
        held, ending = _look(period, at)
        if held.period.receipt_number:
            return held.period
        if not held.verdict.allowed:
            raise NotEnded(held.verdict)
        _check_shown(ending, shown)
        period = held.period
        _end(period, ending.ends_on, at, cancelled_at=at, receipt_number=_number("X", at))
        detail = {"ends_on": str(period.ends_on), "receipt": period.receipt_number}
        _audit(period, "end_option", at, by, detail)
        _tell_ending(period, ending, at)
    return period


def tick_option(
    *, period: OptionPeriod, at: datetime, by: Actor, shown: str | None = None
) -> OptionPeriod:
    """A member says that they ended an option at its provider's (C-098, D-64).

    It ends as if it had been ended here. Said twice, it is said once. Raises NotEnded,
    OtherThanShown.
    """
    with transaction.atomic():
        held, ending = _look(period, at)
        if held.period.ticked_at:
            return held.period
        if not held.may_tick:
            raise NotEnded(held.verdict)
        _check_shown(ending, shown)
        period = held.period
        _end(period, ending.ends_on, at, ticked_at=at)
        _audit(period, "tick_option", at, by, {"ends_on": str(period.ends_on)})
        _tell_ending(period, ending, at)
    return period


def untick_option(*, period: OptionPeriod, at: datetime, by: Actor) -> OptionPeriod:
    """They say that it was not: it has gone on without a break (D-64). Raises NotTicked."""
    with transaction.atomic():
        held, _ending = _look(period, at)
        again = OptionPeriod.objects.filter(
            line=held.line, option_code=held.period.option_code, ends_on=None
        )
        if held.is_open:
            return held.period
        if not held.may_take_back or again.exists():
            raise NotTicked
        period = held.period
        period.ends_on = period.ticked_at = period.ended_at = None
        period.save(update_fields=["ends_on", "ticked_at", "ended_at"])
        # Paid for again: a mioID that was closing is in force (C-039).
        accounts.note_service_begun(member=held.line.member, at=at)
        _audit(period, "untick_option", at, by)
        put(period, emails.option_goes_on(held), f"back:{at.isoformat()}", at)
    return period


def _tell_ending(period: OptionPeriod, ending: OptionEnding, at: datetime) -> None:
    """M-17 at once where it is over at once; else what was received, and M-17 when it is over."""
    if period.is_over(day_in_japan(at)):
        OptionPeriod.objects.filter(pk=period.pk).update(ended_at=at)
        period.ended_at = at
        put(period, emails.option_ended(ending.held), f"ended:{at.isoformat()}", at)
    else:
        put(period, emails.option_end_received(ending), f"received:{at.isoformat()}", at)


def _end(period: OptionPeriod, ends_on: date, at: datetime, **more: Any) -> None:
    """Give an open period its last day; the line is held, so nobody else does."""
    OptionPeriod.objects.filter(pk=period.pk, ends_on=None).update(ends_on=ends_on, **more)
    period.refresh_from_db(fields=["ends_on", *more])


def _look(period: OptionPeriod, at: datetime) -> tuple[HeldOption, OptionEnding]:
    """The option as it is now, and what ending it would mean, with its line held until the end."""
    _hold(period.line)
    held = find(period, day_in_japan(at))
    return held, queries.option_ending(held)


def find(period: OptionPeriod, today: date) -> HeldOption:
    """An option as it is now, of a line read with its options."""
    line = _read(period.line, today)
    return next(each for each in queries.held_options(line, today) if each.period == period)


def _hold(line: Line) -> None:
    list(Line.objects.select_for_update().filter(pk=line.pk).values_list("pk", flat=True))


def _read(line: Line, today: date) -> Line:
    found = queries.line_of(line.member, line.code, today)
    assert found is not None
    return found


def _check_shown(ending: OptionEnding, shown: str | None) -> None:
    if shown is not None and shown != ending.shown:
        raise OtherThanShown


def _number(prefix: str, at: datetime) -> str:
    return f"{prefix}{day_in_japan(at):%y%m%d}-{readable(5)}"


def put(period: OptionPeriod, mail: Mail, occasion: str, at: datetime) -> None:
    """Send the member of an option a mail, once for each occasion."""
    outbox.put(
        world=period.line.world,
        user=period.line.member.user,
        mail=mail,
        key=f"{period.code}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(
    period: OptionPeriod,
    verb: str,
    at: datetime,
    by: Actor,
    detail: dict[str, Any] | None = None,
) -> None:
    told = {"line": period.line.code, "option": period.option_code} | (detail or {})
    audit.record(world=period.line.world, at=at, by=by, verb=verb, subject=period.code, detail=told)
