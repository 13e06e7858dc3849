"""A disk that fails at any moment after an application: all of a step is done, or nothing."""

import pytest

from accounts.models import Member
from cancellation import queries
from cancellation import services as cancellation
from cancellation.models import InitialCancellation
from contracts import services
from contracts.models import AppliedLine, ContractNotice, Device, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, ApplicationFactory, AppliedLineFactory, MemberFactory
from tests.journeys.faults import at_every_statement

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BY = system("test")
ONE_STOP = {"number_from": "one_stop", "brought_number": "080-0000-4321", "donor": "au"}
WITH_DEVICE = {"device": "buy", "device_code": "moto_g52j"}


def done(who: Member) -> tuple[int, ...]:
    """What opening a line leaves behind, counted."""
    return (
        Line.objects.filter(member=who).count(),
        Device.objects.filter(member=who).count(),
        ContractNotice.objects.filter(line__member=who).count(),
        Outbox.objects.filter(user=who.user, mail_code="M-03").count(),
        AuditRow.objects.filter(verb="open_line").count(),
        AppliedLine.objects.filter(state="opened").count(),
    )


def test_opening_and_undoing_happen_whole_or_not_at_all() -> None:
    who = MemberFactory()
    application = ApplicationFactory(member=who, line=None)
    row = AppliedLineFactory(application=application, medium="esim", **ONE_STOP, **WITH_DEVICE)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    faults = at_every_statement(
        lambda: services.open_applied(applied=row, at=MID_MONTH, by=BY),
        lambda number: _whole(done(who), number),
    )
    assert faults > 10
    assert done(who) == (1,) * 6
    line = read(who)
    shown = queries.undoing(line, MID_MONTH).digest()
    at_every_statement(
        lambda: cancellation.undo(line=read(who), shown=shown, at=MID_MONTH, by=BY),
        lambda number: _whole(undone(line), number),
    )
    assert undone(line) == (1,) * 4


def read(who: Member) -> Line:
    """A member's only line, as the database has it."""
    lines = Line.objects.select_related("member__user", "member__standing", "world")
    return lines.get(member=who)


def undone(line: Line) -> tuple[int, ...]:
    """What undoing a contract leaves behind, counted."""
    return (
        InitialCancellation.objects.filter(line=line).count(),
        Outbox.objects.filter(mail_code="M-38").count(),
        AuditRow.objects.filter(verb="undo_contract").count(),
        Line.objects.filter(pk=line.pk, leaving_by="undone").count(),
    )


def _whole(counts: tuple[int, ...], number: int) -> None:
    assert len(set(counts)) == 1, (number, counts)
