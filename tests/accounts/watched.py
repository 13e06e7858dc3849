"""Somebody who comes from a watched network, and the digits of the mail."""

import re

from django.core import mail

from accounts.models import Member
from mioportal.plumbing.delivery import deliver
from tests.factories import PASSWORD
from tests.journeys.visitor import Visitor

VPN, HOME = "203.0.113.7", "192.0.2.7"
PROVE, AGAIN = "確認してログインする", "確認コードをもう一度送る"
GONE = "この確認コードは使えません"


def comes_from(source: str, member: Member, password: str = PASSWORD, path: str = "/") -> Visitor:
    """Somebody signs in from a network address."""
    visitor = Visitor(REMOTE_ADDR=source)
    visitor.open(path)
    visitor.sign_in(member.mio_id, password)
    return visitor


def mailed_digits() -> str:
    """The digits of the last mail that went out."""
    deliver()
    found = re.search(r"確認コード: (\d{6})", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[1]


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def is_in(visitor: Visitor) -> bool:
    return "_auth_user_id" in visitor.client.session
