"""Input of what the desk does for a member."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
