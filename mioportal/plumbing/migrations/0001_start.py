"""The tables of plumbing as they stand, made at once.

A database that has taken all the steps in `replaces` has taken this one. Django draws all tables anew
at every step, so that the many steps took longer than the rest of a first start.
"""

import datetime
import django.db.models.deletion
import mioportal.plumbing.codes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('plumbing', '0001_initial'),
        ('plumbing', '0003_a_move_knows_what_it_brought'),
        ('plumbing', '0004_weekly_change_of_one_world'),
        ('plumbing', '0005_unread_marks_and_notices'),
        ('plumbing', '0006_notices_by_mail'),
        ('plumbing', '0030_apply_mail_to_an_address'),
        ('plumbing', '0060_mnp_window'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='World',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='名前')),
                ('kind', models.CharField(choices=[('LIVE', '実時間'), ('DEMO', 'デモ')], max_length=4, verbose_name='種類')),
                ('held_at', models.DateTimeField(blank=True, null=True, verbose_name='止めてある日時')),
                ('ahead_by', models.DurationField(default=datetime.timedelta(0), verbose_name='実時間との差')),
                ('ran_through', models.DateTimeField(verbose_name='処理済みの日時')),
                ('ran_phase', models.SmallIntegerField(default=99, verbose_name='処理済みの段階')),
                ('claim', models.CharField(blank=True, default='', max_length=40)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('moving_until', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': '世界',
                'verbose_name_plural': '世界（会員の時計）',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind', 'DEMO'), models.Q(('ahead_by', datetime.timedelta(0)), ('held_at', None), ('moving_until', None)), _connector='OR'), name='only_demo_worlds_leave_real_time'),
                    models.UniqueConstraint(condition=models.Q(('kind', 'LIVE')), fields=('kind',), name='one_live_world'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.public_code, max_length=16, unique=True)),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='plumbing.world', verbose_name='世界')),
                ('from_at', models.DateTimeField(verbose_name='移動前')),
                ('to_at', models.DateTimeField(verbose_name='移動後')),
                ('moved_by', models.CharField(max_length=150, verbose_name='操作した人')),
                ('happened_before', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name': '時計の移動',
                'verbose_name_plural': '時計の移動',
            },
        ),
        migrations.CreateModel(
            name='Happening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='happenings', to='plumbing.world', verbose_name='世界')),
                ('at', models.DateTimeField(verbose_name='日時')),
                ('kind', models.CharField(max_length=40, verbose_name='種類')),
                ('title', models.CharField(max_length=200, verbose_name='できごと')),
                ('subject', models.CharField(blank=True, max_length=40, verbose_name='対象')),
                ('link', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'できごと',
                'verbose_name_plural': 'できごと',
                'indexes': [
                    models.Index(fields=['world', 'at'], name='plumbing_ha_world_i_dd26b2_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PendingAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to=settings.AUTH_USER_MODEL)),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='plumbing.world')),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=40)),
                ('answers', models.JSONField(default=dict)),
                ('shown', models.JSONField(blank=True, null=True)),
                ('shown_digest', models.CharField(blank=True, default='', max_length=64)),
                ('started_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.CharField(blank=True, default='', max_length=40)),
            ],
            options={
                'verbose_name': '手続きの途中',
                'verbose_name_plural': '手続きの途中',
            },
        ),
        migrations.CreateModel(
            name='AuditRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world_name', models.CharField(blank=True, max_length=40, verbose_name='世界')),
                ('world_at', models.DateTimeField(verbose_name='世界の日時')),
                ('real_at', models.DateTimeField(verbose_name='実時刻')),
                ('role', models.CharField(max_length=8, verbose_name='立場')),
                ('actor', models.CharField(blank=True, max_length=150, verbose_name='操作した人')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='接続元')),
                ('verb', models.CharField(max_length=40, verbose_name='操作')),
                ('subject', models.CharField(max_length=80, verbose_name='対象')),
                ('detail', models.JSONField(default=dict, verbose_name='内容')),
            ],
            options={
                'verbose_name': '操作の記録',
                'verbose_name_plural': '操作の記録',
                'indexes': [
                    models.Index(fields=['subject', 'id'], name='plumbing_au_subject_601748_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='job_runs', to='plumbing.world', verbose_name='世界')),
                ('instant', models.DateTimeField(verbose_name='世界の日時')),
                ('job', models.CharField(max_length=80, verbose_name='処理')),
                ('counts', models.JSONField(default=dict, verbose_name='件数')),
                ('ran_at', models.DateTimeField(verbose_name='実行した実時刻')),
            ],
            options={
                'verbose_name': '処理の記録',
                'verbose_name_plural': '処理の記録',
                'constraints': [
                    models.UniqueConstraint(fields=('world', 'instant', 'job'), name='a_job_runs_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ParkedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parked_items', to='plumbing.world', verbose_name='世界')),
                ('job', models.CharField(max_length=80, verbose_name='処理')),
                ('key', models.CharField(max_length=80, verbose_name='対象')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='試行回数')),
                ('error', models.TextField(verbose_name='理由')),
                ('first_at', models.DateTimeField(verbose_name='最初に失敗した世界の日時')),
            ],
            options={
                'verbose_name': '止まっている処理',
                'verbose_name_plural': '止まっている処理',
                'constraints': [
                    models.UniqueConstraint(fields=('world', 'job', 'key'), name='an_item_is_parked_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.public_code, editable=False, max_length=16, unique=True)),
                ('title', models.CharField(max_length=100, verbose_name='件名')),
                ('body', models.TextField(max_length=4000, verbose_name='本文')),
                ('shown_from', models.DateField(verbose_name='掲載を始める日')),
                ('shown_through', models.DateField(blank=True, help_text='空のときは、取り下げるまで掲載します。', null=True, verbose_name='掲載する最後の日')),
                ('by_mail', models.BooleanField(default=False, help_text='障害など、急ぎの知らせに使います。掲載を始める日の10:00に、後から登録したときはまもなく、一度だけ送ります。送った後の変更は、サイトの掲載にだけ反映します。', verbose_name='メールでも知らせる')),
                ('world', models.ForeignKey(blank=True, help_text='空のときは、すべての会員が対象です。日付は、会員それぞれの時計で数えます。', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='plumbing.world', verbose_name='世界')),
            ],
            options={
                'verbose_name': '全員へのお知らせ',
                'verbose_name_plural': '全員へのお知らせ',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('shown_through', None), ('shown_through__gte', models.F('shown_from')), _connector='OR'), name='a_notice_is_not_over_before_it_begins', violation_error_message='掲載する最後の日は、掲載を始める日と同じか、それより後にしてください。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.public_code, max_length=16, unique=True)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='plumbing.world', verbose_name='世界')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to=settings.AUTH_USER_MODEL, verbose_name='会員')),
                ('mail_code', models.CharField(max_length=8, verbose_name='メール番号')),
                ('to_address', models.EmailField(max_length=254, verbose_name='あて先')),
                ('subject', models.CharField(max_length=200, verbose_name='件名')),
                ('body', models.TextField(verbose_name='本文')),
                ('at', models.DateTimeField(verbose_name='作成した世界の日時')),
                ('send_after', models.DateTimeField(verbose_name='送信してよい世界の日時')),
                ('state', models.CharField(choices=[('QUEUED', '送信待ち'), ('SENT', '送信済み'), ('PARKED', '送信できません')], default='QUEUED', max_length=8, verbose_name='状態')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='試行回数')),
                ('next_try_at', models.DateTimeField(verbose_name='次に試す実時刻')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='送信した実時刻')),
                ('last_error', models.CharField(blank=True, max_length=200, verbose_name='最後のエラー')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='会員が読んだ世界の日時')),
            ],
            options={
                'verbose_name': 'メール・お知らせ',
                'verbose_name_plural': 'メール・お知らせ',
                'indexes': [
                    models.Index(fields=['user', '-at'], name='plumbing_ou_user_id_1580af_idx'),
                    models.Index(condition=models.Q(('state', 'QUEUED')), fields=['next_try_at'], name='due'),
                    models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='unread'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ExtraWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(choices=[('cancellation', 'サービスのご解約'), ('contracts', 'ご契約内容の確認'), ('mnp', 'MNP予約番号の発行・確認')], max_length=20, verbose_name='止める機能')),
                ('starts_at', models.DateTimeField(verbose_name='開始')),
                ('ends_at', models.DateTimeField(verbose_name='終了')),
                ('reason', models.CharField(max_length=200, verbose_name='会員に知らせる理由')),
                ('world', models.ForeignKey(blank=True, help_text='空のときは、すべての会員が対象です。', null=True, on_delete=django.db.models.deletion.CASCADE, to='plumbing.world', verbose_name='世界')),
            ],
            options={
                'verbose_name': '臨時メンテナンス',
                'verbose_name_plural': '臨時メンテナンス',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_window_ends_after_it_starts', violation_error_message='終了は、開始より後の日時にしてください。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WeeklyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evening', models.DateField(verbose_name='その夜の日付')),
                ('held', models.BooleanField(help_text='外すと、その夜の定期メンテナンスを行いません。', verbose_name='実施する')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='理由')),
                ('world', models.ForeignKey(blank=True, help_text='空のときは、すべての会員が対象です。世界を選ぶと、その世界ではこちらを優先します。', null=True, on_delete=django.db.models.deletion.CASCADE, to='plumbing.world', verbose_name='世界')),
            ],
            options={
                'verbose_name': '定期メンテナンスの変更',
                'verbose_name_plural': '定期メンテナンスの変更',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('world', None)), fields=('evening',), name='an_evening_is_changed_once_for_all', violation_error_message='この夜の変更は、すでに登録されています。'),
                    models.UniqueConstraint(fields=('evening', 'world'), name='an_evening_is_changed_once_in_a_world', violation_error_message='この世界のこの夜の変更は、すでに登録されています。'),
                ],
            },
        ),
    ]
