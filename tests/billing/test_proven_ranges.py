"""Each range of a run is proven before it is kept: what does not hold together is not."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from billing import services
from billing.models import Bill, BillRun
from billing.services import run as running
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from tests.desk.people import Desk
from tests.factories import LineFactory, MemberFactory, OptionPeriodFactory, hold, jst

pytestmark = pytest.mark.django_db

OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)
FIFTH = jst(2026, 11, 5, 0)
RUNS = "/admin/billing/billrun/"


def a_household() -> World:
    """Two members, one of them with an option."""
    world = OptionPeriodFactory().line.world
    LineFactory(member__world=world)
    return world


def bill(world: World) -> None:
    services.bill_month(world=world, month=OCT, at=FIFTH, by=system("test"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: one.items.all().delete(),
        lambda one: one.items.filter(kind="option").delete(),
        lambda one: Bill.objects.filter(pk=one.pk).update(total_yen=1),
        lambda one: Bill.objects.filter(pk=one.pk).update(month=NOV),
        lambda one: Bill.objects.filter(pk=one.pk).update(member=MemberFactory()),
        lambda one: Bill.objects.filter(pk=one.pk).update(member_id=one.member_id + 1_000_000),
    ],
    ids=[
        *("a bill without items", "an item lost", "another total"),
        *("items of no bill of the month", "a bill of another world's member", "a bill of nobody"),
    ],
)
def test_a_run_that_does_not_hold_together_is_not_closed(
    spoil: Callable[[Bill], object],
) -> None:
    world = a_household()
    bill(world)
    spoil(Bill.objects.earliest("pk"))
    with pytest.raises(services.NotProven):
        bill(world)
    run = BillRun.objects.get()
    assert run.finished_at is None and not run.chunks.filter(done_at__isnull=False).exists()
    assert Bill.objects.count() == 2, "nothing of what was added is kept"


_LOSE = {
    "sqlite": """
        CREATE TRIGGER lose AFTER INSERT ON billing_billitem WHEN NEW.kind = 'option'
        BEGIN
            DELETE FROM billing_billitem WHERE bill_id = NEW.bill_id AND number = NEW.number;
        END
    """,
    "postgresql": """
        CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF NEW.kind = 'option' THEN RETURN NULL; END IF; RETURN NEW; END
        $$;
        CREATE TRIGGER lose BEFORE INSERT ON billing_billitem
        FOR EACH ROW EXECUTE FUNCTION lose()
    """,
}


def test_bills_of_which_the_database_lost_an_item_are_not_kept() -> None:
    world = a_household()
    with connection.cursor() as cursor:
        cursor.execute(_LOSE[connection.vendor])
    with pytest.raises(services.NotProven, match="items"):
        bill(world)
    assert not Bill.objects.exists() and BillRun.objects.get().finished_at is None


def test_a_range_that_does_not_hold_together_keeps_nobody_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    world = a_household()
    LineFactory(member__world=world)
    bill(world)
    late = LineFactory(member__world=world)
    for yen, spoilt in enumerate((Bill.objects.earliest("pk"), Bill.objects.latest("pk")), 1):
        Bill.objects.filter(pk=spoilt.pk).update(total_yen=yen)
    with pytest.raises(services.NotProven, match=" 1 yen found; .* 2 yen found$"):
        bill(world)
    assert Bill.objects.filter(member=late.member, total_yen=990).exists()
    run = BillRun.objects.get()
    assert run.finished_at is None and run.chunks.filter(done_at=None).count() == 2


def test_the_command_says_which_range_does_not_hold_together() -> None:
    line = LineFactory()
    hold(line.member, FIFTH)
    call_command("bill", "2026-10", world=line.world.name)
    Bill.objects.update(total_yen=1)
    range_of_one = f"{line.member.pk}–{line.member.pk}: 1 bills, 1 items, 990 yen written, "
    with pytest.raises(CommandError, match=f"{range_of_one}1 bills, 1 items, 1 yen found"):
        call_command("bill", "2026-10", world=line.world.name)


def test_the_desk_is_told_which_range_does_not_hold_together() -> None:
    line = LineFactory()
    hold(line.member, FIFTH)
    bill(line.world)
    desk, run = Desk("billing"), BillRun.objects.get()
    assert "請求1件、保留0件です" in desk.act(RUNS, "run_again", [run]).text
    Bill.objects.update(total_yen=1)
    late = LineFactory(member__world=line.world)
    page = desk.act(RUNS, "run_again", [run])
    assert "記録と合わないため、締めていません" in page.text and "1 yen found" in page.text
    run.refresh_from_db()
    assert run.finished_at is None and Bill.objects.filter(member=late.member).exists()
