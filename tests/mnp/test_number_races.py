"""Many hands on one number at the same moment: one live number, one outcome, one final bill."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations
from time import monotonic

import pytest

from billing.models import Bill
from contracts.models import Line
from mioportal.plumbing import runner, worlds
from mioportal.plumbing.gateways import NumberNotReleased
from mioportal.plumbing.models import Outbox, World
from mnp import services
from mnp.models import PortOrder, PortRequest
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, MemberFactory, WorldFactory, bill_months, hold, jst
from tests.factories import live_through as live
from tests.mnp.asking import DESK, act_of, again, asked, by, checked, fresh, opened
from tests.plumbing.races import at_once

races = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
HANDS, ROUNDS = 6, 3
START = jst(2026, 10, 15, 10)


def line_at(at: datetime = START) -> Line:
    line = LineFactory()
    hold(line.member, at)
    return line


def heard(do: Callable[[], object]) -> str:
    """What came of it, in a word."""
    try:
        do()
    except (services.NotAllowed, services.ShownHasChanged, NumberNotReleased, services.NotLive):
        return "refused"
    return "done"


def live_numbers(line: Line) -> int:
    return PortRequest.objects.filter(line=line, state="issued").count()


class TestOnPostgres:
    pytestmark = races

    def test_two_wizards_at_once_give_one_live_number(self) -> None:
        for _round in range(ROUNDS):
            line = line_at()
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
            line = line_at()
            first = asked(line, START)
            made = at_once(HANDS, lambda first=first: again(first, START).pk)  # type: ignore[misc]
            assert len(set(made)) == 1
            assert live_numbers(line) == 1

    def test_the_opening_comes_often_and_with_a_replacement_and_a_void(self) -> None:
        for number in range(ROUNDS):
            line = line_at()
            made, name = asked(line, START), f"N-{number}"
            checked(made, START, name)
            hands = [
                lambda name=name: opened(name, START),  # type: ignore[misc]
                lambda name=name: opened(name, START),  # type: ignore[misc]
                lambda made=made: again(made, START),  # type: ignore[misc]
                lambda made=made: services.void(  # type: ignore[misc]
                    request=PortRequest.objects.select_related("line__member", "world").get(
                        pk=made.pk
                    ),
                    why=PortRequest.Why.MEMBER,
                    at=START,
                    by=DESK,
                ),
            ]
            at_once(len(hands), lambda hands=hands: heard(hands.pop()))  # type: ignore[misc]
            one_outcome(line)

    def test_the_opening_comes_together_with_the_end_of_the_month(self) -> None:
        last, midnight = jst(2026, 10, 31, 23, 59, 59), jst(2026, 11, 1)
        for number in range(ROUNDS):
            line = line_at(jst(2026, 10, 25, 10))
            bill_months(line.world, date(2026, 9, 1))
            accepted(fresh(line), jst(2026, 10, 25, 10))
            made, name = asked(line, jst(2026, 10, 25, 10)), f"E-{number}"
            checked(made, jst(2026, 10, 25, 10), name)
            hold(line.member, last)
            world = World.objects.get(pk=line.world_id)

            def run(world: World = world) -> None:
                try:
                    claim = worlds.take_lease(world=world)
                except worlds.WorldBusy:
                    return
                runner.run_through(world, midnight, claim=claim)
                worlds.give_back(world=world, claim=claim)

            hands = [run, lambda name=name: opened(name, last)]  # type: ignore[misc]
            at_once(2, lambda hands=hands: heard(hands.pop()))  # type: ignore[misc]
            live(line.member, jst(2026, 12, 10, 12))
            line.refresh_from_db()
            assert (line.ends_on, live_numbers(line)) == (date(2026, 10, 31), 0)
            one_final_bill(line, date(2026, 10, 1))

    def test_two_workers_share_the_queue_of_nine_o_clock(self) -> None:
        queue(600)
        world = World.objects.get(name="queue")
        at_once(2, lambda: work(world))
        issued = PortRequest.objects.filter(world=world, state="issued")
        assert issued.count() == issued.values("number").distinct().count() == 600


def one_outcome(line: Line) -> None:
    """Either the number has gone, once, or the line is as it was; never both, never half."""
    line.refresh_from_db()
    gone = PortRequest.objects.filter(line=line, state="ported").count()
    told = Outbox.objects.filter(world=line.world, mail_code="M-12").count()
    done = PortOrder.objects.filter(line=line, state="opened").count()
    is_gone = line.leaving_by == Line.Leaving.PORT_OUT
    assert (gone, told, done) == ((1, 1, 1) if is_gone else (0, 0, 0))
    assert live_numbers(line) <= (0 if is_gone else 1)
    assert not (is_gone and PortRequest.objects.filter(line=line).waiting().exists())


def one_final_bill(line: Line, month: date) -> None:
    billed = Bill.objects.filter(member=line.member, month__gte=month)
    assert {bill.month: bill.total_yen for bill in billed if bill.total_yen} == {month: 990}


def queue(size: int) -> None:
    """So many requests of the night, each of a member of one world."""
    evening = jst(2026, 10, 14, 21)
    world = WorldFactory(name="queue", held_at=evening)
    member = MemberFactory(world=world)
    lines = Line.objects.bulk_create(
        LineFactory.build(member=member, world=world, phone_number="", code=f"hdq{n:08d}")
        for n in range(size)
    )
    PortRequest.objects.bulk_create(
        PortRequest(
            receipt_number=f"M261014-{number:07d}",
            line=line,
            world=world,
            channel="site",
            requested_at=evening.replace(minute=number % 60, second=number // 60 % 60),
            due_at=jst(2026, 10, 15, 9),
        )
        for number, line in enumerate(lines)
    )


def work(world: World) -> int:
    """One worker: chunk after chunk, until nothing is left for it."""
    done = 0
    while count := services.issue_waiting(world=world, at=jst(2026, 10, 15, 9), by=DESK):
        done += count
    return done


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_ten_thousand_are_issued_within_a_minute_by_two_workers_in_their_order() -> None:
    queue(10_000)
    world = World.objects.get(name="queue")
    began = monotonic()
    shares = at_once(2, lambda: work(world))
    took = monotonic() - began
    print(f"10,000 numbers in {took:.1f} s, by workers of {shares}")
    assert sum(shares) == 10_000
    assert took < 60
    rows = PortRequest.objects.filter(world=world).order_by("requested_at", "pk")
    issued = [at for at in rows.values_list("issued_at", flat=True) if at is not None]
    assert len(issued) == 10_000 and issued == sorted(issued)
    assert rows.values("number").distinct().count() == 10_000


ACTS: dict[str, Callable[[PortRequest], object]] = {
    "open": lambda made: opened("N-1", START),
    "open again": lambda made: opened("N-1", START),
    "replace": lambda made: again(made, START),
    "cancel": lambda made: accepted(fresh(made.line), START),
}


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(ACTS)), ids=" → ".join)
def test_in_every_order_one_after_another_there_is_one_outcome(order: tuple[str, ...]) -> None:
    line = line_at()
    made = asked(line, START)
    checked(made, START)
    for name in order:
        try:
            heard(lambda name=name: ACTS[name](made))  # type: ignore[misc]
        except Exception as refused:  # whatever cancelling says of a line that has gone
            assert type(refused).__name__ in ("NotAllowed", "AssertionError")
    one_outcome(line)
