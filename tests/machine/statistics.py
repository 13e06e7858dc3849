"""What PostgreSQL learns of its tables by itself, except inside a test's transaction."""

from django.db import connection


def learn_tables() -> None:
    """Let the planner see what a test has written, where thousands of rows are asked for."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
