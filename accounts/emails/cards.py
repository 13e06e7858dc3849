"""The mails about the card that pays (M-23). None says more of it than its last four digits."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import Card
from mioportal.plumbing.outbox import Mail, from_template


def card_expires(card: Card, today: date) -> Mail:
    """M-23 カードの有効期限: its last day, how many days are left, how to change it (D-22)."""
    return from_template(
        "M-23",
        _("クレジットカードの有効期限が近づいています"),
        "card_expires",
        card=card,
        member=card.member,
        days_left=(card.expires_on - today).days,
    )


def card_changed(card: Card, at: datetime) -> Mail:
    """M-23 カードを変更しました: when, to which, and what to do if it was somebody else (D-43)."""
    return from_template(
        "M-23",
        _("クレジットカードを変更しました"),
        "card_changed",
        card=card,
        member=card.member,
        at=at,
    )


def card_removed(card: Card, at: datetime) -> Mail:
    """M-23 カードを削除しました: when, and what to do if it was somebody else (D-43)."""
    return from_template(
        "M-23",
        _("クレジットカードを削除しました"),
        "card_removed",
        card=card,
        member=card.member,
        at=at,
    )
