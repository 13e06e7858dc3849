"""Plans of a line: what it may change to, for how much, and what is booked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models import Member
from contracts.models import Line, PlanChange, Seat
from contracts.queries.lines import Tag, next_plan, plan_code, seat_on
from mioportal.rules import plan_change, plans
from mioportal.rules.plan_change import PlanChangeFacts, PlanChangeReason
from mioportal.rules.plans import Plan
from mioportal.rules.verdict import Verdict

State = PlanChange.State
# Reasons that speak of the plan wished for, and not of the line.
OF_THE_PLAN = {PlanChangeReason.SAME_PLAN, PlanChangeReason.NOT_SOLD, PlanChangeReason.TO_LEGACY}
_KIND = {State.BOOKED: "brand", State.WITHDRAWN: "", State.DROPPED: "", State.APPLIED: "ok"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanOffer:
    """A plan for a line from a day on; yen a month, tax included, now and then."""

    plan: Plan
    takes_effect_on: date
    now_yen: Decimal
    yen: Decimal
    is_present: bool = False

    @property
    def difference(self) -> Decimal:
        """Below zero where it becomes cheaper."""
        return self.yen - self.now_yen

    @property
    def shown(self) -> str:
        """What a member consents to, in one word: another price or another day is another."""
        return f"{self.plan.code}:{self.takes_effect_on}:{self.now_yen}:{self.yen}"


def plan_offers(line: Line, today: date) -> list[PlanOffer]:
    """The plans on offer for a prefetched line, the present one among them, the smallest first."""
    present = plan_code(line)
    codes = [
        code
        for code, plan in plans.PLANS.items()
        if code == present
        or (plan.family is plans.Family.GIGA and plans.is_sold(code, line.function, line.medium))
    ]
    offers = [plan_offer(line, code, today) for code in codes]
    return sorted(offers, key=lambda offer: offer.plan.gigabytes)


def plan_offer(line: Line, code: str, today: date) -> PlanOffer:
    """What changing a prefetched line to a plan would mean. Raises ValueError: it is not sold."""
    on = plan_change.takes_effect_on(today)
    return PlanOffer(
        plan=plans.plan(code),
        takes_effect_on=on,
        now_yen=plans.monthly_fee(plan_code(line), line.function, line.medium, on),
        yen=plans.monthly_fee(code, line.function, line.medium, on),
        is_present=code == plan_code(line),
    )


def may_change_plan(
    line: Line, code: str, booked: PlanChange | None, today: date
) -> Verdict[PlanChangeReason]:
    """Whether a prefetched line may book a change to a plan now, with every reason against."""
    seat = seat_on(line, plan_change.takes_effect_on(today))
    status = line.status(today)
    ended = status == Line.Status.ENDED
    return plan_change.may_change_plan(
        PlanChangeFacts(
            booked_on=today,
            plan_code=plan_code(line),
            new_plan_code=code,
            function=plans.Function(line.function),
            medium=plans.Medium(line.medium),
            is_leaving=line.leaving_by != "" and not ended,
            has_booking=booked is not None,
            has_ended=ended,
            is_not_in_use=status == Line.Status.WAITING,
            is_secondary=seat is not None and seat.place == Seat.Where.SECONDARY,
            is_suspended=line.member.standing.is_suspended,
        )
    )


def against_any(
    line: Line, booked: PlanChange | None, today: date
) -> tuple[PlanChangeReason, ...]:
    """What keeps a prefetched line from every change, whichever plan is wished for."""
    others = [offer.plan.code for offer in plan_offers(line, today) if not offer.is_present]
    verdict = may_change_plan(line, (others or [plan_code(line)])[0], booked, today)
    return tuple(reason for reason in verdict.reasons if reason not in OF_THE_PLAN)


def plan_changes_of(member: Member) -> QuerySet[PlanChange]:
    """A member's plan changes, newest first."""
    rows = PlanChange.objects.filter(line__member=member)
    return rows.select_related("line__member__user", "world").order_by("-booked_at", "-pk")


def booked_change(line: Line, today: date) -> PlanChange | None:
    """The change a line has booked that is still ahead; None where there is none."""
    ahead = PlanChange.objects.filter(line=line, state=State.BOOKED, takes_effect_on__gt=today)
    return ahead.select_related("line__member__user", "world").first()


def booked_among(lines: Iterable[Line], today: date) -> QuerySet[PlanChange]:
    """The changes that prefetched lines have booked and that are still ahead, the next first."""
    coming = [line for line in lines if next_plan(line)]
    ahead = PlanChange.objects.filter(
        line__in=coming, state=State.BOOKED, takes_effect_on__gt=today
    )
    return ahead.select_related("line").order_by("takes_effect_on", "pk")


def state_of(change: PlanChange, today: date) -> PlanChange.State:
    """適用済み from its day on; the job need not have run for it to be right."""
    state = State(change.state)
    return State.APPLIED if state == State.BOOKED and change.takes_effect_on <= today else state


def plan_change_tag(change: PlanChange, today: date) -> Tag:
    """How far a change has come, in words."""
    state = state_of(change, today)
    return Tag(label=str(state.label), kind=_KIND[state])
