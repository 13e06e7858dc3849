"""One step of the benchmark of the bill run, in a process of its own; prints what it measured.

`make N` makes a world of about N lines and bills it once, so that there are finished rows.
`reference` writes those rows into lean tables, `run W` makes the bills anew with W processes.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mioportal.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

from billing import services  # noqa: E402
from billing.management.commands.bill import work_through  # noqa: E402
from billing.models import Bill, BillItem, BillRun, RunChunk  # noqa: E402
from contracts.models import Line  # noqa: E402
from mioportal.demo import fleet  # noqa: E402
from mioportal.plumbing import clock  # noqa: E402
from mioportal.plumbing.actor import system  # noqa: E402
from mioportal.plumbing.models import World  # noqa: E402

DAY, MONTH = date(2026, 11, 5), date(2026, 10, 1)
LINES_OF_A_MEMBER = 2.53
IS_POSTGRES = connection.vendor == "postgresql"
# Primary keys, one bill a month, the index of a bill's items, the key to the member: no more.
LEAN = """
    CREATE TABLE lean_bill (
        id bigint PRIMARY KEY, member_id bigint NOT NULL REFERENCES accounts_member,
        world_id bigint NOT NULL, month date NOT NULL, total_yen numeric(12) NOT NULL,
        tax_yen numeric(12) NOT NULL, confirmed_on date NOT NULL, charge_on date NOT NULL,
        state varchar(8) NOT NULL, paid_on date, UNIQUE (member_id, month));
    CREATE TABLE lean_item (
        id bigint PRIMARY KEY, bill_id bigint NOT NULL, line_id bigint,
        kind varchar(20) NOT NULL, code varchar(30) NOT NULL, percent smallint NOT NULL,
        quantity integer NOT NULL, amount_yen numeric(11, 1) NOT NULL);
    CREATE INDEX lean_item_bill ON lean_item (bill_id)
"""
TABLES = {
    Bill: (
        *("id", "member_id", "world_id", "month", "total_yen", "tax_yen"),
        *("confirmed_on", "charge_on", "state", "paid_on"),
    ),
    BillItem: ("id", "bill_id", "line_id", "kind", "code", "percent", "quantity", "amount_yen"),
}
# An item of ours is found by its bill and number; in the lean table it has a key of its own.
KEY = {Bill: "id", BillItem: "ROW_NUMBER() OVER (ORDER BY bill_id, number)"}
BLOCK = 1 << 20


def peak_mb() -> float:
    """The most memory that this process or one it waited for ever had."""
    ways = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(way).ru_maxrss for way in ways) / 1024


def finished(model: type[Any]) -> Path:
    """Where the finished rows of a table are kept between steps."""
    return Path(os.environ.get("MIOPORTAL_VAR", gettempdir())) / f"{model.__name__}.rows"


def make(lines: int) -> dict[str, Any]:
    """A fresh world, and its finished rows in files."""
    call_command("migrate", verbosity=0)
    members = round(lines / LINES_OF_A_MEMBER)
    begun = time.perf_counter()
    world, _lines = fleet.make(name="bench", members=members, seed=1, today=DAY)
    seconds = time.perf_counter() - begun
    run(1)
    for model, columns in TABLES.items():
        with closing(connection.cursor()) as cursor, finished(model).open("w") as kept:
            found = ", ".join([KEY[model], *columns[1:]])
            named = f"{found} FROM {model._meta.db_table} ORDER BY 1"
            if IS_POSTGRES:
                with cursor.cursor.copy(f"COPY (SELECT {named}) TO STDOUT") as copy:
                    kept.writelines(bytes(block).decode() for block in copy)
            else:
                cursor.execute(f"SELECT {named}")
                kept.writelines(json.dumps(row, default=str) + "\n" for row in cursor.fetchall())
    with closing(connection.cursor()) as cursor:
        for statement in LEAN.split(";"):
            cursor.execute(statement)
    return {
        "seconds": seconds,
        "members": members,
        "lines": Line.objects.filter(world=world).count(),
        "rows": Bill.objects.count() + BillItem.objects.count(),
    }


def empty(*tables: str) -> None:
    """Take all rows away, so that whoever writes next finds new files; and settle the disk."""
    with closing(connection.cursor()) as cursor:
        if IS_POSTGRES:
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            cursor.execute("CHECKPOINT")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def reference() -> float:
    """The finished rows in one stream into the lean tables; seconds."""
    empty("lean_bill", "lean_item")
    write = copy_rows if IS_POSTGRES else execute_rows
    sources = {
        f"lean_{name} ({', '.join(TABLES[model])})": prepared(model)
        for name, model in (("bill", Bill), ("item", BillItem))
    }
    begun = time.perf_counter()
    with transaction.atomic():
        for table, rows in sources.items():
            write(table, rows)
    return time.perf_counter() - begun


def prepared(model: type[Any]) -> Any:
    """The rows, ready to be written."""
    if IS_POSTGRES:
        return blocks(finished(model))
    return [tuple(json.loads(line)) for line in finished(model).read_text().splitlines()]


def blocks(path: Path) -> Iterator[bytes]:
    """A file, piece by piece."""
    with path.open("rb") as kept:
        while block := kept.read(BLOCK):
            yield block


def copy_rows(table: str, rows: Iterator[bytes]) -> None:
    """COPY, as fast as the server takes it."""
    with closing(connection.cursor()) as cursor, cursor.cursor.copy(
        f"COPY {table} FROM STDIN"
    ) as copy:
        for block in rows:
            copy.write(block)


def execute_rows(table: str, rows: list[tuple[Any, ...]]) -> None:
    """executemany, SQLite's fastest."""
    marks = ", ".join("?" * len(rows[0]))
    connection.ensure_connection()
    connection.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def run(workers: int) -> float:
    """The month's run from its beginning to its proof; seconds."""
    empty(*(model._meta.db_table for model in (BillItem, Bill, RunChunk, BillRun)))
    world = World.objects.get(name="bench")
    at = clock.moment_of(world)
    begun = time.perf_counter()
    made = services.begin_run(world=world, month=MONTH, at=at, by=system("bench"))
    work_through(made, at, workers=workers)
    if not services.finish_run(run=made, at=at):
        raise SystemExit("ranges are left")
    return time.perf_counter() - begun


def main() -> None:
    """One step, by name."""
    step, *rest = sys.argv[1:]
    if step == "make":
        told = make(int(rest[0]))
    elif step == "reference":
        told = {"seconds": reference()}
    else:
        told = {"seconds": run(int(rest[0]))}
    connections.close_all()
    print(json.dumps({**told, "mb": peak_mb()}))


if __name__ == "__main__":
    main()
