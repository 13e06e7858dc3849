"""Whether a line gets a reservation number, and what going would mean."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from accounts.models import Member
from billing.queries import leaving_facts
from contracts.models import Line
from contracts.queries.groups import leads_others
from mioportal.plumbing import windows
from mioportal.plumbing.models import PendingAct, World
from mioportal.rules import port_out
from mioportal.rules.billed import BillFacts
from mioportal.rules.dates import day_in_japan
from mioportal.rules.instalments import Choice
from mioportal.rules.plans import Function
from mioportal.rules.port_out import IssueFacts, IssueReason
from mioportal.rules.quote import Quote, Way, quote
from mioportal.rules.verdict import Verdict
from mnp.models import PortRequest

FUNCTION = "mnp"
# What belongs to asking for a number on paper, and says nothing against going without one.
_OF_NUMBERS = frozenset(
    {
        IssueReason.LIVE_NUMBER,
        IssueReason.NEVER_ISSUED,
        IssueReason.ALREADY_WAITING,
        IssueReason.REISSUED_TODAY,
        IssueReason.REISSUED_LATELY,
    }
)


def issues_at(world: World, at: datetime) -> datetime:
    """When the number of a request made now would come (C-062, C-063)."""
    return port_out.issues_at(at, windows.exceptions(world))


def may_issue(line: Line, at: datetime) -> Verdict[IssueReason]:
    """Whether a line gets a number now, with every reason against."""
    return port_out.may_issue(IssueFacts(**_facts(line, at)))


def may_reissue(line: Line, at: datetime) -> Verdict[IssueReason]:
    """Whether a line's last number, live or not, is replaced now, with every reason against."""
    hours, days = port_out.counts_after(at)
    again = PortRequest.objects.filter(line=line, kind=PortRequest.Kind.AGAIN)
    # What was called off has replaced nothing.
    again = again.exclude(channel=PortRequest.Channel.DESK).exclude(
        state=PortRequest.State.CALLED_OFF
    )
    facts = _facts(line, at) | {
        "reissued_in_hours": again.filter(requested_at__gt=hours).count(),
        "reissued_in_days": again.filter(requested_at__gt=days).count(),
    }
    return port_out.may_reissue(IssueFacts(**facts))


def may_one_stop(line: Line, at: datetime) -> Verdict[IssueReason]:
    """Whether a line may go without a number on paper (C-074): what a number asks for, less it."""
    verdict = port_out.may_issue(IssueFacts(**_facts(line, at)))
    return Verdict(reasons=tuple(each for each in verdict.reasons if each not in _OF_NUMBERS))


def resumes_when_cleared(verdict: Verdict[IssueReason]) -> bool:
    """Whether a request is taken: nothing stands against it, or only what clears (C-071)."""
    return verdict.allowed or port_out.waits(verdict)


def final(verdict: Verdict[IssueReason]) -> Verdict[IssueReason]:
    """The reasons that nothing a member does on another page clears by itself."""
    return Verdict(reasons=tuple(r for r in verdict.reasons if r not in port_out.RESUMES))


def is_open_yet(line: Line, today: date) -> bool:
    """Whether the line is in use: before, there is nothing to take along."""
    return line.started_on <= today


def _facts(line: Line, at: datetime) -> dict[str, Any]:
    today, member = day_in_japan(at), line.member
    asked = PortRequest.objects.filter(line=line)
    closed = windows.closure_at(world=line.world, at=at, function=FUNCTION)
    # Each request is held by itself (D-132): another line's fault says nothing of this one.
    faults = asked.waiting().exclude(fault_note="")
    return {
        "requested_on": today,
        "function": Function(line.function),
        "has_unpaid": member.standing.owed_yen > 0,
        "identity_incomplete": member.identity != Member.Identity.COMPLETE,
        "has_faulty_data": faults.exists(),
        "in_maintenance": closed is not None,
        "is_corporate": member.is_corporate,
        "is_primary_with_secondaries": leads_others(line, today),
        "is_waiting": asked.waiting().exists(),
        "has_live_number": asked.live(today).exists(),
        "never_issued": not asked.filter(issued_at__isnull=False).exists(),
        "is_porting": line.leaving_by == Line.Leaving.PORT_OUT,
        "has_ended": line.status(today) == Line.Status.ENDED
        and line.leaving_by != Line.Leaving.PORT_OUT,
    }


def quote_for(
    line: Line,
    at: datetime,
    opens_on: date | None = None,
    choices: Mapping[str, str] | None = None,
) -> Quote:
    """What it brings if another operator opens the number on a day: dates and yen (F-MNO-11).

    Without a day: today's. What is due does not hang on the day within a month (F-MNO-12).
    `choices` are by code of the device what a member is about to decide (C-122).
    """
    today = day_in_japan(at)
    day = opens_on or today
    facts = leaving_facts(line, ends_on=day, today=today)
    if choices:
        facts = replace(facts, bill=_with(facts.bill, choices))
    return quote(facts, at, Way.PORT_OUT, day)


def quote_of(act: PendingAct, line: Line, at: datetime) -> Quote:
    """The same as a wizard shows it: with what was chosen in it."""
    return quote_for(line, at, choices=act.answers.get("devices"))


def _with(bill: BillFacts, choices: Mapping[str, str]) -> BillFacts:
    devices = (
        replace(each, choice=Choice(choices[each.code])) if each.code in choices else each
        for each in bill.instalments
    )
    return replace(bill, instalments=tuple(devices))
