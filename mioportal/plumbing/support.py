"""The support desk as a page shows it: number, hours, open or closed at a moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from mioportal.rules.support_hours import PHONE_NUMBERS, Desk, is_open, next_opening


@dataclass(frozen=True)
class SupportDesk:
    """Telephone and chat at one moment of a member's world (F-SUP-01, F-SUP-04)."""

    at: datetime

    @property
    def phone(self) -> str:
        """The number, as printed."""
        return PHONE_NUMBERS.on(self.at.date())

    @cached_property
    def is_open(self) -> bool:
        """Whether the telephone is answered now."""
        return is_open(Desk.PHONE, self.at)

    @property
    def opens_at(self) -> datetime | None:
        """When the telephone is answered next; None while it is."""
        return None if self.is_open else next_opening(Desk.PHONE, self.at)

    @property
    def hours(self) -> str:
        """Telephone hours in words."""
        return _("9:00〜19:00（年中無休）")

    @cached_property
    def chat_open(self) -> bool:
        """Whether chat is answered now."""
        return is_open(Desk.CHAT, self.at)

    @property
    def chat_opens_at(self) -> datetime | None:
        """When chat is answered next; None while it is."""
        return None if self.chat_open else next_opening(Desk.CHAT, self.at)

    @property
    def chat_hours(self) -> str:
        """Chat hours in words."""
        return _("10:00〜18:00（年中無休）")

    @property
    def quiet_times(self) -> str:
        """When the line is least busy."""
        return _("平日の10:00〜12:00、14:00〜16:00")

    @property
    def ready(self) -> list[str]:
        """What to have at hand (F-SUP-02)."""
        *first, mail = self.ready_to_cancel
        return [*first, _("解約を申し込んだ日時（解約についてのとき）"), mail]

    @property
    def ready_to_cancel(self) -> list[str]:
        """The same for who has not asked for anything yet (F-CON-07)."""
        return [
            _("mioID"),
            _("契約者の氏名"),
            _("生年月日"),
            _("契約している住所"),
            _("電話番号（音声回線）"),
            _("登録メールアドレス"),
        ]


@dataclass(frozen=True)
class CorporateDesk:
    """The desk of companies at one moment (F-COR-01); its number stands on the companies' page."""

    at: datetime

    @cached_property
    def is_open(self) -> bool:
        """Whether it is answered now."""
        return is_open(Desk.CORPORATE, self.at)

    @property
    def opens_at(self) -> datetime | None:
        """When it is answered next; None while it is."""
        return None if self.is_open else next_opening(Desk.CORPORATE, self.at)

    @property
    def phone(self) -> str:
        """The sources name no number of its own: the page of companies does (C-119)."""
        return _("「法人のお客様」のページに記載の番号")

    @property
    def hours(self) -> str:
        """Its hours in words."""
        return _("平日9:00〜17:00（土日祝を除く）")

    @property
    def ready(self) -> list[str]:
        """What a company has at hand (F-COR-01): who contracted, who asks, which lines."""
        return [
            _("mioID"),
            _("法人名"),
            _("ご担当者のお名前と連絡先（回線の利用者からは承れません）"),
            _("解約する回線の電話番号またはサービスコード"),
            _("登録メールアドレス"),
        ]


def corporate_desk_at(at: datetime) -> CorporateDesk:
    """The desk of companies at a moment."""
    return CorporateDesk(at)


def desk_at(at: datetime) -> SupportDesk:
    """The desk at a moment."""
    return SupportDesk(at)
