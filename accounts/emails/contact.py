"""The mails about what a member is called and how they are reached."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.emails.signing import LINK_STANDS_HERE
from accounts.models import MailChange, Member, User
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules.contact import ContactField
from mioportal.words import catalogue


def profile_changed(
    member: Member, changed: Collection[ContactField], at: datetime, *, asks_for_papers: bool
) -> Mail:
    """M-07 お客様情報を変更しました: what (never the values), when, and whether papers are due."""
    return from_template(
        "M-07",
        _("お客様情報を変更しました"),
        "profile_changed",
        member=member,
        changed=[str(catalogue.word(field)) for field in changed],
        at=at,
        asks_for_papers=asks_for_papers,
    )


def mail_changed(user: User, at: datetime, *, at_the_desk: bool = False) -> Mail:
    """M-07 メールアドレスを変更しました: when, and what to do if it was somebody else."""
    return from_template(
        "M-07",
        _("メールアドレスを変更しました"),
        "mail_changed",
        member=user.member,
        at=at,
        at_the_desk=at_the_desk,
    )


def confirm_old_mail(change: MailChange) -> Mail:
    """M-07 メールアドレスの変更を承認してください: to the old address, with its one-use link."""
    return from_template(
        "M-07",
        _("メールアドレスの変更を承認してください"),
        "confirm_old_mail",
        member=change.member,
        change=change,
        link=LINK_STANDS_HERE,
    )


def confirm_new_mail(change: MailChange) -> Mail:
    """M-07 メールアドレスを確認してください: to the new one, which may be a stranger's: no name."""
    return from_template(
        "M-07",
        _("メールアドレスを確認してください"),
        "confirm_new_mail",
        change=change,
        link=LINK_STANDS_HERE,
    )


def mail_not_changed(user: User) -> Mail:
    """M-07 メールアドレスは変更していません: the new one is somebody's already."""
    return from_template(
        "M-07",
        _("メールアドレスは変更していません"),
        "mail_not_changed",
        member=user.member,
    )
