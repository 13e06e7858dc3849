"""The mails about getting a mioID."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.emails.signing import LINK_STANDS_HERE
from accounts.models import Member
from mioportal.plumbing.outbox import Mail, from_template


def sign_up_link(expires_at: datetime) -> Mail:
    """M-42 メールアドレスの確認: until when its one-use link works (C-045)."""
    return from_template(
        "M-42",
        _("お申し込みのメールアドレスの確認"),
        "sign_up_link",
        expires_at=expires_at,
        link=LINK_STANDS_HERE,
    )


def has_mio_id(member: Member) -> Mail:
    """M-42 mioIDをお持ちです: the address has one, under which a line is added (C-039)."""
    return from_template(
        "M-42", _("お申し込みについて（mioIDをお持ちです）"), "has_mio_id", member=member
    )


def registered(member: Member) -> Mail:
    """M-01 mioIDのお知らせ: the provisional mioID, until when, and how to go on (F-ACC-01)."""
    return from_template(
        "M-01",
        _("mioID（仮登録）のお知らせ"),
        "registered",
        member=member,
        through=member.last_day,
    )
