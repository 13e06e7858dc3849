"""Many hands on one number at the same moment: one live number, one outcome, one final bill."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from time import monotonic

import pytest

from billing.models import Bill
from contracts.models import Line
from mioportal.plumbing import clock, runner, worlds
from mioportal.plumbing.gateways import NumberNotReleased
from mioportal.plumbing.models import Outbox, World
from mnp import services
from mnp.models import PortOrder, PortRequest
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, MemberFactory, WorldFactory, bill_months, hold, jst
from tests.factories import live_through as live
from tests.mnp.asking import (
    DESK,
    act_of,
    again,
    asked,
    by,
    checked,
    consenting,
    fresh,
    line_at,
    opened,
    ordered,
)
from tests.plumbing.races import at_once

races = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
HANDS, ROUNDS = 6, 3
REFUSED = (
    services.NotAllowed,
    services.NotLive,
    services.NotTheLatest,
    services.ShownHasChanged,
    NumberNotReleased,
)
START = jst(2026, 10, 15, 10)


def heard(do: Callable[[], object]) -> str:
    """What came of it, in a word."""
    try:
        do()
    except REFUSED:
        return "refused"
    return "done"


def opening(reference: str, at: datetime) -> Callable[[], object]:
    return lambda: opened(reference, at)


def replacing(made: PortRequest, at: datetime) -> Callable[[], object]:
    return lambda: again(made, at)


def voiding(made: PortRequest, at: datetime) -> Callable[[], object]:
    row = PortRequest.objects.select_related("line__member", "world").get(pk=made.pk)
    why = PortRequest.Why.MEMBER
    return lambda: services.void(request=row, why=why, at=at, by=DESK)


def month_end(line: Line, midnight: datetime) -> Callable[[], object]:
    """The job runner passes midnight, unless another has the world."""
    world = World.objects.get(pk=line.world_id)

    def run() -> None:
        try:
            claim = worlds.take_lease(world=world)
        except worlds.WorldBusy:
            return
        runner.run_through(world, midnight, claim=claim)
        worlds.give_back(world=world, claim=claim)

    return run


def live_numbers(line: Line) -> int:
    return PortRequest.objects.filter(line=line, state="issued").count()


class TestOnPostgres:
    pytestmark = races

    def test_two_wizards_at_once_give_one_live_number(self) -> None:
        for _round in range(ROUNDS):
            line = line_at(START)
            waiting = [act_of(line, START) for _hand in range(HANDS)]

            def ask(line: Line = line, acts: list = waiting) -> str:  # type: ignore[type-arg]
                act = acts.pop()
                return heard(
                    lambda: services.ask(act=act, line=fresh(line), at=START, by=by(line))
                )

            assert Counter(at_once(HANDS, ask)) == {"done": 1, "refused": HANDS - 1}
            assert live_numbers(line) == 1
            assert Outbox.objects.filter(world=line.world, mail_code="M-14").count() == 1

    def test_one_number_replaced_by_many_is_replaced_once(self) -> None:
        for _round in range(ROUNDS):
            line = line_at(START)
            first = asked(line, START)
            made = at_once(HANDS, lambda first=first: again(first, START).pk)  # type: ignore[misc]
            assert len(set(made)) == 1
            assert live_numbers(line) == 1

    def test_the_opening_comes_often_and_with_a_replacement_a_void_and_a_consent(self) -> None:
        for number in range(ROUNDS):
            line = line_at(START)
            made, name = asked(line, START), f"N-{number}"
            checked(made, START, name)
            hands = [
                opening(name, START),
                opening(name, START),
                replacing(made, START),
                voiding(made, START),
                consenting(line, START, ordered(line)),
            ]
            at_once(len(hands), lambda hands=hands: heard(hands.pop()))  # type: ignore[misc]
            one_outcome(line)

    @pytest.mark.parametrize("what", ["open", "replace", "void", "consent"])
    def test_the_end_of_the_month_comes_together_with(self, what: str) -> None:
        last, midnight = jst(2026, 10, 31, 23, 59, 59), jst(2026, 11, 1)
        for number in range(ROUNDS):
            line = line_at(jst(2026, 10, 25, 10))
            bill_months(line.world, date(2026, 9, 1))
            accepted(fresh(line), jst(2026, 10, 25, 10))
            made, name = asked(line, jst(2026, 10, 25, 10)), f"E-{number}"
            checked(made, jst(2026, 10, 25, 10), name)
            hold(line.member, last)
            other = {
                "open": opening(name, last),
                "replace": replacing(made, last),
                "void": voiding(made, last),
                "consent": consenting(line, last, ordered(line)),
            }[what]
            hands = [month_end(line, midnight), other]
            at_once(2, lambda hands=hands: heard(hands.pop()))  # type: ignore[misc]
            live(line.member, jst(2026, 12, 10, 12))
            line.refresh_from_db()
            assert (line.ends_on, live_numbers(line)) == (date(2026, 10, 31), 0)
            assert not PortRequest.objects.filter(line=line).waiting().exists()
            one_final_bill(line, date(2026, 10, 1))

    def test_two_workers_share_the_queue_of_nine_o_clock(self) -> None:
        [world] = queue(600)
        shares = at_once(2, lambda: work(world))
        assert min(shares) > 0
        issued_in_order(world, 600)


def one_outcome(line: Line) -> None:
    """Either the number has gone, once, or the line is as it was; never both, never half."""
    line.refresh_from_db()
    gone = PortRequest.objects.filter(line=line, state="ported").count()
    # A cancellation that has taken effect is told by a mail with the same code.
    told = Outbox.objects.filter(world=line.world, key__endswith=":opened").count()
    done = PortOrder.objects.filter(line=line, state="opened").count()
    is_gone = line.leaving_by == Line.Leaving.PORT_OUT
    assert (gone, told, done) == ((1, 1, 1) if is_gone else (0, 0, 0))
    assert live_numbers(line) <= (0 if is_gone else 1)
    assert not (is_gone and PortRequest.objects.filter(line=line).waiting().exists())


def one_final_bill(line: Line, month: date) -> None:
    billed = Bill.objects.filter(member=line.member, month__gte=month)
    assert {bill.month: bill.total_yen for bill in billed if bill.total_yen} == {month: 990}


def queue(size: int, worlds_of: int = 1, members: int = 40) -> list[World]:
    """So many requests of the night, of members of one world, or of several; nothing but nine is
    due there.
    """
    evening = jst(2026, 10, 14, 21)
    made: list[World] = []
    for _number in range(worlds_of):
        world = WorldFactory(
            held_at=jst(2026, 10, 15, 9, 0, 1), ran_through=jst(2026, 10, 15, 8, 59)
        )
        people = [MemberFactory(world=world) for _one in range(members)]
        lines = Line.objects.bulk_create(
            LineFactory.build(
                member=people[n % members], world=world, phone_number="", code=f"q{world.pk}-{n}"
            )
            for n in range(size // worlds_of)
        )
        PortRequest.objects.bulk_create(
            PortRequest(
                receipt_number=f"M{world.pk}-{number:07d}",
                line=line,
                world=world,
                channel="site",
                requested_at=evening.replace(minute=number % 60, second=number // 60 % 60),
                due_at=jst(2026, 10, 15, 9),
            )
            for number, line in enumerate(lines)
        )
        made.append(world)
    return made


def issued_in_order(world: World, size: int) -> None:
    """Every number differs, and the instants of issue go strictly up in order of request."""
    rows = PortRequest.objects.filter(world=world, state="issued").order_by("requested_at", "pk")
    at = [each for each in rows.values_list("issued_at", flat=True) if each is not None]
    assert len(at) == rows.values("number").distinct().count() == size
    assert at == sorted(set(at))
    assert at[0] == jst(2026, 10, 15, 9) and at[-1] < jst(2026, 10, 15, 9, 0, 1)
    mails = Outbox.objects.filter(world=world, mail_code="M-14")
    assert mails.count() == mails.values("key").distinct().count() == size


def work(world: World) -> int:
    """One worker: chunk after chunk, until nothing is left for it."""
    done = 0
    while count := services.issue_waiting(
        world=world, at=jst(2026, 10, 15, 9), by=DESK, limit=50
    ):
        done += count
    return done


def go_round(worlds: list[World]) -> int:
    """What a job runner does in a round: every world in turn, unless another runner has it."""
    done = 0
    for world in worlds:
        mine = World.objects.get(pk=world.pk)
        runs = runner.catch_up(mine, clock.moment_of(mine))
        done += sum(run.counts.get("issued", 0) for run in runs)
    return done


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.parametrize("worlds_of", [1, 2], ids=["of one world", "of two worlds"])
def test_ten_thousand_are_issued_within_a_minute_by_two_workers_in_their_order(
    worlds_of: int,
) -> None:
    """In one world the lease gives them all to one of the two; two worlds are shared."""
    made = queue(10_000, worlds_of, members=200)
    began = monotonic()
    shares = at_once(2, lambda: go_round(made))
    took = monotonic() - began
    print(f"10,000 numbers in {took:.1f} s, by workers of {shares}")
    assert sum(shares) == 10_000 and took < 60
    assert sorted(shares) == ([0, 10_000] if worlds_of == 1 else [5_000, 5_000])
    for world in made:
        issued_in_order(world, 10_000 // worlds_of)
