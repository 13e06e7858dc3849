"""The mails about signing in and getting back in."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import SecondCheck, User
from mioportal.plumbing.outbox import Mail, from_template

# What the message box and the staff's list show where the mail itself has the link: whoever reads
# them must not get in with it.
LINK_STANDS_HERE = gettext_lazy("（安全のため、URLはメールだけに書いています）")
DIGITS_STAND_HERE = gettext_lazy("（安全のため、確認コードはメールだけに書いています）")


def mio_id(user: User) -> Mail:
    """M-05 mioIDのお知らせ: the mioID, which never changes (F-ACC-07, C-046)."""
    return from_template("M-05", _("mioIDのお知らせ"), "mio_id", member=user.member)


def password_link(user: User, expires_at: datetime) -> Mail:
    """M-06 パスワード再設定: until when its one-use link works (F-ACC-08, C-047)."""
    return from_template(
        "M-06",
        _("mioパスワードの再設定"),
        "password_link",
        member=user.member,
        expires_at=expires_at,
        link=LINK_STANDS_HERE,
    )


def password_changed(user: User, at: datetime, *, here_goes_on: bool = False) -> Mail:
    """M-07 パスワードを変更しました: when, and what to do if it was somebody else.

    `here_goes_on` says that the browser in which it was changed stays signed in.
    """
    return from_template(
        "M-07",
        _("mioパスワードを変更しました"),
        "password_changed",
        member=user.member,
        at=at,
        here_goes_on=here_goes_on,
    )


def check_code(check: SecondCheck) -> Mail:
    """M-40 ログインの確認コード: the digits, until when they work, from where it was (C-117)."""
    return from_template(
        "M-40",
        _("ログインの確認コード"),
        "check_code",
        member=check.user.member,
        check=check,
        digits=DIGITS_STAND_HERE,
    )


def sessions_ended(user: User, at: datetime, *, by_staff: bool) -> Mail:
    """M-07 ほかの端末からログアウトしました: when, by whom, and what to do if one did not ask."""
    return from_template(
        "M-07",
        _("すべての端末からログアウトしました")
        if by_staff
        else _("ほかのすべての端末からログアウトしました"),
        "sessions_ended",
        member=user.member,
        at=at,
        by_staff=by_staff,
    )


def locked(user: User, until: datetime) -> Mail:
    """M-08 ログインを一時的に止めました: until when, and how it opens at once (C-048)."""
    return from_template(
        "M-08",
        _("ログインを一時的に止めました"),
        "sign_in_locked",
        member=user.member,
        until=until,
    )


def unlocked(user: User) -> Mail:
    """M-08 ログインできるようになりました: the lock was lifted early."""
    return from_template(
        "M-08", _("ログインできるようになりました"), "sign_in_unlocked", member=user.member
    )
