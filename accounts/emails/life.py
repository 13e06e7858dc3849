"""The mails about the life of a mioID."""

from django.utils.translation import gettext as _

from accounts.models import Member
from mioportal.plumbing.outbox import Mail, from_template


def mio_id_closes(member: Member) -> Mail:
    """M-32 mioIDの有効期限: the last day on which bills and contracts can be read (C-041)."""
    return from_template(
        "M-32",
        _("mioIDの有効期限のお知らせ"),
        "mio_id_closes",
        member=member,
        through=member.last_day,
    )


def mio_id_ended(member: Member) -> Mail:
    """M-32 mioIDが無効になりました: since when, and how to contract again (C-039)."""
    return from_template(
        "M-32",
        _("mioIDが無効になりました"),
        "mio_id_ended",
        member=member,
        through=member.last_day,
    )


def draft_lapses(member: Member) -> Mail:
    """M-39 お申し込みの期限: until when a provisional mioID waits (C-042)."""
    return from_template(
        "M-39",
        _("お申し込みの期限のお知らせ"),
        "draft_lapses",
        member=member,
        through=member.last_day,
    )


def draft_lapsed(member: Member) -> Mail:
    """M-39 お申し込みの期限が過ぎました: nothing is kept of it (C-042)."""
    return from_template(
        "M-39",
        _("お申し込みの期限が過ぎました"),
        "draft_lapsed",
        member=member,
        through=member.last_day,
    )
