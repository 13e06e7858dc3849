"""What PostgreSQL learns of its tables by itself, except inside a test's transaction."""

from django.db import connection


def learn_tables() -> None:
    """Let the planner see what a test has written, where thousands of rows are asked for.

    The project's tables alone: the catalogues are one for all test processes, which would wait for
    each other's transactions.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            tables = ", ".join(f'"{name}"' for name in connection.introspection.table_names(cursor))
            cursor.execute(f"ANALYZE {tables}")
