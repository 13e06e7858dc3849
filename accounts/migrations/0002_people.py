"""The tables of accounts as they stand, made at once.

A database that has taken all the steps in `replaces` has taken this one. Django draws all tables anew
at every step, so that the many steps took longer than the rest of a first start.
"""

import django.db.models.deletion
import mioportal.plumbing.codes
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('accounts', '0002_initial'),
        ('accounts', '0003_lock'),
        ('accounts', '0004_inquiry'),
        ('accounts', '0005_change_mail'),
        ('accounts', '0006_who_they_are'),
        ('accounts', '0007_name_identity_as_the_rules_do'),
        ('accounts', '0011_cards_call_visits_by_name'),
        ('accounts', '0014_life'),
        ('accounts', '0016_after_leaving'),
        ('accounts', '0017_pay'),
        ('accounts', '0030_apply_sign_up'),
        ('accounts', '0031_apply_reminder'),
        ('accounts', '0032_after_reminder'),
        ('accounts', '0060_mnp_window'),
        ('accounts', '0080_apply9_open_application'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_start'),
        ('plumbing', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='member', to=settings.AUTH_USER_MODEL, verbose_name='ログイン')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='plumbing.world', verbose_name='世界')),
                ('kind', models.CharField(choices=[('INDIVIDUAL', '個人'), ('CORPORATE', '法人')], default='INDIVIDUAL', max_length=10, verbose_name='種類')),
                ('family_name', models.CharField(max_length=40, verbose_name='姓')),
                ('given_name', models.CharField(max_length=40, verbose_name='名')),
                ('family_kana', models.CharField(max_length=40, verbose_name='セイ')),
                ('given_kana', models.CharField(max_length=40, verbose_name='メイ')),
                ('company', models.CharField(blank=True, max_length=80, verbose_name='会社名')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='生年月日')),
                ('postcode', models.CharField(max_length=10, verbose_name='郵便番号')),
                ('address', models.CharField(max_length=200, verbose_name='住所')),
                ('phone', models.CharField(max_length=20, verbose_name='電話番号')),
                ('registered_on', models.DateField(verbose_name='登録日')),
                ('identity', models.CharField(choices=[('not_submitted', '未提出'), ('in_review', '審査中'), ('returned', '差し戻し'), ('complete', '完了')], default='not_submitted', max_length=13, verbose_name='本人確認状況')),
                ('identity_note', models.CharField(blank=True, max_length=200, verbose_name='差し戻しの理由')),
                ('daytime_phone', models.CharField(blank=True, max_length=20, verbose_name='昼間の連絡先')),
                ('pickup_news_since', models.DateField(blank=True, null=True, verbose_name='IIJ Pickup Newsの受け取りを始めた日')),
                ('provisional_through', models.DateField(blank=True, null=True, verbose_name='仮登録の最終日')),
                ('invalid_since', models.DateTimeField(blank=True, null=True, verbose_name='mioIDが無効になった日時')),
                ('person_key', models.CharField(blank=True, max_length=64, null=True)),
            ],
            options={
                'verbose_name': '会員',
                'verbose_name_plural': '会員',
                'permissions': [('decide_identity', '本人確認を決める'), ('settle_debt', '入金を確認する'), ('lift_lock', 'ログインのロックを解く'), ('change_mail', 'メールアドレスを変更する'), ('ask_for_papers', '本人確認書類を求める'), ('end_sessions', 'すべての端末からログアウトさせる')],
                'indexes': [
                    models.Index(condition=models.Q(('invalid_since', None), ('provisional_through__isnull', False)), fields=['world', 'provisional_through'], name='drafts_that_may_lapse'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('provisional_through__isnull', False), ('birth_date__isnull', False), _connector='OR'), name='only_a_provisional_member_is_nobody_yet'),
                    models.UniqueConstraint(condition=models.Q(('invalid_since', None), ('person_key__isnull', False)), fields=('world', 'person_key'), name='one_mioid_per_person_in_a_world'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='standing', to='accounts.member', verbose_name='会員')),
                ('owed_yen', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=12, verbose_name='未払い額')),
                ('suspended_on', models.DateField(blank=True, null=True, verbose_name='利用停止の日')),
                ('card_needed_through', models.DateField(blank=True, null=True, verbose_name='カードが必要な最終日')),
                ('last_service_ended_on', models.DateField(blank=True, null=True, verbose_name='最後のサービスの終了日')),
                ('last_bill_settled_on', models.DateField(blank=True, null=True, verbose_name='最後の請求の支払日')),
                ('last_instalment_paid_on', models.DateField(blank=True, null=True, verbose_name='分割払いの完済日')),
                ('open_sim_case', models.BooleanField(default=False, verbose_name='SIM返却の未解決')),
                ('sim_case_closed_on', models.DateField(blank=True, null=True, verbose_name='SIM返却が片付いた日')),
                ('open_application', models.BooleanField(default=False, verbose_name='進行中のお申し込み')),
                ('application_ended_on', models.DateField(blank=True, null=True, verbose_name='お申し込みが終わった日')),
                ('instalments_yen', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=12, verbose_name='端末の分割払いの残り')),
                ('valid_through', models.DateField(blank=True, null=True, verbose_name='mioIDの有効な最終日')),
            ],
            options={
                'verbose_name': '会員の状況',
                'verbose_name_plural': '会員の状況',
                'indexes': [
                    models.Index(condition=models.Q(('valid_through__isnull', False)), fields=['valid_through'], name='mioids_with_a_last_day'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('owed_yen__gte', 0)), name='nobody_owes_less_than_nothing'),
                    models.CheckConstraint(condition=models.Q(('instalments_yen__gte', 0)), name='no_device_is_paid_too_much'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='plumbing.world', verbose_name='世界')),
                ('token', models.CharField(max_length=64, unique=True, verbose_name='決済代行のトークン')),
                ('network', models.CharField(choices=[('jcb', 'JCB'), ('visa', 'VISA'), ('mastercard', 'Mastercard'), ('amex', 'アメリカン・エキスプレス'), ('diners', 'ダイナースクラブ')], max_length=12, verbose_name='国際ブランド')),
                ('brand', models.CharField(choices=[('rakuten', '楽天カード'), ('aeon', 'イオンカード'), ('mitsui_sumitomo', '三井住友カード'), ('jcb', 'JCBカード'), ('saison', 'セゾンカード'), ('amex', 'アメックス'), ('other', 'その他のカード')], max_length=20, verbose_name='カード会社')),
                ('last_four', models.CharField(max_length=4, verbose_name='末尾4桁')),
                ('expires_on', models.DateField(verbose_name='有効期限の最終日')),
                ('registered_at', models.DateTimeField(verbose_name='登録日時')),
                ('state', models.CharField(choices=[('IN_USE', '登録中'), ('REPLACED', '変更済み'), ('REMOVED', '削除済み')], default='IN_USE', max_length=8, verbose_name='状態')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='変更・削除の日時')),
            ],
            options={
                'verbose_name': 'クレジットカード',
                'verbose_name_plural': 'クレジットカード',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'IN_USE')), fields=('member',), name='one_card_in_use_per_member'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'IN_USE')), models.Q(models.Q(('state', 'IN_USE'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='a_card_is_in_use_or_has_ended'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CardVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='card_visits', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='card_visits', to='plumbing.world', verbose_name='世界')),
                ('session', models.CharField(max_length=64, unique=True)),
                ('state', models.CharField(choices=[('OPEN', '入力中'), ('DONE', '登録済み'), ('REFUSED', '登録できません')], default='OPEN', max_length=8, verbose_name='状態')),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('card', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='accounts.card', verbose_name='登録したカード')),
                ('started_at', models.DateTimeField(verbose_name='開始日時')),
                ('expires_at', models.DateTimeField(verbose_name='期限')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終了日時')),
            ],
            options={
                'verbose_name': 'カード登録の手続き',
                'verbose_name_plural': 'カード登録の手続き',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('card__isnull', False), ('state', 'DONE')), models.Q(models.Q(('state', 'DONE'), _negated=True), ('card', None)), _connector='OR'), name='a_visit_that_is_done_has_a_card'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MailChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail_changes', to='accounts.member')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail_changes', to='plumbing.world')),
                ('old_address', models.EmailField(max_length=254, verbose_name='変更前のメールアドレス')),
                ('new_address', models.EmailField(max_length=254, verbose_name='新しいメールアドレス')),
                ('old_digest', models.CharField(max_length=64, unique=True)),
                ('new_digest', models.CharField(max_length=64, unique=True)),
                ('old_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='変更前での確認')),
                ('new_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='新しい方での確認')),
                ('asked_at', models.DateTimeField(verbose_name='受付日時')),
                ('expires_at', models.DateTimeField(verbose_name='期限')),
                ('state', models.CharField(choices=[('OPEN', '確認待ち'), ('DONE', '変更済み'), ('DROPPED', '取りやめ'), ('LAPSED', '期限切れ')], default='OPEN', max_length=8, verbose_name='状態')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終了日時')),
            ],
            options={
                'verbose_name': 'メールアドレスの変更',
                'verbose_name_plural': 'メールアドレスの変更',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'OPEN')), fields=('member',), name='one_open_mail_change_per_member'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'DONE'), _negated=True), models.Q(('new_confirmed_at__isnull', False), ('old_confirmed_at__isnull', False)), _connector='OR'), name='a_mail_change_that_is_done_was_confirmed_twice'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PickupNews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.public_code, editable=False, max_length=16, unique=True)),
                ('title', models.CharField(max_length=100, verbose_name='件名')),
                ('body', models.TextField(max_length=4000, verbose_name='本文')),
                ('mail_on', models.DateField(help_text='会員それぞれの時計で、この日の10:00に送ります。', verbose_name='送る日')),
                ('world', models.ForeignKey(blank=True, help_text='空のときは、すべての会員が対象です。', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pickup_news', to='plumbing.world', verbose_name='世界')),
            ],
            options={
                'verbose_name': 'IIJ Pickup News',
                'verbose_name_plural': 'IIJ Pickup News',
            },
        ),
        migrations.CreateModel(
            name='NewsMailed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailed', to='accounts.pickupnews')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='news_mailed', to='accounts.member')),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '送ったIIJ Pickup News',
                'verbose_name_plural': '送ったIIJ Pickup News',
                'constraints': [
                    models.UniqueConstraint(fields=('issue', 'member'), name='an_issue_is_mailed_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=16, unique=True, verbose_name='受付番号')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='plumbing.world', verbose_name='世界')),
                ('form_key', models.CharField(max_length=64)),
                ('topic', models.CharField(choices=[('cancellation', '解約'), ('withdrawal', '解約の当日の取り下げ'), ('mnp', 'MNP（電話番号の持ち運び）'), ('sim', 'SIMカード・SIMの返却'), ('bill', '料金・お支払い'), ('identity', '本人確認'), ('account', 'mioID・ログイン・お客様情報'), ('mail', 'メールが届かない'), ('other', 'その他')], max_length=12, verbose_name='お問い合わせの種類')),
                ('line', models.CharField(blank=True, max_length=40, verbose_name='回線')),
                ('text', models.TextField(verbose_name='お問い合わせの内容')),
                ('received_at', models.DateTimeField(verbose_name='受付日時')),
                ('answer_due_on', models.DateField(verbose_name='回答の期限')),
                ('state', models.CharField(choices=[('received', '受付'), ('working', '対応中'), ('answered', '回答済'), ('done', '完了')], default='received', max_length=8, verbose_name='状態')),
                ('answer', models.TextField(blank=True, verbose_name='回答')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='回答日時')),
                ('answered_by', models.CharField(blank=True, max_length=150, verbose_name='回答した担当者')),
            ],
            options={
                'verbose_name': 'お問い合わせ',
                'verbose_name_plural': 'お問い合わせ',
                'permissions': [('answer_inquiry', 'お問い合わせに回答する')],
                'indexes': [
                    models.Index(fields=['member', '-received_at'], name='accounts_in_member__6071b9_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('member', 'form_key'), name='a_form_asks_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state__in', ('received', 'working'))), models.Q(('answered_at__isnull', False), ('state__in', ('answered', 'done'))), _connector='OR'), name='an_inquiry_is_answered_or_open'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignInLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_lock', to=settings.AUTH_USER_MODEL, verbose_name='ログイン')),
                ('stranger', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('misses', models.PositiveSmallIntegerField(default=0, verbose_name='続けて間違えた回数')),
                ('locked_at', models.DateTimeField(blank=True, null=True, verbose_name='ロックがかかった日時')),
                ('locked_until', models.DateTimeField(blank=True, null=True, verbose_name='ロックの終わり')),
                ('turn', models.PositiveIntegerField(default=0)),
                ('tried_at', models.DateTimeField(verbose_name='最後に試した実時刻')),
            ],
            options={
                'verbose_name': 'ログインのロック',
                'verbose_name_plural': 'ログインのロック',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('stranger__isnull', False), ('user', None)), models.Q(('stranger', None), ('user__isnull', False)), _connector='OR'), name='a_lock_is_a_logins_or_a_strangers'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Knocks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60, unique=True, verbose_name='接続元')),
                ('since', models.DateTimeField(verbose_name='数え始めた実時刻')),
                ('count', models.PositiveSmallIntegerField(verbose_name='回数')),
            ],
            options={
                'verbose_name': '接続元ごとの回数',
                'verbose_name_plural': '接続元ごとの回数',
            },
        ),
        migrations.CreateModel(
            name='ToldWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.public_code, editable=False, max_length=16, unique=True)),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_windows', to='plumbing.world', verbose_name='世界')),
                ('window', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='told', to='plumbing.extrawindow')),
                ('function', models.CharField(choices=[('cancellation', 'サービスのご解約'), ('contracts', 'ご契約内容の確認'), ('mnp', 'MNP予約番号の発行・確認')], max_length=20, verbose_name='止める機能')),
                ('starts_at', models.DateTimeField(verbose_name='開始')),
                ('ends_at', models.DateTimeField(verbose_name='終了')),
                ('times', models.PositiveSmallIntegerField(default=1)),
                ('told_at', models.DateTimeField(verbose_name='知らせた日時')),
                ('called_off', models.BooleanField(default=False, verbose_name='取りやめを知らせた')),
            ],
            options={
                'verbose_name': '知らせた臨時メンテナンス',
                'verbose_name_plural': '知らせた臨時メンテナンス',
                'constraints': [
                    models.UniqueConstraint(fields=('world', 'window'), name='a_window_is_told_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NoticeMailed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailed', to='plumbing.notice')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices_mailed', to='plumbing.world')),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'メールで送ったお知らせ',
                'verbose_name_plural': 'メールで送ったお知らせ',
                'constraints': [
                    models.UniqueConstraint(fields=('notice', 'world'), name='a_notice_is_mailed_once_in_a_world'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.public_code, max_length=16, unique=True)),
                ('receipt_number', models.CharField(blank=True, max_length=16, null=True, unique=True, verbose_name='受付番号')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='accounts.member', verbose_name='会員')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='plumbing.world', verbose_name='世界')),
                ('paper', models.CharField(choices=[('driving_licence', '運転免許証'), ('my_number_card', 'マイナンバーカード'), ('passport', 'パスポート'), ('health_card', '健康保険証'), ('eligibility_certificate', '資格確認書'), ('residence_card', '在留カード'), ('driving_history', '運転経歴証明書')], max_length=24, verbose_name='書類の種類')),
                ('state', models.CharField(choices=[('draft', '提出前'), ('in_review', '審査中'), ('returned', '差し戻し'), ('complete', '完了'), ('dropped', '取りやめ')], default='draft', max_length=10, verbose_name='状態')),
                ('started_at', models.DateTimeField(verbose_name='開始日時')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='提出日時')),
                ('review_due_on', models.DateField(blank=True, null=True, verbose_name='審査の期限')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='決定日時')),
                ('decided_by', models.CharField(blank=True, max_length=150, verbose_name='審査した担当者')),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='差し戻しの理由')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='会員への説明')),
                ('images_kept_through', models.DateField(blank=True, null=True, verbose_name='画像を保管する最終日')),
                ('purged_at', models.DateTimeField(blank=True, null=True, verbose_name='画像を消した日時')),
            ],
            options={
                'verbose_name': '本人確認書類',
                'verbose_name_plural': '本人確認書類',
                'indexes': [
                    models.Index(condition=models.Q(('purged_at', None)), fields=['world', 'images_kept_through'], name='pictures_still_kept'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'in_review'))), fields=('member',), name='one_open_submission_per_member'),
                    models.CheckConstraint(condition=models.Q(models.Q(('receipt_number', None), ('state', 'draft')), ('state', 'dropped'), models.Q(('receipt_number__isnull', False), ('review_due_on__isnull', False), ('sent_at__isnull', False), ('state__in', ('in_review', 'returned', 'complete'))), _connector='OR'), name='papers_that_were_sent_have_a_receipt'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state__in', ('returned', 'complete'))), models.Q(('decided_at', None), ('state__in', ('draft', 'in_review', 'dropped'))), _connector='OR'), name='papers_are_decided_or_open'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PaperImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='images', to='accounts.submission')),
                ('side', models.CharField(choices=[('front', '表面'), ('back', '裏面'), ('supplement_front', '補助書類（表面）'), ('supplement_back', '補助書類（裏面）')], max_length=16, verbose_name='面')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('image_format', models.CharField(max_length=4)),
                ('sent_bytes', models.PositiveIntegerField(verbose_name='送られたファイルの大きさ')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField(verbose_name='追加した日時')),
            ],
            options={
                'verbose_name': '本人確認書類の画像',
                'verbose_name_plural': '本人確認書類の画像',
                'constraints': [
                    models.UniqueConstraint(fields=('submission', 'side'), name='one_picture_per_side'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('MIO_ID', 'mioID'), ('PASSWORD', 'パスワード')], max_length=8, verbose_name='種類')),
                ('state', models.CharField(choices=[('ASKED', '受付'), ('ANSWERED', 'メール作成済み'), ('USED', '使用済み'), ('REPLACED', '無効')], default='ASKED', max_length=8, verbose_name='状態')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='recoveries', to=settings.AUTH_USER_MODEL, verbose_name='ログイン')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='接続元')),
                ('asked_at', models.DateTimeField(verbose_name='受け付けた実時刻')),
                ('link_digest', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='リンクの期限（世界の日時）')),
            ],
            options={
                'verbose_name': 'ログイン情報の再発行',
                'verbose_name_plural': 'ログイン情報の再発行',
                'indexes': [
                    models.Index(condition=models.Q(('state', 'ASKED')), fields=['id'], name='asked'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('kind', 'PASSWORD'), ('state', 'ANSWERED')), fields=('user',), name='one_link_per_login'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='accounts.member')),
                ('world', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='plumbing.world')),
                ('kind', models.CharField(choices=[('PAPERS', '本人確認書類の未提出（M-10）'), ('CARD_EXPIRES', 'カードの有効期限（M-23）'), ('MIOID_CLOSES', 'mioIDの有効期限（M-32）'), ('DRAFT_LAPSES', 'お申し込みの期限（M-39）'), ('APPLICATION_LAPSES', 'お申し込みの下書きの期限（M-39）'), ('SIM_RETURN', 'SIMカードの返却のお願い（M-20）'), ('AFTER_LEAVING', '解約後の確認（M-37）')], max_length=20, verbose_name='種類')),
                ('about', models.CharField(max_length=64, verbose_name='対象')),
                ('on', models.DateField(verbose_name='知らせる日')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='知らせた日時')),
            ],
            options={
                'verbose_name': 'お知らせの予定',
                'verbose_name_plural': 'お知らせの予定',
                'indexes': [
                    models.Index(condition=models.Q(('told_at', None)), fields=['world', 'on'], name='still_to_tell'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('member', 'kind', 'about', 'on'), name='a_day_reminds_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='メールアドレス')),
                ('state', models.CharField(choices=[('ASKED', '受付'), ('ANSWERED', 'メール作成済み'), ('USED', '登録済み'), ('REPLACED', '無効')], default='ASKED', max_length=8, verbose_name='状態')),
                ('partner', models.CharField(blank=True, max_length=20, verbose_name='紹介・提携')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='接続元')),
                ('asked_at', models.DateTimeField(verbose_name='受け付けた実時刻')),
                ('link_digest', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='リンクの期限')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sign_up', to=settings.AUTH_USER_MODEL, verbose_name='ログイン')),
            ],
            options={
                'verbose_name': 'お申し込みの前のメール確認',
                'verbose_name_plural': 'お申し込みの前のメール確認',
                'indexes': [
                    models.Index(condition=models.Q(('state', 'ASKED')), fields=['id'], name='sign_ups_asked'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'ANSWERED')), fields=('email',), name='one_sign_up_link_per_address'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'USED'), ('user__isnull', False)), models.Q(models.Q(('state', 'USED'), _negated=True), ('user', None)), _connector='OR'), name='a_sign_up_that_was_used_has_a_login'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='ログイン')),
                ('world', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to='plumbing.world', verbose_name='世界')),
                ('at', models.DateTimeField(verbose_name='日時')),
                ('result', models.CharField(choices=[('IN', 'ログイン'), ('MISS', 'パスワードの間違い'), ('LOCKED', 'ロック中'), ('HELD', '追加の確認'), ('CODE', '確認コードの間違い')], max_length=6, verbose_name='結果')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='接続元')),
                ('browser', models.CharField(blank=True, max_length=80, verbose_name='ブラウザー')),
                ('session_digest', models.CharField(blank=True, max_length=64)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ログアウト')),
            ],
            options={
                'verbose_name': 'ログインの履歴',
                'verbose_name_plural': 'ログインの履歴',
                'indexes': [
                    models.Index(fields=['user', '-at'], name='accounts_si_user_id_ffc988_idx'),
                    models.Index(fields=['world', 'at'], name='sign_ins_of_a_world'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WatchedNetwork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('network', models.CharField(help_text='例）203.0.113.0/24', max_length=43, unique=True, verbose_name='ネットワーク')),
                ('kind', models.CharField(choices=[('VPN', 'VPN・中継サーバー'), ('ABROAD', '海外')], max_length=6, verbose_name='種類')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='メモ')),
            ],
            options={
                'verbose_name': '注意する接続元',
                'verbose_name_plural': '注意する接続元',
            },
        ),
        migrations.CreateModel(
            name='SecondCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=mioportal.plumbing.codes.secret_code, max_length=40, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_checks', to=settings.AUTH_USER_MODEL)),
                ('digits_digest', models.CharField(max_length=64)),
                ('signs', models.JSONField(default=list)),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='接続元')),
                ('asked_at', models.DateTimeField(verbose_name='受付日時')),
                ('expires_at', models.DateTimeField(verbose_name='期限')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': '追加の確認',
                'verbose_name_plural': '追加の確認',
            },
        ),
    ]
