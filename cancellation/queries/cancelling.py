"""Whether a line may be cancelled, what that would mean, and what was cancelled."""

from datetime import date, datetime

from accounts.models import Member
from billing.queries import leaving_facts
from cancellation.models import Cancellation, CancellationQuerySet
from contracts.models import Line, Seat
from mioportal.plumbing import windows
from mioportal.rules import cancellation as rules
from mioportal.rules.dates import day_in_japan
from mioportal.rules.plans import Family, plan
from mioportal.rules.quote import Quote, Way, quote
from mioportal.rules.verdict import Verdict

FUNCTION = "cancellation"


def may_cancel(line: Line, at: datetime) -> Verdict[rules.Reason]:
    """Whether a member may cancel their line on the site now, with every reason against."""
    member = line.member
    today = day_in_japan(at)
    ended = line.status(today) == Line.Status.ENDED
    return rules.may_cancel(
        rules.CancelFacts(
            contracted_on=line.contracted_on,
            has_unpaid=member.standing.owed_yen > 0,
            identity_incomplete=_needs_papers(line)
            and member.identity != Member.Identity.COMPLETE,
            in_maintenance=windows.closure_at(world=line.world, at=at, function=FUNCTION)
            is not None,
            is_corporate=member.is_corporate,
            has_phone_only_plan=line.by_phone_only
            or line.started_on > today
            or not _in_this_wizard(line),
            is_leaving=line.leaving_by != "" and not ended,
            has_ended=ended,
            is_primary_with_secondaries=_has_secondaries(line, today),
        )
    )


def _has_secondaries(line: Line, today: date) -> bool:
    """Whether other lines would end with it: those of the group that it leads (C-050)."""
    led = Seat.objects.on(today).filter(line=line, place=Seat.Where.PRIMARY)
    seconds = Seat.objects.on(today).filter(
        group__in=led.values("group"), place=Seat.Where.SECONDARY
    )
    return Line.objects.live(today).filter(leaving_by="", pk__in=seconds.values("line")).exists()


def _needs_papers(line: Line) -> bool:
    # Data-only lines are opened without identity papers (O-21).
    return line.function != Line.Function.DATA


def _in_this_wizard(line: Line) -> bool:
    """The wizard leads through a voice line on a SIM card; the desk takes every other kind."""
    card = line.function == Line.Function.VOICE and line.medium == Line.Medium.SIM
    current = line.plan_periods.order_by("-starts_on").values_list("plan_code", flat=True).first()
    return card and current is not None and plan(current).family is Family.GIGA


def quote_for(line: Line, at: datetime) -> Quote:
    """What cancelling a line, accepted at an instant, would bring: dates and yen (F-CAN-15)."""
    facts = leaving_facts(line, ends_on=rules.ends_on(at), today=day_in_japan(at))
    return quote(facts, at, Way.CANCELLATION)


def cancellations_of(member: Member) -> CancellationQuerySet:
    """A member's cancellations, newest first."""
    rows = Cancellation.objects.of(member).select_related("line__member__user", "world")
    return rows.order_by("-accepted_at", "-pk")
