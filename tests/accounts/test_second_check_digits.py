"""The digits of a second check: who they let in, how often, for how long (C-117, D-54)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from freezegun import freeze_time

from accounts.models import Member, SecondCheck, SignIn, User, WatchedNetwork
from mioportal.plumbing.models import Outbox, World
from tests.accounts.getting_back import NEW, ask_for_link, lock_of, mailed_link, set_new, tries
from tests.accounts.watched import (
    AGAIN,
    GONE,
    HOME,
    PROVE,
    VPN,
    comes_from,
    is_in,
    mailed_digits,
    wrong,
)
from tests.desk.people import Desk
from tests.factories import (
    MemberFactory,
    WatchedNetworkFactory,
    hold,
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


def test_wrong_digits_are_told_counted_and_lock_like_passwords(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member)
    digits = mailed_digits()
    for left in (4, 3, 2, 1):
        page = visitor.press(PROVE, digits=wrong(digits))
        assert f"（あと{left}回）" in page.words
        assert page.form(PROVE)[0].fields["digits"] == [wrong(digits)]
    page = visitor.press(PROVE, digits=wrong(digits))
    assert (page.status, GONE in page.words) == (410, True)
    assert visitor.open(f"/login/check/{SecondCheck.objects.get().code}/").status == 410
    assert lock_of(member)[0] == 5
    assert Outbox.objects.filter(mail_code="M-08").count() == 1
    assert SignIn.objects.filter(result="CODE").count() == 5
    assert "までログインできません" in comes_from(HOME, member).page.words


def test_signing_in_again_does_not_forget_wrong_digits(
    member: Member, vpn: WatchedNetwork
) -> None:
    """Or whoever knows the password could go through them all, four at a time."""
    for _time in range(2):
        visitor = comes_from(VPN, member)
        for _miss in range(2):
            visitor.press(PROVE, digits=wrong(mailed_digits()))
    assert lock_of(member)[0] == 4
    visitor = comes_from(VPN, member)
    assert lock_of(member)[0] == 4
    visitor.press(PROVE, digits=wrong(mailed_digits()))
    assert lock_of(member)[1] != ""


def test_a_lock_that_others_began_meanwhile_holds_at_the_digits_too(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member)
    digits = mailed_digits()
    tries(member, 5)
    page = visitor.press(PROVE, digits=digits)
    assert page.path == "/login/"
    assert "間違いが続いたため" in page.words
    assert not is_in(visitor)


@pytest.mark.parametrize(
    ("later", "works"),
    [(jst(*TEN, 9, 59), True), (jst(*TEN, 10), False), (jst(2026, 12, 1, 10), False)],
    ids=["a second before", "ten minutes later", "after a jump of the clock"],
)
def test_the_digits_are_good_for_ten_minutes_of_the_members_clock(
    member: Member, vpn: WatchedNetwork, later: datetime, works: bool
) -> None:
    visitor = comes_from(VPN, member)
    digits = mailed_digits()
    hold(member, later)
    page = visitor.press(PROVE, digits=digits)
    assert is_in(visitor) is works
    assert (GONE in page.words) is not works


def test_a_held_world_runs_from_the_check_on_or_the_digits_would_never_lapse(
    member: Member, vpn: WatchedNetwork
) -> None:
    with freeze_time("2026-11-22 03:00:00") as machine:
        visitor = comes_from(VPN, member)
        assert World.objects.get(pk=member.world_id).held_at is None
        machine.tick(10 * 60)
        assert GONE in visitor.open(visitor.page.path).words


@pytest.mark.parametrize(
    "typed_as",
    [
        lambda digits: digits.translate({ord(each): ord(each) + 0xFEE0 for each in digits}),
        lambda digits: f" {digits[:3]} {digits[3:]} ",
        lambda digits: f"{digits[:3]}-{digits[3:]}",
    ],
    ids=["full width", "in two parts", "with a hyphen"],
)
def test_digits_are_read_however_they_were_typed(
    member: Member, vpn: WatchedNetwork, typed_as: Callable[[str], str]
) -> None:
    visitor = comes_from(VPN, member)
    visitor.press(PROVE, digits=typed_as(mailed_digits()))
    assert is_in(visitor)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２", "\x00", "9" * 300])
def test_what_are_no_six_digits_is_told_at_the_field_and_does_not_count(
    member: Member, vpn: WatchedNetwork, typed: str
) -> None:
    visitor = comes_from(VPN, member)
    page = visitor.press(PROVE, digits=typed)
    assert page.status == 200
    assert "入力内容を確認してください" in page.words
    assert SecondCheck.objects.get().tries == 0
    assert lock_of(member)[0] == 0


def test_the_digits_work_once_and_in_their_own_browser(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member)
    address, digits = visitor.page.path, mailed_digits()
    other = Visitor(REMOTE_ADDR=VPN)
    assert other.open(address).status == 410
    visitor.press(PROVE, digits=digits)
    visitor.press("ログアウト")
    assert visitor.open(address).status == 410


def test_a_newer_check_takes_the_place_of_an_older_one(
    member: Member, vpn: WatchedNetwork
) -> None:
    first = comes_from(VPN, member)
    old = mailed_digits()
    second = comes_from(VPN, member)
    assert first.press(PROVE, digits=old).status == 410
    second.press(PROVE, digits=mailed_digits())
    assert is_in(second)


def test_the_same_digits_are_mailed_three_times_at_most(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member, path="/lines/")
    digits = mailed_digits()
    for _time in range(2):
        assert "もう一度お送りしました" in visitor.press(AGAIN).words
        assert mailed_digits() == digits
    assert not visitor.page.has_button(AGAIN)
    assert "これ以上お送りできません" in visitor.page.words
    assert Outbox.objects.filter(mail_code="M-40").count() == 3
    visitor.press(PROVE, digits=digits)
    assert visitor.page.path == "/lines/"


@pytest.mark.parametrize("what", ["a new password", "all sessions ended", "a new mail address"])
def test_whatever_changes_the_login_makes_the_digits_of_before_useless(
    member: Member, vpn: WatchedNetwork, what: str
) -> None:
    visitor = comes_from(VPN, member)
    digits = mailed_digits()
    if what == "a new password":
        ask_for_link(member.mio_id)
        set_new(mailed_link(), NEW)
    elif what == "all sessions ended":
        Desk("support").act("/admin/accounts/member/", "end_sessions", [member])
    else:
        User.objects.filter(pk=member.user_id).update(email="other@example.jp")
    page = visitor.press(PROVE, digits=digits)
    assert "確認コードが違います" in page.words
    assert not is_in(visitor)


def test_a_login_that_was_switched_off_meanwhile_stays_out(
    member: Member, vpn: WatchedNetwork
) -> None:
    visitor = comes_from(VPN, member)
    digits = mailed_digits()
    User.objects.filter(pk=member.user_id).update(is_active=False)
    assert visitor.press(PROVE, digits=digits).status == 410
