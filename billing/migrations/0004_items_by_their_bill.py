"""Items are found by their bill and a number: one index in place of two.

No primary key is ever altered: the items move into a table of their own, and that takes the name.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

MOVE = """
    INSERT INTO billing_numbereditem
        (bill_id, number, line_id, kind, code, percent, quantity, amount_yen)
    SELECT bill_id, ROW_NUMBER() OVER (PARTITION BY bill_id ORDER BY id),
        line_id, kind, code, percent, quantity, amount_yen
    FROM billing_billitem
"""
BACK = """
    INSERT INTO billing_billitem (bill_id, line_id, kind, code, percent, quantity, amount_yen)
    SELECT bill_id, line_id, kind, code, percent, quantity, amount_yen
    FROM billing_numbereditem ORDER BY bill_id, number
"""


def keep_by_their_key(apps: Any, schema_editor: Any) -> None:
    """SQLite keeps the rows themselves in the order of the key, and no second index."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'billing_numbereditem'")
        (text,) = cursor.fetchone()
        cursor.execute("DROP TABLE billing_numbereditem")
        cursor.execute(f"{text} WITHOUT ROWID")


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_keys_by_the_thousand"), ("contracts", "0001_start")]

    operations = [
        migrations.CreateModel(
            name='NumberedItem',
            fields=[
                ('pk', models.CompositePrimaryKey('bill_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.IntegerField(verbose_name='番号')),
                ('bill', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='billing.bill', verbose_name='請求')),
                ('line', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.line', verbose_name='回線')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('added_sim', 'added_sim'), ('option', 'option'), ('family_discount', 'family_discount'), ('calls', 'calls'), ('sms', 'sms'), ('data', 'data'), ('universal_service', 'universal_service'), ('relay_service', 'relay_service'), ('initial_fee', 'initial_fee'), ('sim_issue', 'sim_issue'), ('cancellation_fee', 'cancellation_fee'), ('port_out_fee', 'port_out_fee'), ('release_fee', 'release_fee'), ('instalment', 'instalment'), ('device_discount', 'device_discount'), ('instalment_rest', 'instalment_rest'), ('related', 'related'), ('mio_wari', 'mio_wari'), ('hikari_early_end', 'hikari_early_end'), ('sim_damage', 'sim_damage')], max_length=20, verbose_name='項目')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='内訳')),
                ('percent', models.SmallIntegerField(verbose_name='税率（%）')),
                ('quantity', models.IntegerField(default=1, verbose_name='数量')),
                ('amount_yen', models.DecimalField(decimal_places=1, max_digits=11, verbose_name='金額')),
            ],
            options={
                'verbose_name': '請求の明細',
                'verbose_name_plural': '請求の明細',
            },
        ),
        migrations.RunPython(keep_by_their_key, migrations.RunPython.noop),
        migrations.RunSQL(MOVE, BACK),
        migrations.DeleteModel('BillItem'),
        migrations.RenameModel('NumberedItem', 'BillItem'),
    ]
