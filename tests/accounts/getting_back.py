"""Somebody who cannot get in: wrong passwords, and the links of the mails that help."""

import re

from django.core import mail
from django.utils.timezone import localtime

from accounts.models import Member, Recovery, SignInLock, User
from accounts.services import recovery
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.clock import moment_of
from mioportal.plumbing.delivery import deliver
from tests.factories import PASSWORD
from tests.journeys.visitor import Visitor

NEW = "new-horse-2"
VISITOR = Actor(role=Role.MEMBER, label="", source="192.0.2.7")
LINK = re.compile(r"https?://[^\s/]+(/login/reset/\w+/)")


def tries(member: Member | str, times: int, password: str = "wrong") -> Visitor:
    """A browser in which a password was tried so many times."""
    visitor = Visitor()
    visitor.open("/login/")
    for _time in range(times):
        visitor.sign_in(member if isinstance(member, str) else member.mio_id, password)
    return visitor


def gets_in(member: Member | str, password: str = PASSWORD) -> bool:
    """Whether a password opens the door now."""
    return "_auth_user_id" in tries(member, 1, password).client.session


def lock_of(who: Member | User) -> tuple[int, str, str]:
    """Misses, and from when until when the login is locked, as a clock in Japan shows it."""
    user = who.user if isinstance(who, Member) else who
    lock = SignInLock.objects.get(user=user)
    ends = [f"{localtime(end):%H:%M:%S}" if end else "" for end in _ends(lock)]
    return lock.misses, ends[0], ends[1]


def _ends(lock: SignInLock) -> tuple:  # type: ignore[type-arg]
    return lock.locked_at, lock.locked_until


def ask_for_link(name: str, visitor: Visitor | None = None) -> Visitor:
    """Somebody sends the form of パスワードを忘れた方."""
    visitor = visitor or Visitor()
    visitor.open("/login/forgot-password/")
    visitor.press("送信", name=name)
    return visitor


def ask_for_id(address: str) -> Visitor:
    """Somebody sends the form of mioIDを忘れた方."""
    visitor = Visitor()
    visitor.open("/login/forgot-id/")
    visitor.press("送信", name=address)
    return visitor


def mailed_link() -> str:
    """The path of the link in the last mail that went out with one."""
    deliver()
    found = [link[1] for each in mail.outbox if (link := LINK.search(each.body))]
    assert found, [each.subject for each in mail.outbox]
    return found[-1]


def link_for(member: Member, **given: str) -> str:
    """The secret part of a link that was mailed to a member."""
    row = Recovery.objects.create(
        kind=Recovery.Kind.PASSWORD, user=member.user, asked_at=moment_of(None), **given
    )
    recovery.answer(recovery=row, at=moment_of(member.world))
    return recovery.token_of(row.code)


def set_new(path: str, password: str = NEW, again: str | None = None) -> Visitor:
    """Somebody opens a link and sets a password."""
    visitor = Visitor()
    visitor.open(path)
    if visitor.page.has_button("設定"):
        visitor.press("設定", password=password, again=password if again is None else again)
    return visitor
