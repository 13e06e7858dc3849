"""The database itself refuses to change or delete the audit trail."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_no_update BEFORE UPDATE ON plumbing_auditrow
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON plumbing_auditrow
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
"""
POSTGRESQL = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON plumbing_auditrow
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
"""


def guard(apps, schema_editor):
    """Put the triggers in place."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    with schema_editor.connection.cursor() as cursor:
        for statement in SQLITE.strip().split("END;"):
            if statement.strip():
                cursor.execute(statement + "END;")


def unguard(apps, schema_editor):
    """Take the triggers away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_append_only ON plumbing_auditrow")
        schema_editor.execute("DROP FUNCTION refuse_audit_change()")
        return
    schema_editor.execute("DROP TRIGGER audit_no_update")
    schema_editor.execute("DROP TRIGGER audit_no_delete")


class Migration(migrations.Migration):
    """Triggers on both databases; TRUNCATE stays possible on PostgreSQL for test flushes."""

    dependencies = [("plumbing", "0001_start")]

    operations = [migrations.RunPython(guard, unguard)]
