"""Input of what the desk does for a member."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import WrittenField
from accounts.forms.profile import AddressFields, NameFields
from accounts.models import Member, PickupNews
from accounts.services.profile import Name
from mioportal.plumbing.models import World
from mioportal.rules import contact
from mioportal.rules.sign_in import LostMailProof
from mioportal.words import catalogue


class ChangeMailForm(forms.Form):
    """A new mail address for a member who has shown who they are (F-ACC-11)."""

    checked = forms.MultipleChoiceField(
        label=_("確認したもの"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(proof.value, catalogue.word(proof)) for proof in LostMailProof],
        error_messages={"required": _("5つすべてを確認し、チェックを入れてください")},
    )
    address = forms.EmailField(
        label=_("新しいメールアドレス"),
        error_messages={
            "required": _("新しいメールアドレスを入力してください"),
            "invalid": _("メールアドレスは、name@example.jp のように入力してください"),
        },
    )

    def clean_checked(self) -> list[LostMailProof]:
        """All five, or it may be anybody."""
        checked = [LostMailProof(code) for code in self.cleaned_data["checked"]]
        if set(checked) != set(LostMailProof):
            raise forms.ValidationError(_("5つすべてを確認し、チェックを入れてください"))
        return checked


class Checked(forms.Form):
    """Somebody has made sure who is asking."""

    checked = forms.BooleanField(
        label=_("ご本人（法人は担当者）であることを、登録の内容と照らして確認しました"),
        error_messages={"required": _("確認してから、チェックを入れてください")},
    )


class DeskNameForm(Checked, NameFields):
    """A new name for a member who has shown who they are; for a company, its own as well."""

    company = WrittenField(
        label=_("会社名"),
        missing=_("会社名を入力してください"),
        written=contact.as_line,
        is_right=contact.is_address,
        wrong=_("%(label)sに使えない文字があります。文字と数字で入力してください"),
        longest=80,
    )
    field_order = ("company", "family_name", "given_name", "family_kana", "given_kana", "checked")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not member.is_corporate:
            del self.fields["company"]

    def change(self) -> Name:
        """What was asked for; only of a valid form."""
        return replace(super().change(), company=self.cleaned_data.get("company", ""))


class DeskAddressForm(Checked, AddressFields):
    """A new address for a member who has shown who they are."""

    field_order = ("place", "postcode", "address", "checked")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PickupNewsForm(forms.ModelForm):
    """An issue of IIJ Pickup News: its day is still to come."""

    # How a world's day is told to those who may not read its clock.
    today_in: ClassVar[Callable[[World | None], date]]

    class Meta:
        model = PickupNews
        fields = ("title", "body", "mail_on", "world")

    def clean_title(self) -> str:
        """One line, or no mail could have it for its subject."""
        return contact.as_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        """The day is after today where it is to be read."""
        data = super().clean() or {}
        mail_on, today = data.get("mail_on"), type(self).today_in(data.get("world"))
        if mail_on and mail_on <= today:
            self.add_error("mail_on", _("送る日は、明日かそれより後の日にしてください"))
        return data
