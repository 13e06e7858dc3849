"""The cast of the demonstration: who they are, and how they come to be."""

from dataclasses import dataclass
from datetime import date, time

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.models import Member, User
from accounts.services.registration import Person
from mioportal.demo import books, news, stories
from mioportal.demo.staff import STAFF
from mioportal.demo.story import Story, card_end
from mioportal.outside.processor.numbers import TEST_CARDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """One member of the cast."""

    mio_id: str
    situation: str | Promise
    family: tuple[str, str]
    given: tuple[str, str]
    mail: str
    tell: stories.Tell
    born: date = date(1984, 5, 17)
    postcode: str = "102-0071"
    address: str = "東京都千代田区富士見2-10-2"
    company: str = ""
    # A documented test card, in use from the beginning; "" where there is none, or the story tells.
    card: str = "visa"
    # Somebody whose application has not been completed: the story tells who they are.
    is_provisional: bool = False

    @property
    def person(self) -> Person:
        """Who the contractor is."""
        return Person(
            family_name=self.family[0],
            given_name=self.given[0],
            family_kana=self.family[1],
            given_kana=self.given[1],
            birth_date=self.born,
            postcode=self.postcode,
            address=self.address,
            phone=f"080-0000-{self.mio_id[-4:]}",
            company=self.company,
        )


# Characters that catch faults in fonts and encodings are here on purpose: 髙 﨑 𠮷.
CAST = (
    Role(
        mio_id="MA0000001",
        situation=_("音声回線が1つ（5GB・SIMカード・通話定額5分+）。困りごとはありません"),
        family=("髙橋", "タカハシ"),
        given=("みどり", "ミドリ"),
        mail="midori@example.jp",
        tell=stories.in_order,
    ),
    Role(
        mio_id="MA0000002",
        situation=_("家族3人でシェアグループ（5GB・主回線と副回線2つ）。IIJmioひかりもmio割で契約"),
        family=("田中", "タナカ"),
        given=("陽子", "ヨウコ"),
        mail="yoko@example.jp",
        tell=stories.family,
    ),
    Role(
        mio_id="MA0000003",
        situation=_(
            "音声eSIM（2GB・今朝1GBを追加）とデータ専用SIM（10GB）、データプラン ゼロ"
        ),
        family=("山﨑", "ヤマザキ"),
        given=("健", "ケン"),
        mail="ken@example.jp",
        card="rakuten",
        tell=stories.esim_and_data,
    ),
    Role(
        mio_id="MA0000004",
        situation=_("旧プラン（ミニマムスタート）。2019年9月30日の契約"),
        family=("𠮷田", "ヨシダ"),
        given=("正", "タダシ"),
        mail="tadashi@example.jp",
        born=date(1958, 2, 28),
        card="",
        tell=stories.old_plan,
    ),
    Role(
        mio_id="MA0000005",
        situation=_("2015年契約の旧プラン。解約は電話のみ"),
        family=("小林", "コバヤシ"),
        given=("トヨ", "トヨ"),
        mail="toyo@example.jp",
        born=date(1943, 11, 3),
        card="",
        tell=stories.phone_only,
    ),
    Role(
        mio_id="MA0000006",
        situation=_("先月のカード払いができず、未払いの料金がある"),
        family=("伊藤", "イトウ"),
        given=("翔太", "ショウタ"),
        mail="shota@example.jp",
        tell=stories.unpaid,
    ),
    Role(
        mio_id="MA0000007",
        situation=_("引っ越しで本人確認書類が差し戻し。音声回線は利用中"),
        family=("渡邊", "ワタナベ"),
        given=("葵", "アオイ"),
        mail="aoi@example.jp",
        tell=stories.moved_house,
    ),
    Role(
        mio_id="MA0000008",
        situation=_("分割払いの端末が2台。1台は、回線が終わると一括になる"),
        family=("山本", "ヤマモト"),
        given=("浩二", "コウジ"),
        mail="koji@example.jp",
        tell=stories.two_devices,
    ),
    Role(
        mio_id="MA0000009",
        situation=_(
            "オプションをひととおり契約。回線の解約では終わらないもの、提供元で解約するもの、"
            "お試し中のものがある"
        ),
        family=("斎藤", "サイトウ"),
        given=("恵", "メグミ"),
        mail="megumi@example.jp",
        tell=stories.every_option,
    ),
    Role(
        mio_id="MA0000010",
        situation=_("MNP予約番号を5日前に発行。もう1つの回線の番号は、ゆうべ申し込んだ"),
        family=("小川", "オガワ"),
        given=("航", "ワタル"),
        mail="wataru@example.jp",
        tell=stories.taking_the_number,
    ),
    Role(
        mio_id="MA0000011",
        situation=_("最後の回線が2か月前に終了。SIMカードは未返却"),
        family=("中村", "ナカムラ"),
        given=("大輔", "ダイスケ"),
        mail="daisuke@example.jp",
        card="amex",
        tell=stories.left,
    ),
    Role(
        mio_id="MA0000012",
        situation=_("法人契約。5回線"),
        family=("加藤", "カトウ"),
        given=("真理", "マリ"),
        mail="mari@example.jp",
        company="株式会社さくら運送",
        card="",
        tell=stories.corporate,
    ),
    Role(
        mio_id="MA0000013",
        situation=_("音声5回線とデータ4回線。音声の上限に達している"),
        family=("佐々木", "ササキ"),
        given=("一郎", "イチロウ"),
        mail="ichiro@example.jp",
        card="diners",
        tell=stories.at_the_limit,
    ),
    Role(
        mio_id="MA0000014",
        situation=_("最後の回線の解約を、今朝受け付けたところ。ひかりのmio割は今月まで"),
        family=("松本", "マツモト"),
        given=("さくら", "サクラ"),
        mail="sakura@example.jp",
        card="aeon",
        tell=stories.leaving,
    ),
    Role(
        mio_id="MA0000015",
        situation=_("パスワードを5回間違えて、ロック中。設定し直すと、すぐにログインできる"),
        family=("齋藤", "サイトウ"),
        given=("彩", "アヤ"),
        mail="aya@example.jp",
        tell=stories.locked_out,
    ),
    Role(
        mio_id="MA0000016",
        situation=_(
            "お申し込みの途中（仮登録）。3週間前に音声回線を選び、契約者の情報まで入力した。"
            "あと1週間ほどで期限切れになる"
        ),
        family=("木村", "キムラ"),
        given=("遥", "ハルカ"),
        mail="haruka@example.jp",
        born=date(1998, 2, 14),
        card="",
        is_provisional=True,
        tell=stories.applying,
    ),
    Role(
        mio_id="MA0000017",
        situation=_("SMS機能付きのSIMカードが1枚。来月から10ギガプランに変わる予約をしている"),
        family=("井上", "イノウエ"),
        given=("蓮", "レン"),
        mail="ren@example.jp",
        card="jcb",
        tell=stories.sms_line,
    ),
    Role(
        mio_id="MA0000018",
        situation=_("2回線。1つは12歳の子どもが使っている"),
        family=("石﨑", "イシザキ"),
        given=("美咲", "ミサキ"),
        mail="misaki@example.jp",
        card="saison",
        tell=stories.with_child,
    ),
    Role(
        mio_id="MA0000019",
        situation=_("音声回線が1つ。ロサンゼルスに住んでいる"),
        family=("清水", "シミズ"),
        given=("直樹", "ナオキ"),
        mail="naoki@example.jp",
        postcode="90006",
        address="3250 W Olympic Blvd, Los Angeles, CA, USA",
        card="amex",
        tell=stories.abroad,
    ),
    Role(
        mio_id="MA0000020",
        situation=_(
            "追加のお申し込みが進行中。データeSIMは5日前に開通し、他社から引き継ぐ番号の"
            "SIMカードは昨日届いた。「開通する」を押すと切り替わる"
        ),
        family=("大野", "オオノ"),
        given=("真央", "マオ"),
        mail="mao@example.jp",
        tell=stories.coming_over,
    ),
)


