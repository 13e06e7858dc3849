"""Forms as the member sees them: one base class and the choices drawn as whole rows."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise

from mioportal.plumbing.renderers import PortalRenderer

# Django's own option templates wrap each input in a label; our rows are that label already.
BARE_INPUT = "django/forms/widgets/input.html"


class Fold(NamedTuple):
    """Fields that most people leave out, folded away under a summary."""

    summary: str | Promise
    names: tuple[str, ...]


class Part(NamedTuple):
    """A field, or what is folded away; that is open where something stands in it, or is wrong."""

    fields: Sequence[BoundField]
    summary: str | Promise = ""
    is_open: bool = False


class PortalForm(forms.Form):
    """Base of every member-facing form."""

    folds: ClassVar[Sequence[Fold]] = ()

    # Not the FORM_RENDERER setting: that would reach into the admin.
    default_renderer = PortalRenderer
    # The browser's own bubbles stay away; errors are told in our words, in the page.
    use_required_attribute = False

    def parts(self) -> Iterator[Part]:
        """The visible fields in order, those of a fold together, in the place of its first."""
        folds = {name: fold for fold in self.folds for name in fold.names}
        for field in self.visible_fields():
            fold = folds.get(field.name)
            if fold is None:
                yield Part([field])
            elif field.name == fold.names[0]:
                inside = [self[name] for name in fold.names]
                is_open = any(one.errors or one.value() for one in inside)
                yield Part(inside, fold.summary, is_open)


class ConfirmBox(forms.CheckboxInput):
    """One box to tick; `text` is what ticking it says."""

    template_name = "forms/confirm_box.html"
    use_fieldset = True

    def __init__(self, text: str | Promise, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.text = text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["choice_label"] = self.text
        return context


class Radio(forms.RadioSelect):
    """One of several choices, each a row that can be pressed anywhere."""

    template_name = "forms/choices.html"
    option_template_name = BARE_INPUT


class CheckboxChoices(forms.CheckboxSelectMultiple):
    """Any number of choices, each a row that can be pressed anywhere."""

    template_name = "forms/choices.html"
    option_template_name = BARE_INPUT


class LongText(forms.CharField):
    """Text of several lines. A new line counts as one letter; browsers send two for it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text with line ends as they are counted in the browser."""
        text = str(super().to_python(value))
        return text.replace("\r\n", "\n")
