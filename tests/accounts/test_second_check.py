"""From abroad or through a VPN: it works, and whoever is asked for more learns why (C-117)."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, SecondCheck, SignIn, User, WatchedNetwork
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.getting_back import lock_of, tries
from tests.accounts.hashers import CountingHasher
from tests.accounts.watched import (
    HOME,
    PROVE,
    VPN,
    comes_from,
    is_in,
    mailed_digits,
)
from tests.factories import (
    PASSWORD,
    MemberFactory,
    SignInFactory,
    WatchedNetworkFactory,
    jst,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

TEN = (2026, 10, 15, 10)


@pytest.fixture
def member() -> Member:
    return MemberFactory(
        user__login="MA1234567", user__email="midori@example.jp", world__held_at=jst(*TEN)
    )


@pytest.fixture
def vpn() -> WatchedNetwork:
    return WatchedNetworkFactory(network="203.0.113.0/24")


def test_a_vpn_is_asked_for_digits_told_why_and_let_in(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member, path="/lines/")
    page = visitor.page
    assert page.path.startswith("/login/check/")
    assert not is_in(visitor)
    assert "VPNや中継サーバーからの接続のようです" in page.words
    assert "VPNを切って、もう一度ログインしてください" in page.words
    assert "はじめての接続元です" in page.words
    assert page.says("m•••@example.jp に確認コードをお送りしました。")
    assert "2026年10月15日（木）10:10まで、あと5回" in page.words
    page = visitor.press(PROVE, digits=mailed_digits())
    assert page.path == "/lines/"
    assert is_in(visitor)
    results = SignIn.objects.order_by("pk").values_list("result", "source")
    assert list(results) == [("HELD", VPN), ("IN", VPN)]
    verbs = list(AuditRow.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["hold_sign_in", "sign_in"]
    assert lock_of(member) == (0, "", "")


def test_the_digits_are_in_the_mail_alone(member: Member, vpn: WatchedNetwork) -> None:
    comes_from(VPN, member)
    digits = mailed_digits()
    row = Outbox.objects.get(mail_code="M-40")
    assert "安全のため、確認コードはメールだけに書いています" in row.body
    kept = [*Outbox.objects.values(), *SecondCheck.objects.values(), *AuditRow.objects.values()]
    assert digits not in str(kept)
    assert "接続元: 203.0.113.7" in row.body


def test_where_one_has_come_in_before_one_comes_in_at_once(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member)
    visitor.press(PROVE, digits=mailed_digits())
    assert is_in(comes_from(VPN, member))
    assert not is_in(comes_from("203.0.113.8", member))


def test_from_abroad_it_is_the_same(member: Member) -> None:
    WatchedNetworkFactory(network="2001:db8::/32", kind=WatchedNetwork.Kind.ABROAD)
    visitor = comes_from("2001:db8::7", member)
    assert "海外からの接続のようです" in visitor.page.words
    visitor.press(PROVE, digits=mailed_digits())
    assert is_in(visitor)


@pytest.mark.parametrize(
    ("missed_at", "held"),
    [(jst(*TEN) - timedelta(minutes=60), True), (jst(*TEN) - timedelta(minutes=61), False)],
    ids=["within the hour", "before"],
)
def test_misses_elsewhere_just_before_ask_a_known_vpn_for_more(
    member: Member, vpn: WatchedNetwork, missed_at: datetime, held: bool
) -> None:
    SignInFactory(member=member, source=VPN, at=jst(2026, 10, 1, 10))
    SignInFactory(member=member, source="198.51.100.1", result="MISS", at=missed_at)
    visitor = comes_from(VPN, member)
    assert is_in(visitor) is not held
    assert ("少し前に、別の接続元で間違いがありました" in visitor.page.words) is held


def test_nobody_is_asked_for_more_as_long_as_nothing_is_watched(
    settings: LazySettings, member: Member
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    User.objects.update(password=make_password(PASSWORD))
    tries(member, 2)
    CountingHasher.worked = 0
    visitor = comes_from("198.51.100.9", member)
    assert is_in(visitor)
    assert CountingHasher.worked == 1
    assert not SecondCheck.objects.exists()


def test_a_wrong_password_from_a_watched_network_is_answered_as_from_any_other(
    member: Member, vpn: WatchedNetwork
) -> None:
    def answer(name: str, source: str) -> tuple[str, list[str]]:
        visitor = Visitor(REMOTE_ADDR=source)
        visitor.open("/login/")
        visitor.sign_in(name, "wrong")
        with CaptureQueriesContext(connection) as taken:
            page = visitor.sign_in(name, "wrong")
        token = page.form("ログイン")[0].fields["csrfmiddlewaretoken"][0]
        kinds = [" ".join(query["sql"].split()[:3]) for query in taken]
        written = [sql for sql in kinds if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
        return page.html.replace(token, "").replace(name, ""), written

    answers = [answer(name, at) for name in ("MA1234567", "MA7654321") for at in (VPN, HOME)]
    assert answers.count(answers[0]) == 4


def test_the_desks_own_door_is_not_held_and_tells_nothing(
    member: Member, vpn: WatchedNetwork
) -> None:
    client = Visitor().client.__class__(REMOTE_ADDR=VPN)
    typed = {"username": member.mio_id, "password": PASSWORD}
    assert client.post("/admin/login/", typed).status_code == 200
    assert not SecondCheck.objects.exists()


def test_the_help_page_says_what_happens_from_abroad() -> None:
    page = Visitor().open("/login/help/")
    assert "登録のメールアドレスに確認コードをお送りします" in page.words
