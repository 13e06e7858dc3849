"""Whether a line may be cancelled, what that would mean, and what was cancelled."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import Member
from billing.queries import leaving_facts
from cancellation.models import Cancellation, CancellationQuerySet
from cancellation.queries.asking import TOGETHER
from contracts.models import Line, OptionPeriod, Seat
from contracts.queries import group_of
from contracts.queries.groups import leads_others
from mioportal.plumbing import windows
from mioportal.plumbing.models import PendingAct
from mioportal.rules import cancellation as rules
from mioportal.rules import options
from mioportal.rules.dates import day_in_japan
from mioportal.rules.quote import Quote, Way, quote
from mioportal.rules.verdict import Verdict, against

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
            has_blocking_option=_holds_what_blocks(line, today),
            has_phone_only_plan=line.by_phone_only or line.started_on > today,
            is_leaving=line.leaving_by != "" and not ended,
            has_ended=ended,
            is_primary_with_secondaries=leads_others(line, today),
        )
    )


def together(line: Line, today: date) -> list[Line]:
    """The lines that end when a primary line is ended with all it leads, itself last (C-050)."""
    group = group_of(line, today)
    if group is None or group.place_of(line, today) != Seat.Where.PRIMARY:
        return [line]
    others = [each for each in group.on(today) if each.pk != line.pk and not each.leaving_by]
    return [*others, line]


def numbers_at_risk(lines: Iterable[Line], today: date) -> list[Line]:
    """Those whose number ends with them: it could go on, and no reservation is out (M-29)."""
    return [
        line
        for line in lines
        if line.function == Line.Function.VOICE and not line.is_number_live(today)
    ]


def may_cancel_together(line: Line, at: datetime) -> Verdict[rules.Reason]:
    """Whether a primary line and all that it leads may be cancelled at once, as `may_cancel`."""
    found = {
        reason
        for each in together(line, day_in_japan(at))
        for reason in may_cancel(each, at).reasons
    }
    found.discard(rules.Reason.MAIN_WITH_SUBS)
    return against({reason: reason in found for reason in rules.Reason})


def verdict_of(act: PendingAct, line: Line, at: datetime) -> Verdict[rules.Reason]:
    """Whether what a wizard is about may be cancelled now."""
    may = may_cancel_together if act.kind == TOGETHER else may_cancel
    return may(line, at)


def lines_of_act(act: PendingAct | None, line: Line, today: date) -> list[Line]:
    """The prefetched lines that a wizard ends, the one it was begun for last."""
    return together(line, today) if act and act.kind == TOGETHER else [line]


def _needs_papers(line: Line) -> bool:
    # Data-only lines are opened without identity papers (O-21).
    return line.function != Line.Function.DATA


def _holds_what_blocks(line: Line, today: date) -> bool:
    """Whether an option is held that has to be ended before the line is (C-095)."""
    held = OptionPeriod.objects.on(today).filter(line=line).values_list("option_code", flat=True)
    return any(options.option(code).blocks_cancelling for code in held)


def quote_for(line: Line, at: datetime) -> Quote:
    """What cancelling a line, accepted at an instant, would bring: dates and yen (F-CAN-15)."""
    facts = leaving_facts(line, ends_on=rules.ends_on(at), today=day_in_japan(at))
    return quote(facts, at, Way.CANCELLATION)


def cancellations_of(member: Member) -> CancellationQuerySet:
    """A member's cancellations, newest first."""
    rows = Cancellation.objects.of(member).select_related("line__member__user", "world")
    return rows.order_by("-accepted_at", "-pk")
