"""A move's log is told by what it ran, not by the dates between its two ends."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce


def tell_by_date(apps, schema_editor):
    """Of moves made before, the date is all that is known."""
    happenings = apps.get_model("plumbing", "Happening").objects.filter(
        world=OuterRef("world"), at__lte=OuterRef("from_at")
    )
    latest = Subquery(happenings.order_by("-pk").values("pk")[:1])
    apps.get_model("plumbing", "Move").objects.update(happened_before=Coalesce(latest, Value(0)))


class Migration(migrations.Migration):
    """Fill the new column in before it becomes required."""

    dependencies = [("plumbing", "0002_audit_is_append_only")]

    operations = [
        migrations.AddField(
            "move", "happened_before", models.PositiveBigIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(tell_by_date, migrations.RunPython.noop),
    ]
