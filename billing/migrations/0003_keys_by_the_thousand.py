"""Keys of bills and their items are taken by the thousand where a million rows are written."""

from typing import Any

from django.db import migrations

TABLES = ("billing_bill", "billing_billitem")


def _cache(count: int) -> Any:
    def change(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for table in TABLES:
            # A gap in the keys, or keys of two at work that alternate, mean nothing to anybody.
            schema_editor.execute(f"ALTER SEQUENCE {table}_id_seq CACHE {count}")

    return change


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_start")]

    operations = [migrations.RunPython(_cache(1000), _cache(1), elidable=False)]
