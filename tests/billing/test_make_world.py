"""`manage.py make_world`: many members at once, plausible, and usable like any."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings as site
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, models
from pytest_django import Settings

from accounts.models import Member, Standing, User
from billing.models import Bill, BillItem, PostedCharge
from contracts.models import CallUse, DataGrant, Device, Line, OptionPeriod, RelatedService, Seat
from mioportal.demo import fleet
from mioportal.plumbing import clock, moves, worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from mioportal.rules.billing import ChargeKind
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 5)


def make_world(**options: object) -> str:
    """What the command says."""
    said = StringIO()
    given = {"members": 120, "on": DAY, **options}
    call_command("make_world", stdout=said, **given)
    return said.getvalue()


def test_a_fleet_is_plausible_and_every_row_is_one_that_the_site_could_have_written() -> None:
    said = make_world(members=400, months=2)
    assert said.startswith(f"fleet: 400 members, {Line.objects.count()} lines, 2026-11-05 10:00")
    assert 2.2 < Line.objects.count() / 400 < 2.8
    connection.check_constraints()
    for app in ("accounts", "contracts", "billing", "outside"):
        for model in apps.get_app_config(app).get_models():
            assert found_wrong(model) == []
    for model in (CallUse, DataGrant, Device, OptionPeriod, RelatedService, Seat):
        assert model._base_manager.exists(), model
    assert PostedCharge.objects.exists() or Line.objects.filter(ends_on__lt="2026-09-01").exists()
    ended = Line.objects.filter(ends_on__isnull=False)
    assert {"cancellation", "port_out"} == set(ended.values_list("leaving_by", flat=True))
    assert Standing.objects.filter(owed_yen__gt=0).exists()
    assert Standing.objects.filter(last_service_ended_on__isnull=False).exists()
    assert Member.objects.filter(kind=Member.Kind.CORPORATE).exists()


def found_wrong(model: type[models.Model]) -> list[str]:
    """What the fields and constraints of a model say against the first of its rows."""
    wrong = []
    for row in model._base_manager.order_by("pk")[:20]:
        try:
            row.full_clean(validate_unique=False, validate_constraints=True)
        except ValidationError as error:
            wrong.append(f"{model.__name__} {row}: {error}")
    return wrong


def test_the_same_seed_draws_the_same_fleet_and_another_seed_another() -> None:
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        make_world(members=30, seed=seed, world=name)
    told = {
        name: list(
            Line.objects.filter(world__name=name)
            .order_by("pk")
            .values_list("function", "phone_number", "contracted_on", "plan_periods__plan_code")
        )
        for name in ("one", "two", "three")
    }
    assert told["one"] == told["two"] != told["three"]
    logins = User.objects.values_list("login", flat=True)
    assert [min(logins), max(logins)] == ["MA1000001", "MA3000030"]


def test_its_months_are_billed_and_nobody_is_parked(capsys: pytest.CaptureFixture[str]) -> None:
    make_world(members=400)
    call_command("bill", "2026-10", world="fleet")
    assert capsys.readouterr().out.endswith(" 0 parked\n")
    assert Bill.objects.count() > 380
    kinds = set(BillItem.objects.values_list("kind", flat=True))
    assert {ChargeKind.CALLS, ChargeKind.SMS, ChargeKind.INSTALMENT, ChargeKind.MIO_WARI} <= kinds


def test_its_members_sign_in_and_find_what_they_hold() -> None:
    make_world(members=40)
    member = Member.objects.filter(lines__devices__isnull=False, lines__seats=None).first()
    assert member
    visitor = Visitor()
    visitor.open("/login/")
    visitor.sign_in(member.mio_id, site.DEMO_PASSWORD)
    assert visitor.page.path == "/"
    codes = [f"/lines/{line.code}/" for line in member.lines.all()]
    codes += [f"/devices/{device.code}/" for device in member.devices.all()]
    for path in (*codes, "/data/", "/options/", "/devices/", "/services/"):
        assert visitor.open(path).status == 200, path


def test_its_clock_moves_like_any() -> None:
    make_world(members=25)
    world = World.objects.get(name="fleet")
    moves.move_ahead(world=world, to=moves.next_month(clock.moment_of(world)), by=system("test"))
    assert Bill.objects.filter(month="2026-11-01").count() > 20


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"world": "live"}, "there already"),
        ({"members": 0}, "members must be 1 to"),
        ({"months": 0}, "months must be 1"),
    ],
    ids=["a world that is there", "nobody", "no month"],
)
def test_it_refuses_in_words_and_changes_nothing(options: dict[str, object], why: str) -> None:
    worlds.live()
    with pytest.raises(CommandError, match=why):
        make_world(**options)
    assert not User.objects.exists()
    assert World.objects.count() == 1


def test_half_a_fleet_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet.making, "BLOCK", 10)

    def stop(done: int) -> None:
        if done > 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fleet.make(name="half", members=30, seed=1, today=DAY, progress=stop)
    assert not World.objects.exists() and not User.objects.exists()


def test_outside_the_demonstration_there_is_no_fleet(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="public password"):
        make_world()
