"""The states of an identity take the names that the rules have for them."""

from django.db import migrations

NAMES = {
    "UNSUBMITTED": "not_submitted",
    "REVIEWING": "in_review",
    "RETURNED": "returned",
    "COMPLETE": "complete",
}


def rename(apps, names):
    members = apps.get_model("accounts", "Member").objects
    for before, after in names.items():
        members.filter(identity=before).update(identity=after)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_who_they_are")]

    operations = [
        migrations.RunPython(
            lambda apps, _editor: rename(apps, NAMES),
            lambda apps, _editor: rename(apps, {after: old for old, after in NAMES.items()}),
        )
    ]
