"""Input about options: the consent to what was shown, and what is said in the look at all."""

from collections.abc import Iterable, Iterator

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.queries import Audit, HeldOption
from mioportal.plumbing.forms import CheckboxChoices, PortalForm
from mioportal.plumbing.templatetags.ui import yen
from mioportal.rules.option_changes import Check
from mioportal.words import catalogue


class ShownForm(PortalForm):
    """What a check page said, in one word: nothing of it is typed."""

    shown = forms.CharField(max_length=200, widget=forms.HiddenInput)


class AddOptionForm(ShownForm):
    """The same, with the name of the form: sent twice, it adds once."""

    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class DropForm(PortalForm):
    """Which options are not needed any more."""

    dropped = forms.MultipleChoiceField(
        label=gettext_lazy("解約するオプション"),
        help_text=gettext_lazy("選んだだけでは解約になりません。次の手順で、一つずつ解約します。"),
        required=False,
        widget=CheckboxChoices,
        error_messages={
            "invalid_choice": gettext_lazy("解約するオプションは、一覧から選んでください")
        },
    )

    def __init__(self, *args: object, audit: Audit, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        # What was chosen before stays, ended meanwhile or not.
        now = [each for each in audit.held if each.is_open]
        shown = [*now, *(each for each in audit.dropped if not each.is_open)]
        self.fields["dropped"].choices = list(_choices(shown))  # type: ignore[attr-defined]


def _choices(options: Iterable[HeldOption]) -> Iterator[tuple[str, SafeString]]:
    for each in options:
        told = _("%(line)s・月額%(yen)s") % {"line": each.line.label, "yen": yen(each.yen)}
        if not each.goes_on:
            told += _("・回線と一緒に終わります")
        yield each.period.code, format_html("{}<br><small>{}</small>", each.label, told)


class ChecklistForm(PortalForm):
    """The seven checks against forgetting."""

    checked = forms.MultipleChoiceField(
        label=gettext_lazy("済んだこと"),
        choices=[(check.value, catalogue.word(check)) for check in Check],
        required=False,
        widget=CheckboxChoices,
        error_messages={"invalid_choice": gettext_lazy("済んだことは、一覧から選んでください")},
    )
