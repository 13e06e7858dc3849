"""Lines of an approved application: their cards posted, and each opened (開通)."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from contracts import emails
from contracts.models import AppliedLine, Line
from contracts.queries.first_bill import agreed_fees, prepaid_line
from contracts.services import stock
from contracts.services.applied import (
    APPROVED,
    NotNow,
    note,
    settle,
    take_applied,
    tell,
    trace,
)
from contracts.services.devices import NewDevice, buy_device
from contracts.services.notices import give_notice
from contracts.services.opening import NewLine, open_line
from contracts.services.reservations import tell_lapsed
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.switching import NumberRefused, switchboard
from mioportal.rules import device_shop, instalments
from mioportal.rules.dates import day_in_japan
from mioportal.rules.instalments import DeviceKind

State = AppliedLine.State
_ON_THE_WAY = (State.SENT, State.OPENING)


class NumberLapsed(Exception):
    """The reservation number has run out: another one is needed."""


def await_opening(applied: AppliedLine, at: datetime, by: Actor) -> None:
    """開通待ち: from here on the member says when the number is to come over.

    On the last day of a reservation number that is now (D-151); after it, another one is needed.
    """
    today = day_in_japan(at)
    AppliedLine.objects.filter(pk=applied.pk).update(state=State.OPENING)
    applied.state = State.OPENING
    if applied.has_lapsed(today):
        tell_lapsed(applied=applied, at=at)
        return
    if applied.mnp_expires_on == today:
        # Where the other operator says no, the member has until midnight to say what to do.
        with suppress(NumberRefused):
            open_now(applied, at, by)
            return
    tell(applied, emails.port_in_waits(applied, today), "opening", at)


def send_card(*, applied: AppliedLine, at: datetime, by: Actor) -> AppliedLine:
    """Staff post a card (発送): it gets its serial number, and the mail says when it is there.

    Raises NotNow unless its application is approved and the card waits to be posted, and
    NumberLapsed while another reservation number is asked for.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        is_card = applied.medium == Line.Medium.SIM
        if held.state not in APPROVED or applied.state != State.APPLIED or not is_card:
            raise NotNow
        if applied.has_lapsed(day_in_japan(at)):
            raise NumberLapsed
        applied.iccid = stock.card(held.world, applied.code)
        applied.tracking_number = stock.tracking_number()
        applied.state, applied.sent_at = State.SENT, at
        applied.save(update_fields=["iccid", "tracking_number", "state", "sent_at"])
        tell(applied, emails.card_sent(applied), "sent", at)
        title = _("お申し込み %(number)s のSIMカード（%(position)s枚目）を発送しました")
        told = {"number": held.number, "position": applied.position}
        note(held, "card_sent", title % told, at)
        trace(held, "send_card", at, by, {"position": applied.position})
        settle(held, at, by)
    return applied


def note_arrival(*, applied: AppliedLine, at: datetime, by: Actor) -> bool:
    """A posted card is there: a new number is in use, one that is brought waits for its member.

    False when it has gone on since.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        if applied.state != State.SENT:
            return False
        AppliedLine.objects.filter(pk=applied.pk).update(received_at=at)
        if applied.is_brought:
            await_opening(applied, at, by)
        else:
            open_now(applied, at, by)
        settle(held, at, by)
    return True


def open_applied(*, applied: AppliedLine, at: datetime, by: Actor) -> Line:
    """Open a line whose card is there or on its way (開通): for one that brings its number along,
    the member's own act (D-95). Open already, it is returned as it is.

    Raises NotNow, NumberLapsed, and NumberRefused of the switchboard.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        if applied.line is not None:
            return applied.line
        if applied.state not in _ON_THE_WAY:
            raise NotNow
        if applied.has_lapsed(day_in_japan(at)):
            raise NumberLapsed
        line = open_now(applied, at, by)
        settle(held, at, by)
    return line


def open_now(applied: AppliedLine, at: datetime, by: Actor) -> Line:
    """The line begins today. Its application is held."""
    held, today = applied.application, day_in_japan(at)
    # Of a switchboard that says no, nothing is left behind.
    if applied.is_brought:
        switchboard().bring(
            key=applied.code,
            number=applied.brought_number,
            reservation=applied.mnp_number,
            donor=applied.donor,
        )
    phone = stock.phone_number(held.world, applied)
    iccid = applied.iccid or stock.card(held.world, applied.code)
    new = NewLine(
        code=stock.service_code(),
        plan_code=applied.plan_code,
        contracted_on=today,
        started_on=today,
        iccid=iccid,
        function=Line.Function(applied.function),
        medium=Line.Medium(applied.medium),
        network=Line.Network(applied.network),
        phone_number=phone,
        user_name=applied.user_name,
        option_codes=tuple(applied.option_codes),
        agreed=agreed_fees(applied, held.applied_on),
        initial_fee_prepaid=applied == prepaid_line(held, held.lines.all()),
    )
    # With the first line that runs: what becomes of the others ends no mioID (D-150).
    accounts.complete_registration(member=held.member, at=at, by=by)
    line = open_line(member=held.member, new=new, at=at, by=by)
    _buy(applied, line, at, by)
    AppliedLine.objects.filter(pk=applied.pk).update(
        state=State.OPENED,
        line=line,
        opened_at=at,
        iccid=iccid,
        phone_number=phone,
        asks_for=None,
    )
    applied.state, applied.line = State.OPENED, line
    give_notice(line=line, at=at)
    worlds.note(
        world=held.world,
        at=at,
        kind="line_opened",
        title=_("回線 %s が開通しました") % line.label,
        subject=line.code,
        link=f"/lines/{line.code}/",
    )
    return line


def _buy(applied: AppliedLine, line: Line, at: datetime, by: Actor) -> None:
    """A device that comes with the line is bought on the day it opens, at the price of the
    application (D-141)."""
    if applied.buys is None:
        return
    day = applied.application.applied_on
    new = NewDevice(
        name=applied.buys.name,
        kind=DeviceKind.ORDINARY,
        total_yen=device_shop.price(applied.device_code, day),
        count=instalments.COUNT.on(day),
        bought_on=line.started_on,
    )
    buy_device(line=line, new=new, at=at, by=by)
