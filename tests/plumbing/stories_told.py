"""What the stories of the cast come to, as seen on the day that the cast is made."""

from datetime import date, timedelta

from accounts.models import Card, Member
from billing.models import Bill, Dunning, Slip
from cancellation.models import Cancellation
from contracts import queries
from contracts.models import Application, DataGrant, Device, Line, Sim
from contracts.queries import WariState
from mioportal.demo.cast import CAST
from mioportal.outside.models import VaultedCard
from mioportal.outside.processor.numbers import Later
from mioportal.rules.dates import ONE_DAY, add_months, month_end
from mioportal.rules.dunning import SLIP_DAY
from tests.plumbing.chores import japan


def member(mio_id: str) -> Member:
    """One of the cast."""
    return Member.objects.select_related("standing", "world").get(user__login=mio_id)


def lines_of(mio_id: str) -> list[Line]:
    """Their lines."""
    return list(Line.objects.filter(member__user__login=mio_id).order_by("code"))


def everybody_in_use(today: date) -> None:
    """Who has what, as the list on the sign-in page says."""
    functions = {
        role.mio_id: "".join(
            line.function[0]
            for line in lines_of(role.mio_id)
            if line.status(today) == Line.Status.ACTIVE
        )
        for role in CAST
    }
    assert functions == {
        "MA0000001": "v",
        "MA0000002": "vvv",
        "MA0000003": "vd",
        "MA0000004": "v",
        "MA0000005": "v",
        "MA0000006": "v",
        "MA0000007": "v",
        "MA0000008": "v",
        "MA0000009": "v",
        "MA0000010": "vv",
        "MA0000011": "",
        "MA0000012": "vvvvv",
        "MA0000013": "vvvvvdddd",
        "MA0000014": "",
        "MA0000015": "v",
        "MA0000016": "",
        "MA0000017": "s",
        "MA0000018": "vv",
        "MA0000019": "v",
        "MA0000020": "vd",
    }


def the_one_who_takes_the_number(today: date) -> None:
    """One number has nine days left; last night's request was issued at nine this morning."""
    first, second = (line.port_requests.get() for line in lines_of("MA0000010"))
    assert first.expires_on == today + timedelta(days=9)
    assert second.expires_on == today + timedelta(days=14)
    assert second.issued_at == japan(f"{today}", "9:00")


def everybody_has_used_data(today: date) -> None:
    """A year of it, through yesterday or to the end of the line; the eSIM has bought some today."""
    for line in Line.objects.all():
        last = min(today - timedelta(days=1), line.ends_on or today)
        assert line.metered_through == last
        assert line.data_use.filter(day=last).exists()
    bought = DataGrant.objects.get(kind="bought")
    assert (bought.line, bought.granted_on) == (lines_of("MA0000003")[0], today)


def the_one_who_owes(today: date) -> None:
    """MA0000006: the bill that went to the card company last month is open, and nothing before.

    From the 25th on this month's is, too.
    """
    debts = Dunning.objects.filter(cleared_at=None).order_by("failed_on")
    assert {debt.member.mio_id for debt in debts} == {"MA0000006"}
    months = [add_months(today.replace(day=1), -1), today.replace(day=1)]
    failed = [month.replace(day=25) for month in months if month.replace(day=25) <= today]
    assert [debt.failed_on for debt in debts] == failed
    owed = sum(debt.bill.total_yen for debt in debts)
    assert member("MA0000006").standing.owed_yen == owed > 0
    slips = Slip.objects.filter(member__user__login="MA0000006")
    assert slips.count() == (today.day >= SLIP_DAY.on(today))
    others = Bill.objects.exclude(member__user__login__in=["MA0000006", "MA0000012"])
    assert set(others.values_list("state", flat=True)) <= {"paid", "fixed"}
    assert Member.objects.filter(standing__owed_yen__gt=0).count() == 1


def everybody_pays_by_card(today: date) -> None:
    """All but the company; nobody's card ends soon, and MA0000006's is declined when charged."""
    cards = {card.member.mio_id: card for card in Card.objects.filter(state=Card.State.IN_USE)}
    assert set(cards) == {role.mio_id for role in CAST} - {"MA0000012", "MA0000016"}
    assert all(card.expires_on > add_months(today, 3) for card in cards.values())
    kept = VaultedCard.objects.get(token=cards["MA0000006"].token)
    assert kept.later == Later.DECLINES
    assert VaultedCard.objects.count() == len(cards)
    replaced = Card.objects.filter(state=Card.State.REPLACED)
    assert {card.member.mio_id for card in replaced} == {"MA0000004", "MA0000006"}


def the_one_who_moved(_today: date) -> None:
    """MA0000007: papers sent back, with a reason."""
    moved = member("MA0000007")
    assert moved.identity == Member.Identity.RETURNED
    assert moved.identity_note


