"""The tables of mnp as they stand, made at once.

A database that has taken all the steps in `replaces` has taken this one. Django draws all tables anew
at every step, so that the many steps took longer than the rest of a first start.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('mnp', '0001_mnp'),
        ('mnp', '0002_mnp9_order_over'),
    ]

    initial = True

    dependencies = [
        ('contracts', '0001_start'),
        ('plumbing', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='PortRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=20, unique=True, verbose_name='受付番号')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='port_requests', to='contracts.line', verbose_name='回線')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='port_requests', to='plumbing.world', verbose_name='世界')),
                ('kind', models.CharField(choices=[('number', '発行'), ('again', '再発行'), ('one_stop', 'ワンストップ方式')], default='number', max_length=10, verbose_name='種類')),
                ('channel', models.CharField(choices=[('site', '会員サイト'), ('desk', '窓口'), ('operator', '転出先のサイト')], max_length=10, verbose_name='受付方法')),
                ('state', models.CharField(choices=[('queued', '受付'), ('held', '保留'), ('issued', '発行済'), ('expired', '期限切れ'), ('voided', '無効化'), ('ported', '転出完了'), ('called_off', '取消')], default='queued', max_length=12, verbose_name='状態')),
                ('requested_at', models.DateTimeField(verbose_name='受付日時')),
                ('due_at', models.DateTimeField(verbose_name='発行できる日時')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='mnp.portrequest', verbose_name='前の申し込み')),
                ('reasons', models.JSONField(default=list, verbose_name='理由')),
                ('other_reason', models.CharField(blank=True, max_length=200, verbose_name='その他の理由')),
                ('shown', models.JSONField(default=dict, verbose_name='同意のときに見せた内容')),
                ('fault_note', models.CharField(blank=True, default='', max_length=200, verbose_name='登録内容の不備')),
                ('released_note', models.CharField(blank=True, default='', max_length=200, verbose_name='保留を解いた理由')),
                ('number', models.CharField(blank=True, default='', max_length=10, verbose_name='MNP予約番号')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='発行日時')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='有効期限')),
                ('remind_on', models.DateField(blank=True, null=True, verbose_name='次に知らせる日')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終わった日時')),
                ('why_ended', models.CharField(blank=True, choices=[('replaced', '再発行したため'), ('member', '会員の依頼'), ('desk', '窓口での依頼'), ('line_ended', '回線が終わったため'), ('other_way', '別の手続きで転出したため'), ('order_over', '転出先でのお申し込みが終わったため')], default='', max_length=12, verbose_name='終わった理由')),
            ],
            options={
                'verbose_name': 'MNP予約番号',
                'verbose_name_plural': 'MNP予約番号',
                'permissions': [('handle_portrequest', 'MNP予約番号の申し込みを扱う')],
                'indexes': [
                    models.Index(condition=models.Q(('state__in', ('queued', 'held'))), fields=['world', 'requested_at', 'id'], name='port_requests_waiting'),
                    models.Index(condition=models.Q(('state', 'issued')), fields=['world', 'expires_on'], name='numbers_to_expire'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ('queued', 'held'))), fields=('line',), name='one_waiting_port_request_per_line'),
                    models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('line',), name='one_live_number_per_line'),
                    models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('number',), name='live_numbers_differ'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('issued', 'expired', 'ported')), _negated=True), models.Q(('expires_on__isnull', False), ('issued_at__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='what_was_issued_has_a_number'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PortDeskLine',
            fields=[],
            options={
                'verbose_name': '電話でのMNP予約番号の受付',
                'verbose_name_plural': '電話でのMNP予約番号の受付',
                'proxy': True,
            },
            bases=('contracts.line',),
        ),
        migrations.CreateModel(
            name='PortOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=40, unique=True, verbose_name='照会番号')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='port_orders', to='contracts.line', verbose_name='回線')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='port_orders', to='plumbing.world', verbose_name='世界')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='mnp.portrequest', verbose_name='MNP予約番号')),
                ('operator', models.CharField(choices=[('docomo', 'ドコモ'), ('au', 'au'), ('softbank', 'ソフトバンク'), ('rakuten', '楽天モバイル'), ('ahamo', 'ahamo'), ('povo', 'povo'), ('linemo', 'LINEMO'), ('uq', 'UQモバイル'), ('ymobile', 'ワイモバイル'), ('mineo', 'mineo'), ('nuro', 'NUROモバイル'), ('aeon', 'イオンモバイル'), ('other', 'その他')], max_length=12, verbose_name='転出先')),
                ('state', models.CharField(choices=[('checked', '照会済'), ('opened', '開通'), ('failed', '開通できず'), ('cancelled', '取りやめ')], default='checked', max_length=10, verbose_name='状態')),
                ('checked_at', models.DateTimeField(verbose_name='照会された日時')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終わった日時')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='理由')),
            ],
            options={
                'verbose_name': 'MNP転出',
                'verbose_name_plural': 'MNP転出',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'opened')), fields=('line',), name='a_number_leaves_once'),
                ],
            },
        ),
    ]
