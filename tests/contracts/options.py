"""Short cuts to options: read as pages read them, added and ended by the services."""

from datetime import date, datetime
from decimal import Decimal

from billing.queries import bill_facts
from contracts import queries, services
from contracts.models import Line, OptionPeriod
from contracts.queries import HeldOption
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from mioportal.rules.billing import ChargeKind, bill_lines
from mioportal.rules.dates import day_in_japan
from mioportal.rules.options import OptionCode
from tests.factories import MID_MONTH

BY = system("test")


def read(line: Line, at: datetime = MID_MONTH) -> Line:
    """A line with its options, as they are now."""
    found = queries.line_of(line.member, line.code, day_in_japan(at))
    assert found is not None
    return found


def held(period: OptionPeriod, at: datetime = MID_MONTH) -> HeldOption:
    """An option of a line read anew."""
    return next(
        each
        for each in queries.held_options(read(period.line, at), day_in_japan(at))
        if each.period == period
    )


def add(
    line: Line, code: str, at: datetime = MID_MONTH, *, form: str = "one", shown: str | None = None
) -> OptionPeriod:
    """What was shown is consented to, unless `shown` says otherwise."""
    offer = queries.option_offer(read(line, at), OptionCode(code), day_in_japan(at))
    return services.add_option(
        line=line,
        code=OptionCode(code),
        shown=offer.shown if shown is None else shown,
        form=form,
        at=at,
        by=BY,
    )


def end(period: OptionPeriod, at: datetime = MID_MONTH) -> OptionPeriod:
    """An option is ended by whoever may."""
    return services.end_option(period=period, at=at, by=BY)


def tick(period: OptionPeriod, at: datetime = MID_MONTH) -> OptionPeriod:
    """A member says that it was ended over there."""
    return services.tick_option(period=period, at=at, by=BY)


def mails(line: Line, code: str) -> list[str]:
    """The subjects of a member's mails with this code, oldest first."""
    rows = Outbox.objects.filter(user=line.member.user, mail_code=code).order_by("pk")
    return [
        subject.removeprefix("【練習用】") for subject in rows.values_list("subject", flat=True)
    ]


def charged(line: Line, month: date) -> Decimal:
    """What the bill of a month takes for the options of a line's member."""
    lines = bill_lines(bill_facts(line.member, month))
    return sum((each.amount for each in lines if each.kind is ChargeKind.OPTION), Decimal(0))