def make(role: Role, today: date, secret: str = "") -> Member:
    """Make one member of the cast, with their past, up to 10:00 of a day.

    `secret` is everybody's password, hashed, where several are made at once.
    """
    # Before the transaction: nobody else can write while this one hashes.
    secret = secret or make_password(settings.DEMO_PASSWORD)
    with transaction.atomic():
        story = Story(
            mio_id=role.mio_id,
            email=role.mail,
            person=role.person,
            since=stories.begins(role.tell, today),
            secret=secret,
            is_provisional=role.is_provisional,
        )
        books.begin(story, today)
        if role.card:
            story.pays_with(TEST_CARDS[role.card], expires_on=card_end(today))
        role.tell(story, today)
        books.write_old_ones(story, today)
        story.has_used_data(today)
        story.at(today, time(10))
        story.has_read_mail(today)
    return story.member


def make_all(today: date) -> int:
    """Make everybody who is not there yet; returns how many were made."""
    there = set(User.objects.values_list("login", flat=True))
    staff_missing = [staff for staff in STAFF if staff.login not in there]
    missing = [role for role in CAST if role.mio_id not in there]
    if not staff_missing and not missing:
        return 0
    # One password, known to all: one hash of it will do.
    secret = make_password(settings.DEMO_PASSWORD)
    for staff in staff_missing:
        accounts.make_staff(
            login=staff.login,
            name=str(staff.does),
            secret=secret,
            permissions=staff.permissions,
            is_superuser=staff.is_superuser,
        )
    news.make(today)
    for role in missing:
        make(role, today, secret)
    return len(missing)
