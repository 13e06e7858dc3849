"""Many hands at one code: it lets one of them in, and five guesses are five."""

from collections import Counter
from functools import partial

import pytest

from accounts.models import Member, SecondCheck, SignInLock
from accounts.services import second_checks
from mioportal.plumbing.gate import Locked
from mioportal.plumbing.models import Outbox
from mioportal.rules.second_check import RiskSign
from tests.accounts.getting_back import VISITOR
from tests.factories import MID_MONTH, MemberFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 3


def held(member: Member) -> SecondCheck:
    made = second_checks.hold_sign_in(
        user=member.user, signs=[RiskSign.VPN], at=MID_MONTH, by=VISITOR
    )
    checks = SecondCheck.objects.select_related("user__member__world", "user__member__standing")
    return checks.get(pk=made.pk)


def enter(pk: int, digits: str) -> str:
    checks = SecondCheck.objects.select_related("user__member__world", "user__member__standing")
    check = checks.get(pk=pk)
    try:
        second_checks.enter_digits(check=check, digits=digits, at=MID_MONTH, by=VISITOR)
    except (second_checks.CheckGone, second_checks.WrongDigits, Locked) as refused:
        return type(refused).__name__
    return "in"


def test_right_digits_entered_by_many_at_once_let_one_in() -> None:
    for _round in range(ROUNDS):
        check = held(MemberFactory())
        digits = second_checks.digits_of(check.code, MID_MONTH)
        heard = Counter(at_once(HANDS, partial(enter, check.pk, digits)))
        assert heard["in"] == 1
        assert set(heard) <= {"in", "CheckGone", "Locked"}
        lock = SignInLock.objects.get(user=check.user)
        assert lock.misses == 0 or heard["Locked"]


def test_of_many_wrong_digits_at_once_no_more_than_five_are_looked_at() -> None:
    for _round in range(ROUNDS):
        check = held(MemberFactory())
        digits = second_checks.digits_of(check.code, MID_MONTH)
        wrong = f"{(int(digits) + 1) % 10**6:06}"
        heard = Counter(at_once(HANDS, partial(enter, check.pk, wrong)))
        assert heard["WrongDigits"] == 5
        assert heard["WrongDigits"] + heard["Locked"] + heard["CheckGone"] == HANDS
        check.refresh_from_db()
        assert check.tries == 5
        assert Outbox.objects.filter(user=check.user, mail_code="M-08").count() == 1


def send(pk: int) -> bool:
    check = SecondCheck.objects.select_related("user__member__world").get(pk=pk)
    return second_checks.send_again(check=check, at=MID_MONTH, by=VISITOR)


def test_asked_for_by_many_at_once_the_digits_are_mailed_three_times_at_most() -> None:
    for _round in range(ROUNDS):
        check = held(MemberFactory())
        at_once(HANDS, partial(send, check.pk))
        assert Outbox.objects.filter(user=check.user, mail_code="M-40").count() in (2, 3)
