"""What お客様情報 shows of a member, row by row."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import services
from accounts.models import MailChange, Member
from mioportal.rules.contact import is_postcode

Row = dict[str, Any]
_KINDS = {
    Member.Identity.COMPLETE: "ok",
    Member.Identity.IN_REVIEW: "brand",
    Member.Identity.RETURNED: "warning",
    Member.Identity.NOT_SUBMITTED: "warning",
}


def contractor(member: Member) -> list[Row]:
    """ご契約者: an individual, or a company and who is in charge there."""
    change = {"change": reverse("accounts:change_name")}
    if member.is_corporate:
        return [row | change for row in company(member)]
    return [
        _person(member, _("お名前")) | change,
        {
            "key": _("生年月日"),
            "value": member.birth_date or _not_yet(),
            "sub": _("会員サイトでは変更できません"),
        },
    ]


def company(member: Member) -> list[Row]:
    """A corporate member's name, and who is in charge."""
    return [{"key": _("会社名"), "value": member.company}, _person(member, _("ご担当者"))]


def _not_yet() -> str:
    """Of who has just signed up: the application asks for it."""
    return _("お申し込みで入力します")


def _person(who: Member | services.Name, called: str) -> Row:
    return {
        "key": called,
        "value": f"{who.family_name} {who.given_name}".strip() or _not_yet(),
        "sub": f"{who.family_kana} {who.given_kana}",
    }


def reached(member: Member, mail_change: MailChange | None) -> list[Row]:
    """ご連絡先; a mail address that waits to be confirmed stands beside the present one."""
    phones = reverse("accounts:change_phones")
    waiting = {"kind": "warning", "label": _("変更の確認待ち")}
    return [
        {
            "key": _("住所"),
            "value": _address(member.postcode, member.address),
            "change": reverse("accounts:change_address"),
        },
        {"key": _("電話番号"), "value": member.phone, "change": phones},
        {
            "key": _("昼間の連絡先"),
            "value": member.daytime_phone or _("登録なし"),
            "change": phones,
        },
        {
            "key": _("メールアドレス"),
            "value": member.user.email,
            "tag": waiting if mail_change else None,
            "change": reverse("accounts:change_mail"),
        },
        {
            "key": "IIJ Pickup News",
            "value": _("受け取る") if member.pickup_news_since else _("受け取らない"),
            "change": reverse("accounts:news"),
        },
    ]


def signing_in(member: Member) -> list[Row]:
    """ログイン."""
    return [
        {"key": "mioID", "value": member.mio_id, "sub": _("変更できません")},
        {
            "key": _("mioパスワード"),
            "value": _("表示しません"),
            "change": reverse("accounts:change_password"),
        },
        {"key": _("登録日"), "value": member.registered_on},
    ]


def identity(member: Member) -> Row:
    """本人確認状況: the state as a tag, and what staff said of papers they sent back."""
    state = Member.Identity(member.identity)
    return {
        "kind": _KINDS[state],
        "label": state.label,
        "note": member.identity_note,
        "is_complete": state == Member.Identity.COMPLETE,
        "is_in_review": state == Member.Identity.IN_REVIEW,
    }


def before_and_after(member: Member, change: services.Name | services.Address) -> list[Row]:
    """What stands now and what is to stand, for the look before the change."""
    if isinstance(change, services.Address):
        before = _address(member.postcode, member.address)
        after = _address(change.postcode, change.address)
        return [{"key": _("いまの住所"), "value": before}, {"key": _("新しい住所"), "value": after}]
    return [_person(member, _("いまのお名前")), _person(change, _("新しいお名前"))]


def initial(member: Member, form: type[Form]) -> dict[str, str]:
    """What a form is filled in with: the member's fields of the same names."""
    return {name: getattr(member, name) for name in form.base_fields if hasattr(member, name)}


def _address(postcode: str, address: str) -> str:
    mark = "〒" if is_postcode(postcode) else ""
    return f"{mark}{postcode} {address}".strip()
