"""The mails about an inquiry."""

from django.utils.translation import gettext as _

from accounts.models import Inquiry
from mioportal.plumbing.outbox import Mail, from_template


def inquiry_received(inquiry: Inquiry) -> Mail:
    """M-33 お問い合わせ受付: receipt number, time of receipt, and by when an answer comes."""
    return from_template(
        "M-33",
        _("お問い合わせを受け付けました"),
        "inquiry_received",
        inquiry=inquiry,
        member=inquiry.member,
    )


def inquiry_answered(inquiry: Inquiry) -> Mail:
    """M-33 お問い合わせへの回答: the answer, and what it answers."""
    return from_template(
        "M-33",
        _("お問い合わせに回答しました"),
        "inquiry_answered",
        inquiry=inquiry,
        member=inquiry.member,
    )
