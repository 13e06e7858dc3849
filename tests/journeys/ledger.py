"""The whole database on paper: for "nothing changed"."""

from django.db import connection

Ledger = dict[str, list[str]]


def everything() -> Ledger:
    """Every row of every table, in words."""
    with connection.cursor() as cursor:
        written = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            written[table] = sorted(repr(row) for row in cursor.fetchall())
    return written


def changed(before: Ledger) -> dict[str, list[str]]:
    """What has been written, changed or taken away since, table by table."""
    now = everything()
    return {
        table: sorted(set(before[table]) ^ set(now[table]))
        for table in now
        if before[table] != now[table]
    }
