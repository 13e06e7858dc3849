from django.db import migrations, models

_UNDER_WAY = (
    "applied",
    "identity_awaited",
    "in_review",
    "returned",
    "approved",
    "sent",
    "opening",
)


def take_up_what_is_under_way(apps, _schema_editor):
    """What was handed in before asks for its numbers, and keeps its mioID."""
    applications = apps.get_model("contracts", "Application").objects
    under_way = applications.filter(state__in=_UNDER_WAY)
    standings = apps.get_model("accounts", "Standing").objects
    standings.filter(member__in=under_way.values("member")).update(open_application=True)
    lines = apps.get_model("contracts", "AppliedLine").objects
    asked = set()
    waiting = lines.filter(application__in=under_way, line=None, ended_at=None)
    rows = waiting.exclude(brought_number="").order_by("pk")
    for pk, world, number in rows.values_list("pk", "application__world", "brought_number"):
        asks_for = f"{world}:{number}"
        if asks_for not in asked:
            lines.filter(pk=pk).update(asks_for=asks_for)
        asked.add(asks_for)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0080_apply9_open_application'),
        ('contracts', '0081_apply9_one_stop'),
    ]

    operations = [
        migrations.AddField(
            model_name='appliedline',
            name='asks_for',
            field=models.CharField(blank=True, editable=False, max_length=40, null=True, unique=True),
        ),
        migrations.RunPython(take_up_what_is_under_way, migrations.RunPython.noop),
    ]
