from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0014_life'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='payment',
            name='a_payment_says_how_it_was_paid',
        ),
        migrations.AddField(
            model_name='device',
            name='left_on',
            field=models.DateField(blank=True, null=True, verbose_name='回線の終わりを扱った日付'),
        ),
        migrations.AddField(
            model_name='relatedservice',
            name='early_end_yen',
            field=models.DecimalField(blank=True, decimal_places=0, max_digits=6, null=True, verbose_name='途中解約金'),
        ),
        migrations.AddField(
            model_name='relatedservice',
            name='end_accepted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='解約の受付日時'),
        ),
        migrations.AddField(
            model_name='relatedservice',
            name='receipt_number',
            field=models.CharField(blank=True, max_length=16, null=True, unique=True, verbose_name='受付番号'),
        ),
        migrations.AddField(
            model_name='relatedservice',
            name='told_full_price_from',
            field=models.DateField(blank=True, null=True, verbose_name='mio割の終わりをお知らせした月'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('paid_on', None), models.Q(('way', ''), _negated=True), _connector='OR'), name='a_payment_made_says_how'),
        ),
        migrations.AddConstraint(
            model_name='relatedservice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DONE'), _negated=True), ('ends_on__isnull', False), _connector='OR'), name='a_service_that_is_done_has_a_last_day'),
        ),
    ]
