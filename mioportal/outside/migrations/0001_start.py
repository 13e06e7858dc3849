"""The tables of outside as they stand, made at once.

A database that has taken all the steps in `replaces` has taken this one. Django draws all tables anew
at every step, so that the many steps took longer than the rest of a first start.
"""

import django.db.models.deletion
import mioportal.plumbing.codes
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('outside', '0001_processor'),
        ('outside', '0002_ledger'),
        ('outside', '0003_clearing'),
    ]

    initial = True

    dependencies = [
        ('plumbing', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='OperatorOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('operator', models.CharField(choices=[('docomo', 'ドコモ'), ('au', 'au'), ('softbank', 'ソフトバンク'), ('rakuten', '楽天モバイル'), ('ahamo', 'ahamo'), ('povo', 'povo'), ('linemo', 'LINEMO'), ('uq', 'UQモバイル'), ('ymobile', 'ワイモバイル'), ('mineo', 'mineo'), ('nuro', 'NUROモバイル'), ('aeon', 'イオンモバイル'), ('other', 'その他')], max_length=12, verbose_name='事業者')),
                ('phone_number', models.CharField(max_length=13, verbose_name='電話番号')),
                ('is_one_stop', models.BooleanField(default=False, verbose_name='ワンストップ方式')),
                ('number_tail', models.CharField(blank=True, default='', max_length=4, verbose_name='予約番号の末尾')),
                ('state', models.CharField(choices=[('waiting', '同意待ち'), ('checked', '照会済'), ('opened', '開通'), ('failed', '開通できず'), ('cancelled', '取りやめ')], max_length=10, verbose_name='状態')),
                ('world', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='operator_orders', to='plumbing.world', verbose_name='世界')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='有効期限')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='受付日時')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終わった日時')),
            ],
            options={
                'verbose_name': '転出先のお申し込み',
                'verbose_name_plural': '転出先のお申し込み',
                'permissions': [('play_operator', '転出先の役をする')],
            },
        ),
        migrations.CreateModel(
            name='CardSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=64, unique=True)),
                ('return_to', models.CharField(max_length=200)),
                ('holder', models.CharField(blank=True, max_length=100, verbose_name='契約者の名前')),
                ('opened_on', models.DateField(verbose_name='開いた日')),
                ('expires_at', models.DateTimeField(verbose_name='期限（実時刻）')),
                ('misses', models.PositiveSmallIntegerField(default=0, verbose_name='番号の間違い')),
                ('state', models.CharField(choices=[('OPEN', '入力待ち'), ('ANSWERED', '回答済み'), ('CLOSED', '打ち切り')], default='OPEN', max_length=8, verbose_name='状態')),
                ('answer', models.JSONField(blank=True, null=True)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('token', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': '決済代行のカード入力',
                'verbose_name_plural': '決済代行のカード入力',
                'indexes': [
                    models.Index(fields=['expires_at'], name='outside_car_expires_6f1c5a_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='VaultedCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=64, unique=True)),
                ('network', models.CharField(max_length=12, verbose_name='国際ブランド')),
                ('brand', models.CharField(max_length=20, verbose_name='カード会社')),
                ('last_four', models.CharField(max_length=4, verbose_name='末尾4桁')),
                ('expires_on', models.DateField(verbose_name='有効期限の最終日')),
                ('later', models.CharField(choices=[('PAYS', '承認'), ('DECLINES', '承認しない'), ('LACKS_BALANCE', '残高不足'), ('ANSWERS_LATE', '遅れて答える')], default='PAYS', max_length=13, verbose_name='請求への答え')),
                ('kept_at', models.DateTimeField(verbose_name='預かった実時刻')),
            ],
            options={
                'verbose_name': '決済代行が預かるカード',
                'verbose_name_plural': '決済代行が預かるカード',
            },
        ),
        migrations.CreateModel(
            name='CardCharge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='店の請求キー')),
                ('last_four', models.CharField(blank=True, max_length=4, verbose_name='末尾4桁')),
                ('yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='金額')),
                ('asked_at', models.DateTimeField(verbose_name='請求日時（店の時刻）')),
                ('answer', models.CharField(choices=[('accepted', '承認'), ('declined', '承認しない'), ('late', '答えは後日')], max_length=8, verbose_name='答え')),
                ('reason', models.CharField(blank=True, choices=[('refused', 'カード会社が承認しない'), ('balance', '残高不足'), ('expired', '有効期限切れ'), ('unknown_card', '預かっていないカード')], max_length=12, verbose_name='理由')),
            ],
            options={
                'verbose_name': '決済代行への請求',
                'verbose_name_plural': '決済代行への請求',
            },
        ),
        migrations.CreateModel(
            name='CardRefund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='店の返金キー')),
                ('charge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='outside.cardcharge', verbose_name='請求')),
                ('yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='金額')),
                ('asked_at', models.DateTimeField(verbose_name='返金日時（店の時刻）')),
            ],
            options={
                'verbose_name': '決済代行からの返金',
                'verbose_name_plural': '決済代行からの返金',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('yen__gt', 0)), name='a_refund_is_some_yen'),
                ],
            },
        ),
    ]
