"""The reservation number of a line that brings its telephone number along (MNP予約番号)."""

from datetime import date, datetime

from django.db import transaction

from contracts import emails
from contracts.models import AppliedLine
from contracts.services.applied import NotNow, give_time, take_applied, tell, trace
from mioportal.plumbing.actor import Actor
from mioportal.rules import port_in
from mioportal.rules.dates import day_in_japan
from mioportal.rules.operators import Operator
from mioportal.rules.port_in import PortInFacts, PortInReason
from mioportal.rules.verdict import Verdict

_OPEN = (AppliedLine.State.OPENED, AppliedLine.State.ENDED)


class NotBrought(Exception):
    """The reservation number cannot be used; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[PortInReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


def replace_reservation(
    *, applied: AppliedLine, number: str, expires_on: date, at: datetime, by: Actor
) -> AppliedLine:
    """The member gives another reservation number, because the first ran out or was refused.

    Raises NotBrought with every reason, and NotNow when the line is open or brings none along.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        by_number = applied.number_from == AppliedLine.NumberFrom.RESERVATION
        if not by_number or applied.state in _OPEN or not held.is_under_way:
            raise NotNow
        verdict = port_in.may_port_in(
            PortInFacts(
                applied_on=day_in_japan(at),
                donor=Operator(applied.donor or Operator.OTHER),
                number=number,
                expires_on=expires_on,
            )
        )
        if not verdict.allowed:
            raise NotBrought(verdict)
        applied.mnp_number, applied.mnp_expires_on = number, expires_on
        applied.number_lapsed_at = None
        applied.save(update_fields=["mnp_number", "mnp_expires_on", "number_lapsed_at"])
        detail = {"position": applied.position, "expires_on": expires_on.isoformat()}
        trace(held, "replace_reservation", at, by, detail)
        give_time(held, at, by)
    return applied


def tell_lapsed(*, applied: AppliedLine, at: datetime) -> bool:
    """A reservation number has run out before its line opened: told once for each number."""
    with transaction.atomic():
        _held, applied = take_applied(applied)
        if applied.number_lapsed_at is not None or not applied.has_lapsed(day_in_japan(at)):
            return False
        AppliedLine.objects.filter(pk=applied.pk).update(number_lapsed_at=at)
        occasion = f"lapsed:{applied.mnp_expires_on:%Y%m%d}"
        tell(applied, emails.reservation_lapsed(applied), occasion, at)
    return True
