"""Whether a line may be cancelled, what that would mean, and what was cancelled."""

from datetime import date, datetime

from accounts.models import Member
from accounts.queries import card_in_use
from billing.queries import bill_facts
from cancellation.models import Cancellation, CancellationQuerySet
from cancellation.queries.asking import TOGETHER
from contracts.models import Line, OptionPeriod, Seat
from contracts.queries import group_of
from mioportal.plumbing import windows
from mioportal.plumbing.models import PendingAct
from mioportal.rules import cancellation as rules
from mioportal.rules import options
from mioportal.rules.billing import BillFacts
from mioportal.rules.dates import day_in_japan, month_end, month_start
from mioportal.rules.options import OptionCode
from mioportal.rules.payment import CardBrand
from mioportal.rules.quote import LeavingFacts, Quote, SecondaryLeaving, Trial, Way, quote
from mioportal.rules.share import Place
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
            is_primary_with_secondaries=_has_secondaries(line, today),
        )
    )


def together(line: Line, today: date) -> list[Line]:
    """The lines that end when a primary line is ended with all it leads, itself last (C-050)."""
    group = group_of(line, today)
    if group is None or group.place_of(line, today) != Seat.Where.PRIMARY:
        return [line]
    others = [each for each in group.on(today) if each.pk != line.pk and not each.leaving_by]
    return [*others, line]


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


def _holds_what_blocks(line: Line, today: date) -> bool:
    """Whether an option is held that has to be ended before the line is (C-095)."""
    held = OptionPeriod.objects.on(today).filter(line=line).values_list("option_code", flat=True)
    return any(options.option(code).blocks_cancelling for code in held)


def quote_for(line: Line, at: datetime) -> Quote:
    """What cancelling a line, accepted at an instant, would bring: dates and yen (F-CAN-15)."""
    today = day_in_japan(at)
    month = month_start(rules.ends_on(at))
    bill = bill_facts(line.member, month, only=line)
    seconds = _secondaries(line, bill)
    others = Line.objects.of(line.member).live(today).filter(leaving_by="")
    stay = others.exclude(code__in=[line.code, *(each.line for each in seconds)])
    facts = LeavingFacts(
        line=line.code,
        bill=bill,
        contracted_on=line.contracted_on,
        started_on=line.started_on,
        physical_sims=_cards(line),
        secondaries=seconds,
        trials=_trials(bill, today),
        pays_by_invoice=line.member.is_corporate,
        card_brand=_card_brand(line.member),
        is_last_line=not stay.exists(),
        has_mail_address=rules.is_address_of_ours(line.member.user.email),
        owed=line.member.standing.owed_yen,
        going_too=_going_too(line, bill, seconds),
    )
    return quote(facts, at, Way.CANCELLATION)


def _going_too(
    line: Line, bill: BillFacts, seconds: tuple[SecondaryLeaving, ...]
) -> tuple[str, ...]:
    """Lines on the bill that have their last day by its month's end, this one's own left out."""
    told = {line.code, *(each.line for each in seconds)}
    codes = [each.line for each in bill.lines if each.line not in told]
    gone = Line.objects.filter(code__in=codes, ends_on__lte=month_end(bill.month))
    return tuple(gone.order_by("code").values_list("code", flat=True))


def _card_brand(member: Member) -> CardBrand | None:
    """Whose card pays, which says when the bank is debited (F-BIL-06); None without a card."""
    card = card_in_use(member)
    return CardBrand(card.brand) if card else None


def _secondaries(line: Line, bill: BillFacts) -> tuple[SecondaryLeaving, ...]:
    """The lines that end with a primary line; none for any other."""
    places = {each.line: each.place for each in bill.lines}
    if places[line.code] is not Place.PRIMARY:
        return ()
    codes = [code for code, place in places.items() if place is Place.SECONDARY]
    return tuple(
        SecondaryLeaving(
            line=each.code,
            contracted_on=each.contracted_on,
            started_on=each.started_on,
            physical_sims=_cards(each),
        )
        for each in Line.objects.filter(code__in=codes).prefetch_related("sims").order_by("pk")
    )


def _cards(line: Line) -> int:
    return len(line.sims.all()) if line.has_card else 0


def _trials(bill: BillFacts, today: date) -> tuple[Trial, ...]:
    """Options of these lines that are still free today."""
    held = OptionPeriod.objects.on(today).filter(
        line__code__in=[each.line for each in bill.lines], trial_through__gte=today
    )
    return tuple(
        Trial(
            line=period.line.code,
            option=OptionCode(period.option_code),
            free_through=period.trial_through,
        )
        for period in held.select_related("line").order_by("line", "option_code")
        if period.trial_through
    )


def cancellations_of(member: Member) -> CancellationQuerySet:
    """A member's cancellations, newest first."""
    rows = Cancellation.objects.of(member).select_related("line__member__user", "world")
    return rows.order_by("-accepted_at", "-pk")
