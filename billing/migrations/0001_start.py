"""The tables of billing as they stand, made at once.

A database that has taken all the steps in `replaces` has taken this one. Django draws all tables anew
at every step, so that the many steps took longer than the rest of a first start.
"""

import django.db.models.deletion
import django.db.models.manager
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('billing', '0001_initial'),
        ('billing', '0002_pay'),
        ('billing', '0050_after_sim_fee'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0002_people'),
        ('contracts', '0001_start'),
        ('plumbing', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='plumbing.world', verbose_name='世界')),
                ('month', models.DateField(verbose_name='利用月')),
                ('total_yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='請求金額')),
                ('tax_yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='うち消費税等')),
                ('confirmed_on', models.DateField(verbose_name='確定日')),
                ('charge_on', models.DateField(verbose_name='カード会社への請求日')),
                ('state', models.CharField(choices=[('fixed', '確定'), ('charging', 'カード請求中'), ('invoiced', '請求書払い'), ('paid', '入金済'), ('failed', '引落不可'), ('slip', 'コンビニ請求'), ('overdue', '期限超過'), ('refunded', '返金')], default='fixed', max_length=8, verbose_name='状態')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='入金日')),
            ],
            options={
                'verbose_name': '請求',
                'verbose_name_plural': '請求',
                'indexes': [
                    models.Index(condition=models.Q(('state__in', ['fixed', 'charging'])), fields=['world', 'charge_on'], name='bills_to_collect'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('member', 'month'), name='one_bill_a_month'),
                    models.CheckConstraint(condition=models.Q(('total_yen__gte', 0)), name='a_bill_asks_for_nothing_or_more'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BillItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bill', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='billing.bill', verbose_name='請求')),
                ('line', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.line', verbose_name='回線')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('added_sim', 'added_sim'), ('option', 'option'), ('family_discount', 'family_discount'), ('calls', 'calls'), ('sms', 'sms'), ('data', 'data'), ('universal_service', 'universal_service'), ('relay_service', 'relay_service'), ('initial_fee', 'initial_fee'), ('sim_issue', 'sim_issue'), ('cancellation_fee', 'cancellation_fee'), ('port_out_fee', 'port_out_fee'), ('release_fee', 'release_fee'), ('instalment', 'instalment'), ('device_discount', 'device_discount'), ('instalment_rest', 'instalment_rest'), ('related', 'related'), ('mio_wari', 'mio_wari'), ('hikari_early_end', 'hikari_early_end'), ('sim_damage', 'sim_damage')], max_length=20, verbose_name='項目')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='内訳')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='税率（%）')),
                ('quantity', models.PositiveIntegerField(default=1, verbose_name='数量')),
                ('amount_yen', models.DecimalField(decimal_places=1, max_digits=11, verbose_name='金額')),
            ],
            options={
                'verbose_name': '請求の明細',
                'verbose_name_plural': '請求の明細',
            },
        ),
        migrations.CreateModel(
            name='SimFee',
            fields=[],
            options={
                'verbose_name': 'SIM損害金の確認',
                'verbose_name_plural': 'SIM損害金の確認',
                'permissions': [('charge_damage', 'SIM損害金の請求を承認する')],
                'proxy': True,
                'default_manager_name': 'cases',
            },
            bases=('contracts.sim',),
            managers=[
                ('cases', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Dunning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bill', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dunning', to='billing.bill', verbose_name='請求')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dunnings', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plumbing.world', verbose_name='世界')),
                ('why', models.CharField(choices=[('declined', 'カードが承認されませんでした'), ('no_card', 'カードが登録されていませんでした'), ('not_transferred', '請求書の期限までに入金がありませんでした')], max_length=16, verbose_name='理由')),
                ('failed_on', models.DateField(verbose_name='支払えなかった日')),
                ('notice_on', models.DateField(verbose_name='お支払いのお願い')),
                ('slip_on', models.DateField(verbose_name='用紙の発行日')),
                ('due_on', models.DateField(verbose_name='支払期限')),
                ('warn_on', models.DateField(verbose_name='利用停止の予告日')),
                ('suspend_on', models.DateField(verbose_name='利用停止の日')),
                ('ends_on', models.DateField(verbose_name='契約が終わる日')),
                ('step', models.CharField(choices=[('notice', 'お支払いのお願い'), ('slip', 'コンビニ払い用紙'), ('warn', '利用停止の予告'), ('suspend', '利用停止'), ('end', '契約の終了'), ('over', 'なし')], default='notice', max_length=8, verbose_name='次にすること')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='次の日')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='お願いを送った日時')),
                ('slip_at', models.DateTimeField(blank=True, null=True, verbose_name='用紙を発行した日時')),
                ('warned_at', models.DateTimeField(blank=True, null=True, verbose_name='利用停止を予告した日時')),
                ('suspended_at', models.DateTimeField(blank=True, null=True, verbose_name='利用停止にした日時')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='契約を終わりにした日時')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='お支払いの日')),
                ('cleared_at', models.DateTimeField(blank=True, null=True, verbose_name='解消した日時')),
            ],
            options={
                'verbose_name': '未払い',
                'verbose_name_plural': '未払い',
                'indexes': [
                    models.Index(condition=models.Q(('next_on__isnull', False)), fields=['world', 'next_on'], name='dunning_to_go_on_with'),
                    models.Index(condition=models.Q(('cleared_at', None)), fields=['world'], name='dunning_that_is_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('cleared_at', None), ('next_on', None), _connector='OR'), name='nothing_follows_once_it_is_cleared'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CardCharge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bill', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='billing.bill', verbose_name='請求')),
                ('world', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plumbing.world', verbose_name='世界')),
                ('number', models.PositiveSmallIntegerField(verbose_name='回')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='決済代行への請求キー')),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='accounts.card', verbose_name='カード')),
                ('yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='金額')),
                ('asked_at', models.DateTimeField(verbose_name='請求日時')),
                ('said', models.CharField(choices=[('accepted', '承認'), ('declined', '承認されない'), ('late', '答えを待っている')], max_length=8, verbose_name='答え')),
                ('reason', models.CharField(blank=True, choices=[('refused', 'カード会社が承認しませんでした'), ('balance', '利用できる残高が足りませんでした'), ('expired', 'カードの有効期限が切れていました'), ('unknown_card', 'カードが登録されていませんでした')], max_length=12, verbose_name='理由')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答えの日時')),
                ('ask_again_on', models.DateField(blank=True, null=True, verbose_name='もう一度確かめる日')),
            ],
            options={
                'verbose_name': 'カードへの請求',
                'verbose_name_plural': 'カードへの請求',
                'permissions': [('charge_again', '未払いの請求をカードにもう一度請求する')],
                'indexes': [
                    models.Index(condition=models.Q(('said', 'late')), fields=['world', 'ask_again_on'], name='charges_without_an_answer'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('bill', 'number'), name='an_attempt_has_its_own_number'),
                    models.UniqueConstraint(condition=models.Q(('said', 'declined'), _negated=True), fields=('bill',), name='a_bill_is_charged_to_a_card_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('ask_again_on__isnull', False), ('said', 'late')), models.Q(models.Q(('said', 'late'), _negated=True), ('ask_again_on', None)), _connector='OR'), name='who_has_not_answered_is_asked_again'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=14, unique=True, verbose_name='番号')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plumbing.world', verbose_name='世界')),
                ('kind', models.CharField(choices=[('slip', 'コンビニ払い用紙'), ('invoice', '請求書（銀行振込）')], max_length=8, verbose_name='種類')),
                ('bills_yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='請求の合計')),
                ('fee_yen', models.DecimalField(decimal_places=0, default=Decimal('0'), max_digits=6, verbose_name='手数料')),
                ('issued_on', models.DateField(verbose_name='発行日')),
                ('due_on', models.DateField(verbose_name='支払期限')),
                ('state', models.CharField(choices=[('open', 'お支払い待ち'), ('paid', '支払確認中'), ('confirmed', '確認済み'), ('replaced', '使えない（差し替え）')], default='open', max_length=9, verbose_name='状態')),
                ('paid_at', models.DateTimeField(blank=True, null=True, verbose_name='お支払いの日時')),
                ('confirm_on', models.DateField(blank=True, null=True, verbose_name='確認する日')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='確認した日')),
            ],
            options={
                'verbose_name': 'コンビニ払い用紙・請求書',
                'verbose_name_plural': 'コンビニ払い用紙・請求書',
                'permissions': [('confirm_slip', 'コンビニ払いと銀行振込の入金を確認する')],
                'indexes': [
                    models.Index(condition=models.Q(('state', 'paid')), fields=['world', 'confirm_on'], name='slips_to_confirm'),
                    models.Index(condition=models.Q(('kind', 'invoice'), ('state', 'open')), fields=['world', 'due_on'], name='invoices_not_paid'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('kind', 'slip'), ('state', 'open')), fields=('member',), name='a_member_has_one_open_slip'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'paid'), _negated=True), models.Q(('confirm_on__isnull', False), ('paid_at__isnull', False)), _connector='OR'), name='what_was_paid_is_confirmed_on_a_day'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_on__isnull', False), _connector='OR'), name='what_is_confirmed_says_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SlipBill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covers', to='billing.slip', verbose_name='用紙')),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='billing.bill', verbose_name='請求')),
                ('stands', models.BooleanField(default=True, verbose_name='有効')),
            ],
            options={
                'verbose_name': '用紙で支払う請求',
                'verbose_name_plural': '用紙で支払う請求',
                'constraints': [
                    models.UniqueConstraint(fields=('slip', 'bill'), name='a_slip_lists_a_bill_once'),
                    models.UniqueConstraint(condition=models.Q(('stands', True)), fields=('bill',), name='a_bill_is_asked_for_by_one_slip'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='billing.bill', verbose_name='請求')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plumbing.world', verbose_name='世界')),
                ('key', models.CharField(max_length=80, unique=True, verbose_name='返金キー')),
                ('yen', models.DecimalField(decimal_places=0, max_digits=12, verbose_name='返金額')),
                ('way', models.CharField(choices=[('card', 'カードへ返金'), ('transfer', '銀行口座へ返金')], max_length=8, verbose_name='返金の方法')),
                ('reason', models.CharField(max_length=200, verbose_name='理由')),
                ('refunded_at', models.DateTimeField(verbose_name='返金日時')),
            ],
            options={
                'verbose_name': '返金',
                'verbose_name_plural': '返金',
                'permissions': [('refund_bill', '誤った請求を返金する')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('yen__gt', 0)), name='some_yen_are_refunded'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PostedCharge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted_charges', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted_charges', to='plumbing.world', verbose_name='世界')),
                ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posted_charges', to='contracts.line', verbose_name='回線')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('added_sim', 'added_sim'), ('option', 'option'), ('family_discount', 'family_discount'), ('calls', 'calls'), ('sms', 'sms'), ('data', 'data'), ('universal_service', 'universal_service'), ('relay_service', 'relay_service'), ('initial_fee', 'initial_fee'), ('sim_issue', 'sim_issue'), ('cancellation_fee', 'cancellation_fee'), ('port_out_fee', 'port_out_fee'), ('release_fee', 'release_fee'), ('instalment', 'instalment'), ('device_discount', 'device_discount'), ('instalment_rest', 'instalment_rest'), ('related', 'related'), ('mio_wari', 'mio_wari'), ('hikari_early_end', 'hikari_early_end'), ('sim_damage', 'sim_damage')], max_length=20, verbose_name='項目')),
                ('code', models.CharField(blank=True, default='', max_length=30, verbose_name='内訳')),
                ('month', models.DateField(verbose_name='請求に載る月')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='税率（%）')),
                ('amount_yen', models.DecimalField(decimal_places=1, max_digits=11, verbose_name='金額')),
                ('posted_at', models.DateTimeField(verbose_name='計上日時')),
            ],
            options={
                'verbose_name': '一時的な請求',
                'verbose_name_plural': '一時的な請求',
                'indexes': [
                    models.Index(fields=['member', 'month'], name='charges_of_a_month'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('line__isnull', False)), fields=('line', 'kind', 'code'), name='a_line_is_charged_once_for_a_thing'),
                    models.UniqueConstraint(condition=models.Q(('line', None)), fields=('member', 'kind', 'code'), name='a_member_is_charged_once_for_a_thing'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BillRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bill_runs', to='plumbing.world', verbose_name='世界')),
                ('month', models.DateField(verbose_name='利用月')),
                ('begun_at', models.DateTimeField(verbose_name='開始日時')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='完了日時')),
                ('is_silent', models.BooleanField(default=False, verbose_name='案内を送らない')),
            ],
            options={
                'verbose_name': '月次請求',
                'verbose_name_plural': '月次請求',
                'permissions': [('start_run', '月次請求をやり直す')],
                'constraints': [
                    models.UniqueConstraint(fields=('world', 'month'), name='one_run_a_month'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RunChunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='billing.billrun', verbose_name='月次請求')),
                ('first_member', models.PositiveBigIntegerField(verbose_name='最初の会員')),
                ('last_member', models.PositiveBigIntegerField(verbose_name='最後の会員')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完了日時')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='案内日時')),
                ('bills', models.PositiveIntegerField(default=0, verbose_name='請求')),
                ('items', models.PositiveIntegerField(default=0, verbose_name='明細')),
                ('parked', models.PositiveIntegerField(default=0, verbose_name='保留')),
                ('yen', models.DecimalField(decimal_places=0, default=0, max_digits=14, verbose_name='合計')),
            ],
            options={
                'verbose_name': '月次請求の区分',
                'verbose_name_plural': '月次請求の区分',
                'indexes': [
                    models.Index(condition=models.Q(('done_at', None)), fields=['run'], name='chunks_to_do'),
                    models.Index(condition=models.Q(('done_at__isnull', False), ('told_at', None)), fields=['run'], name='chunks_to_tell'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('run', 'first_member'), name='a_range_is_listed_once'),
                ],
            },
        ),
    ]
