"""Forms about what a member holds, by subject."""

from contracts.forms.data import AgreeToBuyForm, BuyDataForm

__all__ = ["AgreeToBuyForm", "BuyDataForm"]
