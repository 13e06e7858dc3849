"""Input of a purchase of data: how much, and the consent to what was shown."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mioportal.plumbing.forms import PortalForm
from mioportal.plumbing.templatetags.ui import data_size, yen
from mioportal.rules import data
from mioportal.rules.plans import Family


class BuyDataForm(PortalForm):
    """How much to buy; `most` parcels are left of the month's."""

    parcels = forms.TypedChoiceField(
        label=gettext_lazy("追加するデータ量"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("追加するデータ量を選んでください"),
            "invalid_choice": gettext_lazy("追加するデータ量は、一覧から選んでください"),
        },
    )

    def __init__(self, *args: object, family: Family, most: int, today: date, **more: object):
        super().__init__(*args, **more)  # type: ignore[arg-type]
        choices = [
            (
                parcels,
                _("%(size)s（%(yen)s）")
                % {
                    "size": data_size(data.megabytes(family, parcels, today)),
                    "yen": yen(data.price(family, parcels, today)),
                },
            )
            for parcels in range(1, most + 1)
        ]
        self.fields["parcels"].choices = choices  # type: ignore[attr-defined]


class AgreeToBuyForm(PortalForm):
    """What the check page sends: nothing of it is typed."""

    parcels = forms.IntegerField(min_value=1, max_value=999, widget=forms.HiddenInput)
    shown = forms.CharField(max_length=60, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