def the_one_who_applies(today: date) -> None:
    """MA0000016: half filled in, three weeks ago; the draft lapses a month after that."""
    applicant = member("MA0000016")
    draft = Application.objects.get(member=applicant)
    assert (draft.state, draft.lines.count()) == ("draft", 1)
    assert draft.started_at.date() == today - timedelta(days=21)
    assert draft.lapses_on == applicant.provisional_through
    assert draft.lapses_on > today
    assert applicant.birth_date is not None


def the_one_with_two_devices(today: date) -> None:
    """MA0000008: the documented ledgers, and what each device does on leaving."""
    found = {
        ledger.device.kind: (len(ledger.paid), ledger.paid_yen, ledger.left_yen, ledger.status)
        for ledger in queries.ledgers_of(member("MA0000008"), today)
    }
    paying = Device.Status.PAYING
    assert found == {
        "ordinary": (12, 28_904, 28_896, paying),
        "campaign": (6, 9_956, 29_844, paying),
    }


def the_family(today: date) -> None:
    """MA0000002: the documented 3,370円 a month, 2,430円 without one; ひかり with mio割."""
    yoko = member("MA0000002")
    (group,) = queries.groups_of(yoko, today)
    assert group.turns == []
    assert group.lines == lines_of("MA0000002")
    told = queries.consequences(group, group.lines[2], add_months(today.replace(day=1), 1))
    assert (told.fee.before, told.fee.after, told.fee.difference) == (3370, 2430, -940)
    (hikari,) = queries.held_services(yoko, today)
    assert (hikari.row.home, hikari.wari.state) == ("house", WariState.ON)


def the_one_who_changes_plan(today: date) -> None:
    """MA0000017: a larger plan from next month."""
    (line,) = lines_of("MA0000017")
    change = queries.booked_change(line, today)
    assert change is not None
    assert change.takes_effect_on == add_months(today.replace(day=1), 1)


def the_ones_who_telephone(_today: date) -> None:
    """MA0000018 and MA0000017: each month's calls and messages are on its bill."""
    for mio_id, kinds in (("MA0000018", {"calls", "sms"}), ("MA0000017", {"sms"})):
        bills = Bill.objects.filter(member=member(mio_id))
        assert len(bills) > 6
        for bill in bills:
            used = bill.items.filter(kind__in=("calls", "sms")).values_list("kind", flat=True)
            assert set(used) == kinds, bill


def the_one_with_every_option(today: date) -> None:
    """MA0000009: of the line, separate, of a third party, on trial, and one ended over there."""
    (line,) = queries.options_of(member("MA0000009"), today)
    states = {each.option.code.value: each.state.value for each in (*line.held, *line.ended)}
    assert states == {
        **dict.fromkeys(("call_5", "dial", "large_data", "device_cover"), "active"),
        **dict.fromkeys(("safety_mail", "nuisance_guard", "tabuho", "smart_checker"), "active"),
        "i_filter": "active",
        "tobila_phone": "trial",
        "virus_buster": "ended",
    }
    look = queries.options_to_look_at(queries.lines_of(member("MA0000009"), today), today)
    assert [each.paid_from for each in look.on_trial] == [month_end(today) + ONE_DAY]
    # Ended a month ago, as far as the calendar has such a day.
    ended = add_months(today, -1)
    assert bool(look.to_check) is (add_months(ended, 1) <= today)


def the_one_who_left(today: date) -> None:
    """MA0000011: the last line ended two months ago, its card is out, the site is half closed."""
    (line,) = lines_of("MA0000011")
    assert line.ends_on == month_end(add_months(today.replace(day=1), -2))
    assert line.ended_at is not None
    assert member("MA0000011").standing.last_service_ended_on == line.ends_on
    # Three months from the day on which the last bill was paid.
    paid_on = add_months(line.ends_on, 1).replace(day=25)
    assert member("MA0000011").last_day == add_months(paid_on, 3)
    assert Sim.objects.get(line=line).is_out
    assert Cancellation.objects.get(line=line).state == Cancellation.State.COMPLETED


def the_one_who_is_leaving(today: date) -> None:
    """MA0000014: accepted this morning, in use to the month's end."""
    (line,) = lines_of("MA0000014")
    assert line.status(today) == Line.Status.LEAVING
    (hikari,) = queries.held_services(member("MA0000014"), today)
    assert (hikari.wari.state, hikari.yen, hikari.full_yen) == (WariState.ENDING, 4356, 5016)
    assert hikari.in_term
    made = Cancellation.objects.get(line=line)
    assert made.accepted_at == japan(f"{today}", "9:00")
    assert made.ends_on == line.ends_on == month_end(today)
    assert made.state == Cancellation.State.ACCEPTED


STORIES = (
    everybody_has_used_data,
    everybody_in_use,
    the_one_who_owes,
    everybody_pays_by_card,
    the_one_who_moved,
    the_one_who_applies,
    the_one_with_two_devices,
    the_family,
    the_one_who_changes_plan,
    the_one_with_every_option,
    the_ones_who_telephone,
    the_one_who_left,
    the_one_who_is_leaving,
    the_one_who_takes_the_number,
)
