"""The audit trail can be added to and read; the database itself refuses the rest."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from freezegun import freeze_time

from contracts.models import Line
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor, Role, system
from mioportal.plumbing.models import AuditRow
from tests.factories import StaffFactory, WorldFactory
from tests.plumbing.chores import japan
from tests.plumbing.people import accepted_by_phone, browser, line_at

pytestmark = pytest.mark.django_db

TABLE = AuditRow._meta.db_table


def written() -> AuditRow:
    """A row of the trail."""
    audit.record(
        world=WorldFactory(name="MA0000001", held_at=japan("2026-10-15")),
        at=japan("2026-10-15", "10:00"),
        by=Actor(role=Role.STAFF, label="Aoki", source="192.0.2.7"),
        verb="try_it",
        subject="hdu00000001",
        detail={"yen": "1490"},
    )
    return AuditRow.objects.get()


def by_hand(sql: str) -> Callable[[AuditRow], object]:
    """What somebody types at the database's own prompt."""

    def do(row: AuditRow) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table=TABLE))

    return do


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda row: AuditRow.objects.update(actor="x"), id="an update of all rows"),
        pytest.param(
            lambda row: AuditRow.objects.filter(pk=row.pk).update(detail={}), id="of one row"
        ),
        pytest.param(lambda row: row.save(), id="a save, even of the same values"),
        pytest.param(lambda row: row.delete(), id="a delete"),
        pytest.param(lambda row: AuditRow.objects.all().delete(), id="a delete of all rows"),
        pytest.param(by_hand("UPDATE {table} SET actor = 'x'"), id="UPDATE by hand"),
        pytest.param(by_hand("DELETE FROM {table}"), id="DELETE by hand"),
        pytest.param(by_hand("DELETE FROM {table} WHERE id > 0"), id="DELETE with a condition"),
    ],
)
def test_the_database_refuses_to_change_the_trail(tamper: Callable[[AuditRow], object]) -> None:
    row = written()
    before = AuditRow.objects.values().get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper(row)
    assert AuditRow.objects.values().get() == before


def test_a_row_carries_both_clocks_and_who_did_what_from_where() -> None:
    with freeze_time(japan("2031-05-05", "5:05")):
        row = written()
    assert (row.world_name, row.world_at) == ("MA0000001", japan("2026-10-15", "10:00"))
    assert row.real_at == japan("2031-05-05", "5:05")
    assert (row.role, row.actor, row.source) == ("STAFF", "Aoki", "192.0.2.7")
    assert (row.verb, row.subject, row.detail) == ("try_it", "hdu00000001", {"yen": "1490"})


def test_a_row_outlives_the_world_it_tells_about() -> None:
    world = WorldFactory(name="gone")
    audit.record(world=world, at=japan("2026-10-15"), by=system("t"), verb="x", subject="x")
    world.delete()
    assert AuditRow.objects.get().world_name == "gone"


def test_a_row_goes_with_the_change_it_tells_about() -> None:
    line = line_at("2026-10-15")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        accepted_by_phone(line, "2026-10-15")
        raise ZeroDivisionError
    assert AuditRow.objects.count() == 0
    assert Line.objects.get().ends_on is None


def test_staff_read_the_trail_and_have_no_button_to_change_it() -> None:
    row = written()
    client = browser(StaffFactory())
    listed = client.get("/admin/plumbing/auditrow/").content.decode()
    assert "hdu00000001" in listed and "delete_selected" not in listed
    address = f"/admin/plumbing/auditrow/{row.pk}/"
    assert client.get(address + "change/").status_code == 200
    assert client.post(address + "change/", {"actor": "x"}).status_code == 403
    assert client.post(address + "delete/", {"post": "yes"}).status_code == 403
    assert client.post("/admin/plumbing/auditrow/add/", {"actor": "x"}).status_code == 403
    assert AuditRow.objects.filter(actor="Aoki").count() == 1
