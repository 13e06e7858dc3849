"""The tables of cancellation as they stand, made at once.

A database that has taken all the steps in `replaces` has taken this one. Django draws all tables anew
at every step, so that the many steps took longer than the rest of a first start.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('cancellation', '0001_initial'),
        ('cancellation', '0002_behind_initial_cancellation'),
        ('cancellation', '0010_leave_company_requests'),
        ('cancellation', '0020_after_withdrawal'),
        ('cancellation', '0030_leave9_company_called_off'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0002_people'),
        ('contracts', '0001_start'),
        ('plumbing', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=16, unique=True, verbose_name='受付番号')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cancellations', to='contracts.line', verbose_name='回線')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cancellations', to='plumbing.world', verbose_name='世界')),
                ('channel', models.CharField(choices=[('site', '会員サイト'), ('phone', '電話'), ('company', '法人の窓口')], max_length=8, verbose_name='受付方法')),
                ('accepted_at', models.DateTimeField(verbose_name='受付日時')),
                ('ends_on', models.DateField(verbose_name='最終日')),
                ('state', models.CharField(choices=[('accepted', '受付済'), ('completed', '完了'), ('withdrawn', '取下げ'), ('overtaken', 'MNP転出により終了')], default='accepted', max_length=10, verbose_name='状態')),
                ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='完了日時')),
                ('reasons', models.JSONField(default=list, verbose_name='解約理由')),
                ('other_reason', models.CharField(blank=True, max_length=200, verbose_name='その他の理由')),
                ('survey', models.JSONField(default=dict, verbose_name='アンケート')),
                ('shown', models.JSONField(default=dict, verbose_name='同意のときに見せた内容')),
            ],
            options={
                'verbose_name': '解約',
                'verbose_name_plural': '解約',
                'permissions': [('accept_by_phone', '電話で解約を受け付ける')],
                'indexes': [
                    models.Index(condition=models.Q(('state', 'accepted')), fields=['world', 'ends_on'], name='cancellations_due'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('line',), name='one_open_cancellation_per_line'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PhoneDeskLine',
            fields=[],
            options={
                'verbose_name': '電話での解約受付',
                'verbose_name_plural': '電話での解約受付',
                'proxy': True,
            },
            bases=('contracts.line',),
        ),
        migrations.CreateModel(
            name='InitialCancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=16, unique=True, verbose_name='受付番号')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='initial_cancellation', to='contracts.line', verbose_name='回線')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initial_cancellations', to='plumbing.world', verbose_name='世界')),
                ('way', models.CharField(choices=[('site', '会員サイトのフォーム'), ('letter', '書面（カスタマーサポートへ連絡）')], max_length=8, verbose_name='申し出の方法')),
                ('sent_on', models.DateField(verbose_name='申し出を送った日')),
                ('accepted_at', models.DateTimeField(verbose_name='受付日時')),
                ('shown', models.JSONField(default=dict, verbose_name='同意のときに見せた内容')),
            ],
            options={
                'verbose_name': '初期契約解除',
                'verbose_name_plural': '初期契約解除',
                'permissions': [('undo_by_letter', '書面の初期契約解除を受け付ける')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=16, unique=True, verbose_name='受付番号')),
                ('cancellation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='cancellation.cancellation', verbose_name='解約')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='plumbing.world', verbose_name='世界')),
                ('asked_at', models.DateTimeField(verbose_name='申し出の日時')),
                ('ground', models.CharField(choices=[('same_day', '申し込みの日のうちのお申し出'), ('proven_error', '確かめられたシステムの誤り・手違い')], max_length=12, verbose_name='取り下げの理由')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='確かめたこと')),
                ('state', models.CharField(choices=[('asked', '確認待ち'), ('done', '取り下げました'), ('refused', 'お受けできません'), ('lapsed', '期限までに確認できませんでした')], default='asked', max_length=8, verbose_name='状態')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='決定日時')),
                ('decided_by', models.CharField(blank=True, max_length=150, verbose_name='決定した担当者')),
            ],
            options={
                'verbose_name': '解約の取り下げ',
                'verbose_name_plural': '解約の取り下げ',
                'permissions': [('decide_withdrawal', '解約の取り下げを決める')],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('cancellation',), name='one_open_withdrawal_per_cancellation'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CompanyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=16, unique=True, verbose_name='受付番号')),
                ('form_key', models.CharField(max_length=40, unique=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='company_requests', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='company_requests', to='plumbing.world', verbose_name='世界')),
                ('company', models.CharField(max_length=100, verbose_name='法人名')),
                ('person', models.CharField(max_length=80, verbose_name='ご担当者')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='解約の理由')),
                ('state', models.CharField(choices=[('received', '受付'), ('waiting_for_papers', '書類待ち'), ('in_progress', '処理中'), ('done', '完了'), ('called_off', '取下げ')], default='received', max_length=20, verbose_name='状態')),
                ('asked_at', models.DateTimeField(verbose_name='受付日時')),
                ('papers_asked', models.JSONField(blank=True, default=list, verbose_name='お願いした書類')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='会員への説明')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完了日時')),
                ('done_by', models.CharField(blank=True, max_length=150, verbose_name='対応した担当者')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='最終日')),
                ('lines', models.ManyToManyField(related_name='company_requests', to='contracts.line', verbose_name='解約する回線')),
            ],
            options={
                'verbose_name': '法人の解約の申し込み',
                'verbose_name_plural': '法人の解約の申し込み',
                'permissions': [('handle_company', '法人の解約の申し込みを進める')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state', 'done')), models.Q(('done_at__isnull', False), ('ends_on', None), ('state', 'called_off')), models.Q(models.Q(('state__in', ('done', 'called_off')), _negated=True), ('done_at', None), ('ends_on', None)), _connector='OR'), name='a_companys_request_is_open_or_closed'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CompanyPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='cancellation.companyrequest')),
                ('paper', models.CharField(choices=[('cancellation_form', '解約申込書'), ('company_seal', '法人の印鑑'), ('person_papers', '担当者の本人確認書類')], max_length=24, verbose_name='書類の種類')),
                ('data', models.BinaryField()),
                ('sent_at', models.DateTimeField(verbose_name='提出日時')),
            ],
            options={
                'verbose_name': '法人の書類',
                'verbose_name_plural': '法人の書類',
                'constraints': [
                    models.UniqueConstraint(fields=('request', 'paper'), name='one_picture_per_paper'),
                ],
            },
        ),
    ]
