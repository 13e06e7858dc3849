"""Input of the contract pages, by subject."""

from contracts.forms.options import AddOptionForm, ChecklistForm, DropForm, ShownForm

__all__ = ["AddOptionForm", "ChecklistForm", "DropForm", "ShownForm"]
