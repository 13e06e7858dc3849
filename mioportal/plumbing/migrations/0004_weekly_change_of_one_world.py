"""A change to the weekly window may be meant for one world alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What there is stays meant for everybody."""

    dependencies = [
        ('plumbing', '0003_a_move_knows_what_it_brought'),
    ]

    operations = [
        migrations.AddField(
            model_name='weeklychange',
            name='world',
            field=models.ForeignKey(blank=True, help_text='空のときは、すべての会員が対象です。世界を選ぶと、その世界ではこちらを優先します。', null=True, on_delete=django.db.models.deletion.CASCADE, to='plumbing.world', verbose_name='世界'),
        ),
        migrations.AlterField(
            model_name='weeklychange',
            name='evening',
            field=models.DateField(verbose_name='その夜の日付'),
        ),
        migrations.AddConstraint(
            model_name='weeklychange',
            constraint=models.UniqueConstraint(condition=models.Q(('world', None)), fields=('evening',), name='an_evening_is_changed_once_for_all', violation_error_message='この夜の変更は、すでに登録されています。'),
        ),
        migrations.AddConstraint(
            model_name='weeklychange',
            constraint=models.UniqueConstraint(fields=('evening', 'world'), name='an_evening_is_changed_once_in_a_world', violation_error_message='この世界のこの夜の変更は、すでに登録されています。'),
        ),
    ]
