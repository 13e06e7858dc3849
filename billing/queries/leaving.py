"""What is true of a line that leaves, by whichever way: the facts a quote is made from."""

from datetime import date

from accounts.models import Member
from accounts.queries import card_in_use
from billing.queries.facts import bill_facts
from contracts.models import Line, OptionPeriod
from mioportal.rules import cancellation, data
from mioportal.rules.billing import BillFacts
from mioportal.rules.dates import month_end, month_start
from mioportal.rules.options import OptionCode
from mioportal.rules.payment import CardBrand
from mioportal.rules.quote import LeavingFacts, SecondaryLeaving, Trial
from mioportal.rules.share import Place


def leaving_facts(line: Line, *, ends_on: date, today: date) -> LeavingFacts:
    """The facts of a line that would end on a day, as far as they are known today."""
    bill = bill_facts(line.member, month_start(ends_on), only=line)
    seconds = _secondaries(line, bill, ends_on)
    others = Line.objects.of(line.member).live(today).filter(leaving_by="")
    stay = others.exclude(code__in=[line.code, *(each.line for each in seconds)])
    live = line.number_live_through
    return LeavingFacts(
        line=line.code,
        bill=bill,
        contracted_on=line.contracted_on,
        started_on=line.started_on,
        physical_sims=_cards(line),
        secondaries=seconds,
        trials=_trials(bill, today),
        reservation_through=live if line.is_number_live(today) else None,
        pays_by_invoice=line.member.is_corporate,
        card_brand=_card_brand(line.member),
        is_last_line=not stay.exists(),
        has_mail_address=cancellation.is_address_of_ours(line.member.user.email),
        has_cloud=data.CLOUD_OF_EVERY_PLAN.on(ends_on),
        owed=line.member.standing.owed_yen,
        going_too=_going_too(line, bill, seconds),
    )


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


def _secondaries(line: Line, bill: BillFacts, ends_on: date) -> tuple[SecondaryLeaving, ...]:
    """The lines that a primary line leads on the bill of its last month; none for any other."""
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
            ends_on=each.ends_on,
            has_left=_has_left(each, ends_on),
        )
        for each in Line.objects.filter(code__in=codes).prefetch_related("sims").order_by("pk")
    )


def _has_left(line: Line, ends_on: date) -> bool:
    """Whether a line has ended already, or will have, before its primary line does."""
    at_once = line.leaving_by in (Line.Leaving.PORT_OUT, Line.Leaving.UNDONE)
    return line.ends_on is not None and (at_once or line.ends_on < ends_on)


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
