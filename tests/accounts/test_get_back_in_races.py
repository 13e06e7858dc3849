"""Many hands at one link: it is used once, and the newest is the only one."""

from collections import Counter

import pytest
from django.contrib.auth.hashers import make_password

from accounts import jobs
from accounts.models import Member, Recovery
from accounts.services import recovery
from mioportal.plumbing.clock import moment_of
from mioportal.plumbing.models import Outbox
from tests.accounts.getting_back import VISITOR, link_for
from tests.factories import MID_MONTH, MemberFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 3


def use(row: Recovery, secret: str) -> str:
    """One press of 設定."""
    try:
        recovery.set_password(recovery=row, secret=secret, at=MID_MONTH, by=VISITOR)
    except recovery.LinkGone:
        return "gone"
    return "set"


def test_a_link_pressed_by_many_at_once_sets_one_password() -> None:
    for _round in range(ROUNDS):
        member: Member = MemberFactory()
        link_for(member)
        row = Recovery.objects.select_related("user__member__world").get(user=member.user)
        secrets = [make_password(f"password-{hand}") for hand in range(HANDS)]
        heard = Counter(at_once(HANDS, lambda row=row, left=secrets: use(row, left.pop())))  # type: ignore[misc]
        assert heard == {"set": 1, "gone": HANDS - 1}
        assert Outbox.objects.filter(user=member.user, mail_code="M-07").count() == 1


def test_two_runners_make_one_mail_of_a_request_and_leave_one_link() -> None:
    for _round in range(ROUNDS):
        member: Member = MemberFactory()
        for _request in range(3):
            recovery.ask(kind=Recovery.Kind.PASSWORD, user=member.user, by=VISITOR)
        at_once(4, lambda: jobs.answer_recoveries(moment_of))
        jobs.answer_recoveries(moment_of)
        rows = Recovery.objects.filter(user=member.user)
        states = Counter(rows.values_list("state", flat=True))
        assert states == {"ANSWERED": 1, "REPLACED": 2}
        assert Outbox.objects.filter(user=member.user, mail_code="M-06").count() == 3
